import { earlierDate, laterDate } from '../calendar.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { addDays } from '../working-days.ts'
import { holdsPost, type Post, type Standing } from './standing.ts'
import type { Unit } from './unit.ts'

/** Who stands in for whom, from a day to the day before another (ISO dates). */
export interface DeputyPeriod {
  readonly principalId: number
  readonly deputyId: number
  readonly from: string
  /** First day on which it no longer holds. */
  readonly to: string
}

/** How far deputies go, from the bank's settings. */
export interface DeputyBounds {
  /** How many deputies may stand one behind another: with 1, a deputy's deputy does not decide. */
  readonly chain: number
  readonly longestDays: number
}

/** Who names whom for whom. */
export interface Naming {
  readonly namer: Standing
  readonly principal: Standing
  readonly deputy: Standing
  readonly from: string
  /** Last day on which it holds, as people say it. */
  readonly until: string
}

/**
 * The deputyship that is named, or why not: by the person or their superior, for somebody of the same branch or of head
 * office, one deputy at a time, never round in a circle, and no longer chain than the settings allow.
 *
 * @param others every deputyship of the bank that holds on some day of the period
 */
export function nameDeputy(
  naming: Naming,
  others: readonly DeputyPeriod[],
  bounds: DeputyBounds,
  today: string,
): DeputyPeriod | Refusal {
  const { namer, principal, deputy, from, until } = naming
  if (!maySpeakFor(namer, principal)) return refuse('may_not_name_deputy', { params: { name: principal.name } })
  if (principal.personId === deputy.personId) return refuse('deputy_oneself', { field: 'deputy' })
  if (!deputy.active || coveredPosts(deputy.posts, principal.posts).length === 0)
    return refuse('deputy_elsewhere', { field: 'deputy', params: { name: deputy.name } })
  const period = { principalId: principal.personId, deputyId: deputy.personId, from, to: addDays(until, 1) }
  return wrongPeriod(period, bounds, today) ?? clash(period, others, bounds) ?? period
}

/** Whether somebody speaks for a person in this: the person, or the president of their unit or of the unit above. */
export function maySpeakFor(namer: Standing, principal: Standing): boolean {
  if (!namer.active) return false
  return namer.personId === principal.personId || principal.posts.some((post) => isSuperior(namer.posts, post))
}

function isSuperior(posts: readonly Post[], { position, unit }: Post): boolean {
  const inUnit = presidentOf[unit.level]
  if (position !== inUnit && holdsPost(posts, [inUnit], unit.id)) return true
  if (unit.level === 'sub_branch') return holdsPost(posts, ['branch_president'], unit.branchId ?? 0)
  return unit.level === 'branch' && holdsPost(posts, ['head_office_president'])
}

/** Who heads a unit. */
export const presidentOf = {
  sub_branch: 'sub_branch_president',
  branch: 'branch_president',
  head_office: 'head_office_president',
} as const

/** The unit of the house that people share who may stand in for one another: a branch with all below it, or head office. */
export function houseOf(unit: Unit): number {
  return unit.branchId ?? unit.id
}

/**
 * For which of a person's posts somebody can stand in: those of a house in which they hold a post themselves, at naming as at
 * every act. An administrator has no say in designations, nor as somebody's deputy.
 */
export function coveredPosts(deputys: readonly Post[], principals: readonly Post[]): readonly Post[] {
  const houses = new Set(
    deputys.filter(({ position }) => position !== 'administrator').map(({ unit }) => houseOf(unit)),
  )
  return principals.filter(({ unit }) => houses.has(houseOf(unit)))
}

/** What of a person's posts comes down to the last of those who stand in one behind another, the person's own deputy first. */
export function postsPassedOn(own: readonly Post[], through: readonly (readonly Post[])[]): readonly Post[] {
  return through.reduce((left, deputys) => coveredPosts(deputys, left), own)
}

function wrongPeriod({ from, to }: DeputyPeriod, { longestDays }: DeputyBounds, today: string): Refusal | null {
  if (from < today) return refuse('period_in_the_past', { field: 'from' })
  if (to <= from) return refuse('period_backwards', { field: 'until' })
  return to > addDays(from, longestDays)
    ? refuse('period_too_long', { field: 'until', params: { days: longestDays } })
    : null
}

function clash(period: DeputyPeriod, others: readonly DeputyPeriod[], { chain }: DeputyBounds): Refusal | null {
  const own = others.find((other) => other.principalId === period.principalId && meet(other, period))
  if (own) return refuse('deputy_overlap', { field: 'from', params: { from: own.from, until: addDays(own.to, -1) } })
  const behind = longestChain(period, others, new Set([period.principalId]))
  if (behind === 'loop') return refuse('deputy_loop', { field: 'deputy' })
  return behind + 1 > chain ? refuse('deputy_away', { field: 'deputy', params: { chain } }) : null
}

/** How many deputies stand behind the deputy on some day of the period, or that they lead back to somebody before them. */
function longestChain(
  period: DeputyPeriod,
  others: readonly DeputyPeriod[],
  before: ReadonlySet<number>,
): number | 'loop' {
  let longest = 0
  for (const next of others.filter((other) => other.principalId === period.deputyId && meet(other, period))) {
    if (before.has(next.deputyId)) return 'loop'
    const days = { from: laterDate(next.from, period.from), to: earlierDate(next.to, period.to) }
    const behind = longestChain({ ...next, ...days }, others, new Set([...before, period.deputyId]))
    if (behind === 'loop') return 'loop'
    longest = Math.max(longest, behind + 1)
  }
  return longest
}

function meet(a: DeputyPeriod, b: DeputyPeriod): boolean {
  return a.from < b.to && b.from < a.to
}

/** Who may end a deputyship: whoever may speak for the person, whoever named it, and the deputy, who hands it back. */
export function mayEnd(
  by: Standing,
  deputyship: Pick<DeputyPeriod, 'deputyId'> & { readonly namedBy: number },
  principal: Standing,
): boolean {
  if (!by.active) return false
  return [deputyship.deputyId, deputyship.namedBy].includes(by.personId) || maySpeakFor(by, principal)
}
