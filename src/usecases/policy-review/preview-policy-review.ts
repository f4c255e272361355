import {
  type BranchCount,
  branchesLike,
  countChosen,
  namesInUse,
  type PolicyReviewProgress,
  type PolicyReviewStand,
  policyReviewFor,
  recentPolicyReviews,
  unitNames,
} from '../../../db/queries/policy-review.ts'
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts'
import { isEmptySelection, type Selection } from '../../domain/review/policy-review.ts'
import { isAdministrator } from '../is-administrator.ts'
import { ask, type Deps } from '../transact.ts'
import { starterOf } from './may-start.ts'

/** Acts that are told of where one is begun. */
const recent = 3

/** The newest policy reviews with how far they have come, for who may start one. */
export function readPolicyReviews(deps: Deps, personId: number): Promise<PolicyReviewProgress[] | Refusal> {
  return ask(deps, async (tx, { today }) => {
    const starter = await starterOf(tx, personId, today)
    return isRefusal(starter) ? starter : recentPolicyReviews(tx, recent)
  })
}

/** What a selection is of, before anything is opened. */
export interface Preview {
  readonly branches: readonly BranchCount[]
  /** Clients of which a review would be opened. */
  readonly clients: number
  /** Chosen ones that are left out, as a review of them is under way. */
  readonly underWay: number
  /** The chosen branches by name. */
  readonly branchNames: readonly string[]
}

/** Counts what a policy review of these clients would open, by branch; changes nothing. Refused where it would open none. */
export function previewPolicyReview(deps: Deps, personId: number, selection: Selection): Promise<Preview | Refusal> {
  return ask<Preview | Refusal>(deps, async (tx, { today }) => {
    const starter = await starterOf(tx, personId, today)
    if (isRefusal(starter)) return starter
    if (isEmptySelection(selection)) return refuse('nothing_chosen', { article: '12', field: 'industries' })
    const branches = await countChosen(tx, selection)
    const sum = (kind: 'clients' | 'underWay') => branches.reduce((total, branch) => total + branch[kind], 0)
    const [clients, underWay] = [sum('clients'), sum('underWay')]
    if (clients === 0) return refuse('nobody_to_review', { article: '12', params: { underWay }, field: 'industries' })
    return { branches, clients, underWay, branchNames: await unitNames(tx, selection.branches) }
  })
}

/** Industries or regions of strategic clients that hold what was typed, with how many clients. */
export function findNames(deps: Deps, column: 'industry' | 'region', typed: string, limit: number) {
  return ask(deps, (tx) => namesInUse(tx, column, typed, limit))
}

/** Branches that hold what was typed. */
export function findBranches(deps: Deps, typed: string, limit: number) {
  return ask(deps, (tx) => branchesLike(tx, typed, limit))
}

/** How an act stands for a person, and whether they see to empty posts; null where nothing of it concerns them now. */
export function readPolicyReviewList(deps: Deps, id: number, personId: number): Promise<PolicyReviewStand | null> {
  return ask(deps, async (tx, { today }) => {
    const stand = await policyReviewFor(tx, id, personId)
    if (!stand) return null
    const empty = (await isAdministrator(tx, personId, today)) ? stand.empty : 0
    return stand.waiting + empty === 0 ? null : { ...stand, empty }
  })
}
