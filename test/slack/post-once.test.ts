import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { beginSend, endSend } from '../../db/queries/sends.ts'
import { deliverBy } from '../../src/slack/deliver/deliver-by.ts'
import type { DeliverDeps } from '../../src/slack/deliver/kind.ts'
import { postOnce } from '../../src/slack/deliver/post-once.ts'
import { outgoing as twinLook } from '../../src/slack/deliver/twin-look.ts'
import { createGateway } from '../../src/slack/gateway.ts'
import { createLanguages } from '../../src/slack/languages.ts'
import { createMarks } from '../../src/slack/mark.ts'
import { markType } from '../../src/slack/read-back.ts'
import { createSlackClient } from '../../src/slack/slack-client.ts'
import { startWorkspace, type Workspace } from '../../src/workspace/workspace.ts'
import { recordingLog } from '../outbox/recording-log.ts'
import { testDatabase } from '../support/database.ts'

const database = await testDatabase()
const message = { text: '认定结果', blocks: [] }
const LOOK_AFTER_MS = 150
let workspace: Workspace
let with_: DeliverDeps
let person: string
let subjects = 0

beforeAll(async () => {
  workspace = await startWorkspace()
  person = workspace.addUsers([{ realName: 'a', email: 'a@bank.example', locale: 'zh-CN' }])[0]?.id ?? ''
  const log = recordingLog()
  const { botToken: token, apiUrl, teamId, botUserId } = workspace
  with_ = {
    deps: { database, clock: { now: () => new Date() }, log },
    gateway: createGateway({ client: createSlackClient({ token, apiUrl, log, timeoutMs: 500 }), log }),
    languages: createLanguages([]),
    teamId,
    botUserId,
    timeZone: () => 'Asia/Shanghai',
    markOf: createMarks('test'),
    archivist: null,
    lookAfterMs: LOOK_AFTER_MS,
  }
})
afterAll(() => workspace.stop())
beforeEach(() => {
  workspace.faults.clear()
  workspace.log.clear()
})

const pause = () => new Promise((resolve) => setTimeout(resolve, LOOK_AFTER_MS + 50))
const post = (subject: string) => postOnce(with_, subject, 1, { person }, message)
const marked = (subject: string) => ({ event_type: markType, event_payload: { mark: with_.markOf(subject) } })

/** How many messages about a subject the person sees. */
async function seen(subject: string): Promise<number> {
  const dm = await with_.gateway.openDm(person)
  if (!dm.ok) throw new Error(dm.failure.error)
  const at = { channel: dm.value, since: new Date(0) }
  const found = await with_.gateway.markedMessages(at, with_.markOf(subject))
  return found.ok ? found.value.ts.length : -1
}

test.each(['lost-answer', 'silence', 'late-error'] as const)(
  'done and then %s: found, adopted, not sent again',
  async (kind) => {
    const subject = `test/${++subjects}`
    workspace.faults.add({ method: 'chat.postMessage', kind, count: 1 })
    expect(await post(subject)).toMatchObject({ ok: false, failure: { kind: 'unknown', lookAfterMs: LOOK_AFTER_MS } })
    await pause()
    expect(await post(subject)).toMatchObject({ ok: true })
    expect(await post(subject)).toMatchObject({ ok: true })
    expect(workspace.log.calls('chat.postMessage')).toHaveLength(1)
    expect(await seen(subject)).toBe(1)
  },
)

test.each(['reset', '500', 'hang'] as const)('not done, and %s: sent again once nothing was found', async (kind) => {
  const subject = `test/${++subjects}`
  workspace.faults.add({ method: 'chat.postMessage', kind, count: 1 })
  expect(await post(subject)).toMatchObject({ ok: false, failure: { kind: 'unknown' } })
  await pause()
  expect(await post(subject)).toMatchObject({ ok: true })
  expect(await seen(subject)).toBe(1)
})

