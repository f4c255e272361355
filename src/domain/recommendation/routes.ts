import type { Article } from '../article.ts'
import type { Tier } from '../client/category.ts'
import type { Position } from '../organisation/position.ts'
import type { UnitLevel } from '../organisation/unit.ts'

/** What one step of a route asks of whom; a step is taken once, by one person. */
export const stepKinds = [
  'sub_branch_endorses',
  'branch_designates',
  'branch_endorses',
  'branch_co_signs',
  'corporate_decides',
  'head_office_approves',
] as const

export type StepKind = (typeof stepKinds)[number]

/** The level whose unit takes the step. */
export const levelOfStep: Record<StepKind, UnitLevel> = {
  sub_branch_endorses: 'sub_branch',
  branch_designates: 'branch',
  branch_endorses: 'branch',
  branch_co_signs: 'branch',
  corporate_decides: 'head_office',
  head_office_approves: 'head_office',
}

export const routeNames = [
  'sub_branch_recommends',
  'branch_designates',
  'branch_recommends',
  'head_office_initiates',
  'joint_initiation',
] as const

export type RouteName = (typeof routeNames)[number]

export interface Route {
  readonly tier: Tier
  readonly article: Article
  /** Levels at which the route may begin. */
  readonly beginsAt: readonly UnitLevel[]
  /** Steps in order; a sub-branch step is part of it only where a sub-branch began. */
  readonly steps: readonly StepKind[]
}

/** The guideline's table of routes; a new route is one more row. */
export const routes: Record<RouteName, Route> = {
  sub_branch_recommends: {
    tier: 'regional',
    article: '10(2)',
    beginsAt: ['sub_branch'],
    steps: ['sub_branch_endorses', 'branch_designates'],
  },
  branch_designates: { tier: 'regional', article: '10(1)', beginsAt: ['branch'], steps: ['branch_designates'] },
  branch_recommends: {
    tier: 'bank_wide',
    article: '8(1)',
    beginsAt: ['sub_branch', 'branch'],
    steps: ['sub_branch_endorses', 'branch_endorses', 'corporate_decides', 'head_office_approves'],
  },
  head_office_initiates: {
    tier: 'bank_wide',
    article: '8(2)',
    beginsAt: ['head_office'],
    steps: ['corporate_decides', 'head_office_approves'],
  },
  joint_initiation: {
    tier: 'bank_wide',
    article: '8(2)',
    beginsAt: ['head_office'],
    steps: ['branch_co_signs', 'corporate_decides', 'head_office_approves'],
  },
}

/** Who takes each step unless the bank's policy says otherwise. */
export const defaultStepPositions: Record<StepKind, readonly Position[]> = {
  sub_branch_endorses: ['sub_branch_president'],
  branch_designates: ['branch_president'],
  branch_endorses: ['branch_president'],
  branch_co_signs: ['branch_president'],
  corporate_decides: ['corporate_officer'],
  head_office_approves: ['head_office_president'],
}

/** Who may begin each route unless the bank's policy says otherwise. */
export const defaultInitiators: Record<RouteName, readonly Position[]> = {
  sub_branch_recommends: ['client_manager', 'sub_branch_president'],
  branch_designates: ['branch_officer', 'branch_president'],
  branch_recommends: ['client_manager', 'sub_branch_president', 'branch_officer', 'branch_president'],
  head_office_initiates: ['corporate_officer'],
  joint_initiation: ['corporate_officer'],
}
