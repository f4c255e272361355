import { z } from 'zod'
import {
  editKinds,
  type OrganisationEdit,
  type UnitOpening,
  unitCode,
} from '../src/domain/organisation/organisation-edit.ts'
import { positions } from '../src/domain/organisation/position.ts'
import type { UnitLevel } from '../src/domain/organisation/unit.ts'
import { isRefusal, type Refusal } from '../src/domain/refusal.ts'
import { addDays } from '../src/domain/working-days.ts'
import { plainArgument } from '../src/slack/argument.ts'
import { type ModalView, option } from '../src/slack/blocks.ts'
import { readId } from '../src/slack/cards/button-value.ts'
import {
  consequencesView,
  editForm,
  type FormCarried,
  organisationIds,
  unitView,
} from '../src/slack/cards/organisation-view.ts'
import { listOf, textOf, withWarnings } from '../src/slack/form.ts'
import type {
  ActionContext,
  CommandContext,
  FormValues,
  Gesture,
  GestureContext,
  SubmitAnswer,
  SubmitContext,
  SuggestContext,
} from '../src/slack/gesture.ts'
import { fieldErrors, refusalView, viewOr } from '../src/slack/reader.ts'
import { organisationText } from '../src/slack/text/organisation.ts'
import { refusalText } from '../src/slack/text/refusal.ts'
import type { Language } from '../src/slack/text/words.ts'
import { editOrganisation, rehearseEdit } from '../src/usecases/organisation/edit-organisation.ts'
import { readUnit, suggestPeople, suggestUnits } from '../src/usecases/organisation/read-unit.ts'

const carriedSchema = z.object({
  kind: z.enum(editKinds),
  unitId: z.int(),
  appointmentId: z.int().optional(),
  about: z.string().optional(),
})
const plannedSchema = z.object({ edit: z.custom<OrganisationEdit>(), reason: z.string() })

/** `/organisation`: units and posts, looked at and changed by administrators; what follows is shown before it is done (Art. 2). */
export const gesture: Gesture = {
  slash: {
    word: '/organisation',
    description: { zh: '机构与任职（系统管理员）', en: 'Units and posts (administrators)' },
    usage: { zh: '[机构名称或编号]', en: '[unit name or code]' },
    run: open,
  },
  actions: {
    [organisationIds.open]: open,
    [organisationIds.find]: async (context) => context.updateView(await page(context, readId(context.value))),
    ...Object.fromEntries(editKinds.map((kind) => [`${organisationIds.edit}_${kind}`, form])),
  },
  suggests: {
    [organisationIds.find]: (context) => units(context, ['head_office', 'branch', 'sub_branch']),
    [organisationIds.branch]: (context) => units(context, ['branch']),
    [organisationIds.subBranch]: (context) => units(context, ['sub_branch']),
    [organisationIds.person]: people,
  },
  submits: { [organisationIds.look]: look, [organisationIds.carryOut]: carryOut },
}

async function open(context: CommandContext | ActionContext): Promise<void> {
  const typed = 'text' in context ? plainArgument(context.text) : context.value.trim()
  await context.open({ actionId: organisationIds.open, value: typed }, async () => {
    const actor = await context.actor('command')
    if (isRefusal(actor)) return refusalView(actor, context.language)
    const [unit] = typed
      ? await suggestUnits(context.deps, actor.personId, typed, ['head_office', 'branch', 'sub_branch'])
      : []
    return page(context, unit?.id ?? null)
  })
}

async function page(context: GestureContext, unitId: number | null, said?: string): Promise<ModalView> {
  const actor = await context.actor('command')
  const found = isRefusal(actor) ? actor : await readUnit(context.deps, actor.personId, unitId)
  return viewOr(found, context.language, (ready) => unitView(ready, context.language, said))
}

async function form(context: ActionContext): Promise<void> {
  const carried: FormCarried = carriedSchema.parse(JSON.parse(context.value))
  const actor = await context.actor('form')
  const found = isRefusal(actor) ? actor : await readUnit(context.deps, actor.personId, carried.unitId)
  await context.updateView(viewOr(found, context.language, (ready) => editForm(carried, ready, context.language)))
}

