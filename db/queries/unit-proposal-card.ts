import { and, asc, eq, inArray, isNotNull, or, sql } from 'drizzle-orm'
import { postsInHand, type Standing } from '../../src/domain/organisation/standing.ts'
import type { UnitAim, UnitConsentKind } from '../../src/domain/team/unit-proposal.ts'
import type { Tx } from '../connection.ts'
import { clients } from '../schema/clients.ts'
import { deadlines } from '../schema/deadlines.ts'
import { people } from '../schema/people.ts'
import { unitConsents } from '../schema/unit-consents.ts'
import { unitProposalCards } from '../schema/unit-proposal-cards.ts'
import { unitProposals } from '../schema/unit-proposals.ts'
import { units } from '../schema/units.ts'
import { idArray } from './arrays.ts'
import { type LoadedUnitProposal, readUnitProposal } from './unit-proposal.ts'

export type UnitProposalCardRow = typeof unitProposalCards.$inferSelect

/** A proposal as a person reads it. */
export interface UnitProposalView extends LoadedUnitProposal {
  readonly client: { id: number; code: string; shortName: string; tier: 'bank_wide' | 'regional' | null }
  readonly proposerName: string
  readonly proposedForName: string
  readonly unitNames: ReadonlyMap<number, string>
  /** Numbers of the consents that nobody can be asked for. */
  readonly emptyNos: readonly number[]
}

/** Reads everything a proposal's card shows. */
export async function unitProposalView(tx: Tx, id: number): Promise<UnitProposalView | null> {
  const loaded = await readUnitProposal(tx, id)
  if (!loaded) return null
  const { row, proposal } = loaded
  const [client] = await tx
    .select({ id: clients.id, code: clients.code, shortName: clients.shortName, tier: clients.tier })
    .from(clients)
    .where(eq(clients.id, row.clientId))
  if (!client) return null
  const named = await tx
    .select({ id: units.id, name: units.name })
    .from(units)
    .where(inArray(units.id, [row.fromUnitId, row.unitId, ...proposal.consents.map(({ unitId }) => unitId)]))
  const proposers = await tx
    .select({ id: people.id, name: people.name })
    .from(people)
    .where(inArray(people.id, [row.proposedBy, row.proposedInNameOf]))
  const empty = await tx
    .select({ no: unitConsents.no })
    .from(unitConsents)
    .where(and(eq(unitConsents.proposalId, id), isNotNull(unitConsents.emptySince)))
  const nameOf = (personId: number) => proposers.find((person) => person.id === personId)?.name ?? ''
  return {
    ...loaded,
    client,
    proposerName: nameOf(row.proposedBy),
    proposedForName: nameOf(row.proposedInNameOf),
    unitNames: new Map(named.map((unit) => [unit.id, unit.name])),
    emptyNos: empty.map(({ no }) => no),
  }
}

/** Claims a copy for each person; a copy exists once. */
export async function wantUnitProposalCards(
  tx: Tx,
  copies: readonly Pick<UnitProposalCardRow, 'proposalId' | 'consentNo' | 'personId' | 'asked'>[],
): Promise<void> {
  if (copies.length === 0) return
  await tx
    .insert(unitProposalCards)
    .values([...copies])
    .onConflictDoUpdate({
      target: [unitProposalCards.proposalId, unitProposalCards.consentNo, unitProposalCards.personId],
      set: { asked: sql`excluded.asked` },
    })
}

/** Who held a copy of a consent and is not asked any more keeps it, without its buttons. */
export async function askConsentNoMore(
  tx: Tx,
  proposalId: number,
  consentNo: number,
  asked: readonly number[],
): Promise<void> {
  await tx
    .update(unitProposalCards)
    .set({ asked: false })
    .where(
      and(
        eq(unitProposalCards.proposalId, proposalId),
        eq(unitProposalCards.consentNo, consentNo),
        sql`not ${unitProposalCards.personId} = any(${idArray(asked)})`,
      ),
    )
}

/** Every copy of a proposal's card. */
export function unitProposalCardsOf(tx: Tx, proposalId: number): Promise<UnitProposalCardRow[]> {
  return tx
    .select()
    .from(unitProposalCards)
    .where(eq(unitProposalCards.proposalId, proposalId))
    .orderBy(asc(unitProposalCards.id))
}

/** One copy, or null. */
export async function unitProposalCardById(tx: Tx, id: number): Promise<UnitProposalCardRow | null> {
  const [card] = await tx.select().from(unitProposalCards).where(eq(unitProposalCards.id, id))
  return card ?? null
}

/** Remembers where Slack put a copy. */
export async function placeUnitProposalCard(
  tx: Tx,
  id: number,
  place: { channelId: string; ts: string; postedAt: Date },
): Promise<void> {
  await tx.update(unitProposalCards).set(place).where(eq(unitProposalCards.id, id))
}

/** A consent that waits at somebody's posts. */
export interface WaitingConsent {
  readonly id: number
  readonly aim: UnitAim
  readonly clientName: string
  readonly unitName: string
  readonly no: number
  readonly kind: UnitConsentKind
  readonly since: Date
  /** The bank's date on which it is due; null where no limit was set. */
  readonly dueOn: string | null
}

/** Consents that wait at the units where the person, or whom they stand in for, holds the post: first due first. */
export function consentsWaitingFor(tx: Tx, standing: Standing, limit: number): Promise<WaitingConsent[]> {
  const posts = postsInHand(standing)
  if (posts.length === 0) return Promise.resolve([])
  const atMyPost = or(
    ...posts.map((post) =>
      and(eq(unitConsents.unitId, post.unit.id), sql`${unitConsents.takenBy} -> 'positions' ? ${post.position}`),
    ),
  )
  return tx
    .select({
      id: unitProposals.id,
      aim: unitProposals.aim,
      clientName: clients.shortName,
      unitName: units.name,
      no: unitConsents.no,
      kind: unitConsents.kind,
      since: unitConsents.openedAt,
      dueOn: deadlines.dueOn,
    })
    .from(unitConsents)
    .innerJoin(unitProposals, eq(unitProposals.id, unitConsents.proposalId))
    .innerJoin(clients, eq(clients.id, unitProposals.clientId))
    .innerJoin(units, eq(units.id, unitProposals.unitId))
    .leftJoin(
      deadlines,
      and(
        eq(deadlines.kind, 'unit_consent'),
        eq(deadlines.itemId, unitProposals.id),
        eq(deadlines.stepNo, unitConsents.no),
      ),
    )
    .where(and(eq(unitConsents.state, 'open'), eq(unitProposals.state, 'open'), atMyPost))
    .orderBy(sql`${deadlines.dueAt} nulls last`, asc(unitConsents.openedAt))
    .limit(limit)
}
