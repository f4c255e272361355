/**
 * Sweeps of reminders by a process that is killed (SIGKILL) at a random point of its sweep, 100 times or as many as said:
 * `npx tsx bench/killed.ts [KILLS]`. Ends with an error unless everything due was reminded of once.
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '../db/connection.ts'
import { openDatabase } from '../db/embedded.ts'
import { migrate } from '../db/migrate.ts'
import { createLog } from '../src/log.ts'
import { fromRoot } from '../src/paths.ts'
import { printMachine } from './support/figures.ts'
import { makeDue, manyClients, opening } from './support/many-clients.ts'
import { inTempFolder } from './support/temp-folder.ts'

const wanted = Number(process.argv[2] ?? 100)
const CLIENTS = 10_000
const DUE = 1_000

/** A process that has just begun to sweep what is due in the database of this folder. */
async function beginSweep(dataDir: string) {
  const child = fork(fromRoot('bench', 'support', 'sweep-once.ts'), [dataDir, opening.toISOString()], {
    execArgv: ['--import', 'tsx'],
  })
  const gone = once(child, 'exit')
  await Promise.race([once(child, 'message'), gone.then(() => Promise.reject(new Error('the sweep did not begin')))])
  return { child, gone }
}

/** How long a sweep takes that nobody ends. */
async function whole(dataDir: string): Promise<number> {
  const { gone } = await beginSweep(dataDir)
  const began = performance.now()
  await gone
  return performance.now() - began
}

/** One sweep, ended at random within so many milliseconds; false = it was over before. */
async function killed(dataDir: string, within: number): Promise<boolean> {
  const { child, gone } = await beginSweep(dataDir)
  await Promise.race([sleep(Math.random() * within), gone])
  child.kill('SIGKILL')
  const [, signal] = await gone
  return signal === 'SIGKILL'
}

async function assertOnce({ sql }: Database): Promise<void> {
  const [row] = await sql`
    select (select count(*)::int from reminders) as reminders,
      (select count(distinct deadline_id)::int from reminders) as things,
      (select count(*)::int from deadlines where remind_at <= ${opening.toISOString()}) as left_over,
      (select count(*)::int from (select from effects where kind = 'reminder_digest'
        group by payload -> 'personId' having count(*) > 1) more) as twice,
(select count(*)::int from digests where queued_at is null) as untold`
  const due = row?.reminders === DUE && row.things === DUE && row.left_over === 0
  if (!due || row.twice !== 0 || row.untold !== 0) throw new Error(`not each once: ${JSON.stringify(row)}`)
}

await inTempFolder(async (folder) => {
  const dataDir = join(folder, 'postgres')
  const database = await openDatabase({ dataDir, log: createLog('warn') })
  try {
    await migrate(database, { folder: fromRoot('db', 'migrations') })
    await manyClients(database, CLIENTS)
    await makeDue(database, DUE, CLIENTS)
    const takes = await whole(dataDir)
    let kills = 0
    let rounds = 0
    for (; kills < wanted; rounds++) {
      await makeDue(database, DUE, CLIENTS)
      while (await killed(dataDir, takes)) kills++
      await assertOnce(database)
    }
    printMachine()
    console.table([{ kills, rounds, 'due a round': DUE, 'whole sweep ms': Math.round(takes), 'reminded once': 'all' }])
  } finally {
    await database.stop()
  }
})
