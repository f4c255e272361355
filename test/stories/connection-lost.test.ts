import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { testBot } from '../support/bot.ts'

const bot = await testBot()
const { workspace } = bot

const opened = () => workspace.log.calls('apps.connections.open').length

/** A command is answered, as soon as the bot hears again. */
async function isHeard(): Promise<void> {
  await expect
    .poll(async () => (await bot.as('shenzhenOfficer').command('/register ?')).ok, { timeout: 15_000, interval: 200 })
    .toBe(true)
}

test('the bot hears again at once after Slack has moved its connection', async () => {
  const before = opened()
  workspace.disconnectSockets()
  await expect.poll(opened, { timeout: 4_000 }).toBe(before + 1)
  await isHeard()
})

for (const kind of ['reset', '500', '429'] as const)
  test(`a new connection that fails (${kind}) is tried again until there is one`, async () => {
    workspace.faults.add({ method: 'apps.connections.open', kind, count: 2, retryAfter: 1 })
    const before = opened()
    workspace.disconnectSockets()
    await expect.poll(opened, { timeout: 15_000 }).toBe(before + 3)
    await isHeard()
  })

test('also after the network broke, and where Slack refuses the app for a while', async () => {
  workspace.faults.add({ method: 'apps.connections.open', kind: 'error', error: 'invalid_auth', count: 2 })
  const before = opened()
  workspace.dropSockets()
  await expect.poll(opened, { timeout: 15_000 }).toBe(before + 3)
  await isHeard()
})

test('a process that starts while Slack lets nobody connect waits for as long as it says', async () => {
  workspace.faults.add({ method: 'apps.connections.open', kind: '429', count: 2, retryAfter: 1 })
  const before = opened()
  await bot.another()
  expect(opened()).toBe(before + 3)
})

test('where Slack ends each connection at once, the bot asks for a new one less and less often', async () => {
  const before = opened()
  const ending = setInterval(() => workspace.disconnectSockets('link_disabled'), 20)
  await sleep(5_000)
  clearInterval(ending)
  expect(opened() - before).toBeGreaterThan(1)
  expect(opened() - before).toBeLessThan(10)
  await isHeard()
})
