import type { Tx } from '../../../db/connection.ts'
import type { NewEffect } from '../../../db/queries/effects.ts'
import { keepEmpty } from '../../../db/queries/empty-steps.ts'
import { holdersAnywhere } from '../../../db/queries/standing.ts'
import { type LoadedUnitProposal, readUnitProposal } from '../../../db/queries/unit-proposal.ts'
import {
  askConsentNoMore,
  type UnitProposalCardRow,
  unitProposalCardsOf,
  wantUnitProposalCards,
} from '../../../db/queries/unit-proposal-card.ts'
import type { Happening } from '../../domain/event.ts'
import { mayConsent, type UnitConsent, type UnitProposal } from '../../domain/team/unit-proposal.ts'
import { channelNotices } from '../channel-notices.ts'
import { entitledTo } from '../entitled.ts'
import { clientCardNotices } from '../stranger-notices.ts'

type UnitHappening = Extract<
  Happening,
  {
    type:
      | 'unit_proposed'
      | 'unit_consented'
      | 'unit_proposal_moved'
      | 'unit_proposal_closed'
      | 'unit_consent_raised'
      | 'cooperation_begun'
      | 'cooperation_ended'
      | 'lead_changed'
  }
>

interface When {
  readonly now: Date
  readonly today: string
}

/** What goes out because of what happened to the units that serve a client (Art. 11). */
export async function unitNotices(tx: Tx, happening: UnitHappening, when: When): Promise<NewEffect[]> {
  const { clientId } = happening
  switch (happening.type) {
    case 'cooperation_begun':
      return clientCardNotices(tx, clientId)
    case 'cooperation_ended':
      return [
        ...(await clientCardNotices(tx, clientId)),
        ...happening.concerned.map((personId) => {
          return toPerson(clientId, personId, 'cooperation_ended', { cooperationId: happening.cooperationId })
        }),
      ]
    case 'lead_changed':
      return [
        ...(await cardNotices(tx, happening.proposalId, when)),
        ...(await outcomeNotices(tx, happening.proposalId, happening.concerned)),
        ...(await channelNotices(tx, clientId)),
      ]
    case 'unit_proposal_closed':
      return [
        ...(await cardNotices(tx, happening.proposalId, when)),
        ...(await outcomeNotices(tx, happening.proposalId, [])),
      ]
    case 'unit_consented':
      return [
        ...(await cardNotices(tx, happening.proposalId, when)),
        ...(await cooperationNotices(tx, happening.proposalId)),
      ]
    default:
      return cardNotices(tx, happening.proposalId, when)
  }
}

/** Every copy of a proposal's card is redrawn; who may consent has one for each consent, and so has who proposed. */
async function cardNotices(tx: Tx, proposalId: number, when: When): Promise<NewEffect[]> {
  const loaded = await readUnitProposal(tx, proposalId)
  if (!loaded) return []
  const { proposal } = loaded
  const own = new Set([proposal.proposedBy, proposal.proposedInNameOf])
  await wantUnitProposalCards(
    tx,
    [...own].map((personId) => ({ proposalId, consentNo: 0, personId, asked: false })),
  )
  for (const consent of proposal.consents) await askForConsent(tx, proposal, consent, when)
  return (await unitProposalCardsOf(tx, proposalId)).map((card) => proposalCardNotice(proposal.clientId, card))
}

/** A copy of a proposal's card, to be drawn as the record then stands. */
export function proposalCardNotice(
  clientId: number,
  { id, personId }: Pick<UnitProposalCardRow, 'id' | 'personId'>,
): NewEffect {
  return {
    ...toPerson(clientId, personId, 'unit_proposal_card', { cardId: id }),
    mergeKey: `unit-proposal-card/${id}`,
  }
}

/**
 * An empty post holds the consent, for so long as the bank's settings say, before it goes up a level: the administrators have the
 * card too, so that nothing waits unseen.
 */
async function askForConsent(
  tx: Tx,
  proposal: UnitProposal,
  consent: UnitConsent,
  { now, today }: When,
): Promise<void> {
  const { id: proposalId } = proposal
  const asked = await whoMayConsent(tx, proposal, consent, today)
  await askConsentNoMore(tx, proposalId, consent.no, asked)
  const waits = proposal.state === 'open' && consent.state === 'open'
  const step = { of: 'unit_consent', id: proposalId, round: 1, no: consent.no } as const
  if (waits) await keepEmpty(tx, step, asked.length === 0 ? now : null)
  const seers = waits && asked.length === 0 ? await holdersAnywhere(tx, 'administrator', today) : []
  await wantUnitProposalCards(
    tx,
    [...asked, ...seers].map((personId) => {
      return { proposalId, consentNo: consent.no, personId, asked: asked.includes(personId) }
    }),
  )
}

/** Those who may give or refuse a consent on a day; nobody where it waits no more. */
function whoMayConsent(tx: Tx, proposal: UnitProposal, consent: UnitConsent, today: string): Promise<number[]> {
  if (proposal.state !== 'open' || consent.state !== 'open') return Promise.resolve([])
  return entitledTo(tx, consent, today, (standing) => mayConsent(proposal, consent, standing))
}

/** Where the last consent made a unit co-operate, those who had a part in it are told. */
async function cooperationNotices(tx: Tx, proposalId: number): Promise<NewEffect[]> {
  const loaded = await readUnitProposal(tx, proposalId)
  const done = loaded?.proposal.state === 'carried_out' && loaded.proposal.aim === 'cooperate'
  return done ? outcomeNotices(tx, proposalId, []) : []
}

/** Tells who proposed, whoever had a say, and those whose seats changed, what a proposal came to. */
async function outcomeNotices(tx: Tx, proposalId: number, concerned: readonly number[]): Promise<NewEffect[]> {
  const loaded = await readUnitProposal(tx, proposalId)
  if (!loaded) return []
  const people = new Set([...partOf(loaded), ...concerned])
  return [...people].map((personId) => toPerson(loaded.row.clientId, personId, 'unit_outcome', { proposalId }))
}

function partOf({ proposal: { proposedBy, proposedInNameOf, consents } }: LoadedUnitProposal): number[] {
  return [
    proposedBy,
    proposedInNameOf,
    ...consents.flatMap(({ voice }) => (voice ? [voice.decidedBy, voice.inNameOf] : [])),
  ]
}

function toPerson(clientId: number, personId: number, kind: string, about: Record<string, number>): NewEffect {
  return { lane: `client/${clientId}/person/${personId}`, kind, payload: { ...about, personId }, priority: 1 }
}
