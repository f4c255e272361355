import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { claimEffects } from '../../db/queries/effect-claims.ts'
import type { Deliver } from '../../src/outbox/delivery.ts'
import { type Outbox, type OutboxOptions, startOutbox } from '../../src/outbox/outbox.ts'
import { testDatabase } from '../support/database.ts'
import { clearEffects, laneRows, queue } from './queue.ts'
import { recordingLog } from './recording-log.ts'

const database = await testDatabase()
const outboxes: Outbox[] = []
let log = recordingLog()

function start(deliver: Deliver, options: Partial<OutboxOptions> = {}): Outbox {
  const outbox = startOutbox({ database, log, deliver, ...options })
  outboxes.push(outbox)
  return outbox
}

/** A deliver that holds each effect until it is let go, and tells what it holds. */
function holding() {
  const held = new Map<string, () => void>()
  const deliver: Deliver = ({ lane }) =>
    new Promise((resolve) => {
      held.set(lane, () => {
        held.delete(lane)
        resolve({ kind: 'done' })
      })
    })
  const letGo = () => {
    for (const done of [...held.values()]) done()
  }
  return { held, deliver, letGo }
}

beforeEach(async () => {
  log = recordingLog()
  await clearEffects(database)
})

afterEach(async () => {
  await Promise.all(outboxes.splice(0).map((outbox) => outbox.stop()))
})

describe('delivering', () => {
  test('starts at the commit, without waiting for the poll', async () => {
    const delivered: string[] = []
    const outbox = start(
      async ({ lane }) => {
        delivered.push(lane)
        return { kind: 'done' }
      },
      { pollMs: 3_600_000 },
    )
    await queue(database, { lane: 'before anybody listened' })
    await expect.poll(() => delivered).toEqual(['before anybody listened'])
    await queue(database, { lane: 'after' })
    await expect.poll(() => delivered).toContain('after')
    await outbox.idle()
    expect((await laneRows(database, 'after'))[0]).toMatchObject({ state: 'done', attempts: 0 })
  })

  test('keeps the order of a lane while its head fails, and lets others go on', async () => {
    const order: string[] = []
    const outbox = start(async ({ lane, payload, fence }) => {
      order.push(`${lane}${payload.no}`)
      const fails = lane === 'a' && payload.no === 1 && fence === 1
      return fails ? { kind: 'retry', afterMs: 1_500, error: 'ratelimited' } : { kind: 'done' }
    })
    await queue(database, ...[1, 2, 3].flatMap((no) => ['a', 'b'].map((lane) => ({ lane, payload: { no } }))))
    await expect.poll(() => order, { timeout: 15_000 }).toHaveLength(7)
    await outbox.idle()
    expect(order.filter((name) => name.startsWith('a'))).toEqual(['a1', 'a1', 'a2', 'a3'])
    expect(order.filter((name) => name.startsWith('b'))).toEqual(['b1', 'b2', 'b3'])
    expect(order.indexOf('b3')).toBeLessThan(order.lastIndexOf('a1'))
  })

  test('gives up for a reason, says so, and the lane moves on', async () => {
    const outbox = start(async ({ payload }) =>
      payload.no === 1 ? { kind: 'dead', error: 'channel_not_found' } : { kind: 'done' },
    )
    await queue(database, { lane: 'a', payload: { no: 1, text: 'secret' } }, { lane: 'a', payload: { no: 2 } })
    await outbox.idle()
    const [dead, next] = await laneRows(database, 'a')
    expect(dead).toMatchObject({ state: 'dead', lastError: 'channel_not_found' })
    expect(next).toMatchObject({ state: 'done' })
    expect(log.lines('error')).toEqual([
      [{ effectId: dead?.id, kind: 'test', lane: 'a', error: 'channel_not_found' }, 'An effect was given up'],
    ])
    expect(JSON.stringify(log.lines('error'))).not.toContain('secret')
  })

  test('that throws is logged once, with the reference the row keeps, and tried again', async () => {
    const outbox = start(async () => {
      throw new Error('unforeseen')
    })
    await queue(database, { lane: 'a' })
    await outbox.idle()
    const [row] = await laneRows(database, 'a')
    const [line, ...more] = log.lines('error')
    expect(more).toEqual([])
    expect(row).toMatchObject({ state: 'ready', attempts: 1 })
    expect(row?.dueAt.getTime()).toBeGreaterThan(Date.now())
    expect(row?.lastError).toContain(line?.[0].reference)
  })

  test('takes over what a dead process held, and buries what keeps ending processes', async () => {
    await queue(database, { lane: 'a' })
    for (let deaths = 0; deaths < 3; deaths++) {
      await claimEffects(database, { limit: 1, backgroundLimit: 1, leaseMs: -1, aheadMs: 0 })
    }
    let delivered = 0
    const deliver: Deliver = async () => {
      delivered++
      return { kind: 'done' }
    }
    const outbox = start(deliver, { maxAttempts: 3 })
    await outbox.idle()
    expect(delivered).toBe(0)
    expect((await laneRows(database, 'a'))[0]).toMatchObject({ state: 'dead', attempts: 3 })
    await queue(database, { lane: 'b' })
    await claimEffects(database, { limit: 1, backgroundLimit: 1, leaseMs: -1, aheadMs: 0 })
    await outbox.idle()
    expect(delivered).toBe(1)
  })

  test('longer than the lease is not taken over by another', async () => {
    let starts = 0
    const deliver: Deliver = async () => {
      starts++
      await sleep(1_000)
      return { kind: 'done' }
    }
    const first = start(deliver, { leaseMs: 300, pollMs: 50 })
    start(deliver, { leaseMs: 300, pollMs: 50 })
    await queue(database, { lane: 'a' })
    await first.idle()
    expect(starts).toBe(1)
    expect((await laneRows(database, 'a'))[0]).toMatchObject({ state: 'done', fence: 1 })
  })
})

