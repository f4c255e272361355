import type { Position } from '../organisation/position.ts'
import { holdsPost, postsInHand, type Standing } from '../organisation/standing.ts'

/** Who prepares the coming review of a client at its lead unit, beside its lead client manager (Art. 13, ours). */
export const preparingPositions = ['sub_branch_president', 'branch_president'] as const satisfies readonly Position[]

/** Whether a person prepares the coming review of a client: its lead client manager, or a president of its lead unit. */
export function mayPrepareReview(
  standing: Standing,
  { managerId, unitId }: { readonly managerId: number | null; readonly unitId: number },
): boolean {
  if (!standing.active) return false
  return standing.personId === managerId || holdsPost(postsInHand(standing), preparingPositions, unitId)
}
