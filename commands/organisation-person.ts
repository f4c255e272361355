import { z } from 'zod'
import type { PersonEdit } from '../src/domain/organisation/leaving.ts'
import { isRefusal, type Refusal } from '../src/domain/refusal.ts'
import { plainArgument } from '../src/slack/argument.ts'
import { type ModalView, option } from '../src/slack/blocks.ts'
import { readId } from '../src/slack/cards/button-value.ts'
import { personIds } from '../src/slack/cards/organisation-view.ts'
import { leavingView, personForm, personView, postNames } from '../src/slack/cards/person-view.ts'
import { textOf, withWarnings } from '../src/slack/form.ts'
import type {
  ActionContext,
  Gesture,
  GestureContext,
  SubmitAnswer,
  SubmitContext,
  SuggestContext,
} from '../src/slack/gesture.ts'
import { fieldErrors, refusalView, viewOr } from '../src/slack/reader.ts'
import { dateText } from '../src/slack/text/moment.ts'
import { personText } from '../src/slack/text/person.ts'
import type { Language } from '../src/slack/text/words.ts'
import { editPerson, rehearsePersonEdit } from '../src/usecases/organisation/edit-person.ts'
import { type PersonPage, readPerson, suggestAnybody } from '../src/usecases/organisation/read-person.ts'

const kindSchema = z.enum(['leave', 'come_back'])
const valueSchema = z.object({ personId: z.int() })
const carriedSchema = z.object({ kind: kindSchema, personId: z.int() })
const plannedSchema = z.object({
  edit: z.union([
    z.object({ kind: z.literal('leave'), personId: z.int(), on: z.iso.date() }),
    z.object({ kind: z.literal('come_back'), personId: z.int() }),
  ]),
  reason: z.string(),
})

/** People in `/organisation`: an administrator enters that somebody has left the bank, or takes it back. */
export const gesture: Gesture = {
  actions: {
    [personIds.find]: async (context) => context.updateView(await page(context, readId(context.value) ?? 0)),
    [`${personIds.edit}_leave`]: (context) => form('leave', context),
    [`${personIds.edit}_come_back`]: (context) => form('come_back', context),
  },
  suggests: { [personIds.find]: people },
  submits: { [personIds.look]: look, [personIds.carryOut]: carryOut },
}

async function read(context: GestureContext, personId: number): Promise<PersonPage | Refusal> {
  const actor = await context.actor('form')
  return isRefusal(actor) ? actor : readPerson(context.deps, actor.personId, personId)
}

async function page(context: GestureContext, personId: number): Promise<ModalView> {
  return viewOr(await read(context, personId), context.language, (ready) => personView(ready, context.language))
}

async function form(kind: PersonEdit['kind'], context: ActionContext): Promise<void> {
  const { personId } = valueSchema.parse(JSON.parse(context.value))
  const found = await read(context, personId)
  await context.updateView(viewOr(found, context.language, (ready) => personForm(kind, ready, context.language)))
}

/** Tries it out and shows what follows from it; nothing is done yet. */
async function look(context: SubmitContext): Promise<SubmitAnswer> {
  const actor = await context.actor('form')
  if (isRefusal(actor)) return atField(actor, context)
  const { kind, personId } = carriedSchema.parse(JSON.parse(context.view.metadata))
  const found = await readPerson(context.deps, actor.personId, personId)
  if (isRefusal(found)) return atField(found, context)
  const on = textOf(context.view.values, 'on') || found.today
  const edit: PersonEdit = kind === 'leave' ? { kind, personId, on } : { kind, personId }
  const consequences = await rehearsePersonEdit(context.deps, actor, edit)
  if (isRefusal(consequences)) return atField(consequences, context)
  const reason = textOf(context.view.values, 'reason')
  return { kind: 'update', view: leavingView(edit, reason, found, consequences, context.language) }
}

async function carryOut(context: SubmitContext): Promise<SubmitAnswer> {
  const actor = await context.actor('form')
  if (isRefusal(actor)) return { kind: 'update', view: refusalView(actor, context.language) }
  const { edit, reason } = plannedSchema.parse(JSON.parse(context.view.metadata))
  const done = await editPerson(context.deps, actor, edit, reason)
  const found = await read(context, edit.personId)
  if (isRefusal(done)) return { kind: 'update', view: again(context, edit, reason, found, done) }
  const text = personText[context.language]
  const anew =
    edit.kind === 'come_back' && done.length > 0 ? [text.appointAgain(postNames(done, context.language))] : []
  const view = viewOr(found, context.language, (ready) =>
    personView(ready, context.language, [text.done[edit.kind](ready.person.name), ...anew]),
  )
  return { kind: 'update', view }
}

/** The form as it was filled in: what was typed is not lost where somebody was faster. */
function again(
  { language }: SubmitContext,
  edit: PersonEdit,
  reason: string,
  found: PersonPage | Refusal,
  refusal: Refusal,
): ModalView {
  const typed = { on: edit.kind === 'leave' ? edit.on : undefined, reason }
  return viewOr(found, language, (ready) =>
    withWarnings(personForm(edit.kind, ready, language, typed), errorsOf(refusal, language), language),
  )
}

function errorsOf(refusal: Refusal, language: Language) {
  return fieldErrors(refusal, 'reason', language)
}

function atField(refusal: Refusal, context: GestureContext): SubmitAnswer {
  return { kind: 'errors', errors: errorsOf(refusal, context.language) }
}

async function people(context: SuggestContext) {
  const actor = await context.actor('form')
  if (isRefusal(actor)) return []
  const found = await suggestAnybody(context.deps, actor.personId, plainArgument(context.query))
  const text = personText[context.language]
  return found.map(({ id, name, employeeNo, leftOn }) => {
    const about = leftOn ? [employeeNo, text.leaves(dateText(leftOn, context.language))] : [employeeNo]
    return option(name, String(id), about.join(' · '))
  })
}
