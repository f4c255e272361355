import {
  type EditedPerson,
  findAnybody,
  type PersonPost,
  personById,
  postsFrom,
} from '../../../db/queries/edited-person.ts'
import { type Refusal, refuse } from '../../domain/refusal.ts'
import { isAdministrator } from '../is-administrator.ts'
import { ask, type Deps } from '../transact.ts'

/** A person with their posts: those of today and later, or those that were over when they left. */
export interface PersonPage {
  readonly person: EditedPerson
  readonly posts: readonly PersonPost[]
  readonly today: string
}

const offered = 50

/** Reads a person for an administrator. */
export function readPerson(deps: Deps, actorId: number, personId: number): Promise<PersonPage | Refusal> {
  return ask(deps, async (tx, { today }) => {
    if (!(await isAdministrator(tx, actorId, today))) return refuse('administrators_only')
    const person = await personById(tx, personId)
    if (!person) return refuse('not_found')
    const { leftOn } = person
    return { person, posts: await postsFrom(tx, person.id, leftOn !== null && leftOn < today ? leftOn : today), today }
  })
}

/** Everybody ever entered, for an administrator. */
export function suggestAnybody(deps: Deps, actorId: number, typed: string): Promise<readonly EditedPerson[]> {
  return ask(deps, async (tx, { today }) =>
    (await isAdministrator(tx, actorId, today)) ? findAnybody(tx, typed, offered) : [],
  )
}
