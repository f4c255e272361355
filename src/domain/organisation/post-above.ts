import type { Position } from './position.ts'
import type { Unit } from './unit.ts'

/** Posts at a unit that may take something. */
export interface PostAt {
  readonly unitId: number
  readonly positions: readonly Position[]
}

/**
 * Who takes what waits for a post that nobody holds: the level above, in head office the president; null above the president
 * (the guideline's "Always": an empty post goes one level up, never passes by itself).
 */
export function postAbove(
  { level, branchId }: Unit,
  positions: readonly Position[],
  headOfficeId: number,
): PostAt | null {
  if (level === 'sub_branch') return branchId === null ? null : { unitId: branchId, positions: ['branch_president'] }
  if (level === 'branch') return { unitId: headOfficeId, positions: ['corporate_officer'] }
  if (positions.includes('head_office_president')) return null
  return { unitId: headOfficeId, positions: ['head_office_president'] }
}
