import type { Tx } from '../../../db/connection.ts'
import { clientById } from '../../../db/queries/client.ts'
import { type Cooperation, cooperationById, cooperationsOf } from '../../../db/queries/cooperation.ts'
import { type Specialist, specialistsOf } from '../../../db/queries/specialist.ts'
import { standingOf } from '../../../db/queries/standing.ts'
import { openUnitProposals, unitsThatMayServe } from '../../../db/queries/unit-proposal.ts'
import { type UnitProposalView, unitProposalCardsOf, unitProposalView } from '../../../db/queries/unit-proposal-card.ts'
import { postsInHand, reaches } from '../../domain/organisation/standing.ts'
import type { Unit } from '../../domain/organisation/unit.ts'
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts'
import { endCooperation, mayNameUnits, type Served } from '../../domain/team/serving-units.ts'
import { mayConsent, mayWithdrawProposal, unitArticle } from '../../domain/team/unit-proposal.ts'
import { cardFor } from '../client-card.ts'
import { namerOf } from '../specialists/namers.ts'
import { ask, type Deps } from '../transact.ts'
import { servedClient } from './served-client.ts'

export type { UnitProposalView }

/** The units that serve a client, and its specialists, as a person sees them who may see the client. */
export interface UnitsPage {
  readonly clientId: number
  readonly served: Served
  readonly cooperations: readonly (Cooperation & { readonly mayEnd: boolean })[]
  readonly proposals: readonly UnitProposalView[]
  readonly specialists: readonly Specialist[]
  /** Whether the person may name specialists, and end it. */
  readonly mayNameSpecialists: boolean
  /** Whether the person may name a co-operating unit, or propose another lead. */
  readonly mayName: boolean
}

/** Reads them, for whoever may see the client's card. */
export function readUnits(deps: Deps, personId: number, clientId: number): Promise<UnitsPage | Refusal> {
  return ask(deps, async (tx, { today, policy }) => {
    const card = await cardFor(tx, personId, clientId, today)
    if (isRefusal(card)) return card
    const served = await servedClient(tx, card.client)
    if (!served) return refuse('not_strategic', { article: unitArticle, params: { client: card.client.shortName } })
    const standing = await standingOf(tx, personId, today)
    const cooperations = (await cooperationsOf(tx, [clientId])).map((one) => ({
      ...one,
      mayEnd: standing !== null && !isRefusal(endCooperation(served, one.unit, standing, policy)),
    }))
    return {
      clientId,
      served,
      cooperations,
      proposals: await openViews(tx, clientId),
      specialists: await specialistsOf(tx, [clientId]),
      mayNameSpecialists: standing !== null && !isRefusal(await namerOf(tx, clientId, served, standing)),
      mayName: standing !== null && mayNameUnits(standing, policy),
    }
  })
}

async function openViews(tx: Tx, clientId: number): Promise<UnitProposalView[]> {
  const views: UnitProposalView[] = []
  for (const { id } of await openUnitProposals(tx, clientId)) {
    const view = await unitProposalView(tx, id)
    if (view) views.push(view)
  }
  return views
}

/** A proposal's card as somebody may see it, and which of its consents are theirs to give now. */
export interface UnitProposalForReader {
  readonly view: UnitProposalView
  readonly mine: readonly number[]
  readonly mayWithdraw: boolean
}

/**
 * A proposal for whoever holds a copy of its card, may consent, or works at or above one of its units; its buttons by the same
 * rule as at the press.
 */
export function readUnitProposalFor(
  deps: Deps,
  personId: number,
  proposalId: number,
): Promise<UnitProposalForReader | Refusal> {
  return ask(deps, async (tx, { today }) => {
    const view = await unitProposalView(tx, proposalId)
    const standing = await standingOf(tx, personId, today)
    if (!view || !standing) return refuse('not_found', { params: { number: proposalId } })
    if (!standing.active) return refuse('left_the_bank')
    const { proposal } = view
    const mine = proposal.consents.filter((consent) => mayConsent(proposal, consent, standing)).map(({ no }) => no)
    const holdsCopy = (await unitProposalCardsOf(tx, proposalId)).some((card) => card.personId === personId)
    const client = await clientById(tx, proposal.clientId)
    const served = client && (await servedClient(tx, client))
    const at = postsInHand(standing)
    const near = served ? [served.leadUnit, ...served.cooperating].some((unit) => reaches(at, unit)) : false
    if (mine.length === 0 && !holdsCopy && !near)
      return refuse('not_for_you', { article: '4', params: { unit: served?.leadUnit.name ?? '' } })
    const mayWithdraw = proposal.state === 'open' && mayWithdrawProposal(proposal, standing)
    return { view, mine, mayWithdraw }
  })
}

/** Units that may serve a client, by a part of name or code, for whoever may name them. */
export function suggestServingUnits(deps: Deps, personId: number, typed: string): Promise<readonly Unit[]> {
  return ask(deps, async (tx, { today, policy }) => {
    const standing = await standingOf(tx, personId, today)
    return standing && mayNameUnits(standing, policy) ? unitsThatMayServe(tx, typed, 50) : []
  })
}

/** A co-operation with the name of its client, for the form that ends it; null where it has ended. */
export function readCooperation(
  deps: Deps,
  cooperationId: number,
): Promise<{ readonly cooperation: Cooperation; readonly client: string } | null> {
  return ask(deps, async (tx) => {
    const cooperation = await cooperationById(tx, cooperationId)
    const client = cooperation && (await clientById(tx, cooperation.clientId))
    return client ? { cooperation, client: client.shortName } : null
  })
}
