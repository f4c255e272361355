import type { Policy } from '../../policy.ts'
import type { Tier } from '../client/category.ts'
import type { Position } from '../organisation/position.ts'
import { holdsPost, type Post, type Standing } from '../organisation/standing.ts'
import type { Unit } from '../organisation/unit.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { type UnitConsentKind, unitArticle } from './unit-proposal.ts'

/** A client by whom it is served (Art. 11). */
export interface Served {
  readonly name: string
  readonly tier: Tier
  readonly leadUnit: Unit
  readonly cooperating: readonly Unit[]
  readonly headOfficeId: number
}

/** A consent that a proposal needs. */
export interface NeededConsent {
  readonly kind: UnitConsentKind
  readonly unitId: number
  readonly positions: readonly Position[]
}

/** In whose name somebody acts, and which consents it takes; none = it is done at once. */
export interface UnitPlan {
  readonly inNameOf: number
  readonly needs: readonly NeededConsent[]
}

/**
 * How a unit comes to co-operate (Art. 11, ours): the lead branch names units of its own house at once and asks another branch,
 * which consents; the corporate department names any unit for a bank-wide client, whose marketing head office leads (Art. 6).
 */
export function planCooperation(served: Served, unit: Unit, standing: Standing, policy: Policy): UnitPlan | Refusal {
  if (!standing.active) return refuse('left_the_bank')
  const wrong = cannotServe(served, unit)
  if (wrong) return wrong
  const { leadUnit, headOfficeId, tier } = served
  const ofDepartment = tier === 'bank_wide' ? principalAt(standing, policy, [headOfficeId]) : null
  if (ofDepartment !== null) return { inNameOf: ofDepartment, needs: [] }
  const ofLead = principalAt(standing, policy, [houseBranch(leadUnit)])
  if (ofLead === null) return notYours(leadUnit, policy)
  const needs =
    houseBranch(unit) === houseBranch(leadUnit) ? [] : [need('branch_cooperates', houseBranch(unit), policy)]
  return { inNameOf: ofLead, needs }
}

/**
 * How another unit comes to lead (Art. 11, ours): proposed by either branch or the corporate department, it takes the consent
 * of both branches and of the corporate department; within one branch that branch's and the department's. Where a branch's own
 * president proposes, another of that branch consents for it, as in Art. 10(1): nobody decides what they submitted.
 */
export function planLeadChange(served: Served, unit: Unit, standing: Standing, policy: Policy): UnitPlan | Refusal {
  if (!standing.active) return refuse('left_the_bank')
  const { leadUnit, headOfficeId, name } = served
  if (unit.level === 'head_office') return refuse('unit_cannot_serve', { article: unitArticle, field: 'unit' })
  if (unit.id === leadUnit.id)
    return refuse('unit_leads_already', {
      article: unitArticle,
      params: { unit: unit.name, client: name },
      field: 'unit',
    })
  const [from, to] = [houseBranch(leadUnit), houseBranch(unit)]
  const inNameOf = principalAt(standing, policy, [from, to, headOfficeId])
  if (inNameOf === null) return notYours(leadUnit, policy)
  const needs = [
    need('lead_branch_releases', from, policy),
    ...(to === from ? [] : [need('lead_branch_accepts', to, policy)]),
    need('department_agrees', headOfficeId, policy),
  ]
  const proposers = [standing.posts, postsOf(standing, inNameOf)].flat()
  return { inNameOf, needs: needs.map((one) => (isOwnOf(proposers, one) ? fourEyes(one, policy) : one)) }
}

/**
 * In whose name somebody may end a unit's co-operation: the lead branch, the unit's own branch, or for a bank-wide client the
 * corporate department (Art. 11, ours).
 */
export function endCooperation(
  { leadUnit, headOfficeId, tier }: Served,
  unit: Unit,
  standing: Standing,
  policy: Policy,
): number | Refusal {
  if (!standing.active) return refuse('left_the_bank')
  const places = [houseBranch(leadUnit), houseBranch(unit), ...(tier === 'bank_wide' ? [headOfficeId] : [])]
  return principalAt(standing, policy, places) ?? notYours(leadUnit, policy)
}

/** Whether somebody holds a post, or stands in for one, that may name units at all. */
export function mayNameUnits({ active, posts, deputyFor }: Standing, { unitProposers }: Policy): boolean {
  return active && holdsPost([...posts, ...deputyFor.flatMap((deputyship) => deputyship.posts)], unitProposers)
}

/** The lead unit serves already, and so does its branch, whose president sits in every team (Art. 14). */
function cannotServe({ leadUnit, cooperating, name }: Served, unit: Unit): Refusal | null {
  if (unit.level === 'head_office') return refuse('unit_cannot_serve', { article: unitArticle, field: 'unit' })
  const serves = [leadUnit.id, leadUnit.branchId, ...cooperating.map(({ id }) => id)].includes(unit.id)
  return serves
    ? refuse('unit_serves_already', { article: unitArticle, params: { unit: unit.name, client: name }, field: 'unit' })
    : null
}

function notYours(leadUnit: Unit, { unitProposers }: Policy): Refusal {
  const params = { unit: leadUnit.name, positions: unitProposers.join(',') }
  return refuse('may_not_change_units', { article: unitArticle, params, field: 'unit' })
}

function need(kind: UnitConsentKind, unitId: number, { unitConsents }: Policy): NeededConsent {
  return { kind, unitId, positions: unitConsents[kind] ?? [] }
}

function isOwnOf(posts: readonly Post[], { kind, unitId }: NeededConsent): boolean {
  return kind !== 'department_agrees' && holdsPost(posts, ['branch_president'], unitId)
}

function fourEyes(one: NeededConsent, { branchFourEyes }: Policy): NeededConsent {
  return one.positions.length > 0 ? { ...one, positions: branchFourEyes } : one
}

/** The branch with all below it; a branch is its own. */
function houseBranch({ id, branchId }: Unit): number {
  return branchId ?? id
}

/** Whose post at one of the units a person has in hand: their own first, then that of whom they stand in for. */
function principalAt(standing: Standing, { unitProposers }: Policy, unitIds: readonly number[]): number | null {
  const holds = (posts: readonly Post[]) => unitIds.some((unitId) => holdsPost(posts, unitProposers, unitId))
  if (holds(standing.posts)) return standing.personId
  return standing.deputyFor.find(({ posts }) => holds(posts))?.principalId ?? null
}

function postsOf({ personId, posts, deputyFor }: Standing, id: number): readonly Post[] {
  return id === personId ? posts : (deputyFor.find(({ principalId }) => principalId === id)?.posts ?? [])
}
