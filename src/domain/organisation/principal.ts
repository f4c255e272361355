import type { Article } from '../article.ts'
import { type Refusal, refuse } from '../refusal.ts'
import type { Position } from './position.ts'
import { holdsPost, type Standing } from './standing.ts'

/** A step that somebody may take, as far as authority goes. */
export interface Takeable {
  readonly kind: string
  readonly unitId: number
  /** Empty means nobody (B04). */
  readonly positions: readonly Position[]
}

/** A say that somebody had before, in whosever name. */
export interface Voice {
  readonly stepKind: string
  readonly decidedBy: number
  readonly inNameOf: number
}

/** What the step is part of: who began it, and who had a say. */
export interface Proceeding {
  /** Null where the program itself began it. */
  readonly submittedBy: number | null
  readonly voices: readonly Voice[]
  readonly article: Article
}

/**
 * The person in whose name the standing may take the step, or why not: nobody decides what they submitted, nor two steps of
 * one proceeding, in whichever round and in whosever name.
 */
export function principalOf(
  { submittedBy, voices, article }: Proceeding,
  step: Takeable,
  standing: Standing,
): number | Refusal {
  if (!standing.active) return refuse('left_the_bank')
  if (standing.personId === submittedBy) return refuse('own_submission', { article })
  if (step.positions.length === 0) return refuse('nobody_may_decide', { article, params: { step: step.kind } })
  const principals = [
    ...(holdsPost(standing.posts, step.positions, step.unitId) ? [standing.personId] : []),
    ...standing.deputyFor
      .filter((deputyship) => holdsPost(deputyship.posts, step.positions, step.unitId))
      .map((deputyship) => deputyship.principalId),
  ].filter((principal) => principal !== submittedBy)
  if (principals.length === 0)
    return refuse('may_not_decide', { article, params: { positions: step.positions.join(','), step: step.kind } })
  const free = principals.find((principal) => !hasVoice(voices, step, [standing.personId, principal]))
  return free ?? refuse('second_step', { article })
}

function hasVoice(voices: readonly Voice[], step: Takeable, people: readonly number[]): boolean {
  return voices.some(
    (voice) => voice.stepKind !== step.kind && (people.includes(voice.decidedBy) || people.includes(voice.inNameOf)),
  )
}
