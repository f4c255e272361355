import type { Policy } from '../../policy.ts'
import { articleOfCategory } from '../client/category.ts'
import type { ClientState } from '../client/client.ts'
import { holdsPost, type Standing } from '../organisation/standing.ts'
import type { Unit } from '../organisation/unit.ts'
import { type Refusal, refuse } from '../refusal.ts'
import type { RecommendationKind, Submission } from './recommendation.ts'
import { type RouteName, routeNames, routes } from './routes.ts'

/** A route that a person may begin, at the unit where they hold the post for it. */
export interface RouteChoice {
  readonly route: RouteName
  readonly beganAt: Unit
}

/** Everything this person may begin today, in the guideline's order. */
export function routeChoices(standing: Standing, policy: Policy): RouteChoice[] {
  if (!standing.active) return []
  return routeNames.flatMap((route) => {
    const units = standing.posts
      .filter((post) => routes[route].beginsAt.includes(post.unit.level))
      .filter((post) => holdsPost([post], policy.initiators[route] ?? []))
      .map((post) => post.unit)
    const distinct = units.filter((unit, index) => units.findIndex((other) => other.id === unit.id) === index)
    return distinct.map((beganAt) => ({ route, beganAt }))
  })
}

/** The client as the register has it when the recommendation is submitted. */
export interface ClientStanding {
  readonly state: ClientState
  readonly tier: 'bank_wide' | 'regional' | null
  /** The branch that leads it today, where it is strategic. */
  readonly leadBranchId: number | null
}

/**
 * Whether what was filled in may be submitted on this route; the first wrong field is named. Returns the kind of
 * recommendation it is: a designation, or an upgrade of a regional client (Art. 6-10).
 */
export function checkSubmission(
  submission: Submission,
  choice: RouteChoice,
  leadUnit: Unit,
  client: ClientStanding,
): RecommendationKind | Refusal {
  const route = routes[choice.route]
  if (submission.tier !== route.tier) return refuse('route_not_of_tier', { article: route.article, field: 'route' })
  if (!articleOfCategory(submission.tier, submission.category))
    return refuse('category_not_of_tier', { article: submission.tier === 'bank_wide' ? '7' : '9', field: 'category' })
  if (!mayLead(leadUnit, choice.beganAt))
    return refuse('lead_unit_outside', { article: '6', params: { unit: leadUnit.name }, field: 'leadUnit' })
  return kindOf(choice, client)
}

/** Head office may name any unit below it; a branch itself or one of its sub-branches; a sub-branch only itself. */
function mayLead(leadUnit: Unit, beganAt: Unit): boolean {
  if (leadUnit.level === 'head_office') return false
  if (beganAt.level === 'head_office') return true
  return leadUnit.id === beganAt.id || (beganAt.level === 'branch' && leadUnit.branchId === beganAt.id)
}

function kindOf(choice: RouteChoice, client: ClientStanding): RecommendationKind | Refusal {
  if (client.state !== 'designated') return 'designation'
  if (client.tier === 'bank_wide' || routes[choice.route].tier === 'regional')
    return refuse('already_strategic', { field: 'client' })
  if (choice.route !== 'branch_recommends' || choice.beganAt.branchId !== client.leadBranchId)
    return refuse('upgrade_only_by_branch', { article: '8(1)', field: 'route' })
  return 'upgrade'
}
