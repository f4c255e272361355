import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Database } from '../../db/connection.ts'
import { sampleImported } from '../../db/queries/audit.ts'
import { type Clock, systemClock } from '../clock.ts'
import { bankDate } from '../domain/calendar.ts'
import { checkUnits } from '../domain/organisation/import-units.ts'
import type { Log } from '../log.ts'
import { fromRoot } from '../paths.ts'
import { defaultPolicy } from '../policy.ts'
import { readTable, type SourceTable } from '../usecases/import/read-table.ts'
import type { OnSaved } from '../usecases/import/save-bank.ts'
import { type ImportReport, importBank } from '../usecases/import-bank.ts'
import { sampleStaff, staffVersion } from './staff.ts'

export interface SampleOptions {
  readonly log: Log
  /** Default: the machine's clock. */
  readonly clock?: Clock
  readonly onProgress?: OnSaved
}

/**
 * Imports the sample bank by the way every bank takes: real units and listed companies from `data/`, and generated staff.
 * Null when this same sample was imported before: what was changed since then stays. Throws where the database holds
 * another bank that the sample does not fit into.
 */
export async function importSampleBank(
  database: Database,
  { log, clock = systemClock, onProgress }: SampleOptions,
): Promise<ImportReport | null> {
  const files = { units: await shipped('org-units.csv'), clients: await shipped('listed-companies.csv') }
  const sample = digestOf([digestOf(files.units), digestOf(files.clients), `staff ${staffVersion}`].join('\n'))
  if (await database.db.transaction((tx) => sampleImported(tx, sample))) return null
  const units = readTable('units', 'org-units.csv', files.units)
  const clients = readTable('clients', 'listed-companies.csv', files.clients)
  const people = await staffOf(units, bankDate(clock.now(), defaultPolicy.timeZone))
  const report = await importBank({ database, clock, log }, [units, people, clients], {
    sample,
    ...(onProgress && { onSaved: onProgress }),
  })
  const [fault] = report.faults
  if (fault) {
    const where = `${fault.file} line ${fault.line}, ${fault.column} "${fault.value}": ${fault.code}`
    throw new Error(`the sample bank does not fit into this database (${where}): use an empty one`)
  }
  const [doubt] = report.implausible
  if (doubt)
    throw new Error(
      `the sample bank would change too much of what is in this database (${doubt.kind}): use an empty one`,
    )
  log.info({ counts: report.counts, seeded: report.seeded }, 'sample bank imported')
  return report
}

function shipped(name: string): Promise<Uint8Array> {
  return readFile(fromRoot('data', name))
}

async function staffOf(units: SourceTable, today: string): Promise<SourceTable> {
  const records = await sampleStaff(checkUnits(units.records, [], today).rows)
  const digest = digestOf(JSON.stringify(records))
  return { file: 'people', name: `staff ${staffVersion}`, encoding: null, digest, records, faults: [], readable: true }
}

function digestOf(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}
