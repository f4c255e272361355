import type { Tx } from '../../../db/connection.ts'
import { standingOf } from '../../../db/queries/standing.ts'
import {
  closeUnitProposal,
  type HeldUnitProposal,
  holdUnitProposal,
  isOvertaken,
  type LoadedUnitProposal,
  openUnitById,
  saveConsent,
} from '../../../db/queries/unit-proposal.ts'
import { trimName } from '../../domain/client/name.ts'
import type { DomainEvent } from '../../domain/event.ts'
import { isAboutAuthority, isRefusal, type Refusal, refuse } from '../../domain/refusal.ts'
import {
  decideUnitConsent,
  mayWithdrawProposal,
  type UnitDecided,
  type UnitProposalState,
  type UnitRequest,
  unitArticle,
} from '../../domain/team/unit-proposal.ts'
import { type Act, type Deps, type Moment, type Outcome, transact } from '../transact.ts'
import { changeLead, cooperate } from './carry-out-unit.ts'
import { leadChangeWaits } from './served-client.ts'

type Person = Act & { readonly personId: number }

/**
 * What one person says to one consent of a proposal, under the row locks of client and proposal (Art. 11). The last consent
 * carries it out in the same transaction; a refusal ends it; what the organisation has overtaken ends unsaid.
 *
 * @param formatTime how a moment is written for the person, for "already said by … at …"
 */
export function takeUnitConsent(
  deps: Deps,
  act: Person,
  proposalId: number,
  request: UnitRequest,
  formatTime: (at: Date) => string,
): Promise<UnitDecided | Refusal> {
  return transact(deps, act, async (tx, moment): Promise<Outcome<UnitDecided | Refusal>> => {
    const held = await holdUnitProposal(tx, proposalId)
    if (!held) return { result: refuse('not_found', { params: { number: proposalId } }), events: [] }
    const standing = await standingOf(tx, act.personId, moment.today)
    if (!standing) return { result: refuse('not_mapped'), events: [] }
    if (await isGone(tx, held)) {
      const over = refuse('unit_proposal_over', { article: unitArticle, params: { state: 'superseded' } })
      return { result: over, events: await close(tx, held, 'superseded', moment) }
    }
    const said = { ...request, reason: request.reason === null ? null : trimName(request.reason) }
    const decided = decideUnitConsent(held.proposal, standing, said, formatTime)
    if (isRefusal(decided)) return { result: decided, events: refusedEvents(held, said, decided) }
    const waits =
      decided.next === 'carried_out' && held.proposal.aim === 'lead'
        ? await leadChangeWaits(tx, held.client.id, held.client.shortName)
        : null
    if (waits) return { result: waits, events: [] }
    return { result: decided, events: await carryOut(tx, held, decided, said.reason, act.personId, moment) }
  })
}

/** Takes a proposal back before it is carried out: by whoever made it, or in whose name it was made. */
export function withdrawUnitProposal(deps: Deps, act: Person, proposalId: number): Promise<number | Refusal> {
  return transact(deps, act, async (tx, moment): Promise<Outcome<number | Refusal>> => {
    const no = (refusal: Refusal) => ({ result: refusal, events: [] })
    const held = await holdUnitProposal(tx, proposalId)
    if (!held) return no(refuse('not_found', { params: { number: proposalId } }))
    const standing = await standingOf(tx, act.personId, moment.today)
    if (!standing) return no(refuse('not_mapped'))
    if (!standing.active) return no(refuse('left_the_bank'))
    if (!mayWithdrawProposal(held.proposal, standing)) return no(refuse('not_your_proposal', { article: unitArticle }))
    const { state } = held.proposal
    if (state !== 'open') return no(refuse('unit_proposal_over', { article: unitArticle, params: { state } }))
    return { result: proposalId, events: await close(tx, held, 'withdrawn', moment) }
  })
}

/** Ends a proposal that the organisation or a decision has overtaken; nothing where it still stands. */
export async function supersede(tx: Tx, proposalId: number, moment: Moment): Promise<DomainEvent[]> {
  const held = await holdUnitProposal(tx, proposalId)
  return held && (await isGone(tx, held)) ? close(tx, held, 'superseded', moment) : []
}

async function isGone(tx: Tx, { proposal }: HeldUnitProposal): Promise<boolean> {
  if (proposal.state !== 'open') return false
  return (await openUnitById(tx, proposal.unitId)) === null || isOvertaken(tx, proposal.id)
}

/** Ends an open proposal whose client's row is held. */
export async function close(
  tx: Tx,
  { proposal }: Pick<LoadedUnitProposal, 'proposal'>,
  state: Exclude<UnitProposalState, 'open' | 'carried_out'>,
  { now }: Moment,
): Promise<DomainEvent[]> {
  const { id: proposalId, clientId } = proposal
  await closeUnitProposal(tx, proposalId, state, now)
  return [
    {
      happening: { type: 'unit_proposal_closed', clientId, proposalId },
      article: unitArticle,
      before: { state: 'open' },
      after: { state, proposalId },
    },
  ]
}

async function carryOut(
  tx: Tx,
  held: HeldUnitProposal,
  decided: UnitDecided,
  reason: string | null,
  personId: number,
  moment: Moment,
): Promise<DomainEvent[]> {
  const { row } = held
  const { id: proposalId, clientId } = row
  const { consent, inNameOf, next } = decided
  await saveConsent(tx, proposalId, decided, { decidedBy: personId, reason, decidedAt: moment.now })
  const event: DomainEvent = {
    happening: { type: 'unit_consented', clientId, proposalId, inNameOf },
    article: unitArticle,
    after: { proposalId, consent: consent.kind, verdict: next === 'refused' ? 'refused' : 'given', reason, next },
  }
  if (next === 'waits') return [event]
  if (next === 'refused') return [event, ...(await close(tx, held, 'refused', moment))]
  await closeUnitProposal(tx, proposalId, 'carried_out', moment.now)
  const by = { personId: row.proposedBy, inNameOf: row.proposedInNameOf, proposalId }
  const done =
    row.aim === 'lead' ? await changeLead(tx, row, moment) : await cooperate(tx, clientId, row.unitId, by, moment)
  return [event, ...done]
}

function refusedEvents({ proposal }: HeldUnitProposal, { no, verdict }: UnitRequest, refusal: Refusal): DomainEvent[] {
  if (!isAboutAuthority(refusal)) return []
  const after = { refused: refusal.refused, proposalId: proposal.id, consent: no, verdict }
  return [{ happening: { type: 'unit_act_refused', clientId: proposal.clientId }, article: unitArticle, after }]
}