/** Tries the edit out and shows what follows from it; nothing is done yet. */
async function look(context: SubmitContext): Promise<SubmitAnswer> {
  const actor = await context.actor('form')
  if (isRefusal(actor)) return atField(actor, context)
  const carried: FormCarried = carriedSchema.parse(JSON.parse(context.view.metadata))
  const unit = await readUnit(context.deps, actor.personId, carried.unitId)
  if (isRefusal(unit)) return atField(unit, context)
  const edit = editIn(carried, context.view.values, unit.today)
  const found = await rehearseEdit(context.deps, actor, edit)
  if (isRefusal(found)) return atField(found, context)
  const about = {
    unitName: unit.unit.name,
    reason: textOf(context.view.values, 'reason'),
    named: carried.about ?? namedIn(edit, context.language),
  }
  return { kind: 'update', view: consequencesView(edit, about, found, context.language) }
}

async function carryOut(context: SubmitContext): Promise<SubmitAnswer> {
  const actor = await context.actor('form')
  if (isRefusal(actor)) return { kind: 'update', view: refusalView(actor, context.language) }
  const { edit, reason } = plannedSchema.parse(JSON.parse(context.view.metadata))
  const done = await editOrganisation(context.deps, actor, edit, reason)
  if (isRefusal(done) && edit.kind === 'open')
    return { kind: 'update', view: await openingAgain(context, edit, reason, done) }
  const said = isRefusal(done) ? refusalText(done, context.language) : organisationText[context.language].done
  return { kind: 'update', view: await page(context, isRefusal(done) ? edit.unitId : done, said) }
}

/** The form as it was filled in: what was typed is not lost where somebody was faster. */
async function openingAgain(
  context: SubmitContext,
  { kind, unitId, ...typed }: UnitOpening,
  reason: string,
  refusal: Refusal,
): Promise<ModalView> {
  const actor = await context.actor('form')
  const found = isRefusal(actor) ? actor : await readUnit(context.deps, actor.personId, unitId)
  return viewOr(found, context.language, (ready) => {
    const form = editForm({ kind, unitId }, ready, context.language, { ...typed, reason })
    return withWarnings(form, errorsOf(refusal, context), context.language)
  })
}

function namedIn(edit: OrganisationEdit, language: Language): string | null {
  if (edit.kind === 'rename') return edit.name
  if (edit.kind !== 'open') return null
  return organisationText[language].opens(edit.name.trim(), unitCode(edit.code) ?? edit.code, edit.region.trim())
}

function editIn({ kind, unitId, appointmentId }: FormCarried, values: FormValues, today: string): OrganisationEdit {
  switch (kind) {
    case 'appoint': {
      const position = positions.find((one) => one === textOf(values, 'position')) ?? 'administrator'
      const personId = readId(textOf(values, 'person')) ?? 0
      return { kind, unitId, personId, position, from: textOf(values, 'from') || today }
    }
    case 'end': {
      const to = listOf(values, 'atOnce').includes('yes') ? today : addDays(textOf(values, 'to') || today, 1)
      return { kind, unitId, appointmentId: appointmentId ?? 0, to }
    }
    case 'move':
    case 'merge':
      return { kind, unitId, otherId: readId(textOf(values, 'other')) ?? 0 }
    case 'rename':
      return { kind, unitId, name: textOf(values, 'name') }
    case 'close':
      return { kind, unitId }
    case 'open':
      return {
        kind,
        unitId,
        name: textOf(values, 'name'),
        code: textOf(values, 'code'),
        region: textOf(values, 'region'),
      }
  }
}

function atField(refusal: Refusal, context: GestureContext): SubmitAnswer {
  return { kind: 'errors', errors: errorsOf(refusal, context) }
}

function errorsOf(refusal: Refusal, { language }: GestureContext) {
  return fieldErrors(refusal, 'reason', language)
}

async function units(context: SuggestContext, levels: readonly UnitLevel[]) {
  const actor = await context.actor('form')
  if (isRefusal(actor)) return []
  const found = await suggestUnits(context.deps, actor.personId, plainArgument(context.query), levels)
  return found.map(({ id, name, code }) => option(name, String(id), code))
}

async function people(context: SuggestContext) {
  const actor = await context.actor('form')
  if (isRefusal(actor)) return []
  const found = await suggestPeople(context.deps, actor.personId, plainArgument(context.query))
  return found.map(({ id, name, employeeNo }) => option(name, String(id), employeeNo))
}
