/**
 * The outbox with effects that do nothing, on a durable embedded PostgreSQL of its own: `npx tsx bench/outbox.ts`.
 * Pauses are measured from the moment at which COMMIT is sent to the moment at which the effect is in `deliver`.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { connect } from '../db/connection.ts'
import { openDatabase } from '../db/embedded.ts'
import { migrate } from '../db/migrate.ts'
import { type NewEffect, queueEffects } from '../db/queries/effects.ts'
import { createLog } from '../src/log.ts'
import type { Deliver } from '../src/outbox/delivery.ts'
import { startOutbox } from '../src/outbox/outbox.ts'
import { fromRoot } from '../src/paths.ts'

const log = createLog('warn')
const dataDir = await mkdtemp(join(tmpdir(), 'outbox-bench-'))
const database = await openDatabase({ dataDir, log })
const started = new Map<string, number>()
let delivered = 0

/** Provisioning takes as long as a call to Slack; everything else is done at once. */
const deliver: Deliver = async ({ lane, priority }) => {
  started.set(lane, performance.now())
  delivered++
  if (priority === 2 && lane.startsWith('slow')) await sleep(50)
  return { kind: 'done' }
}

async function queue(wanted: NewEffect[]): Promise<number> {
  let committing = 0
  await database.db.transaction(async (tx) => {
    await queueEffects(tx, wanted, new Date())
    committing = performance.now()
  })
  return committing
}

function rows(lanes: number, each: number, more: Partial<NewEffect> = {}, name = 'lane'): NewEffect[] {
  return Array.from({ length: lanes * each }, (_, no) => ({
    lane: `${name} ${no % lanes}`,
    kind: 'bench',
    payload: { no },
    ...more,
  }))
}

/** Cards one after another, as people press buttons; p50 and p99 of what each waited. */
async function cards(title: string, count: number): Promise<void> {
  const waited: number[] = []
  for (let no = 0; no < count; no++) {
    const lane = `${title} ${no}`
    const committing = await queue([{ lane, kind: 'bench', payload: {}, priority: 1 }])
    while (!started.has(lane)) await sleep(1)
    waited.push((started.get(lane) ?? 0) - committing)
    await sleep(10)
  }
  waited.sort((a, b) => a - b)
  const at = (share: number) => (waited[Math.min(count - 1, Math.floor(count * share))] ?? 0).toFixed(1)
  console.log(`${title}: commit to start p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, worst ${at(1)} ms (${count})`)
}

async function drain(title: string, wanted: NewEffect[], workers = 1): Promise<void> {
  for (let from = 0; from < wanted.length; from += 10_000) await queue(wanted.slice(from, from + 10_000))
  const begun = performance.now()
  delivered = 0
  const outboxes = Array.from({ length: workers }, () => startOutbox({ database, log, deliver }))
  while (delivered < wanted.length) await sleep(10)
  const seconds = (performance.now() - begun) / 1_000
  await Promise.all(outboxes.map((outbox) => outbox.stop()))
  console.log(`${title}: ${Math.round(wanted.length / seconds)} rows/s`)
}

async function during(title: string, wanted: NewEffect[], count: number): Promise<void> {
  for (let from = 0; from < wanted.length; from += 10_000) await queue(wanted.slice(from, from + 10_000))
  const outbox = startOutbox({ database, log, deliver })
  await sleep(500)
  await cards(title, count)
  await outbox.stop()
}

const clear = () => database.db.execute(sql`truncate effects`)

/** The same with a snapshot held open, as by a backup: none of the row versions that die meanwhile can be cleared away. */
async function withSnapshotHeld(work: () => Promise<void>): Promise<void> {
  const backup = connect({ ...database.options, max: 1, idleInTransactionTimeoutMs: 0 })
  let letGo = () => {}
  const over = new Promise<void>((resolve) => {
    letGo = resolve
  })
  await new Promise<void>((held) => {
    void backup.db.transaction(
      async (tx) => {
        await tx.execute(sql`select from people`)
        held()
        await over
      },
      { isolationLevel: 'repeatable read' },
    )
  })
  try {
    await work()
  } finally {
    letGo()
    await backup.close()
  }
}

try {
  await migrate(database, { folder: fromRoot('db', 'migrations') })
  console.log(`Node ${process.version}, ${cpus().length} processors`)
  await during('nothing else to do', [], 300)
  await clear()
  await during('100 channels of 7 steps being opened', rows(100, 7, { priority: 2 }, 'slow'), 100)
  await clear()
  const nextHour = new Date(Date.now() + 3_600_000)
  await during('100,000 effects put off', rows(10_000, 10, { dueAt: nextHour }), 100)
  await clear()
  await drain('5,000 rows in 500 lanes', rows(500, 10))
  await drain('5,000 rows in 500 lanes, three workers', rows(500, 10), 3)
  await drain('500 rows in one lane', rows(1, 500))
  await drain('50,000 rows in 5,000 lanes', rows(5_000, 10))
  await clear()
  await withSnapshotHeld(async () => {
    for (const round of [1, 2, 3]) {
      await drain(`snapshot held, 10,000 rows in 1,000 lanes, round ${round}`, rows(1_000, 10, {}, `held ${round}`))
      await during(`snapshot held, after round ${round}`, [], 100)
    }
  })
} finally {
  await database.stop()
  await rm(dataDir, { recursive: true, force: true })
}
