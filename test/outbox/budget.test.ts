import { sql } from 'drizzle-orm'
import { afterEach, describe, expect, test } from 'vitest'
import { blockCalls, confirmCall, dropProbe, passProbe, type Rate, takeCall } from '../../db/queries/call-budget.ts'
import { createBudget } from '../../src/slack/deliver/budget.ts'
import { callsAMinute } from '../../src/slack/rates.ts'
import { testDatabase } from '../support/database.ts'

const database = await testDatabase()
const { db } = database
const rate: Rate = { everyMs: 1_000, burst: 3, backgroundBurst: 1 }
const take = (mostMs: number, background = false) => takeCall(database, 'k', rate, { mostMs, background })
const most = 10_000

/** As when this much time has gone by for the budget. */
const pass = (seconds: number) =>
  db.execute(sql`update call_budgets set used_until = used_until - ${seconds} * interval '1 second',
    blocked_until = blocked_until - ${seconds} * interval '1 second', probe_until = probe_until - ${seconds} * interval '1 second'`)

afterEach(() => db.execute('truncate call_budgets'))

describe('a budget', () => {
  test('gives a burst at once and then one call each so often, in turn', async () => {
    const waits: number[] = []
    for (let at = 0; at < 6; at++) waits.push((await take(most)).waitMs)
    expect(waits.slice(0, 3)).toEqual([0, 0, 0])
    for (const [at, wait] of waits.slice(3).entries()) {
      expect(wait).toBeLessThanOrEqual(1_000 * (at + 1))
      expect(wait).toBeGreaterThan(1_000 * at)
    }
  })

  test('is one for all who take at once', async () => {
    await take(most)
    const grants = await Promise.all(Array.from({ length: 40 }, () => take(most)))
    const granted = grants.filter((grant) => grant.granted).map(({ waitMs }) => waitMs)
    // Two left of the burst, and ten seconds' worth.
    expect(granted.length).toBeGreaterThanOrEqual(12)
    expect(granted.length).toBeLessThanOrEqual(13)
    const spread = granted.sort((a, b) => a - b).slice(2)
    for (const [at, wait] of spread.slice(1).entries()) expect(wait - (spread[at] ?? 0)).toBeGreaterThan(900)
  })

  test('takes nothing where the wait is too long, and says how long', async () => {
    for (let at = 0; at < 3; at++) await take(0)
    const late = await take(0)
    expect(late.granted).toBe(false)
    expect(late.waitMs).toBeGreaterThan(0)
    expect(late.waitMs).toBeLessThanOrEqual(1_000)
    expect((await take(0)).waitMs).toBeLessThanOrEqual(late.waitMs)
  })

  test('after Retry-After one call is due, whoever asks, and nobody else until that one came through', async () => {
    await blockCalls(database, 'k', rate, 5_000)
    const early = await take(most)
    expect(early.granted).toBe(false)
    expect(early.waitMs).toBeGreaterThan(4_500)
    await pass(6)
    const asked = await Promise.all([true, false, true, false].map((background) => take(most, background)))
    expect(asked.filter(({ granted }) => granted)).toEqual([{ granted: true, probe: true, waitMs: 0 }])
    expect((await take(most)).waitMs).toBeGreaterThan(0)
    await passProbe(database, 'k')
    expect(await take(most)).toMatchObject({ granted: true, probe: false })
  })

  test('a probe that is refused again blocks again; one that never came back, or was not made, is followed by another', async () => {
    await blockCalls(database, 'k', rate, 1_000)
    await pass(2)
    expect(await take(0)).toMatchObject({ probe: true })
    await blockCalls(database, 'k', rate, 60_000)
    await passProbe(database, 'k')
    expect((await take(0)).waitMs).toBeGreaterThan(59_000)
    await pass(61)
    expect(await take(0)).toMatchObject({ probe: true })
    expect(await take(0)).toMatchObject({ granted: false })
    await pass(16)
    expect(await take(0)).toMatchObject({ probe: true })
    await dropProbe(database, 'k')
    await pass(1)
    expect(await take(0)).toMatchObject({ probe: true })
  })

  test('who has waited for their moment is told what Slack has said meanwhile', async () => {
    await take(0)
    expect(await confirmCall(database, 'k')).toMatchObject({ granted: true, probe: false })
    await blockCalls(database, 'k', rate, 5_000)
    expect((await confirmCall(database, 'k')).waitMs).toBeGreaterThan(4_500)
    await pass(6)
    expect(await confirmCall(database, 'k')).toEqual({ granted: true, probe: true, waitMs: 0 })
    expect(await confirmCall(database, 'k')).toMatchObject({ granted: false, probe: false })
  })

  test('without a rate only Retry-After counts', async () => {
    const free = () => takeCall(database, 'k', null, { mostMs: 4_000, background: true })
    for (let at = 0; at < 20; at++) expect((await free()).waitMs).toBe(0)
    await blockCalls(database, 'k', null, 60_000)
    const { granted, waitMs } = await free()
    expect(granted).toBe(false)
    expect(waitMs).toBeGreaterThan(59_000)
  })
})

describe('the gate', () => {
  const first = createBudget(database, 'T1', 1)
  const second = createBudget(database, 'T1', 1)
  const background = createBudget(database, 'T1', 2)

  test('a limit stops its method and channel in every process, and nothing else', async () => {
    await first.limited('chat.postMessage', 'C1', 30_000)
    expect(await second.admit('chat.postMessage', 'C1')).toMatchObject({
      admitted: false,
      failure: { kind: 'retry', away: false },
    })
    expect(await second.admit('chat.postMessage', 'C2')).toEqual({ admitted: true })
    await first.limited('users.list', undefined, 30_000)
    expect(await second.admit('users.list', undefined)).toMatchObject({
      failure: { kind: 'retry', line: 'T1 users.list' },
    })
    expect(await second.admit('users.info', undefined)).toEqual({ admitted: true })
    expect(await createBudget(database, 'T2', 1).admit('users.list', undefined)).toEqual({ admitted: true })
  })

  test('two channels at once are the workspace’s own limit', async () => {
    await first.limited('chat.postMessage', 'C1', 30_000)
    await first.limited('chat.postMessage', 'C2', 30_000)
    expect(await second.admit('chat.postMessage', 'C3')).toMatchObject({
      failure: { kind: 'retry', line: 'T1 chat.postMessage' },
    })
  })

  test('what may wait leaves half of a burst', async () => {
    const calls = (callsAMinute('chat.update') ?? 0) / 4
    for (let at = 0; at < Math.floor(calls / 2); at++)
      expect(await background.admit('chat.update', undefined)).toEqual({ admitted: true })
    const whole = { everyMs: 1_200, burst: Math.floor(calls), backgroundBurst: Math.floor(calls / 2) }
    const taken = (background: boolean) => takeCall(database, 'T1 chat.update', whole, { mostMs: 0, background })
    expect(await taken(true)).toMatchObject({ granted: false })
    for (let at = Math.floor(calls / 2); at < Math.floor(calls); at++)
      expect(await taken(false)).toEqual({ granted: true, probe: false, waitMs: 0 })
  })
})
