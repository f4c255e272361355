import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { fromDrizzle, PgBoss } from 'pg-boss'
import type { Database, Tx } from '../../db/connection.ts'
import { queueEffects } from '../../db/queries/effects.ts'
import { createLog } from '../../src/log.ts'
import type { Deliver } from '../../src/outbox/delivery.ts'
import { startOutbox } from '../../src/outbox/outbox.ts'

export interface Job {
  readonly lane: string
  readonly no: number
}

/** Milliseconds after which the job is to come back; null = it is done. */
export type Handle = (job: Job) => number | null

/** A queue under measurement. */
export interface Queue {
  /** Writes a row and a job in one transaction; when COMMIT was sent. */
  decide(lane: string, no?: number): Promise<number>
  /** Works until so many jobs are done. */
  drain(count: number, handle: Handle): Promise<void>
  /** Works until it is stopped. */
  work(): { stop(): Promise<void> }
  /** When the next job starts that is meant. */
  next(isMeant: (job: Job) => boolean): Promise<number>
  clear(): Promise<void>
  close(): Promise<void>
}

const CLAIMED_AT_ONCE = 8
const log = createLog('silent')

async function decided(database: Database, lane: string, enqueue: (tx: Tx) => Promise<unknown>): Promise<number> {
  let committing = 0
  await database.db.transaction(async (tx) => {
    await tx.execute(sql`insert into decisions (lane) values (${lane})`)
    await enqueue(tx)
    committing = performance.now()
  })
  return committing
}

function starts() {
  const waiting = new Set<{ isMeant: (job: Job) => boolean; resolve: (at: number) => void }>()
  return {
    next: (isMeant: (job: Job) => boolean) => new Promise<number>((resolve) => waiting.add({ isMeant, resolve })),
    started(job: Job): void {
      for (const one of waiting) {
        if (!one.isMeant(job)) continue
        waiting.delete(one)
        one.resolve(performance.now())
      }
    },
  }
}

/** The bot's own. */
export async function openOwn(database: Database): Promise<Queue> {
  const { next, started } = starts()
  const run = (handle: Handle) => {
    const deliver: Deliver = async ({ lane, payload }) => {
      const job = { lane, no: Number(payload.no) }
      started(job)
      const afterMs = handle(job)
      return afterMs === null ? { kind: 'done' } : { kind: 'retry', afterMs, error: 'ratelimited' }
    }
    return startOutbox({ database, log, deliver, concurrency: CLAIMED_AT_ONCE })
  }
  return {
    next,
    decide: (lane, no = 0) =>
      decided(database, lane, (tx) =>
        queueEffects(tx, [{ lane, kind: 'bench', payload: { no }, priority: 1 }], new Date()),
      ),
    async drain(count, handle) {
      let done = 0
      const outbox = run((job) => {
        const afterMs = handle(job)
        if (afterMs === null) done++
        return afterMs
      })
      while (done < count) await sleep(5)
      await outbox.stop()
    },
    work: () => run(() => null),
    clear: async () => void (await database.db.execute(sql`truncate effects`)),
    close: async () => {},
  }
}

const QUEUE = 'bench'

/** pg-boss as the measurements before recommend it. */
export async function openBoss(database: Database): Promise<Queue> {
  const { server } = database.options
  const connection = 'url' in server ? { connectionString: server.url } : server
  const boss = new PgBoss({ ...connection, max: 8, useListenNotify: true, supervise: false, schedule: false })
  boss.on('error', (error) => console.error(error))
  await boss.start()
  await boss.createQueue(QUEUE, { policy: 'key_strict_fifo', notify: true, retryLimit: 12 })
  const { next, started } = starts()
  const round = async (handle: Handle): Promise<number> => {
    const jobs = await boss.fetch<Job>(QUEUE, { batchSize: CLAIMED_AT_ONCE })
    let done = 0
    for (const { id, data } of jobs) {
      started(data)
      const afterMs = handle(data)
      if (afterMs === null) {
        await boss.complete(QUEUE, id)
        done++
      } else {
        await boss.fail(QUEUE, id)
        await boss.update(QUEUE, undefined, { id, startAfter: afterMs / 1_000 })
      }
    }
    return done
  }
  return {
    next,
    decide: (lane, no = 0) =>
      decided(database, lane, (tx) =>
        boss.send(QUEUE, { lane, no }, { id: monotonicId(), singletonKey: lane, db: fromDrizzle(tx, sql) }),
      ),
    async drain(count, handle) {
      let left = count
      const loop = async () => {
        while (left > 0) {
          const done = await round(handle)
          left -= done
          if (done === 0) await sleep(20)
        }
      }
      await Promise.all(Array.from({ length: 4 }, loop))
    },
    work() {
      const options = { batchSize: CLAIMED_AT_ONCE, pollingIntervalSeconds: 0.5, notifyPollingIntervalSeconds: 0.5 }
      const working = boss.work<Job>(QUEUE, options, async (jobs) => {
        for (const { data } of jobs) started(data)
      })
      return {
        async stop() {
          await working
          await boss.offWork(QUEUE)
        },
      }
    },
    clear: async () => void (await boss.deleteAllJobs(QUEUE)),
    close: () => boss.stop({ graceful: false }),
  }
}

let last = 0n

/** A UUID of version 7 that grows within this process: order within a transaction depends on it. */
function monotonicId(): string {
  const now = BigInt(Date.now()) << 12n
  last = now > last ? now : last + 1n
  const hex = last.toString(16).padStart(15, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(12, 15)}-${randomUUID().slice(19)}`
}
