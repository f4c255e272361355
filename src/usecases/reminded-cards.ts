import type { Tx } from '../../db/connection.ts'
import { cardsOf } from '../../db/queries/card.ts'
import { type NewEffect, queueEffects } from '../../db/queries/effects.ts'
import { reviewCardsOf } from '../../db/queries/review-card.ts'
import { unitProposalCardsOf } from '../../db/queries/unit-proposal-card.ts'
import type { Reminded } from '../domain/reminder/reminded.ts'
import { cardNotice } from './notices.ts'
import { reviewCardNotice } from './review-notices.ts'
import { ask, type Deps, momentOf } from './transact.ts'
import { proposalCardNotice } from './units/unit-notices.ts'

/** Where a person's copy of a waiting step's card was put, and what draws it again. */
export interface StepCard {
  readonly channel: string
  readonly ts: string
  readonly notice: NewEffect
}

interface Copy {
  readonly id: number
  readonly personId: number
  readonly asked: boolean
  readonly channelId: string | null
  readonly ts: string | null
}

/** Has it looked at whether the cards of what a person was reminded of are still there: after everybody's reminders. */
export function queueCardLooks(
  deps: Deps,
  personId: number,
  days: { readonly since: string; readonly on: string },
): Promise<void> {
  const look: NewEffect = {
    lane: `reminders/person/${personId}/cards`,
    kind: 'reminded_cards',
    payload: { personId, ...days },
    mergeKey: `reminded-cards/${personId}`,
    priority: 2,
  }
  return queueNow(deps, [look])
}

/** A person's copies of the cards of steps that they are reminded of, as far as they were posted. */
export function remindedCards(deps: Deps, personId: number, steps: readonly Reminded[]): Promise<StepCard[]> {
  return ask(deps, async (tx) => {
    const cards: StepCard[] = []
    for (const step of steps) cards.push(...(await copiesOf(tx, step, personId)))
    return cards
  })
}

async function copiesOf(tx: Tx, { kind, itemId, round, stepNo, clientId }: Reminded, holder: number) {
  const placed = <C extends Copy>(copies: readonly C[], notice: (card: C) => NewEffect): StepCard[] =>
    copies
      .filter(({ personId, asked }) => personId === holder && asked)
      .flatMap((card) =>
        card.channelId && card.ts ? [{ channel: card.channelId, ts: card.ts, notice: notice(card) }] : [],
      )
  const isOfStep = (card: { round: number; stepNo: number }) => card.round === round && card.stepNo === stepNo
  switch (kind) {
    case 'recommendation_step':
      return placed((await cardsOf(tx, itemId)).filter(isOfStep), (card) => cardNotice(clientId, card))
    case 'review_step':
      return placed((await reviewCardsOf(tx, itemId)).filter(isOfStep), (card) => reviewCardNotice(clientId, card))
    case 'unit_consent':
      return placed(
        (await unitProposalCardsOf(tx, itemId)).filter(({ consentNo }) => consentNo === stepNo),
        (card) => proposalCardNotice(clientId, card),
      )
    case 'client_review':
      return []
  }
}

/** Has cards that are gone drawn again, which posts them anew where they still wait (B27). */
export function redrawCards(deps: Deps, cards: readonly StepCard[]): Promise<void> {
  return queueNow(
    deps,
    cards.map(({ notice }) => notice),
  )
}

function queueNow(deps: Deps, effects: readonly NewEffect[]): Promise<void> {
  return deps.database.db.transaction(async (tx) => {
    const { now } = await momentOf(deps, tx)
    await queueEffects(tx, effects, now)
  })
}
