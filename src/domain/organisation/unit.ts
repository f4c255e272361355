/** The three marketing levels (Art. 2). */
export const unitLevels = ['head_office', 'branch', 'sub_branch'] as const

export type UnitLevel = (typeof unitLevels)[number]

/** A unit with the branch it belongs to: itself for a branch, null for head office. */
export interface Unit {
  readonly id: number
  readonly code: string
  readonly name: string
  readonly level: UnitLevel
  readonly branchId: number | null
}

/** The level of the units right below; a sub-branch has none (Art. 2). */
export const levelBelow: Record<UnitLevel, UnitLevel | null> = {
  head_office: 'branch',
  branch: 'sub_branch',
  sub_branch: null,
}

/** The level a unit's parent must have; head office has none (Art. 2). */
export const levelAbove: Record<UnitLevel, UnitLevel | null> = {
  head_office: null,
  branch: 'head_office',
  sub_branch: 'branch',
}
