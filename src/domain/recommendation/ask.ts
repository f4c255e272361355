import type { Recommendation, Step } from './recommendation.ts'

/**
 * Whether a person may be shown the open step as theirs: not the one who submitted, nor one who already had a say in
 * another step. Whether they hold the post is the caller's to know; `decide` has the last word at the press.
 */
export function mayBeAsked(recommendation: Recommendation, step: Step, personId: number): boolean {
  return (
    personId !== recommendation.submittedBy &&
    !recommendation.decisions.some(
      (decision) =>
        decision.stepKind !== step.kind && (decision.decidedBy === personId || decision.inNameOf === personId),
    )
  )
}