describe('many', () => {
  test('channels being provisioned leave room for a card', async () => {
    const { held, deliver, letGo } = holding()
    start(deliver)
    await queue(database, ...Array.from({ length: 100 }, (_, no) => ({ lane: `channel ${no}` })))
    await expect.poll(() => held.size).toBe(6)
    await queue(database, { lane: 'card', priority: 1 })
    await expect.poll(() => held.has('card')).toBe(true)
    expect(held.size).toBe(7)
    const letting = setInterval(letGo, 5)
    await expect.poll(() => laneRows(database, 'channel 99'), { timeout: 10_000 }).toMatchObject([{ state: 'done' }])
    clearInterval(letting)
  })

  test('workers share the rows: each goes out once', async () => {
    const delivered: number[] = []
    const deliver: Deliver = async ({ id }) => {
      delivered.push(id)
      return { kind: 'done' }
    }
    const workers = [start(deliver), start(deliver), start(deliver)]
    const lanes = Array.from({ length: 30 }, (_, no) => `lane ${no}`)
    await queue(database, ...lanes.flatMap((lane) => Array.from({ length: 5 }, () => ({ lane }))))
    await Promise.all(workers.map((worker) => worker.idle()))
    expect(delivered).toHaveLength(150)
    expect(new Set(delivered).size).toBe(150)
  })
})

describe('stopping', () => {
  test('ends what is in hand and takes nothing more', async () => {
    const { held, deliver, letGo } = holding()
    const outbox = start(deliver, { concurrency: 1 })
    await queue(database, { lane: 'a' }, { lane: 'b' })
    await expect.poll(() => held.size).toBe(1)
    const stopped = outbox.stop()
    letGo()
    await stopped
    expect(held.size).toBe(0)
    const states = [...(await laneRows(database, 'a')), ...(await laneRows(database, 'b'))].map(({ state }) => state)
    expect(states.sort()).toEqual(['done', 'ready'])
  })

  test('waits no longer than it was told', async () => {
    const { held, deliver, letGo } = holding()
    const outbox = start(deliver)
    await queue(database, { lane: 'a' })
    await expect.poll(() => held.size).toBe(1)
    await outbox.stop(50)
    expect(log.lines('warn')).toEqual([[{ left: 1 }, 'The outbox stopped while effects were being sent']])
    letGo()
  })
})
