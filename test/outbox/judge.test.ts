import { describe, expect, test } from 'vitest'
import { LONGEST_PAUSE_MS, pauseAfter, SHORTEST_PAUSE_MS } from '../../src/outbox/backoff.ts'
import { roomFor } from '../../src/outbox/room.ts'
import { judge } from '../../src/outbox/settle.ts'

const now = new Date('2026-11-25T08:00:00Z')
const bounds = { maxAttempts: 3, maxAgeMs: 3_600_000 }
const fresh = { id: 1, lane: 'a', kind: 'test', payload: {}, priority: 1, attempts: 0, fence: 1, firstTriedAt: now }
const away = { kind: 'retry', afterMs: null, away: true, error: 'away' } as const
const failed = { kind: 'retry', afterMs: null, error: 'failed' } as const

describe('a pause', () => {
  test('grows from a second to five minutes and is never outside', () => {
    const pauses = Array.from({ length: 40 }, (_, no) => pauseAfter(no + 1, 0.999))
    expect(pauses.slice(0, 3)).toEqual([1_001, 2_002, 4_004])
    expect(pauseAfter(1, 0)).toBe(2 * SHORTEST_PAUSE_MS)
    for (const pause of [...pauses, pauseAfter(10_000, 0)]) {
      expect(pause).toBeGreaterThanOrEqual(SHORTEST_PAUSE_MS)
      expect(pause).toBeLessThanOrEqual(LONGEST_PAUSE_MS)
    }
    expect(pauseAfter(40, 0)).toBe(LONGEST_PAUSE_MS)
  })
})

describe('a failure', () => {
  test('is tried again until the bound, then given up with its reason', () => {
    expect(judge({ ...fresh, attempts: 1 }, failed, bounds, now, 0)).toEqual({
      kind: 'retry',
      delayMs: 4_000,
      counts: true,
      error: 'failed',
    })
    expect(judge({ ...fresh, attempts: 2 }, failed, bounds, now, 0)).toEqual({
      kind: 'dead',
      error: '3 attempts: failed',
    })
  })

  test('of which Slack said when to come back waits exactly so long and does not count', () => {
    const limited = { kind: 'retry', afterMs: 30_000, error: 'ratelimited' } as const
    expect(judge({ ...fresh, attempts: 2 }, limited, bounds, now, 0.5)).toMatchObject({
      kind: 'retry',
      delayMs: 30_000,
      counts: false,
    })
  })

  test('by absence does not count, and its pauses grow all the same', () => {
    const first = judge({ ...fresh, attempts: 2 }, away, bounds, now, 0)
    const tenth = judge({ ...fresh, attempts: 2, fence: 10 }, away, bounds, now, 0)
    const inOutage = judge({ ...fresh, fence: 10 }, away, { ...bounds, outage: true }, now, 0)
    expect(inOutage).toMatchObject({ delayMs: 2_000, counts: false })
    expect(first).toMatchObject({ kind: 'retry', counts: false, delayMs: 2_000 })
    expect(tenth).toMatchObject({ kind: 'retry', counts: false, delayMs: LONGEST_PAUSE_MS })
  })

  test('that never counts is bounded by age', () => {
    const old = { ...fresh, firstTriedAt: new Date(now.getTime() - bounds.maxAgeMs) }
    expect(judge(old, away, bounds, now, 0)).toEqual({ kind: 'dead', error: '1 hours: away' })
    expect(judge(old, { kind: 'done' }, bounds, now, 0)).toEqual({ kind: 'done' })
  })
})

describe('room', () => {
  const hold = (...priorities: number[]) => priorities.map((priority) => ({ priority }))

  test('keeps a quarter free of what may wait', () => {
    expect(roomFor([], 8)).toEqual({ limit: 8, backgroundLimit: 6 })
    expect(roomFor(hold(2, 2, 2, 2, 2, 2), 8)).toEqual({ limit: 2, backgroundLimit: 0 })
    expect(roomFor(hold(0, 1, 1), 8)).toEqual({ limit: 5, backgroundLimit: 6 })
    expect(roomFor(hold(0, 0, 0, 0, 0, 0, 0, 0), 8).limit).toBe(0)
  })

  test('leaves background a place even when there is one place in all', () => {
    expect(roomFor([], 1)).toEqual({ limit: 1, backgroundLimit: 1 })
    expect(roomFor([], 2)).toEqual({ limit: 2, backgroundLimit: 1 })
  })
})
