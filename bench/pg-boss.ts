/**
 * The outbox beside pg-boss 12.38 at the same job, in one run on one durable embedded PostgreSQL: `npx tsx bench/pg-boss.ts`.
 * pg-boss is used as it does best: its own pool, one strict FIFO queue by key, NOTIFY, a loop of fetch and complete.
 */
import { join } from 'node:path'
import { openDatabase } from '../db/embedded.ts'
import { migrate } from '../db/migrate.ts'
import { createLog } from '../src/log.ts'
import { fromRoot } from '../src/paths.ts'
import { latencies, printMachine } from './support/figures.ts'
import { openBoss, openOwn, type Queue } from './support/queues.ts'
import { inTempFolder } from './support/temp-folder.ts'

const WRITERS = 10
const ENQUEUED = 400
const ALONE = 100
const LANES = 30
const EACH = 10
const RETRY_AFTER_MS = 3_000

/** Transactions of a row and a job, ten at once. */
async function enqueueing(queue: Queue): Promise<number> {
  let no = 0
  const began = performance.now()
  const write = async () => {
    for (let at = no++; at < ENQUEUED; at = no++) await queue.decide(`enqueued ${at}`)
  }
  await Promise.all(Array.from({ length: WRITERS }, write))
  return ENQUEUED / ((performance.now() - began) / 1_000)
}

/** From the moment at which COMMIT is sent to the start of the work, one job at a time. */
async function starting(queue: Queue): Promise<number[]> {
  const waited: number[] = []
  for (let no = 0; no < ALONE; no++) {
    const lane = `alone ${no}`
    const started = queue.next((job) => job.lane === lane)
    const committing = await queue.decide(lane)
    waited.push((await started) - committing)
  }
  return waited
}

/** Lanes in turn; the first job of lane 0 is told once to come back later. */
async function ordered(queue: Queue) {
  const seen: { lane: string; no: number; at: number }[] = []
  for (let no = 0; no < EACH; no++) for (let lane = 0; lane < LANES; lane++) await queue.decide(`lane ${lane}`, no)
  const began = performance.now()
  let refused = false
  await queue.drain(LANES * EACH, ({ lane, no }) => {
    if (lane === 'lane 0' && !refused) {
      refused = true
      return RETRY_AFTER_MS
    }
    seen.push({ lane, no, at: performance.now() - began })
    return null
  })
  const faults = seen.filter(({ lane, no }, at) =>
    seen.slice(0, at).some((other) => other.lane === lane && other.no > no),
  )
  const others = Math.max(...seen.filter(({ lane }) => lane !== 'lane 0').map(({ at }) => at))
  const head = seen.find(({ lane }) => lane === 'lane 0')?.at ?? Number.NaN
  return {
    'order faults': faults.length,
    'other lanes, rows/s': Math.round(((LANES - 1) * EACH) / (others / 1_000)),
    'Retry-After 3 s kept after, s': Number((head / 1_000).toFixed(2)),
  }
}

await inTempFolder(async (folder) => {
  const database = await openDatabase({ dataDir: join(folder, 'postgres'), log: createLog('warn') })
  await migrate(database, { folder: fromRoot('db', 'migrations') })
  await database.sql`create table decisions (id bigint generated always as identity, lane text not null)`
  try {
    printMachine()
    for (const [name, open] of Object.entries({ 'the outbox': openOwn, 'pg-boss': openBoss })) {
      const queue = await open(database)
      console.log(name)
      console.table({ ...(await ordered(queue)), 'decisions with a job, tx/s': Math.round(await enqueueing(queue)) })
      await queue.clear()
      const working = queue.work()
      console.table({ 'commit to start': latencies(await starting(queue)) })
      await working.stop()
      await queue.close()
    }
    printMachine()
  } finally {
    await database.stop()
  }
})
