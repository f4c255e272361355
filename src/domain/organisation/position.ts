import type { UnitLevel } from './unit.ts'

/** The posts of the guideline's table "Positions and authority". */
export const positions = [
  'client_manager',
  'sub_branch_president',
  'branch_officer',
  'branch_president',
  'corporate_officer',
  'head_office_president',
  'product_officer',
  'administrator',
] as const

export type Position = (typeof positions)[number]

/** The level a post belongs to; an administrator may sit anywhere. */
export const levelOfPosition: Record<Position, UnitLevel | 'any'> = {
  client_manager: 'sub_branch',
  sub_branch_president: 'sub_branch',
  branch_officer: 'branch',
  branch_president: 'branch',
  corporate_officer: 'head_office',
  head_office_president: 'head_office',
  product_officer: 'head_office',
  administrator: 'any',
}
