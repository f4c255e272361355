/**
 * Import of the whole sample bank into an empty, durable embedded PostgreSQL: `npx tsx bench/import.ts`. Each round has a
 * database of its own; the first one meets a program that has not yet run warm, as whoever imports once does.
 */
import { join } from 'node:path'
import { openDatabase } from '../db/embedded.ts'
import { migrate } from '../db/migrate.ts'
import { createLog } from '../src/log.ts'
import { fromRoot } from '../src/paths.ts'
import { importSampleBank } from '../src/sample/import-sample-bank.ts'
import { printMachine } from './support/figures.ts'
import { inTempFolder } from './support/temp-folder.ts'

const ROUNDS = 5
const log = createLog('warn')

async function round(folder: string) {
  const database = await openDatabase({ dataDir: join(folder, 'postgres'), log })
  try {
    await migrate(database, { folder: fromRoot('db', 'migrations') })
    const began = performance.now()
    const report = await importSampleBank(database, { log })
    const imported = performance.now()
    const again = await importSampleBank(database, { log })
    const looked = performance.now()
    if (!report?.saved || again !== null) throw new Error('the sample bank was not imported once')
    const rows = Object.values(report.counts ?? {}).reduce((sum, { added }) => sum + added, 0)
    return {
      rows,
      'import s': Number(((imported - began) / 1_000).toFixed(2)),
      'known already ms': Number((looked - imported).toFixed(1)),
    }
  } finally {
    await database.stop()
  }
}

const rounds: Awaited<ReturnType<typeof round>>[] = []
for (let no = 0; no < ROUNDS; no++) await inTempFolder(async (folder) => void rounds.push(await round(folder)))
printMachine()
console.table(rounds)
