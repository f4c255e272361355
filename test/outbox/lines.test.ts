import { sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { blockCalls, passProbe, type Rate, takeCall } from '../../db/queries/call-budget.ts'
import { type ClaimOptions, claimEffects, effectsPending } from '../../db/queries/effect-claims.ts'
import { buryEffect, finishEffects, retryEffect } from '../../db/queries/effect-ends.ts'
import { testDatabase } from '../support/database.ts'
import { clearEffects, laneRows, queue } from './queue.ts'

const database = await testDatabase()
const { db } = database
const rate: Rate = { everyMs: 60_000, burst: 4, backgroundBurst: 2 }
const all = { limit: 100, backgroundLimit: 100, leaseMs: 30_000, aheadMs: 1_000 }
const claim = async (more: Partial<ClaimOptions> = {}) => (await claimEffects(database, { ...all, ...more })).effects
const lanes = (claimed: readonly { lane: string }[]) => claimed.map(({ lane }) => lane)

const take = (background = true) => takeCall(database, 'create', rate, { mostMs: 0, background })

async function exhaust(background = true): Promise<void> {
  while ((await take(background)).granted);
}

async function standInLine(): Promise<void> {
  for (const effect of await claim())
    await retryEffect(db, effect, { delayMs: 5_000, error: 'budget_used', counts: false, line: 'create' })
}

const pass = (seconds: number) =>
  db.execute(sql`update call_budgets set used_until = used_until - ${seconds} * interval '1 second'`)

beforeEach(async () => {
  await clearEffects(database)
  await db.execute(sql`truncate call_budgets`)
})

test('who stands in line comes by turns of the budget, whoever waited longest first, and nobody is looked at before', async () => {
  await queue(database, ...['a', 'b', 'c', 'd'].map((lane) => ({ lane })))
  await exhaust()
  await standInLine()
  expect([await claim(), await effectsPending(db)]).toEqual([[], false])
  await pass(120)
  const two = await claim()
  expect(lanes(two)).toEqual(['a', 'b'])
  expect(two[0]).toMatchObject({ attempts: 0, fence: 2 })
  await finishEffects(database, two)
  await exhaust()
  expect(await claim()).toEqual([])
  await pass(600)
  expect(lanes(await claim({ limit: 1 }))).toEqual(['c'])
  expect(lanes(await claim({ backgroundLimit: 0 }))).toEqual([])
})

test('who may not wait has the rest of the burst, and goes first', async () => {
  await queue(database, { lane: 'a' }, { lane: 'b', priority: 1 })
  await exhaust()
  await standInLine()
  expect(lanes(await claim())).toEqual(['b'])
  await queue(database, { lane: 'c', priority: 0 })
  await standInLine()
  await pass(600)
  expect(lanes(await claim({ limit: 2 }))).toEqual(['c', 'a'])
})

test('rows behind stand in line with their head, and the next one is let out when it is done or given up', async () => {
  await queue(database, { lane: 'a', payload: { no: 1 } }, { lane: 'a', payload: { no: 2 } }, { lane: 'a' })
  await exhaust()
  await standInLine()
  expect((await laneRows(database, 'a')).map((row) => row.waitsFor)).toEqual(['create', 'create', 'create'])
  await pass(600)
  const [first] = await claim()
  if (!first) throw new Error('nobody was let through')
  expect(await claim()).toEqual([])
  await finishEffects(database, [first])
  const [second] = await claim()
  expect(second?.payload).toEqual({ no: 2 })
  if (second) await buryEffect(db, second, 'no')
  expect(await claim()).toHaveLength(1)
})

test('rows behind go from line to line with the heads of their lane: none stays where nobody before it waits', async () => {
  await queue(database, { lane: 'a' }, { lane: 'a' }, { lane: 'a' }, { lane: 'a' })
  await exhaust()
  await standInLine()
  await pass(600)
  const [first] = await claim()
  if (first) await finishEffects(database, [first])
  const [second] = await claim()
  if (!second) throw new Error('nobody was let out')
  await retryEffect(db, second, { delayMs: 5_000, error: 'budget_used', counts: false, line: 'pin' })
  const waiting = (await laneRows(database, 'a')).filter(({ state }) => state === 'ready')
  expect(waiting.map((row) => row.waitsFor)).toEqual(['pin', 'pin', 'pin'])
})

test('a card drawn anew in line keeps its place, and its younger self inherits it', async () => {
  await queue(database, { lane: 'a', mergeKey: 'card', payload: { no: 1 } })
  const [older] = await claim()
  await queue(database, { lane: 'a', mergeKey: 'card', payload: { no: 2 } })
  await exhaust()
  if (older) await retryEffect(db, older, { delayMs: 5_000, error: 'budget_used', counts: false, line: 'create' })
  expect(await claim()).toEqual([])
  await queue(database, { lane: 'a', mergeKey: 'card', payload: { no: 3 } })
  await pass(600)
  expect((await claim()).map(({ payload }) => payload)).toEqual([{ no: 3 }])
  expect((await laneRows(database, 'a')).map(({ state }) => state)).toEqual(['superseded', 'sending'])
})

test('a Retry-After lets nobody through, then one, then whose turn it is', async () => {
  await queue(database, ...['a', 'b', 'c'].map((lane) => ({ lane })))
  await blockCalls(database, 'create', rate, 30_000)
  await standInLine()
  expect(await claim({ aheadMs: 60_000 })).toEqual([])
  await db.execute(
    sql`update call_budgets set blocked_until = now() - interval '1 second', used_until = now() - interval '1 hour'`,
  )
  const probe = await claim()
  expect(lanes(probe)).toEqual(['a'])
  expect(await take()).toMatchObject({ probe: true })
  expect(await claim()).toEqual([])
  await passProbe(database, 'create')
  expect(lanes(await claim())).toEqual(['b'])
})

test('lines of many thousand are passed over: a claim looks at whose turn it is', async () => {
  await queue(database, ...Array.from({ length: 3_000 }, (_, no) => ({ lane: `lane ${no}` })))
  await exhaust()
  await db.execute(sql`update effects set waits_for = 'create'`)
  await queue(database, { lane: 'card', priority: 1 })
  expect(lanes(await claim())).toEqual(['card'])
  await pass(60)
  expect(lanes(await claim())).toEqual(['lane 0'])
})
