import type { PostAt } from './post-above.ts'
import type { UnitLevel } from './unit.ts'

/** Whose a step is, and whose it was planned to be where it went up. */
export interface OwnedStep extends PostAt {
  readonly raisedFrom: PostAt | null
}

/**
 * Whose a step is once the unit that it is about belongs to another branch; null where nothing changes. A branch's step becomes the
 * new branch's, also while it is held a level up; a sub-branch's step that went up to the old branch goes to the new one.
 *
 * @param level whose step it was planned to be
 * @param there the posts of the new branch that take a branch's step
 */
export function ownedByBranch(
  step: OwnedStep,
  level: UnitLevel,
  there: PostAt,
  headOfficeId: number,
): OwnedStep | null {
  const { unitId, positions, raisedFrom } = step
  if (level === 'head_office') return null
  if (level === 'sub_branch') {
    const isAtBranch = raisedFrom !== null && unitId !== headOfficeId
    return isAtBranch && unitId !== there.unitId ? { unitId: there.unitId, positions, raisedFrom } : null
  }
  if ((raisedFrom ?? step).unitId === there.unitId) return null
  return raisedFrom ? { unitId, positions, raisedFrom: there } : { ...there, raisedFrom: null }
}