test('a process that died between call and answer: its message is found, and nobody calls before it may be looked for', async () => {
  const subject = `test/${++subjects}`
  await beginSend(database.db, 1, subject, null)
  await with_.gateway.postMessage({ channel: person, metadata: marked(subject) }, message)
  expect(await post(subject)).toMatchObject({ ok: false, failure: { kind: 'retry', error: 'waits_to_look' } })
  await pause()
  expect(await post(subject)).toMatchObject({ ok: true })
  expect(await seen(subject)).toBe(1)
})

test('two that are there already become one: the first', async () => {
  const subject = `test/${++subjects}`
  await beginSend(database.db, 1, subject, null)
  const to = { channel: person, metadata: marked(subject) }
  const first = await with_.gateway.postMessage(to, message)
  await with_.gateway.postMessage(to, message)
  await pause()
  const kept = await post(subject)
  const at = first.ok ? first.value : null
  expect(kept).toEqual({ ok: true, value: { channel: at?.channel, ts: at?.ts, fresh: false, strayed: false } })
  expect(await seen(subject)).toBe(1)
})

test('a refusal leaves nothing in doubt, and one after a lost answer keeps that one in doubt', async () => {
  const subject = `test/${++subjects}`
  workspace.faults.add({ method: 'chat.postMessage', kind: '429', retryAfter: 1, count: 1 })
  expect(await post(subject)).toMatchObject({ ok: false, failure: { kind: 'retry', afterMs: 1_000 } })
  workspace.faults.add({ method: 'chat.postMessage', kind: 'reset', count: 1 })
  expect(await post(subject)).toMatchObject({ ok: false, failure: { kind: 'unknown' } })
  await pause()
  workspace.faults.add({ method: 'chat.postMessage', kind: '429', retryAfter: 1, count: 1 })
  expect(await post(subject)).toMatchObject({ ok: false, failure: { kind: 'retry', afterMs: 1_000 } })
  expect(await post(subject)).toMatchObject({ ok: true })
  expect(workspace.log.calls('conversations.history')).toHaveLength(2)
  expect(await seen(subject)).toBe(1)
})

test('a twin that comes late is taken away; the one that is known stays', async () => {
  const subject = `test/${++subjects}`
  workspace.faults.add({ method: 'chat.postMessage', kind: 'reset', count: 1 })
  await post(subject)
  await pause()
  const known = await post(subject)
  await with_.gateway.postMessage({ channel: person, metadata: marked(subject) }, message)
  expect(await seen(subject)).toBe(2)
  const queued = await database.sql<{ payload: Record<string, unknown> }[]>`
    select payload from effects where kind = 'twin_look' order by id desc limit 2`
  expect(queued).toHaveLength(2)
  const effect = { id: 1, lane: '', kind: 'twin_look', priority: 2, attempts: 0, fence: 1, firstTriedAt: new Date() }
  const deliver = deliverBy([twinLook], with_)
  expect(await deliver({ ...effect, payload: queued[0]?.payload ?? {} })).toEqual({ kind: 'done' })
  expect(await seen(subject)).toBe(1)
  expect(known).toMatchObject({ ok: true })
  if (known.ok) expect(workspace.log.calls('chat.delete').at(-1)?.args.ts).not.toBe(known.value.ts)
})

test('a process that wakes up late keeps what another has kept meanwhile; its own message is the twin', async () => {
  const subject = `test/${++subjects}`
  const begun = await beginSend(database.db, 1, subject, null)
  await pause()
  const known = await post(subject)
  if (!known.ok) throw new Error(known.failure.error)
  const late = await endSend(database.db, begun.row, { state: 'sent', result: '1.000001', channel: 'D1' })
  expect(late).toMatchObject({ result: known.value.ts, channel: known.value.channel, calls: 2 })
  expect(await endSend(database.db, begun.row, { state: 'refused', error: 'x' })).toMatchObject({ state: 'sent' })
})

test('the mark tells nobody what it is about', () => {
  expect(with_.markOf('card/12')).toMatch(/^[0-9a-f]{32}$/)
  expect(createMarks('other')('card/12')).not.toBe(with_.markOf('card/12'))
})
