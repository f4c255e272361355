import { and, asc, eq, or, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { NeededConsent } from '../../src/domain/team/serving-units.ts'
import type { UnitConsent, UnitDecided, UnitProposal, UnitProposalState } from '../../src/domain/team/unit-proposal.ts'
import type { Tx } from '../connection.ts'
import { clients } from '../schema/clients.ts'
import { people } from '../schema/people.ts'
import { unitConsents } from '../schema/unit-consents.ts'
import { unitProposals } from '../schema/unit-proposals.ts'
import { units } from '../schema/units.ts'
import { idArray } from './arrays.ts'
import { type ClientRow, lockClient } from './client.ts'
import { containing } from './containing.ts'

export type UnitProposalRow = typeof unitProposals.$inferSelect

/** A proposal with its row. */
export interface LoadedUnitProposal {
  readonly row: UnitProposalRow
  readonly proposal: UnitProposal
}

/** A proposal whose rows, the client's first, nobody else changes until the transaction ends. */
export interface HeldUnitProposal extends LoadedUnitProposal {
  readonly client: ClientRow
}

/** Makes a proposal with the consents that it takes; null where one about the same is under way. */
export async function insertUnitProposal(
  tx: Tx,
  proposal: typeof unitProposals.$inferInsert,
  needs: readonly NeededConsent[],
): Promise<number | null> {
  const [row] = await tx
    .insert(unitProposals)
    .values(proposal)
    .onConflictDoNothing()
    .returning({ id: unitProposals.id })
  if (!row) return null
  const { proposedBy, proposedAt } = proposal
  await tx.insert(unitConsents).values(
    needs.map(({ kind, unitId, positions }, index) => ({
      proposalId: row.id,
      no: index + 1,
      kind,
      unitId,
      takenBy: { positions: [...positions] },
      openedAt: proposedAt,
      proposedBy,
    })),
  )
  return row.id
}

/** Reads a proposal and holds its row until the transaction ends; its client's row has to be held before. */
export async function lockUnitProposal(tx: Tx, id: number): Promise<LoadedUnitProposal | null> {
  const [row] = await tx.select().from(unitProposals).where(eq(unitProposals.id, id)).for('update')
  return row ? loadRest(tx, row) : null
}

/** Reads a proposal and holds it until the transaction ends, its client's row before it. */
export async function holdUnitProposal(tx: Tx, id: number): Promise<HeldUnitProposal | null> {
  const known = await readUnitProposal(tx, id)
  const client = known && (await lockClient(tx, known.row.clientId))
  const loaded = client && (await lockUnitProposal(tx, id))
  return loaded ? { ...loaded, client } : null
}

/** Reads a proposal without holding it. */
export async function readUnitProposal(tx: Tx, id: number): Promise<LoadedUnitProposal | null> {
  const [row] = await tx.select().from(unitProposals).where(eq(unitProposals.id, id))
  return row ? loadRest(tx, row) : null
}

async function loadRest(tx: Tx, row: UnitProposalRow): Promise<LoadedUnitProposal> {
  const { id, clientId, aim, state, fromUnitId, unitId, keepsOld, proposedBy, proposedInNameOf } = row
  const consents = await consentsOf(tx, id)
  return {
    row,
    proposal: { id, clientId, aim, state, fromUnitId, unitId, keepsOld, proposedBy, proposedInNameOf, consents },
  }
}

async function consentsOf(tx: Tx, id: number): Promise<UnitConsent[]> {
  const decider = alias(people, 'decider')
  const principal = alias(people, 'principal')
  const rows = await tx
    .select({ consent: unitConsents, deciderName: decider.name, principalName: principal.name })
    .from(unitConsents)
    .leftJoin(decider, eq(decider.id, unitConsents.decidedBy))
    .leftJoin(principal, eq(principal.id, unitConsents.inNameOf))
    .where(eq(unitConsents.proposalId, id))
    .orderBy(asc(unitConsents.no))
  return rows.map(({ consent, deciderName, principalName }) => {
    const { no, kind, unitId, takenBy, raisedFrom, state, decidedBy, inNameOf, reason, decidedAt } = consent
    const said = decidedBy !== null && inNameOf !== null && decidedAt !== null
    const voice = said
      ? { decidedBy, deciderName: deciderName ?? '', inNameOf, principalName: principalName ?? '', reason, decidedAt }
      : null
    return { no, kind, unitId, positions: takenBy.positions, raisedFrom, state, voice }
  })
}

/** Writes what one person said to one consent. */
export async function saveConsent(
  tx: Tx,
  proposalId: number,
  { consent, inNameOf, next }: UnitDecided,
  said: { readonly decidedBy: number; readonly reason: string | null; readonly decidedAt: Date },
): Promise<void> {
  await tx
    .update(unitConsents)
    .set({ ...said, inNameOf, state: next === 'refused' ? 'refused' : 'given' })
    .where(and(eq(unitConsents.proposalId, proposalId), eq(unitConsents.no, consent.no)))
}

/** Ends a proposal; what nobody said yet nobody needs to say any more. */
export async function closeUnitProposal(
  tx: Tx,
  id: number,
  state: Exclude<UnitProposalState, 'open'>,
  closedAt: Date,
): Promise<void> {
  await tx.update(unitProposals).set({ state, closedAt }).where(eq(unitProposals.id, id))
  await tx
    .update(unitConsents)
    .set({ state: 'closed' })
    .where(and(eq(unitConsents.proposalId, id), eq(unitConsents.state, 'open')))
}

/** Proposals of a client that are under way, oldest first. */
export function openUnitProposals(tx: Tx, clientId: number): Promise<UnitProposalRow[]> {
  return tx
    .select()
    .from(unitProposals)
    .where(and(eq(unitProposals.clientId, clientId), eq(unitProposals.state, 'open')))
    .orderBy(asc(unitProposals.id))
}

/** Proposals under way with a consent that waits in one of the units. */
export function unitProposalsIn(tx: Tx, unitIds: readonly number[]): Promise<{ id: number; clientId: number }[]> {
  return openWhere(
    tx,
    sql`exists (select from unit_consents c where c.proposal_id = ${unitProposals.id}
    and c.state = 'open' and (c.unit_id = any(${idArray(unitIds)}) or (c.raised_from ->> 'unitId')::bigint = any(${idArray(unitIds)})))`,
  )
}

/** Proposals under way that the organisation has overtaken: another unit leads, or a unit was closed or moved to another branch. */
export function overtakenUnitProposals(tx: Tx): Promise<{ id: number; clientId: number }[]> {
  return openWhere(tx, overtaken())
}

/** Whether a proposal's ground still is as it was. */
export async function isOvertaken(tx: Tx, id: number): Promise<boolean> {
  const rows = await tx
    .select({ id: unitProposals.id })
    .from(unitProposals)
    .innerJoin(clients, eq(clients.id, unitProposals.clientId))
    .where(and(eq(unitProposals.id, id), overtaken()))
  return rows.length > 0
}

/** Every branch whose consent is needed, wherever it went up to, must still be that of the old or the new unit. */
function overtaken(): SQL {
  const houses = sql`(select coalesce(u.branch_id, u.id) from units u where u.id in (${unitProposals.fromUnitId}, ${unitProposals.unitId}))`
  const plannedFor = sql`coalesce((c.raised_from ->> 'unitId')::bigint, c.unit_id)`
  return sql`(${clients.leadUnitId} is distinct from ${unitProposals.fromUnitId}
    or exists (select from units u where u.id = ${unitProposals.unitId} and u.closed_on is not null)
    or exists (select from unit_consents c where c.proposal_id = ${unitProposals.id} and c.kind <> 'department_agrees'
      and ${plannedFor} not in ${houses})
    or ${unitProposals.aim} = 'lead' and exists (select from units u where u.id in (${unitProposals.fromUnitId}, ${unitProposals.unitId})
      and not exists (select from unit_consents c where c.proposal_id = ${unitProposals.id} and ${plannedFor} = coalesce(u.branch_id, u.id))))`
}

function openWhere(tx: Tx, which: SQL): Promise<{ id: number; clientId: number }[]> {
  return tx
    .select({ id: unitProposals.id, clientId: unitProposals.clientId })
    .from(unitProposals)
    .innerJoin(clients, eq(clients.id, unitProposals.clientId))
    .where(and(eq(unitProposals.state, 'open'), which))
    .orderBy(asc(unitProposals.id))
}

/** Makes a unit lead a client from now on; who its lead client manager is follows from the team. */
export async function setLeadUnit(tx: Tx, clientId: number, unitId: number): Promise<void> {
  await tx.update(clients).set({ leadUnitId: unitId, leadClientManagerId: null }).where(eq(clients.id, clientId))
}

/** A unit that is open, by key and held as it is until the transaction ends, or null. */
export async function openUnitById(tx: Tx, id: number) {
  const [unit] = await tx
    .select({ id: units.id, code: units.code, name: units.name, level: units.level, branchId: units.branchId })
    .from(units)
    .where(and(eq(units.id, id), sql`${units.closedOn} is null`))
    .for('share')
  return unit ?? null
}

/** Open branches and sub-branches by a part of name or code, by code. */
export function unitsThatMayServe(tx: Tx, typed: string, limit: number) {
  const pattern = containing(typed)
  return tx
    .select({ id: units.id, code: units.code, name: units.name, level: units.level, branchId: units.branchId })
    .from(units)
    .where(
      and(
        sql`${units.closedOn} is null and ${units.level} <> 'head_office'`,
        or(sql`${units.name} ilike ${pattern}`, sql`${units.code} ilike ${pattern}`),
      ),
    )
    .orderBy(asc(units.code))
    .limit(limit)
}
