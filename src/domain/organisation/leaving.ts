import { type Refusal, refuse } from '../refusal.ts'

/** What an administrator says of a person: that they have left the bank, or that this was wrong. Days are ISO dates. */
export type PersonEdit =
  /** `on` is the first day on which the person no longer works here; past, today or ahead. */
  | { readonly kind: 'leave'; readonly personId: number; readonly on: string }
  | { readonly kind: 'come_back'; readonly personId: number }

/** What it is judged on, read under the lock of the person. */
export interface PersonGround {
  readonly person: { readonly id: number; readonly name: string; readonly leftOn: string | null }
  /** Who says it. */
  readonly actorId: number
  /** First day of the latest post that has begun; null where there is none. */
  readonly latestPost: string | null
  /** Administrators whose post does not end. */
  readonly lastingAdministrators: ReadonlySet<number>
}

/** Why it cannot be, with what to do; null where it can. */
export function refusePersonEdit(edit: PersonEdit, ground: PersonGround, today: string): Refusal | null {
  const { person, actorId } = ground
  if (person.id === actorId) return refuse('leaving_oneself')
  if (edit.kind === 'leave') return refuseLeaving(edit.on, ground, today)
  return person.leftOn === null ? refuse('person_here_already', { params: { name: person.name } }) : null
}

function refuseLeaving(
  on: string,
  { person: { id, name, leftOn }, latestPost, lastingAdministrators }: PersonGround,
  today: string,
): Refusal | null {
  if (leftOn !== null && (leftOn <= today || leftOn === on))
    return refuse('person_left_already', { params: { name, leftOn } })
  if (latestPost !== null && on < latestPost)
    return refuse('left_before_post', { field: 'on', params: { name, from: latestPost } })
  return lastingAdministrators.has(id) && lastingAdministrators.size === 1 ? refuse('last_administrator') : null
}
