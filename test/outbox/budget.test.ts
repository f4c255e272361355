import { afterEach, describe, expect, test } from 'vitest'
import { blockCalls, blockedMs, type Rate, takeCall } from '../../db/queries/call-budget.ts'
import { createBudget } from '../../src/slack/deliver/budget.ts'
import { callsAMinute } from '../../src/slack/rates.ts'
import { testDatabase } from '../support/database.ts'

const database = await testDatabase()
const { db } = database
const rate: Rate = { everyMs: 1_000, burst: 3 }
const most = 10_000

afterEach(() => db.execute('truncate call_budgets'))

describe('a budget', () => {
  test('gives a burst at once and then one call each so often, in turn', async () => {
    const waits: number[] = []
    for (let at = 0; at < 6; at++) waits.push((await takeCall(db, 'k', rate, most)).waitMs)
    expect(waits.slice(0, 3)).toEqual([0, 0, 0])
    for (const [at, wait] of waits.slice(3).entries()) {
      expect(wait).toBeLessThanOrEqual(1_000 * (at + 1))
      expect(wait).toBeGreaterThan(1_000 * at)
    }
  })

  test('is one for all who take at once', async () => {
    await takeCall(db, 'k', rate, most)
    const grants = await Promise.all(Array.from({ length: 40 }, () => takeCall(db, 'k', rate, most)))
    const granted = grants.filter((grant) => grant.granted).map(({ waitMs }) => waitMs)
    // Two left of the burst, and ten seconds' worth.
    expect(granted.length).toBeGreaterThanOrEqual(12)
    expect(granted.length).toBeLessThanOrEqual(13)
    const spread = granted.sort((a, b) => a - b).slice(2)
    for (const [at, wait] of spread.slice(1).entries()) expect(wait - (spread[at] ?? 0)).toBeGreaterThan(900)
  })

  test('takes nothing where the wait is too long, and says how long', async () => {
    for (let at = 0; at < 3; at++) await takeCall(db, 'k', rate, 0)
    const late = await takeCall(db, 'k', rate, 0)
    expect(late.granted).toBe(false)
    expect(late.waitMs).toBeGreaterThan(0)
    expect(late.waitMs).toBeLessThanOrEqual(1_000)
    expect((await takeCall(db, 'k', rate, 0)).waitMs).toBeLessThanOrEqual(late.waitMs)
  })

  test('after Retry-After one call is due, the next a whole share of time later', async () => {
    await blockCalls(db, 'k', rate, 5_000)
    expect(await takeCall(db, 'k', rate, 4_000)).toMatchObject({ granted: false })
    const probe = await takeCall(db, 'k', rate, most)
    const next = await takeCall(db, 'k', rate, most)
    expect(probe.waitMs).toBeGreaterThan(4_500)
    expect(next.waitMs - probe.waitMs).toBeGreaterThan(900)
    expect(await blockedMs(db, 'k')).toBeGreaterThan(4_500)
    expect(await blockedMs(db, 'other')).toBe(0)
  })

  test('without a rate only Retry-After counts', async () => {
    for (let at = 0; at < 20; at++) expect((await takeCall(db, 'k', null, 0)).waitMs).toBe(0)
    await blockCalls(db, 'k', null, 60_000)
    const { granted, waitMs } = await takeCall(db, 'k', null, 4_000)
    expect(granted).toBe(false)
    expect(waitMs).toBeGreaterThan(59_000)
  })
})

describe('the gate', () => {
  const first = createBudget(db, 'T1', 1)
  const second = createBudget(db, 'T1', 1)
  const background = createBudget(db, 'T1', 2)

  test('a limit stops its method and channel in every process, and nothing else', async () => {
    await first.limited('chat.postMessage', 'C1', 30_000)
    expect(await second.admit('chat.postMessage', 'C1')).toMatchObject({ kind: 'retry', away: false })
    expect(await second.admit('chat.postMessage', 'C2')).toBeNull()
    await first.limited('users.list', undefined, 30_000)
    expect(await second.admit('users.list', undefined)).toMatchObject({ kind: 'retry' })
    expect(await second.admit('users.info', undefined)).toBeNull()
    expect(await createBudget(db, 'T2', 1).admit('users.list', undefined)).toBeNull()
  })

  test('two channels at once are the workspace’s own limit', async () => {
    await first.limited('chat.postMessage', 'C1', 30_000)
    await first.limited('chat.postMessage', 'C2', 30_000)
    expect(await second.admit('chat.postMessage', 'C3')).toMatchObject({ kind: 'retry' })
  })

  test('what may wait leaves half of a burst', async () => {
    const calls = (callsAMinute('chat.update') ?? 0) / 4
    for (let at = 0; at < Math.floor(calls / 2); at++)
      expect(await background.admit('chat.update', undefined)).toBeNull()
    const taken = (burst: number) => takeCall(db, 'T1 chat.update', { everyMs: 1_200, burst }, 0)
    expect(await taken(Math.floor(calls / 2))).toMatchObject({ granted: false })
    for (let at = Math.floor(calls / 2); at < Math.floor(calls); at++)
      expect(await taken(Math.floor(calls))).toEqual({ granted: true, waitMs: 0 })
  })
})
