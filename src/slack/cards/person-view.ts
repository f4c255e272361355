import type { PersonPost } from '../../../db/queries/edited-person.ts'
import { laterDate } from '../../domain/calendar.ts'
import type { PersonEdit } from '../../domain/organisation/leaving.ts'
import { addDays } from '../../domain/working-days.ts'
import type { Consequences } from '../../usecases/consequences.ts'
import type { PersonPage } from '../../usecases/organisation/read-person.ts'
import {
  actions,
  type Block,
  bullets,
  button,
  context,
  dateField,
  header,
  input,
  lines,
  type ModalView,
  modal,
  textField,
} from '../blocks.ts'
import { common } from '../text/common.ts'
import { dateText } from '../text/moment.ts'
import { organisationText } from '../text/organisation.ts'
import { personText } from '../text/person.ts'
import { signs } from '../text/signs.ts'
import { terms } from '../text/terms.ts'
import type { Language } from '../text/words.ts'
import { consequenceLines, personIds, searches } from './organisation-view.ts'

type Kind = PersonEdit['kind']

/** Posts shown of one person. */
const shown = 30

/** A person, whether they work here, and their posts. `said` stands on top. */
export function personView(page: PersonPage, language: Language, said: readonly string[] = []): ModalView {
  const text = personText[language]
  const { person } = page
  const value = JSON.stringify({ personId: person.id })
  const kinds: Kind[] = [...(isGone(page) ? [] : ['leave' as const]), ...(person.leftOn ? ['come_back' as const] : [])]
  return modal({
    callbackId: personIds.find,
    title: organisationText[language].title,
    close: common[language].close,
    blocks: [
      ...said.map((one) => lines([{ bold: one }])),
      searches(language),
      header(person.name),
      context(person.employeeNo, standing(page, language)),
      actions(...kinds.map((kind) => button(`${personIds.edit}_${kind}`, text.action[kind], { value }))),
      ...postList(page.posts, isGone(page) ? text.postsOver : text.posts, language),
    ],
  })
}

function isGone({ person: { leftOn }, today }: PersonPage): boolean {
  return leftOn !== null && leftOn <= today
}

function standing(page: PersonPage, language: Language): string {
  const text = personText[language]
  const { leftOn } = page.person
  if (leftOn === null) return text.here
  return (isGone(page) ? text.left : text.leaves)(dateText(leftOn, language))
}

function postList(posts: readonly PersonPost[], heading: string, language: Language): Block[] {
  if (posts.length === 0) return [context(personText[language].noPosts)]
  return [
    bullets(
      posts.slice(0, shown).map((post) => [postText(post, language)]),
      [{ bold: heading }],
    ),
    ...(posts.length > shown ? [context(organisationText[language].more(shown))] : []),
  ]
}

function postText({ unitName, position, from, to }: PersonPost, language: Language): string {
  const text = organisationText[language]
  const until = to ? [text.until(dateText(addDays(to, -1), language))] : []
  return [`${unitName} ${terms[language].position[position]}`, text.since(dateText(from, language)), ...until].join(
    ' · ',
  )
}

/** Posts by unit and name, in one line. */
export function postNames(posts: readonly PersonPost[], language: Language): string {
  return posts
    .slice(0, shown)
    .map(({ unitName, position }) => `${unitName} ${terms[language].position[position]}`)
    .join(signs[language].and)
}

/**
 * The form of a leaving or of its taking back; its submission shows what follows before anything is done. `typed` stood in it, where
 * it has to be shown again.
 */
export function personForm(
  kind: Kind,
  page: PersonPage,
  language: Language,
  typed?: { readonly on: string | undefined; readonly reason: string },
): ModalView {
  const text = personText[language]
  const organisation = organisationText[language]
  const { person, today } = page
  const day = input('on', text.on, dateField('on', typed?.on ?? today), { hint: text.onHint })
  const reason = textField('reason', { max: 300, initial: typed?.reason })
  return modal({
    callbackId: personIds.look,
    title: text.action[kind],
    submit: organisation.look,
    close: common[language].cancel,
    metadata: JSON.stringify({ kind, personId: person.id }),
    blocks: [
      lines([{ bold: text.what[kind](person.name) }]),
      context(person.employeeNo, standing(page, language)),
      ...(kind === 'leave' ? [...postList(page.posts, text.posts, language), day] : comesTo(page, language)),
      input('reason', organisation.reason, reason, { hint: organisation.reasonHint, optional: true }),
    ],
  })
}

function comesTo(page: PersonPage, language: Language): Block[] {
  const text = personText[language]
  return isGone(page) ? postList(page.posts, text.again, language) : [lines([text.stays])]
}

/** What it would do, before it is done. */
export function leavingView(
  edit: PersonEdit,
  reason: string,
  page: PersonPage,
  found: Consequences,
  language: Language,
): ModalView {
  const text = personText[language]
  const organisation = organisationText[language]
  const day = edit.kind === 'leave' ? edit.on : null
  const isAhead = day !== null && laterDate(day, page.today) !== page.today
  const heading = isAhead ? text.consequencesOn(dateText(day, language)) : organisation.consequences
  const rows = consequenceLines(found, language)
  const over = page.posts.filter(({ to }) => day !== null && (to === null || to > day))
  return modal({
    callbackId: personIds.carryOut,
    title: text.action[edit.kind],
    submit: organisation.confirm,
    close: common[language].cancel,
    metadata: JSON.stringify({ edit, reason }),
    blocks: [
      lines([{ bold: text.what[edit.kind](page.person.name) }]),
      ...(day === null ? comesTo(page, language) : [lines([text.leaves(dateText(day, language))])]),
      ...(over.length === 0 ? [] : postList(over, text.over, language)),
      rows.length === 0
        ? lines([organisation.nothing])
        : bullets(
            rows.map((said) => [said]),
            [heading],
          ),
    ],
  })
}
