import type { Tx } from '../../db/connection.ts'
import { employeeHere, knownBank, lockImport } from '../../db/queries/import-known.ts'
import { type Metric, metricsOf } from '../domain/criteria/metric.ts'
import { starterCriteria } from '../domain/criteria/starter-criteria.ts'
import type { DomainEvent } from '../domain/event.ts'
import { type ImportChange, importChanges } from '../domain/organisation/import-changes.ts'
import type { ImportFile } from '../domain/organisation/import-columns.ts'
import { completed, type Ended } from '../domain/organisation/import-complete.ts'
import { type BankDifference, bankDifference, type Difference } from '../domain/organisation/import-difference.ts'
import type { ImportFault, ImportNote } from '../domain/organisation/import-fault.ts'
import type { Implausible } from '../domain/organisation/import-plausibility.ts'
import { appointmentKey, type BankRows, figureKey } from '../domain/organisation/import-row.ts'
import { type Consequences, consequencesOf } from './consequences.ts'
import { metricsInForce } from './figures/metrics-in-force.ts'
import { checkTables } from './import/check-tables.ts'
import type { SourceTable } from './import/read-table.ts'
import type { OnSaved } from './import/save-bank.ts'
import { type Judgement, saveJudged } from './import/save-judged.ts'
import { seedDefaults } from './seed-defaults.ts'
import { restartClocks } from './start-clocks.ts'
import { type Deps, type Moment, type Outcome, rehearse, transact } from './transact.ts'
import { announcedCalendar } from './working-calendar.ts'

export interface ImportOptions {
  /** Checks everything and saves nothing. */
  readonly dryRun?: boolean
  /** Files that name all there is: what they do not name ends as of the bank's day. Default: none. */
  readonly complete?: ReadonlySet<ImportFile>
  /** Lets an import pass that looks implausible. */
  readonly force?: Force
  /** Who ran the import, as the machine knows them; kept in the audit. */
  readonly operator?: string
  /** Digest of the sample bank, where that is what is imported; kept in the audit. */
  readonly sample?: string
  readonly onSaved?: OnSaved
}

/** Who answers for an implausible import, and why it is right all the same; kept in the audit. */
export interface Force {
  /** Employee number of somebody who works here before the import. */
  readonly by: string
  readonly reason: string
}

export type Counts = Record<'added' | 'changed' | 'same', number>

/** What an import found and did. */
export interface ImportReport {
  /** False after faults, where it looks implausible and is not forced, and after a dry run: then nothing was changed. */
  readonly saved: boolean
  readonly faults: readonly ImportFault[]
  readonly notes: readonly ImportNote[]
  /** What was done, or on a dry run would be; null where faults left it open. */
  readonly counts: Readonly<Record<keyof BankRows, Counts>> | null
  /** The same one by one; none where faults left it open. */
  readonly changes: readonly ImportChange[]
  /** How much of `counts` ends because a complete file does not name it; null as with `counts`. */
  readonly ended: Ended | null
  /** What looks like a wrong file; it was saved all the same only where `forced`. */
  readonly implausible: readonly Implausible[]
  /** Name of who forces it; `unknown` where nobody of that number works here. Null where it is not forced. */
  readonly forced: { readonly name: string } | 'unknown' | null
  /** What was published because there was none: a policy, or sample criteria by tier. */
  readonly seeded: readonly string[]
  /** On a dry run without faults: what would become of teams and of what waits. */
  readonly consequences?: Consequences
}

/** A report of an import that did nothing. */
export const nothingImported: ImportReport = {
  saved: false,
  faults: [],
  notes: [],
  counts: null,
  changes: [],
  ended: null,
  implausible: [],
  forced: null,
  seeded: [],
}

/** Takes everything back that the transaction did. */
class TakenBack extends Error {
  readonly report: ImportReport

  constructor(report: ImportReport) {
    super('the import was taken back')
    this.report = report
  }
}

