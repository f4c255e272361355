import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ConfigError, readConfig, slackConfig } from '../../src/config.ts'
import { fromRoot } from '../../src/paths.ts'
import { tempFolder } from '../support/temp-folder.ts'

interface Ended {
  code: number | null
  said: string
}

/** Runs a program with this environment and nothing else of ours; ends when it does. */
function run(program: string, environment: Record<string, string>): Promise<Ended> {
  const child = spawn(process.execPath, ['--import', 'tsx', fromRoot(program)], {
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk))
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, said: said.trim() })))
}

test('a wrong configuration is told whole, by variable names, and the program ends with 2', async () => {
  const { code, said } = await run('src/main.ts', {
    DATABASE_URL: 'mysql://x',
    SLACK_BOT_TOKEN: 'token',
    PORT: '99999',
    LOG_LEVEL: 'loud',
  })
  expect(code).toBe(2)
  for (const name of ['DATABASE_URL', 'SLACK_BOT_TOKEN', 'PORT', 'LOG_LEVEL']) expect(said).toContain(name)
  expect(said).not.toMatch(/\n\s+at /)
})

test('what Slack needs and is missing is named, with the way to run without it', () => {
  expect(() => slackConfig(readConfig({}))).toThrow(ConfigError)
  expect(() => slackConfig(readConfig({}))).toThrow(/SLACK_BOT_TOKEN[\s\S]*SLACK_APP_TOKEN[\s\S]*npm run demo/)
  const http = slackConfig(readConfig({ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 's', PORT: '3001' }))
  expect(http.listen).toEqual({ signingSecret: 's', port: 3001, host: '127.0.0.1' })
  const socket = slackConfig(
    readConfig({ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1', SLACK_SIGNING_SECRET: '' }),
  )
  expect(socket.listen).toEqual({ appToken: 'xapp-1' })
})

test('a port in use is one clear line', async () => {
  const taken = createServer()
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
  const { port } = taken.address() as AddressInfo
  const { code, said } = await run('src/cli/demo.ts', { DATA_DIR: tempFolder(), DEMO_PORT: String(port) })
  taken.close()
  expect(code).toBe(1)
  const last = said.split('\n').at(-1)
  expect(last).toMatch(new RegExp(`Port ${port} is in use.*DEMO_PORT`))
  expect(said).not.toMatch(/\n\s+at /)
}, 60_000)

test('a data folder that cannot be made is one clear line', async () => {
  const file = join(tempFolder(), 'file')
  writeFileSync(file, '')
  const { code, said } = await run('src/cli/demo.ts', { DATA_DIR: join(file, 'data') })
  expect(code).toBe(1)
  expect(said.split('\n')).toHaveLength(1)
  expect(said).toMatch(/database folder .* cannot be written/)
}, 60_000)

test('Slack refusing the bot is one clear line', async () => {
  const { code, said } = await run('src/main.ts', {
    DATA_DIR: tempFolder(),
    SLACK_BOT_TOKEN: 'xoxb-1',
    SLACK_APP_TOKEN: 'xapp-1',
    SLACK_API_URL: 'http://127.0.0.1:9/api/',
    LOG_LEVEL: 'silent',
  })
  expect(code).toBe(1)
  expect(said).toMatch(/^Slack did not accept the bot \(.*\): check SLACK_BOT_TOKEN/)
}, 60_000)
