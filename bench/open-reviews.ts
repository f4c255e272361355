/**
 * Reviews opened: `npx tsx bench/open-reviews.ts [DUE] [CHOSEN]`. The dates of 2,000 clients have come; and a policy review of
 * 100,000, with what its preview takes.
 */
import { join } from 'node:path'
import type { Database } from '../db/connection.ts'
import { openDatabase } from '../db/embedded.ts'
import { migrate } from '../db/migrate.ts'
import type { Selection } from '../src/domain/review/policy-review.ts'
import { createLog } from '../src/log.ts'
import { fromRoot } from '../src/paths.ts'
import { openDueReviews } from '../src/usecases/open-due-reviews.ts'
import { previewPolicyReview } from '../src/usecases/policy-review/preview-policy-review.ts'
import { startPolicyReview } from '../src/usecases/policy-review/start-policy-review.ts'
import { printMachine } from './support/figures.ts'
import { manyClients, opening } from './support/many-clients.ts'
import { inTempFolder } from './support/temp-folder.ts'

const due = Number(process.argv[2] ?? 2_000)
const chosen = Number(process.argv[3] ?? 100_000)
const log = createLog('silent')

const selection: Selection = { industries: ['制造'], regions: [], tiers: ['regional'], categories: [], branches: [] }

/** Work that gives how many reviews it opened, with the seconds it took. */
async function timed(what: string, work: () => Promise<number>) {
  const began = performance.now()
  const reviews = await work()
  const s = (performance.now() - began) / 1_000
  return { what, reviews, s: Number(s.toFixed(2)), 'a second': Math.round(reviews / s) }
}

async function measure(database: Database) {
  const deps = { database, clock: { now: () => opening }, log }
  await manyClients(database, Math.max(due, chosen) + 1_000)
  await database.sql`update clients set next_review_on = '2026-11-20' where code ~ '^M' and id % ${Math.floor(chosen / due)} = 0`
  await database.sql`analyze`
  const rows = [await timed('dates that have come', () => openDueReviews(deps))]
  const [officer] = await database.sql<{ id: string }[]>`
    select person_id as id from appointments where position = 'corporate_officer' order by 1 limit 1`
  const personId = Number(officer?.id)
  rows.push(
    await timed('preview of a policy review', async () => {
      const found = await previewPolicyReview(deps, personId, selection)
      return 'clients' in found ? found.clients : 0
    }),
  )
  rows.push(
    await timed('policy review', async () => {
      const started = await startPolicyReview(deps, { personId, source: 'form' }, selection, '政策调整')
      return 'opened' in started ? started.opened : 0
    }),
  )
  const [told] = await database.sql`select count(*)::int as n from effects where kind = 'policy_review_list'`
  console.log(`people told of the policy review: ${told?.n}`)
  return rows
}

await inTempFolder(async (folder) => {
  const database = await openDatabase({ dataDir: join(folder, 'postgres'), log: createLog('warn') })
  try {
    await migrate(database, { folder: fromRoot('db', 'migrations') })
    const rows = await measure(database)
    printMachine()
    console.table(rows)
  } finally {
    await database.stop()
  }
})
