import type { Tx } from '../../../db/connection.ts'
import {
  type EditedPerson,
  endPosts,
  latestPost,
  lockPerson,
  type PersonPost,
  postsFrom,
  setLeftOn,
} from '../../../db/queries/edited-person.ts'
import { lastingAdministrators } from '../../../db/queries/edited-unit.ts'
import { laterDate } from '../../domain/calendar.ts'
import { type PersonEdit, refusePersonEdit } from '../../domain/organisation/leaving.ts'
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts'
import { type Consequences, consequencesOf } from '../consequences.ts'
import { isAdministrator } from '../is-administrator.ts'
import { type Act, type Deps, type Moment, type Outcome, rehearse, transact } from '../transact.ts'

type Actor = Act & { readonly personId: number }

/**
 * Enters that a person has left the bank, as an import does, or takes that back; the posts that are over with it, or why not. Seats,
 * steps, deputies and strangers' answers follow within a minute. Whoever is here again has the posts that were over appointed anew:
 * authority never comes back by itself.
 */
export function editPerson(
  deps: Deps,
  actor: Actor,
  edit: PersonEdit,
  reason: string,
): Promise<readonly PersonPost[] | Refusal> {
  return transact(deps, actor, async (tx, moment): Promise<Outcome<readonly PersonPost[] | Refusal>> => {
    const person = await judged(tx, actor.personId, edit, moment)
    if (isRefusal(person)) return { result: person, events: [] }
    const over = await postsOver(tx, edit, person, moment)
    await change(tx, edit, person, moment)
    const left = edit.kind === 'leave'
    const after = { leftOn: left ? edit.on : null, posts: over, ...(reason.trim() && { reason: reason.trim() }) }
    const happening = { type: left ? 'person_left' : 'person_returned', personId: person.id } as const
    return { result: over, events: [{ happening, article: '2', before: { leftOn: person.leftOn }, after }] }
  })
}

/** What it would come to, found by doing it and undoing it, a leaving ahead as on its day; or why it cannot be. */
export function rehearsePersonEdit(deps: Deps, actor: Actor, edit: PersonEdit): Promise<Consequences | Refusal> {
  return rehearse(deps, async (tx, moment) => {
    const person = await judged(tx, actor.personId, edit, moment)
    if (isRefusal(person)) return person
    const day = edit.kind === 'leave' ? laterDate(edit.on, moment.today) : moment.today
    return consequencesOf(tx, { ...moment, today: day }, () => change(tx, edit, person, moment))
  })
}

async function judged(tx: Tx, actorId: number, edit: PersonEdit, { today }: Moment): Promise<EditedPerson | Refusal> {
  // Held first: of two administrators who have each other leave at once, the later one is no administrator any more.
  const administrators = await lastingAdministrators(tx, today)
  if (!(await isAdministrator(tx, actorId, today))) return refuse('administrators_only')
  const person = await lockPerson(tx, edit.personId)
  if (!person) return refuse('not_found')
  const ground = {
    person,
    actorId,
    latestPost: await latestPost(tx, person.id, today),
    lastingAdministrators: administrators,
  }
  return refusePersonEdit(edit, ground, today) ?? person
}

/** Posts that are over with it; none where a leaving is taken back before its day. */
function postsOver(tx: Tx, edit: PersonEdit, { id, leftOn }: EditedPerson, { today }: Moment) {
  if (edit.kind === 'leave') return postsFrom(tx, id, edit.on)
  return leftOn !== null && leftOn <= today ? postsFrom(tx, id, leftOn) : Promise.resolve([])
}

async function change(tx: Tx, edit: PersonEdit, { id, leftOn }: EditedPerson, { today }: Moment): Promise<void> {
  if (edit.kind === 'leave') return setLeftOn(tx, id, edit.on)
  if (leftOn !== null && leftOn <= today) await endPosts(tx, id, leftOn)
  await setLeftOn(tx, id, null)
}
