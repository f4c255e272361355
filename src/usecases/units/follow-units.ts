import type { Tx } from '../../../db/connection.ts'
import { overtakenUnitProposals, readUnitProposal, unitProposalsIn } from '../../../db/queries/unit-proposal.ts'
import { unitProposalCardsOf } from '../../../db/queries/unit-proposal-card.ts'
import type { DomainEvent } from '../../domain/event.ts'
import { unitArticle } from '../../domain/team/unit-proposal.ts'
import { backHome, openStepOf } from '../open-step.ts'
import { type Deps, transact } from '../transact.ts'
import { supersede } from './decide-consent.ts'

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
  const moved: { consent: string; before: number[]; after: number[]; unitId: number }[] = []
  for (const { no } of loaded?.proposal.consents ?? []) {
    const step = { of: 'unit_consent', id: proposalId, round: 1, no } as const
    const open = await openStepOf(tx, step)
    if (!open) continue
    const post = await backHome(tx, step, open, today)
    const after = await open.entitled(post, today)
    const before = cards.filter(({ consentNo, asked }) => asked && consentNo === no).map((card) => card.personId)
    const same = before.length === after.length && before.every((personId) => after.includes(personId))
    if (!same || post !== open.post) moved.push({ consent: open.kind, before, after, unitId: post.unitId })
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
