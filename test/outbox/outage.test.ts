import { setTimeout as sleep } from 'node:timers/promises'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import type { Deliver } from '../../src/outbox/delivery.ts'
import { startOutbox } from '../../src/outbox/outbox.ts'
import { testDatabase } from '../support/database.ts'
import { breakable } from './breakable.ts'
import { clearEffects, laneRows, queue } from './queue.ts'
import { recordingLog } from './recording-log.ts'

const database = await testDatabase()
/** Nothing may depend on the poll here: what wakes the outbox is its session that listens. */
const NO_POLL = 3_600_000

beforeEach(() => clearEffects(database))

test('what went out while the database was away is written down when it is back, and goes out once', async () => {
  const wire = await breakable(database)
  const log = recordingLog()
  const started: string[] = []
  let answer = () => {}
  const deliver: Deliver = async ({ lane }) => {
    started.push(lane)
    if (lane === 'during') await new Promise<void>((resolve) => (answer = resolve))
    return { kind: 'done' }
  }
  const outbox = startOutbox({ database: wire.database, log, deliver, leaseMs: 600, pollMs: 100 })
  onTestFinished(() => outbox.stop())
  await queue(database, { lane: 'during' }, { lane: 'during', payload: { second: true } })
  await expect.poll(() => started).toEqual(['during'])
  await wire.cut()
  answer()
  await sleep(1_500)
  expect((await laneRows(database, 'during'))[0]).toMatchObject({ state: 'sending' })
  await wire.mend()
  await expect.poll(() => started, { timeout: 10_000 }).toEqual(['during', 'during'])
  answer()
  await outbox.idle()
  expect((await laneRows(database, 'during')).map(({ state, fence }) => [state, fence])).toEqual([
    ['done', 1],
    ['done', 1],
  ])
  expect(log.lines('error').map(([, message]) => message)).toEqual([
    'The outbox cannot read or write its rows; it keeps trying',
  ])
  expect(log.lines('info').map(([, message]) => message)).toEqual(['The outbox reads and writes its rows again'])
})

test('it listens again after an outage', async () => {
  const wire = await breakable(database)
  const delivered: string[] = []
  const deliver: Deliver = async ({ lane }) => {
    delivered.push(lane)
    return { kind: 'done' }
  }
  const outbox = startOutbox({ database: wire.database, log: recordingLog(), deliver, pollMs: NO_POLL })
  onTestFinished(() => outbox.stop())
  await queue(database, { lane: 'before' })
  await expect.poll(() => delivered).toEqual(['before'])
  await wire.cut()
  await queue(database, { lane: 'during' })
  await sleep(1_000)
  expect(delivered).toEqual(['before'])
  await wire.mend()
  await expect.poll(() => delivered, { timeout: 10_000 }).toEqual(['before', 'during'])
  await queue(database, { lane: 'after' })
  await expect.poll(() => delivered).toEqual(['before', 'during', 'after'])
})

test('it starts while the database is away, and stops while it is away', async () => {
  const wire = await breakable(database)
  const log = recordingLog()
  await wire.cut()
  const delivered: string[] = []
  const deliver: Deliver = async ({ lane }) => {
    delivered.push(lane)
    return { kind: 'done' }
  }
  const outbox = startOutbox({ database: wire.database, log, deliver, pollMs: 50 })
  await queue(database, { lane: 'a' })
  await sleep(1_000)
  expect(log.lines('error')).toHaveLength(1)
  await wire.mend()
  await expect.poll(() => delivered, { timeout: 10_000 }).toEqual(['a'])
  await wire.cut()
  await outbox.stop(100)
})

test('a delivery that cannot read its state because the database is away is no failure of the row', async () => {
  const wire = await breakable(database)
  const log = recordingLog()
  let tries = 0
  const deliver: Deliver = async () => {
    tries++
    if (tries === 1) {
      await wire.cut()
      await wire.database.sql`select 1`
    }
    return { kind: 'done' }
  }
  const outbox = startOutbox({ database: wire.database, log, deliver, pollMs: 100 })
  onTestFinished(() => outbox.stop())
  await queue(database, { lane: 'a' })
  await expect.poll(() => tries).toBe(1)
  await sleep(500)
  await wire.mend()
  await expect.poll(() => tries, { timeout: 10_000 }).toBe(2)
  await outbox.idle()
  expect((await laneRows(database, 'a'))[0]).toMatchObject({ state: 'done', attempts: 0 })
  expect(log.lines('error')).toHaveLength(1)
})
