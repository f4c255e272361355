import { sql } from 'drizzle-orm'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { queueEffects } from '../../db/queries/effects.ts'
import type { Deliver } from '../../src/outbox/delivery.ts'
import { startOutbox } from '../../src/outbox/outbox.ts'
import { testDatabase } from '../support/database.ts'
import { clearEffects, laneRows, queue } from './queue.ts'
import { recordingLog } from './recording-log.ts'

const database = await testDatabase()
const { db } = database
const WITHIN = { timeout: 20_000 }
const never = 3_600_000

/** What went out, in order; whatever `refuse` names is given up. */
function start(options: { pollMs?: number; refuse?: string } = {}) {
  const sent: string[] = []
  const deliver: Deliver = async ({ lane, payload }) => {
    const name = `${lane}${payload.no}`
    if (name === options.refuse) return { kind: 'dead', error: 'channel_not_found' }
    sent.push(name)
    return { kind: 'done' }
  }
  const outbox = startOutbox({ database, log: recordingLog(), deliver, pollMs: options.pollMs ?? never })
  onTestFinished(() => outbox.stop())
  return sent
}

const rows = (lane: string, ...numbers: number[]) => numbers.map((no) => ({ lane, kind: 'test', payload: { no } }))

beforeEach(() => clearEffects(database))

test('trap 1: whoever is next in a lane starts when the one before is done, not at the next poll', async () => {
  const sent = start()
  await queue(database, ...rows('a', 1, 2, 3, 4, 5))
  await expect.poll(() => sent, WITHIN).toEqual(['a1', 'a2', 'a3', 'a4', 'a5'])
})

test('trap 2: a head that is given up does not block its lane', async () => {
  const sent = start({ refuse: 'a1' })
  await queue(database, ...rows('a', 1, 2, 3))
  await expect.poll(() => sent, WITHIN).toEqual(['a2', 'a3'])
  expect((await laneRows(database, 'a')).map(({ state }) => state)).toEqual(['dead', 'done', 'done'])
})

test('trap 3: effects of one transaction go out in the order in which they were queued, however they were', async () => {
  const numbers = Array.from({ length: 60 }, (_, no) => no)
  await db.transaction(async (tx) => {
    await queueEffects(tx, rows('a', ...numbers.slice(0, 30)), new Date())
    for (const no of numbers.slice(30)) await queueEffects(tx, rows('a', no), new Date())
  })
  const sent = start()
  await expect.poll(() => sent, WITHIN).toEqual(numbers.map((no) => `a${no}`))
})

test('trap 4: effects are queued on the connection of the deciding transaction, and go with it', async () => {
  const sent = start()
  await db.transaction(async (tx) => {
    await tx.execute(sql`create temporary table decisions (no int) on commit drop`)
    await queueEffects(tx, rows('kept', 1), new Date())
    await tx
      .transaction(async (inner) => {
        await queueEffects(inner, rows('taken back', 1), new Date())
        throw new Error('taken back')
      })
      .catch(() => undefined)
  })
  const lost = db.transaction(async (tx) => {
    await queueEffects(tx, rows('lost', 1), new Date())
    throw new Error('rolled back')
  })
  await expect(lost).rejects.toThrow('rolled back')
  await queue(database, ...rows('last', 1))
  await expect.poll(() => sent, WITHIN).toEqual(['kept1', 'last1'])
})

test('trap 5: it makes no table of its own: all there is was made by the migrations, under their lock', async () => {
  const made = () =>
    db.execute(sql`select oid, relname from pg_class where relnamespace::regnamespace::text !~ '^pg_' order by oid`)
  const before = await made()
  const sent = start()
  await queue(database, ...rows('a', 1))
  await expect.poll(() => sent, WITHIN).toEqual(['a1'])
  expect([...(await made())]).toEqual([...before])
})
