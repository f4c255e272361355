import { principalOf } from '../organisation/principal.ts'
import type { Standing } from '../organisation/standing.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { reviewArticle } from './decide-review.ts'
import type { Outcome, Review, ReviewVoice } from './review.ts'

/** Outcomes that take something from a client: whoever decided them may undo them while a period of grace runs (Art. 13). */
export const undoableOutcomes = ['exit', 'downgrade'] as const satisfies readonly Outcome[]

export type UndoableOutcome = (typeof undoableOutcomes)[number]

/**
 * Running until the channel follows the outcome (ended), it is undone, or something newer of the client makes an undo
 * meaningless: another outcome, a designation (overtaken).
 */
export const graceStates = ['running', 'ended', 'undone', 'overtaken'] as const

export type GraceState = (typeof graceStates)[number]

/** A period of grace as an undo is judged by it, read under its row lock. */
export interface Grace {
  readonly round: number
  readonly outcome: UndoableOutcome
  readonly state: GraceState
  readonly dueAt: Date
  /** Whether its time is over by the database's clock, whether or not that was acted on yet. */
  readonly over: boolean
  readonly undoneAt: Date | null
  readonly undoneByName: string | null
}

/** Whether an outcome can be undone at all. */
export function isUndoable(outcome: Outcome): outcome is UndoableOutcome {
  return undoableOutcomes.some((one) => one === outcome)
}

/**
 * In whose name somebody may undo what a round of a review came to, or why not: the person whose word carried it out, as
 * long as they hold the post, or their deputy of the day. Nobody else's word can take it back, and no two of a person's do:
 * whoever had a say in another step, or asked for the review, has none here.
 */
export function mayUndo(review: Review, round: number, standing: Standing): { inNameOf: number } | Refusal {
  const last = lastVoice(review, round)
  const step = last && review.steps.find(({ no }) => no === last.stepNo)
  if (!last || !step || round !== review.round) return refuse('review_not_open', { article: reviewArticle })
  if (!standing.active) return refuse('left_the_bank')
  const inHand = {
    ...standing,
    posts: standing.personId === last.inNameOf ? standing.posts : [],
    deputyFor: standing.deputyFor.filter(({ principalId }) => principalId === last.inNameOf),
  }
  if (standing.personId !== last.inNameOf && inHand.deputyFor.length === 0)
    return refuse('may_not_undo', { article: reviewArticle, params: { name: last.principalName } })
  const inNameOf = principalOf({ ...review, article: reviewArticle }, step, inHand)
  return typeof inNameOf === 'number' ? { inNameOf } : inNameOf
}

/** Why it cannot be undone any more, whoever asks; null where it can. */
export function graceRefusal(grace: Grace | null, formatTime: (at: Date) => string): Refusal | null {
  if (!grace) return refuse('review_not_open', { article: reviewArticle })
  if (grace.state === 'undone')
    return refuse('outcome_undone', {
      params: {
        verdict: grace.outcome,
        name: grace.undoneByName ?? '',
        at: grace.undoneAt ? formatTime(grace.undoneAt) : '',
      },
    })
  if (grace.state === 'overtaken') return refuse('undo_overtaken', { article: reviewArticle })
  if (grace.state === 'ended' || grace.over)
    return refuse('grace_over', { article: reviewArticle, params: { at: formatTime(grace.dueAt) } })
  return null
}

/** The word by which a round came to its outcome. */
export function lastVoice({ voices }: Pick<Review, 'voices'>, round: number): ReviewVoice | undefined {
  return voices.findLast((voice) => voice.round === round)
}
