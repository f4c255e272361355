import { readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import { expect, test } from 'vitest'
import { fromRoot } from '../../src/paths.ts'
import { loadGestures } from '../../src/service.ts'
import { manifest } from '../../src/slack/manifest.ts'

/** Slack's own schema of app manifests, version 2.0.0. */
const schema = JSON.parse(readFileSync(fromRoot('test/slack/fixtures/manifest.schema.json'), 'utf8'))
const validate = new Ajv({ strict: false }).compile(schema)
const gestures = await loadGestures()

test.each([
  ['zh', { socketMode: true }],
  ['en', { requestUrl: 'https://bot.bank.example/slack/events' }],
] as const)('the manifest in %s is one that Slack takes', (language, address) => {
  const made = manifest(gestures, language, address)
  expect(validate(made) ? [] : validate.errors).toEqual([])
  expect(made.features.slash_commands.map((command) => command.command)).toEqual(
    gestures.flatMap(({ slash }) => slash?.word ?? []),
  )
  expect(made.features.slash_commands.map((command) => command.command)).toEqual([
    '/approvals',
    '/client',
    '/criteria',
    '/deputy',
    '/organisation',
    '/outbox',
    '/recommend',
    '/register',
    '/review',
    '/settings',
  ])
})

test('the schema refuses a command without its slash', () => {
  const made = manifest(gestures, 'zh', { socketMode: true })
  const [first] = made.features.slash_commands
  if (first) first.command = 'recommend' as '/recommend'
  expect(validate(made)).toBe(false)
})
