import { beforeEach, describe, expect, test } from 'vitest'
import { type ClaimOptions, claimEffects } from '../../db/queries/effect-claims.ts'
import { finishEffects, retryEffect } from '../../db/queries/effect-ends.ts'
import { queueEffects } from '../../db/queries/effects.ts'
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

beforeEach(() => clearEffects(database))

describe('a key', () => {
  test('joins what waits: the newest payload goes out once, at the older one’s place', async () => {
    await queue(database, { lane: 'a', mergeKey: 'card', payload: { no: 1 } }, { lane: 'a' })
    await queue(database, { lane: 'a', mergeKey: 'card', payload: { no: 2 }, priority: 0 })
    await queue(
      database,
      { lane: 'a', mergeKey: 'card', payload: { no: 3 } },
      { lane: 'a', mergeKey: 'card', payload: { no: 4 } },
    )
    expect(await laneRows(database, 'a')).toHaveLength(2)
    expect(await claimOne()).toMatchObject({ payload: { no: 4 }, priority: 0 })
  })

  test('queued while a row of it is being sent gets a row of its own', async () => {
    await queue(database, { lane: 'a', mergeKey: 'card', payload: { no: 1 } })
    const sending = await claimOne()
    await queue(database, { lane: 'a', mergeKey: 'card', payload: { no: 2 } })
    await queue(database, { lane: 'a', mergeKey: 'card', payload: { no: 3 } })
    await finishEffects(database, [sending])
    const next = await claimOne()
    expect(next.payload).toEqual({ no: 3 })
    await finishEffects(database, [next])
    expect((await laneRows(database, 'a')).map(({ state }) => state)).toEqual(['done', 'done'])
  })

  test('is not taken while a transaction that changes what it draws is open', async () => {
    await queue(database, { lane: 'a', mergeKey: 'card' })
    await db.transaction(async (tx) => {
      await queueEffects(tx, [{ lane: 'a', kind: 'test', payload: {}, mergeKey: 'card' }], new Date())
      expect(await claim()).toEqual([])
    })
    await claimOne()
  })

  test('that failed keeps its time when it is queued again', async () => {
    await queue(database, { lane: 'a', mergeKey: 'card' })
    await retryEffect(db, await claimOne(), later)
    await queue(database, { lane: 'a', mergeKey: 'card' })
    expect(await claim()).toEqual([])
  })

  test('that only waited for a later time goes out when it is queued for now', async () => {
    await queue(database, { lane: 'a', mergeKey: 'card', dueAt: new Date(Date.now() + 60_000) })
    await queue(database, { lane: 'a', mergeKey: 'card' })
    await claimOne()
  })

  test('whose older row fails is sent once, by the younger row, with the delay and failures of the older', async () => {
    await queue(database, { lane: 'a', mergeKey: 'card' })
    const older = await claimOne()
    await queue(database, { lane: 'a', mergeKey: 'card' })
    expect(await retryEffect(db, older, later)).toBe(true)
    expect(await claim()).toEqual([])
    const [first, second] = await laneRows(database, 'a')
    expect(first).toMatchObject({ state: 'superseded' })
    expect(second).toMatchObject({ state: 'ready', attempts: 1, lastError: 'later' })
    await claimOne({ now: new Date(Date.now() + 61_000) })
  })

  test('whose younger row is not yet committed when the older fails ends the same way', async () => {
    await queue(database, { lane: 'a', mergeKey: 'card' })
    const older = await claimOne()
    let retried: Promise<boolean> | undefined
    await db.transaction(async (tx) => {
      await queueEffects(tx, [{ lane: 'a', kind: 'test', payload: {}, mergeKey: 'card' }], new Date())
      retried = retryEffect(db, older, later)
      await blocked(1)
    })
    expect(await retried).toBe(true)
    expect((await laneRows(database, 'a')).map(({ state }) => state)).toEqual(['superseded', 'ready'])
  })
})

/** Waits until so many sessions of this database wait for a lock. */
async function blocked(sessions: number): Promise<void> {
  for (;;) {
    const rows = await database.sql`
      select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
    if (rows.length >= sessions) return
  }
}
