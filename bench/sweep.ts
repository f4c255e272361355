/**
 * The sweep of reminders: `npx tsx --expose-gc bench/sweep.ts [CLIENTS] [--keep FOLDER] [--small]`. 1,000,000 strategic clients with an open
 * channel each: 1,000 due beside 1,000 due among 10,000, then 1 % due, then all.
 *
 * `--keep` fills databases once and leaves them in the folder for the next run; `--small` ends after the 1,000 due.
 */
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Database } from '../db/connection.ts'
import { openDatabase } from '../db/embedded.ts'
import { migrate } from '../db/migrate.ts'
import { createLog } from '../src/log.ts'
import { fromRoot } from '../src/paths.ts'
import { sweepReminders } from '../src/usecases/sweep-reminders.ts'
import { printMachine, quantile } from './support/figures.ts'
import { makeDue, manyClients, opening, pagesAsked, settle } from './support/many-clients.ts'
import { inTempFolder } from './support/temp-folder.ts'

const log = createLog('silent')
const {
  values: { keep, small: onlySmall },
  positionals: [first],
} = parseArgs({ options: { keep: { type: 'string' }, small: { type: 'boolean' } }, allowPositionals: true })
const many = Number(first ?? 1_000_000)
const depsOf = (database: Database) => ({ database, clock: { now: () => opening }, log })

async function withClients(count: number, work: (database: Database) => Promise<void>): Promise<void> {
  if (keep === undefined) return inTempFolder((folder) => onDatabase(join(folder, 'postgres'), count, work))
  await onDatabase(join(keep, `clients-${count}`), count, work)
}

async function onDatabase(dataDir: string, count: number, work: (database: Database) => Promise<void>): Promise<void> {
  const database = await openDatabase({ dataDir, log: createLog('warn') })
  try {
    await migrate(database, { folder: fromRoot('db', 'migrations') })
    const [filled] = await database.sql`select from deadlines limit 1`
    if (!filled) {
      await manyClients(database, count)
      await settle(database)
    }
    await work(database)
  } finally {
    await database.stop()
  }
}

/** One sweep of what is due, with the memory it took at most beyond what was there. */
async function sweep(database: Database, due: number, of: number) {
  await makeDue(database, due, of)
  const pages = await pagesAsked(database)
  global.gc?.()
  const before = process.memoryUsage().rss
  let most = before
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss)
  }, 50)
  const began = performance.now()
  const claimed = await sweepReminders(depsOf(database))
  const seconds = (performance.now() - began) / 1_000
  clearInterval(watch)
  const [messages] = await database.sql<{ people: number; channels: number }[]>`
    select count(*) filter (where kind = 'reminder_digest')::int as people,
      count(*) filter (where kind = 'channel_reminder')::int as channels from effects`
  return {
    clients: of,
    due,
    claimed,
    s: Number(seconds.toFixed(2)),
    pages: (await pagesAsked(database)) - pages,
    'memory MB': Number(((most - before) / 2 ** 20).toFixed(1)),
    ...messages,
  }
}

const small: Awaited<ReturnType<typeof sweep>>[] = []
const rows: Awaited<ReturnType<typeof sweep>>[] = []
await withClients(10_000, async (database) => {
  for (let no = 0; no < 5; no++) small.push(await sweep(database, 1_000, 10_000))
})
await withClients(many, async (database) => {
  for (let no = 0; no < 5; no++) rows.push(await sweep(database, 1_000, many))
  const ratio = (key: 's' | 'pages') =>
    (
      quantile(
        rows.map((row) => row[key]),
        0.5,
      ) /
      quantile(
        small.map((row) => row[key]),
        0.5,
      )
    ).toFixed(2)
  console.log(`1,000 due among ${many} against among 10,000: time ${ratio('s')}, pages ${ratio('pages')}`)
  if (onlySmall) return
  for (let no = 0; no < 3; no++) rows.push(await sweep(database, many / 100, many))
  rows.push(await sweep(database, many, many))
})
printMachine()
console.table([...small, ...rows])
