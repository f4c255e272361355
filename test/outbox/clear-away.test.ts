import { eq, sql } from 'drizzle-orm'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { clearAway } from '../../db/queries/clear-away.ts'
import { dropEffect } from '../../db/queries/dead-effects.ts'
import { claimEffects } from '../../db/queries/effect-claims.ts'
import { buryEffect, finishEffects } from '../../db/queries/effect-ends.ts'
import { beginSend, endSend } from '../../db/queries/sends.ts'
import { effects } from '../../db/schema/effects.ts'
import { sends } from '../../db/schema/sends.ts'
import { startOutbox } from '../../src/outbox/outbox.ts'
import { testDatabase } from '../support/database.ts'
import { clearEffects, queue } from './queue.ts'
import { recordingLog } from './recording-log.ts'

const database = await testDatabase()
const { db } = database

const subjects = async () => (await db.select().from(sends).orderBy(sends.id)).map(({ subject }) => subject)
const lanes = async () => (await db.select().from(effects).orderBy(effects.id)).map(({ lane }) => lane)

async function age(days: number): Promise<void> {
  await db.execute(sql`update effects set finished_at = finished_at - ${days} * interval '1 day'`)
  await db.execute(sql`update sends set started_at = started_at - ${days} * interval '1 day'`)
}

/** One effect each, which has sent something and ended so. */
async function ended(): Promise<void> {
  await queue(database, { lane: 'done' }, { lane: 'dead' }, { lane: 'dropped' }, { lane: 'waiting' })
  const asked = { limit: 3, backgroundLimit: 3, leaseMs: 30_000, aheadMs: 1_000 }
  const { effects } = await claimEffects(database, asked)
  for (const effect of effects) {
    const begun = await beginSend(db, effect.id, `effect/${effect.id}`, null)
    await endSend(db, begun.row, { state: 'sent', result: '1', channel: 'C1' })
    if (effect.lane === 'done') await finishEffects(database, [effect])
    else await buryEffect(db, effect, 'no')
    if (effect.lane === 'dropped') await dropEffect(db, effect.id)
  }
  const doubtful = await beginSend(db, 0, 'in doubt', null)
  await endSend(db, doubtful.row, { state: 'unknown', error: 'lost' })
}

beforeEach(async () => {
  await clearEffects(database)
  await db.execute(sql`truncate sends`)
})

test('what went out or was dropped goes after seven days, its send with it; what was given up or is in doubt stays', async () => {
  await ended()
  await age(6)
  expect(await clearAway(db)).toBe(0)
  await age(2)
  expect(await clearAway(db)).toBe(4)
  expect(await lanes()).toEqual(['dead', 'waiting'])
  expect(await subjects()).toEqual([expect.stringMatching('^effect/'), 'in doubt'])
  expect(await clearAway(db)).toBe(0)
})

test('a send stays as long as its effect, and a card’s for ever: sent again they would be posted again', async () => {
  await queue(database, { lane: 'a' })
  const [effect] = await db.select().from(effects)
  const id = effect?.id ?? 0
  for (const subject of ['card/1', `effect/${id}`]) {
    const begun = await beginSend(db, id, subject, null)
    await endSend(db, begun.row, { state: 'sent', result: '1', channel: 'C1' })
  }
  await age(100)
  expect(await clearAway(db)).toBe(0)
  expect((await beginSend(db, id, `effect/${id}`, null)).kind).toBe('sent')
  await db.delete(effects).where(eq(effects.lane, 'a'))
  expect(await clearAway(db)).toBe(1)
  expect(await subjects()).toEqual(['card/1'])
})

test('the outbox does so when it has nothing else to do', async () => {
  await ended()
  await age(8)
  const outbox = startOutbox({ database, log: recordingLog(), deliver: async () => ({ kind: 'done' }), pollMs: 50 })
  onTestFinished(() => outbox.stop())
  await expect.poll(lanes, { timeout: 20_000 }).toEqual(['dead', 'waiting'])
})
