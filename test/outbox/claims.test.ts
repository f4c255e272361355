import { eq, sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { connect } from '../../db/connection.ts'
import { givenUp, reviveEffect } from '../../db/queries/dead-effects.ts'
import {
  type ClaimOptions,
  claimEffects,
  effectsPending,
  type Places,
  renewLeases,
} from '../../db/queries/effect-claims.ts'
import { buryEffect, finishEffects, retryEffect } from '../../db/queries/effect-ends.ts'
import { queueEffects } from '../../db/queries/effects.ts'
import { effects } from '../../db/schema/effects.ts'
import { testDatabase } from '../support/database.ts'
import { clearEffects, laneRows, queue } from './queue.ts'

const database = await testDatabase()
const { db } = database

const all: ClaimOptions = { limit: 100, backgroundLimit: 100, leaseMs: 30_000, aheadMs: 1_000 }
const claim = async (options: Partial<ClaimOptions> = {}) =>
  (await claimEffects(database, { ...all, ...options })).effects
const later = { delayMs: 60_000, error: 'later', counts: true }

async function claimOne(options: Partial<ClaimOptions> = {}) {
  const [effect, ...others] = await claim(options)
  if (!effect || others.length > 0) throw new Error(`expected one effect, claimed ${effect ? others.length + 1 : 0}`)
  return effect
}

async function expireLeases() {
  await db.update(effects).set({ leaseUntil: sql`clock_timestamp() - interval '1 second'` })
}

beforeEach(() => clearEffects(database))

describe('a lane', () => {
  test('gives its rows one by one, in the order in which they were queued', async () => {
    await queue(database, { lane: 'a', payload: { no: 1 } }, { lane: 'a', payload: { no: 2 } }, { lane: 'b' })
    const first = await claim()
    expect(first.map(({ lane, payload }) => [lane, payload])).toEqual([
      ['a', { no: 1 }],
      ['b', {}],
    ])
    expect(await claim()).toEqual([])
    for (const effect of first) expect([...(await finishEffects(database, [effect]))]).toEqual([effect.id])
    expect((await claimOne()).payload).toEqual({ no: 2 })
  })

  test('waits for its head when that waits, others go on', async () => {
    await queue(database, { lane: 'a' }, { lane: 'a' })
    await retryEffect(db, await claimOne(), later)
    await queue(database, { lane: 'a' }, { lane: 'b' })
    expect((await claimOne()).lane).toBe('b')
    const inTwoMinutes = new Date(Date.now() + 120_000)
    expect((await claimOne({ now: inTwoMinutes })).id).toBe((await laneRows(database, 'a'))[0]?.id)
  })

  test('moves on when its head is given up', async () => {
    await queue(database, { lane: 'a' }, { lane: 'a' })
    const head = await claimOne()
    expect(await buryEffect(db, head, 'channel_not_found')).toBe(true)
    expect((await claimOne()).id).toBeGreaterThan(head.id)
    expect(await givenUp(db)).toMatchObject([{ id: head.id, error: 'channel_not_found' }])
  })

  test('never has two rows on their way, even when an older row is committed after a younger one was taken', async () => {
    let commitOlder = () => {}
    const wait = new Promise<void>((resolve) => {
      commitOlder = resolve
    })
    let inserted = () => {}
    const olderIsIn = new Promise<void>((resolve) => {
      inserted = resolve
    })
    const older = db.transaction(async (tx) => {
      await queueEffects(tx, [{ lane: 'a', kind: 'older', payload: {} }], new Date())
      inserted()
      await wait
    })
    await olderIsIn
    await queue(database, { lane: 'a', kind: 'younger' })
    const younger = await claimOne()
    expect(younger.kind).toBe('younger')
    commitOlder()
    await older
    await queue(database, { lane: 'b' })
    expect((await claimOne()).lane).toBe('b')
    await expect(db.update(effects).set({ state: 'sending' }).where(eq(effects.kind, 'older'))).rejects.toThrow()
    await finishEffects(database, [younger])
    expect((await claimOne()).kind).toBe('older')
  })
})

describe('a claim', () => {
  test('answers first, then approvals, then the rest, and within each who waited longest', async () => {
    const past = (seconds: number) => new Date(Date.now() - seconds * 1_000)
    await queue(
      database,
      { lane: 'background', dueAt: past(90) },
      { lane: 'approval', priority: 1, dueAt: past(60) },
      { lane: 'answer', priority: 0 },
      { lane: 'older approval', priority: 1, dueAt: past(80) },
    )
    const order = []
    for (let no = 0; no < 4; no++) order.push((await claimOne({ limit: 1 })).lane)
    expect(order).toEqual(['answer', 'older approval', 'approval', 'background'])
  })

  test('takes no more than there is room for, nor more background than may be', async () => {
    await queue(database, ...['a', 'b', 'c', 'd'].map((lane) => ({ lane })), { lane: 'x', priority: 0 })
    const taken = await claim({ limit: 3, backgroundLimit: 1 })
    expect(taken.map(({ priority }) => priority)).toEqual([0, 2])
    expect(await claim({ limit: 3, backgroundLimit: 0 })).toEqual([])
    expect(await claim({ limit: 2 })).toHaveLength(2)
  })

  test('leaves what is not due', async () => {
    await queue(database, { lane: 'a', dueAt: new Date(Date.now() + 60_000) })
    expect(await claim()).toEqual([])
    expect(await effectsPending(db)).toBe(false)
    expect(await effectsPending(db, new Date(Date.now() + 61_000))).toBe(true)
  })

  test('is taken over when its lease ends: that counts, and the old holder can end nothing', async () => {
    await queue(database, { lane: 'a' })
    const old = await claimOne()
    expect(await claim()).toEqual([])
    await expireLeases()
    const taken = await claimOne()
    expect(taken).toMatchObject({ id: old.id, fence: old.fence + 1, attempts: 1 })
    expect([...(await finishEffects(database, [old]))]).toEqual([])
    expect(await buryEffect(db, old, 'late')).toBe(false)
    expect(await retryEffect(db, old, later)).toBe(false)
    await expireLeases()
    await renewLeases(db, [old], 30_000)
    expect(await claim()).toHaveLength(1)
  })

  test('keeps its lease while renewed', async () => {
    await queue(database, { lane: 'a' })
    const effect = await claimOne()
    await expireLeases()
    await renewLeases(db, [effect], 30_000)
    expect(await claim()).toEqual([])
  })

  test('several claimers at once take every row once and no lane twice', async () => {
    const lanes = Array.from({ length: 20 }, (_, no) => `lane ${no}`)
    await queue(database, ...lanes.flatMap((lane) => [1, 2, 3].map((no) => ({ lane, payload: { no } }))))
    const seen = new Map<string, unknown[]>()
    const onTheirWay = new Set<string>()
    await Promise.all(
      Array.from({ length: 6 }, async () => {
        for (let idle = 0; idle < 20; ) {
          const claimed = await claim({ limit: 3 })
          idle = claimed.length > 0 ? 0 : idle + 1
          for (const { lane, payload } of claimed) {
            if (onTheirWay.has(lane)) throw new Error(`two rows of ${lane} on their way`)
            onTheirWay.add(lane)
            seen.set(lane, [...(seen.get(lane) ?? []), payload.no])
          }
          for (const effect of claimed) {
            onTheirWay.delete(effect.lane)
            await finishEffects(database, [effect])
          }
        }
      }),
    )
    expect([...seen.keys()].sort()).toEqual(lanes.sort())
    for (const order of seen.values()) expect(order).toEqual([1, 2, 3])
  })
})

describe('a look that begins where the one before found the first row waiting', () => {
  const look = (from?: Places | null, limit = 1) => claimEffects(database, { ...all, limit, from: from ?? undefined })
  const past = (seconds: number) => new Date(Date.now() - seconds * 1_000)

  test('passes over what went out, and finds whatever waits: a lane that moves on, and what comes new', async () => {
    await queue(database, ...[1, 2, 3].map((no) => ({ lane: `lane ${no}`, dueAt: past(60) })))
    await queue(database, { lane: 'lane 1', dueAt: past(60) })
    const first = await look()
    expect(first.effects).toMatchObject([{ lane: 'lane 1' }])
    await finishEffects(database, first.effects)
    const second = await look(first.next)
    expect(second.effects).toMatchObject([{ lane: 'lane 2' }])
    expect(Number(second.next?.[2].id)).toBeGreaterThan(first.effects[0]?.id ?? 0)
    await queue(database, { lane: 'new' }, { lane: 'card', priority: 1 })
    const rest = await look(second.next, 100)
    expect(rest.effects.map(({ lane }) => lane).sort()).toEqual(['card', 'lane 1', 'lane 3', 'new'])
    const none = await look(rest.next, 100)
    await queue(database, { lane: 'newer' })
    expect((await look(none.next)).effects).toMatchObject([{ lane: 'newer' }])
  })

  test('reads few index entries, as the end of a claim does, however many rows went out while a snapshot was held', async () => {
    const one = connect({ ...database.options, max: 1 })
    const entriesRead = async () => {
      await one.sql`select pg_stat_force_next_flush()`
      const [row] = await one.sql<{ n: number }[]>`
        select sum(idx_tup_read)::int as n from pg_stat_user_indexes where relname = 'effects'`
      return row?.n ?? 0
    }
    await queue(database, ...Array.from({ length: 3_000 }, (_, no) => ({ lane: `lane ${no}`, dueAt: past(60) })))
    await database.db.transaction(
      async (tx) => {
        await tx.execute(sql`select count(*) from effects`)
        await db.execute(sql`update effects set state = 'sending'`)
        await db.execute(sql`update effects set state = 'done'`)
        await queue(database, { lane: 'x' }, { lane: 'y' })
        const { effects: first, next } = await claimEffects(one, { ...all, limit: 1 })
        await finishEffects(one, first)
        const before = await entriesRead()
        const { effects: second } = await claimEffects(one, { ...all, limit: 1, from: next ?? undefined })
        await finishEffects(one, second)
        expect(second).toMatchObject([{ lane: 'y' }])
        expect((await entriesRead()) - before).toBeLessThan(100)
      },
      { isolationLevel: 'repeatable read' },
    )
    await one.close()
  })

  test('does not ask whose lease ran out; one from the beginning does, and finds what came late', async () => {
    await queue(database, { lane: 'a' })
    const first = await look()
    await expireLeases()
    await queue(database, { lane: 'late', dueAt: past(600) })
    expect((await look(first.next, 100)).effects).toEqual([])
    expect((await look(null, 100)).effects.map(({ lane }) => lane)).toEqual(['a', 'late'])
  })

  test('is not offered while rows stand in lines: who is let out of one keeps an early place', async () => {
    await queue(database, { lane: 'a', dueAt: past(600) }, { lane: 'b', dueAt: past(600) })
    await db.update(effects).set({ waitsFor: 'create' }).where(eq(effects.lane, 'a'))
    const withLine = await look()
    expect(withLine).toMatchObject({ effects: [{ lane: 'b' }], next: null })
  })
})

describe('what was given up', () => {
  test('goes out once more, first in its lane, with a clean account', async () => {
    await queue(database, { lane: 'a' })
    const dead = await claimOne()
    await buryEffect(db, dead, 'no')
    await queue(database, { lane: 'a' })
    expect(await reviveEffect(db, dead.id, new Date())).toBe('ready')
    expect(await claimOne()).toMatchObject({ id: dead.id, attempts: 0 })
    expect(await reviveEffect(db, dead.id, new Date())).toBe('not_dead')
  })

  test('does not overtake a row of its lane that is on its way', async () => {
    await queue(database, { lane: 'a' }, { lane: 'a' })
    const dead = await claimOne()
    await buryEffect(db, dead, 'no')
    const onItsWay = await claimOne()
    await reviveEffect(db, dead.id, new Date())
    expect(await claim()).toEqual([])
    await finishEffects(database, [onItsWay])
    expect((await claimOne()).id).toBe(dead.id)
  })

  test('is left where a younger row of its key waits', async () => {
    await queue(database, { lane: 'a', mergeKey: 'card' })
    const dead = await claimOne()
    await buryEffect(db, dead, 'no')
    await queue(database, { lane: 'a', mergeKey: 'card' })
    expect(await reviveEffect(db, dead.id, new Date())).toBe('superseded')
    await claimOne()
  })
})

test('a rolled back transaction leaves no effect', async () => {
  const rolledBack = db.transaction(async (tx) => {
    await queueEffects(tx, [{ lane: 'a', kind: 'test', payload: {} }], new Date())
    throw new Error('rolled back')
  })
  await expect(rolledBack).rejects.toThrow('rolled back')
  expect(await claim()).toEqual([])
})

test('a clock that is ahead of the database’s does not put "at once" off', async () => {
  const ahead = new Date(Date.now() + 60_000)
  await db.transaction((tx) => queueEffects(tx, [{ lane: 'a', kind: 'test', payload: {} }], ahead))
  await claimOne()
})

test('thousands of effects are queued at once', async () => {
  await queue(database, ...Array.from({ length: 2_500 }, (_, no) => ({ lane: `lane ${no}` })))
  expect(await claim({ limit: 5_000, backgroundLimit: 5_000 })).toHaveLength(2_500)
})
