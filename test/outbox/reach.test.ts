import { expect, onTestFinished, test } from 'vitest'
import type { Deliver, Delivery } from '../../src/outbox/delivery.ts'
import { startOutbox } from '../../src/outbox/outbox.ts'
import { createReach } from '../../src/outbox/reach.ts'
import { testDatabase } from '../support/database.ts'
import { queue } from './queue.ts'
import { recordingLog } from './recording-log.ts'

const database = await testDatabase()
const away: Delivery = { kind: 'retry', afterMs: null, away: true, error: 'network_ECONNREFUSED' }
const refused: Delivery = { kind: 'retry', afterMs: null, error: 'passing' }

test('three in a row that met nobody are an outage; an answer ends it; what tells nothing changes nothing', () => {
  const reach = createReach()
  const came = (...deliveries: Delivery[]) => {
    for (const delivery of deliveries) reach.came(delivery)
    return reach.isAway()
  }
  expect(came(away, away, refused, away, away)).toBe(false)
  expect(came({ kind: 'unknown', lookAfterMs: 1, error: 'lost' })).toBe(false)
  expect(came(away)).toBe(true)
  expect(came({ kind: 'retry', afterMs: 4_000, error: 'budget_used', line: 'create' })).toBe(true)
  expect(came({ kind: 'done' })).toBe(false)
})

test('a scope to be put right is no outage', () => {
  const reach = createReach()
  for (let no = 0; no < 10; no++) reach.came({ kind: 'retry', afterMs: 60_000, away: true, error: 'missing_scope' })
  expect(reach.isAway()).toBe(false)
})

test('while nobody answers one effect is tried at a time, none is given up, and all go out afterwards', async () => {
  let there = false
  let inHand = 0
  let most = 0
  const tried: string[] = []
  const delivered = new Set<string>()
  const deliver: Deliver = async ({ lane }) => {
    most = Math.max(most, ++inHand)
    await new Promise((resolve) => setImmediate(resolve))
    inHand--
    if (there) delivered.add(lane)
    else tried.push(lane)
    return there ? { kind: 'done' } : away
  }
  const outbox = startOutbox({ database, log: recordingLog(), deliver, maxAttempts: 2, pollMs: 100 })
  onTestFinished(() => outbox.stop())
  await queue(database, ...Array.from({ length: 200 }, (_, no) => ({ lane: `lane ${no}` })))
  await expect.poll(() => tried.length, { timeout: 20_000 }).toBeGreaterThanOrEqual(3)
  const before = tried.length
  most = 0
  await expect.poll(() => tried.length, { timeout: 20_000 }).toBeGreaterThanOrEqual(before + 2)
  expect(most).toBe(1)
  expect(tried.length).toBeLessThan(30)
  there = true
  await expect.poll(() => delivered.size, { timeout: 30_000 }).toBe(200)
})