/**
 * Imports units, people with their appointments, clients, and working days: all or nothing. Rows are found by code and updated; what
 * the files do not name is left as it is, but for those that are complete. An import that would close units in use, or that looks like
 * a wrong file and is not forced, is taken back whole. Imports of several processes follow one another.
 */
export async function importBank(
  deps: Deps,
  tables: readonly SourceTable[],
  options: ImportOptions = {},
): Promise<ImportReport> {
  if (options.dryRun) return rehearseImport(deps, tables, options)
  try {
    return await transact(deps, { personId: null, source: 'import' }, (tx, moment) =>
      carryOut(tx, moment, tables, options),
    )
  } catch (error) {
    if (error instanceof TakenBack) return error.report
    throw error
  }
}

async function carryOut(
  tx: Tx,
  moment: Moment,
  tables: readonly SourceTable[],
  options: ImportOptions,
): Promise<Outcome<ImportReport>> {
  await lockImport(tx)
  const { difference, report } = await compare(tx, moment, tables, options)
  if (!difference) return { result: report, events: [] }
  const { judgement, followed } = await saveJudged(tx, difference, tables, moment, options.onSaved ?? (() => {}))
  const judged = { ...report, ...judgement }
  if (judged.faults.length > 0 || (judged.implausible.length > 0 && judged.forced === null)) throw new TakenBack(judged)
  const days = difference.calendar.added.length + difference.calendar.changed.length
  const clocks = days > 0 ? await restartClocks(tx, moment) : []
  const seeded = await seedDefaults(tx, moment.now)
  return {
    result: { ...judged, saved: true, seeded },
    events: [eventOf(difference, judged, tables, options), ...followed, ...clocks],
  }
}

/** Imports and undoes it, so that what would come of it for teams and waiting steps is found as it would be. */
function rehearseImport(deps: Deps, tables: readonly SourceTable[], options: ImportOptions): Promise<ImportReport> {
  return rehearse(deps, async (tx, moment) => {
    await lockImport(tx)
    const { difference, report } = await compare(tx, moment, tables, options)
    if (!difference) return report
    let judged: Judgement = report
    const consequences = await consequencesOf(tx, moment, async () => {
      judged = (await saveJudged(tx, difference, tables, moment, () => {})).judgement
    })
    return { ...report, ...judged, ...(judged.faults.length === 0 && { consequences }) }
  })
}

/** What the files come to, held against the bank; no difference where something in them is wrong. */
async function compare(
  tx: Tx,
  { today }: Moment,
  tables: readonly SourceTable[],
  { complete, force }: ImportOptions,
): Promise<{ difference: BankDifference | null; report: ImportReport }> {
  const forced = force ? ((await employeeHere(tx, force.by, today)) ?? 'unknown') : null
  if (forced === 'unknown') return { difference: null, report: { ...nothingImported, forced } }
  const known = await knownBank(tx, figureCodes(tables))
  const files = new Set(tables.flatMap(({ file }) => (complete?.has(file) ? [file] : [])))
  const ground = { announced: await announcedCalendar(), metrics: await metricsKnown(tx), today, complete: files }
  const { wanted, faults, notes } = checkTables(tables, { known, ...ground })
  const report = { ...nothingImported, faults, notes, forced }
  if (faults.length > 0) return { difference: null, report }
  const whole = completed(wanted, known, files, today)
  const difference = bankDifference(whole.wanted, known)
  const changes = importChanges(difference, known, today)
  return { difference, report: { ...report, counts: countsOf(difference), changes, ended: whole.ended } }
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
  { counts, ended, implausible, forced }: ImportReport,
  tables: readonly SourceTable[],
  { operator, sample, complete, force }: ImportOptions,
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
    after: {
      counts,
      files,
      operator,
      sample,
      ...(complete && { complete: [...complete], ended }),
      ...(implausible.length > 0 && { implausible, forced: { ...force, ...(forced !== 'unknown' && forced) } }),
      ...changedRows(bank, 'after'),
    },
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
