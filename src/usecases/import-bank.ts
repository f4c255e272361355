import type { Tx } from '../../db/connection.ts'
import { knownBank, lockImport } from '../../db/queries/import-known.ts'
import { type Metric, metricsOf } from '../domain/criteria/metric.ts'
import { starterCriteria } from '../domain/criteria/starter-criteria.ts'
import type { DomainEvent } from '../domain/event.ts'
import { type BankDifference, bankDifference, type Difference } from '../domain/organisation/import-difference.ts'
import type { ImportFault, ImportNote } from '../domain/organisation/import-fault.ts'
import { appointmentKey, type BankRows, figureKey } from '../domain/organisation/import-row.ts'
import { type Consequences, consequencesOf } from './consequences.ts'
import { metricsInForce } from './figures/metrics-in-force.ts'
import { checkTables } from './import/check-tables.ts'
import type { SourceTable } from './import/read-table.ts'
import { type OnSaved, saveBank } from './import/save-bank.ts'
import { seedDefaults } from './seed-defaults.ts'
import { restartClocks } from './start-clocks.ts'
import { type Deps, rehearse, transact } from './transact.ts'
import { announcedCalendar } from './working-calendar.ts'

export interface ImportOptions {
  /** Checks everything and saves nothing. */
  readonly dryRun?: boolean
  /** Who ran the import, as the machine knows them; kept in the audit. */
  readonly operator?: string
  /** Digest of the sample bank, where that is what is imported; kept in the audit. */
  readonly sample?: string
  readonly onSaved?: OnSaved
}

export type Counts = Record<'added' | 'changed' | 'same', number>

/** What an import found and did. */
export interface ImportReport {
  /** False after faults and after a dry run: then nothing was changed. */
  readonly saved: boolean
  readonly faults: readonly ImportFault[]
  readonly notes: readonly ImportNote[]
  /** What was done, or on a dry run would be; null where faults left it open. */
  readonly counts: Readonly<Record<keyof BankRows, Counts>> | null
  /** What was published because there was none: a policy, or sample criteria by tier. */
  readonly seeded: readonly string[]
  /** On a dry run without faults: what would become of teams and of what waits. */
  readonly consequences?: Consequences
}

/**
 * Imports units, people with their appointments, clients, and working days: all or nothing. Rows are found by code and updated; what the
 * files do not name is left as it is. Imports of several processes follow one another.
 */
export function importBank(
  deps: Deps,
  tables: readonly SourceTable[],
  options: ImportOptions = {},
): Promise<ImportReport> {
  if (options.dryRun) return rehearseImport(deps, tables)
  return transact(deps, { personId: null, source: 'import' }, async (tx, moment) => {
    await lockImport(tx)
    const { difference, report } = await compare(tx, tables)
    if (!difference) return { result: report, events: [] }
    await saveBank(tx, difference, moment.now, options.onSaved ?? (() => {}))
    const days = difference.calendar.added.length + difference.calendar.changed.length
    const clocks = days > 0 ? await restartClocks(tx, moment) : []
    const seeded = await seedDefaults(tx, moment.now)
    return {
      result: { ...report, saved: true, seeded },
      events: [eventOf(difference, report, tables, options), ...clocks],
    }
  })
}

/** Imports and undoes it, so that what would come of it for teams and waiting steps is found as it would be. */
function rehearseImport(deps: Deps, tables: readonly SourceTable[]): Promise<ImportReport> {
  return rehearse(deps, async (tx, moment) => {
    await lockImport(tx)
    const { difference, report } = await compare(tx, tables)
    if (!difference) return report
    const consequences = await consequencesOf(tx, moment, () => saveBank(tx, difference, moment.now, () => {}))
    return { ...report, consequences }
  })
}

async function compare(tx: Tx, tables: readonly SourceTable[]) {
  const known = await knownBank(tx, figureCodes(tables))
  const { wanted, faults, notes } = checkTables(tables, known, await announcedCalendar(), await metricsKnown(tx))
  const difference = faults.length === 0 ? bankDifference(wanted, known) : null
  const counts = difference && countsOf(difference)
  const report: ImportReport = { saved: false, faults, notes, counts, seeded: [] }
  return { difference, report }
}

/** Clients that the file of figures names: only theirs are read, as nobody else's can differ. */
function figureCodes(tables: readonly SourceTable[]): string[] {
  const records = tables.find(({ file }) => file === 'figures')?.records ?? []
  return [...new Set(records.map(({ values }) => (values.client_code ?? '').normalize('NFKC').trim().toUpperCase()))]
}

/** Where no criteria were published yet, the import itself publishes the sample ones. */
async function metricsKnown(tx: Tx): Promise<readonly Metric[]> {
  const inForce = await metricsInForce(tx)
  return inForce.length > 0 ? inForce : metricsOf(Object.values(starterCriteria))
}

function countsOf(bank: BankDifference): NonNullable<ImportReport['counts']> {
  const counts = <Row>({ added, changed, same }: Difference<Row>): Counts => ({
    added: added.length,
    changed: changed.length,
    same,
  })
  return {
    units: counts(bank.units),
    people: counts(bank.people),
    appointments: counts(bank.appointments),
    clients: counts(bank.clients),
    figures: counts(bank.figures),
    calendar: counts(bank.calendar),
  }
}

/** Added rows are told by the files' digests; changed ones one by one, as they were and as they are. */
function eventOf(
  bank: BankDifference,
  { counts }: ImportReport,
  tables: readonly SourceTable[],
  { operator, sample }: ImportOptions,
): DomainEvent {
  const files = tables.map(({ file, name, encoding, digest, records }) => ({
    file,
    name,
    encoding,
    digest,
    records: records.length,
  }))
  return {
    happening: { type: 'bank_imported' },
    article: '2',
    before: changedRows(bank, 'before'),
    after: { counts, files, operator, sample, ...changedRows(bank, 'after') },
  }
}

function changedRows(bank: BankDifference, side: 'before' | 'after') {
  return {
    units: Object.fromEntries(bank.units.changed.map((change) => [change.after.code, change[side]])),
    people: Object.fromEntries(bank.people.changed.map((change) => [change.after.employeeNo, change[side]])),
    appointments: Object.fromEntries(
      bank.appointments.changed.map((change) => [appointmentKey(change.after), change[side]]),
    ),
    clients: Object.fromEntries(bank.clients.changed.map((change) => [change.after.code, change[side]])),
    figures: Object.fromEntries(bank.figures.changed.map((change) => [figureKey(change.after), change[side]])),
    calendar: Object.fromEntries(bank.calendar.changed.map((change) => [change.after.date, change[side]])),
  }
}
