import { cardsOf } from '../../db/queries/card.ts'
import {
  type RecommendationView,
  recommendationStory,
  recommendationView,
} from '../../db/queries/recommendation-view.ts'
import { standingOf } from '../../db/queries/standing.ts'
import { unitById } from '../../db/queries/unit.ts'
import { postsInHand, reaches } from '../domain/organisation/standing.ts'
import { type Refusal, refuse } from '../domain/refusal.ts'
import { mayTakeOver } from './take-over.ts'
import { ask, type Deps } from './transact.ts'

export type { RecommendationView }

/** A recommendation with its story from the audit. */
export interface WholeRecord {
  readonly view: RecommendationView
  readonly story: Awaited<ReturnType<typeof recommendationStory>>
  /** Its recommender has left, and the reader may take it over. */
  readonly mayTakeOver: boolean
}

/** The whole record, for whoever submitted it, holds a copy of its card, or works at or above the unit that began it. */
export function readRecord(deps: Deps, personId: number, recommendationId: number): Promise<WholeRecord | Refusal> {
  return ask(deps, async (tx, moment) => {
    const view = await recommendationView(tx, recommendationId)
    const standing = await standingOf(tx, personId, moment.today)
    if (!view || !standing) return refuse('not_found', { params: { number: recommendationId } })
    if (!standing.active) return refuse('left_the_bank')
    const beganAt = await unitById(tx, view.row.beganAtUnitId ?? 0)
    const holdsCopy = (await cardsOf(tx, recommendationId)).some((card) => card.personId === personId)
    if (!holdsCopy && !(beganAt && reaches(postsInHand(standing), beganAt)))
      return refuse('not_for_you', { article: '4', params: { unit: view.beganAt.name } })
    const story = await recommendationStory(tx, recommendationId)
    return { view, story, mayTakeOver: await mayTakeOver(tx, view, personId, moment.today) }
  })
}

/** A recommendation as its card shows it; null where it was never submitted. */
export function readView(deps: Deps, recommendationId: number): Promise<RecommendationView | null> {
  return ask(deps, (tx) => recommendationView(tx, recommendationId))
}
