import { and, asc, desc, eq, inArray, isNull, min, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Filing } from '../../src/domain/register/filing.ts'
import type { RegisterEntry } from '../../src/domain/register/register.ts'
import type { Tx } from '../connection.ts'
import { appointments } from '../schema/appointments.ts'
import { people } from '../schema/people.ts'
import { registerEntries } from '../schema/register-entries.ts'
import { registerFilings } from '../schema/register-filings.ts'
import { units } from '../schema/units.ts'
import { batchesOf } from './batches.ts'

export type FilingRow = typeof registerFilings.$inferSelect

/** A filing with the names that stand on it. */
export interface NamedFiling {
  readonly row: FilingRow
  readonly branchName: string
  readonly filerName: string
  readonly filedForName: string
  readonly deciderName: string | null
  readonly decidedForName: string | null
}

/** Filings of a branch follow one another: held until the transaction ends. */
export async function lockBranchFilings(tx: Tx, branchId: number): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`register/${branchId}`}, 0))`)
}

/** A filing whose row nobody else changes until the transaction ends. */
export async function lockFiling(tx: Tx, id: number): Promise<(NamedFiling & { filing: Filing }) | null> {
  await tx.select({ id: registerFilings.id }).from(registerFilings).where(eq(registerFilings.id, id)).for('update')
  const named = await filingById(tx, id)
  return named && { ...named, filing: { ...named.row, deciderName: named.deciderName } }
}

/** A filing by key, or null. */
export async function filingById(tx: Tx, id: number): Promise<NamedFiling | null> {
  const [found] = await named(tx).where(eq(registerFilings.id, id))
  return found ?? null
}

function named(tx: Tx) {
  const [filer, filedFor, decider, decidedFor] = ['filer', 'filed_for', 'decider', 'decided_for'].map((name) =>
    alias(people, name),
  ) as [typeof people, typeof people, typeof people, typeof people]
  return tx
    .select({
      row: registerFilings,
      branchName: units.name,
      filerName: filer.name,
      filedForName: filedFor.name,
      deciderName: sql<string | null>`${decider.name}`,
      decidedForName: sql<string | null>`${decidedFor.name}`,
    })
    .from(registerFilings)
    .innerJoin(units, eq(units.id, registerFilings.branchId))
    .innerJoin(filer, eq(filer.id, registerFilings.filedBy))
    .innerJoin(filedFor, eq(filedFor.id, registerFilings.filedInNameOf))
    .leftJoin(decider, eq(decider.id, registerFilings.decidedBy))
    .leftJoin(decidedFor, eq(decidedFor.id, registerFilings.decidedInNameOf))
    .$dynamic()
}

/** A branch's filings, newest first. */
export function filingsOf(tx: Tx, branchId: number, limit: number): Promise<NamedFiling[]> {
  return named(tx).where(eq(registerFilings.branchId, branchId)).orderBy(desc(registerFilings.version)).limit(limit)
}

/** Every filing that waits to be acknowledged, longest first. */
export function waitingFilings(tx: Tx): Promise<NamedFiling[]> {
  return named(tx)
    .where(eq(registerFilings.state, 'filed'))
    .orderBy(asc(registerFilings.filedAt), asc(registerFilings.id))
}

/** What was neither sent back nor replaced before it was decided. */
const standingStates = ['filed', 'acknowledged'] as const

/** The newest filing of a branch that stands, or null. */
export async function standingFiling(tx: Tx, branchId: number): Promise<FilingRow | null> {
  const [row] = await tx
    .select()
    .from(registerFilings)
    .where(and(eq(registerFilings.branchId, branchId), inArray(registerFilings.state, [...standingStates])))
    .orderBy(desc(registerFilings.version))
    .limit(1)
  return row ?? null
}

/** The clients of a filed register, by code. */
export async function entriesOf(tx: Tx, filingId: number): Promise<RegisterEntry[]> {
  const rows = await tx
    .select({ entry: registerEntries.entry })
    .from(registerEntries)
    .where(eq(registerEntries.filingId, filingId))
    .orderBy(asc(sql`${registerEntries.entry} ->> 'code'`))
  return rows.map(({ entry }) => entry)
}

/** What stands filed in the whole bank: how many branches' last filings do, and their clients, by code. */
export async function entriesFiled(tx: Tx): Promise<{ filings: number; entries: RegisterEntry[] }> {
  const standing = tx.$with('standing').as(
    tx
      .selectDistinctOn([registerFilings.branchId], { id: registerFilings.id, filedAt: registerFilings.filedAt })
      .from(registerFilings)
      .where(inArray(registerFilings.state, [...standingStates]))
      .orderBy(registerFilings.branchId, desc(registerFilings.version)),
  )
  const { clientId, entry } = registerEntries
  // A client that went over to another branch may stand in the filings of both: the newer one is the last word.
  const rows = await tx
    .with(standing)
    .selectDistinctOn([clientId], { entry })
    .from(registerEntries)
    .innerJoin(standing, eq(standing.id, registerEntries.filingId))
    .orderBy(clientId, desc(standing.filedAt))
  const entries = rows.map((row) => row.entry).sort((a, b) => (a.code < b.code ? -1 : 1))
  const [count] = await tx.with(standing).select({ n: sql<number>`count(*)::int` }).from(standing)
  return { filings: count?.n ?? 0, entries }
}

/** Adds a version with its clients; what waited before is replaced by it. */
export async function insertFiling(
  tx: Tx,
  filing: typeof registerFilings.$inferInsert,
  entries: readonly RegisterEntry[],
): Promise<number> {
  await tx
    .update(registerFilings)
    .set({ state: 'replaced' })
    .where(and(eq(registerFilings.branchId, filing.branchId), eq(registerFilings.state, 'filed')))
  const [row] = await tx.insert(registerFilings).values(filing).returning({ id: registerFilings.id })
  if (!row) throw new Error('the register was not filed')
  for (const some of batchesOf(entries)) {
    await tx
      .insert(registerEntries)
      .values(some.map((entry) => ({ filingId: row.id, clientId: entry.clientId, entry })))
  }
  return row.id
}

/** Writes what the corporate department said. */
export async function settleFiling(
  tx: Tx,
  id: number,
  said: Required<Pick<FilingRow, 'state' | 'question' | 'decidedBy' | 'decidedInNameOf' | 'decidedAt'>>,
): Promise<void> {
  await tx.update(registerFilings).set(said).where(eq(registerFilings.id, id))
}

/** A branch with its newest filing; null where it never filed. */
export interface BranchFiling {
  readonly branch: { readonly id: number; readonly name: string }
  readonly filing: Pick<FilingRow, 'id' | 'version' | 'state' | 'filedAt' | 'clients'> | null
  /** First day of the first post in the branch or below it; null where there never was one. */
  readonly staffedOn: string | null
}

/** Every open branch with its newest filing, by code; one that was closed owes nothing any more. */
export async function newestFilings(tx: Tx): Promise<BranchFiling[]> {
  const newest = tx
    .selectDistinctOn([registerFilings.branchId])
    .from(registerFilings)
    .orderBy(registerFilings.branchId, desc(registerFilings.version))
    .as('newest')
  const { id, version, state, filedAt, clients } = newest
  const inBranch = alias(units, 'in_branch')
  const staffed = tx
    .select({ branchId: inBranch.branchId, since: min(appointments.from).as('since') })
    .from(appointments)
    .innerJoin(inBranch, eq(inBranch.id, appointments.unitId))
    .groupBy(inBranch.branchId)
    .as('staffed')
  return tx
    .select({
      branch: { id: units.id, name: units.name },
      filing: { id, version, state, filedAt, clients },
      staffedOn: staffed.since,
    })
    .from(units)
    .leftJoin(staffed, eq(staffed.branchId, units.id))
    .leftJoin(newest, eq(newest.branchId, units.id))
    .where(and(eq(units.level, 'branch'), isNull(units.closedOn)))
    .orderBy(asc(units.code))
}

/** The version of a branch before one, or null. */
export async function versionBefore(tx: Tx, { branchId, version }: FilingRow): Promise<number | null> {
  const [row] = await tx
    .select({ id: registerFilings.id })
    .from(registerFilings)
    .where(and(eq(registerFilings.branchId, branchId), eq(registerFilings.version, version - 1)))
  return row?.id ?? null
}
