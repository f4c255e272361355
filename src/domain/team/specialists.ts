import type { Article } from '../article.ts'
import { trimName } from '../client/name.ts'
import { type Position, positions } from '../organisation/position.ts'
import { holdsPost, type Post, type Standing } from '../organisation/standing.ts'
import { type Refusal, refuse } from '../refusal.ts'
import type { SeatHolder } from './seats.ts'
import type { Served } from './serving-units.ts'

/** Article of the marketing team. */
export const teamArticle: Article = '14'

/** Posts of which a specialist holds one at least: an administrator has no say in clients. */
export const specialistPositions: readonly Position[] = positions.filter((position) => position !== 'administrator')

/** Which person of the bank is named, for what, and until which day (ISO date, included) or without one. */
export interface SpecialistNaming {
  readonly personId: number
  readonly purpose: string
  readonly until: string | null
}

/**
 * In whose name somebody may name specialists for a client, and end it (Art. 14, ours): the lead client manager, the president
 * of the lead unit or of its branch, the corporate department, and whoever stands in for one of them.
 *
 * @param leadIds who sits as the client's lead client manager
 */
export function specialistNamer(
  { leadUnit, headOfficeId }: Served,
  leadIds: readonly number[],
  standing: Standing,
): number | Refusal {
  if (!standing.active) return refuse('left_the_bank')
  const may = (personId: number, posts: readonly Post[]) =>
    leadIds.includes(personId) ||
    holdsPost(posts, ['sub_branch_president'], leadUnit.id) ||
    holdsPost(posts, ['branch_president'], leadUnit.branchId ?? leadUnit.id) ||
    holdsPost(posts, ['corporate_officer'], headOfficeId)
  if (may(standing.personId, standing.posts)) return standing.personId
  const principal = standing.deputyFor.find(({ principalId, posts }) => may(principalId, posts))
  return principal?.principalId ?? refuse('may_not_name_specialist', { article: teamArticle })
}

/** What a naming is judged on, read under the client's row lock. */
export interface NamingGround {
  /** Who names. */
  readonly namerId: number
  /** Null where there is no such person. */
  readonly specialist: Standing | null
  readonly clientName: string
  readonly team: readonly SeatHolder[]
  /** Those who are named for the client already. */
  readonly namedIds: readonly number[]
}

/** Why somebody cannot be named, with what to do; null where they can. Nobody names themselves. */
export function refuseSpecialist(
  { personId, purpose, until }: SpecialistNaming,
  { namerId, specialist, clientName, team, namedIds }: NamingGround,
  today: string,
): Refusal | null {
  const worksHere =
    specialist?.active && specialist.posts.some(({ position }) => specialistPositions.includes(position))
  if (!specialist || !worksHere) return refuse('specialist_not_here', { field: 'specialist' })
  if (personId === namerId) return refuse('specialist_oneself', { field: 'specialist' })
  const sits = team.some((one) => one.personId === personId && one.seat !== 'deputy' && one.seat !== 'specialist')
  if (sits || namedIds.includes(personId))
    return refuse('specialist_sits', { params: { name: specialist.name, client: clientName }, field: 'specialist' })
  if (trimName(purpose) === '') return refuse('specialist_purpose', { field: 'purpose' })
  return until !== null && until < today ? refuse('specialist_day_past', { field: 'until' }) : null
}
