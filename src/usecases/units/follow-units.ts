import type { Tx } from '../../../db/connection.ts'
import { overtakenUnitProposals, readUnitProposal, unitProposalsIn } from '../../../db/queries/unit-proposal.ts'
import { unitProposalCardsOf } from '../../../db/queries/unit-proposal-card.ts'
import type { DomainEvent } from '../../domain/event.ts'
import { unitArticle } from '../../domain/team/unit-proposal.ts'
import { type Deps, transact } from '../transact.ts'
import { supersede } from './decide-consent.ts'
import { whoMayConsent } from './unit-notices.ts'

/** Proposals with a consent that others may give now than those who hold its card. */
export async function movedConsents(tx: Tx, unitIds: readonly number[], today: string): Promise<DomainEvent[]> {
  const events: DomainEvent[] = []
  for (const { id, clientId } of await unitProposalsIn(tx, unitIds)) {
    const moved = await movedIn(tx, id, today)
    if (moved.length > 0)
      events.push({
        happening: { type: 'unit_proposal_moved', clientId, proposalId: id },
        article: unitArticle,
        after: { proposalId: id, moved },
      })
  }
  return events
}

async function movedIn(tx: Tx, proposalId: number, today: string) {
  const loaded = await readUnitProposal(tx, proposalId)
  const cards = await unitProposalCardsOf(tx, proposalId)
  const moved: { consent: string; before: number[]; after: number[] }[] = []
  for (const consent of loaded?.proposal.consents ?? []) {
    if (!loaded || consent.state !== 'open') continue
    const after = await whoMayConsent(tx, loaded.proposal, consent, today)
    const before = cards
      .filter(({ consentNo, asked }) => asked && consentNo === consent.no)
      .map((card) => card.personId)
    if (before.length !== after.length || before.some((personId) => !after.includes(personId)))
      moved.push({ consent: consent.kind, before, after })
  }
  return moved
}

/** Ends the proposals that a change of the organisation has overtaken. */
export async function endOvertaken(deps: Deps): Promise<void> {
  const found = await transact(deps, { personId: null, source: 'job' }, async (tx) => ({
    result: await overtakenUnitProposals(tx),
    events: [],
  }))
  for (const { id } of found)
    await transact(deps, { personId: null, source: 'job' }, async (tx, moment) => ({
      result: null,
      events: await supersede(tx, id, moment),
    }))
}
