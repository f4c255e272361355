import { z } from 'zod'
import { isRefusal, type Refusal } from '../src/domain/refusal.ts'
import { type UnitAim, unitAims } from '../src/domain/team/unit-proposal.ts'
import { plainArgument } from '../src/slack/argument.ts'
import { type ModalView, option } from '../src/slack/blocks.ts'
import { readId } from '../src/slack/cards/button-value.ts'
import { staffOption } from '../src/slack/cards/deputy-view.ts'
import { endSpecialistForm, specialistForm, specialistIds } from '../src/slack/cards/specialist-view.ts'
import { endForm, unitForm, unitIds, unitsView } from '../src/slack/cards/units-view.ts'
import { listOf, textOf } from '../src/slack/form.ts'
import type {
  ActionContext,
  Gesture,
  GestureContext,
  SubmitAnswer,
  SubmitContext,
  SuggestContext,
} from '../src/slack/gesture.ts'
import { fieldErrors, readerOf, refusalView, viewOr } from '../src/slack/reader.ts'
import { specialistText } from '../src/slack/text/specialist.ts'
import { unitText } from '../src/slack/text/unit.ts'
import { endNaming } from '../src/usecases/specialists/end-specialist.ts'
import { nameSpecialist } from '../src/usecases/specialists/name-specialist.ts'
import { readSpecialist, suggestSpecialists } from '../src/usecases/specialists/read-specialists.ts'
import { endUnitService } from '../src/usecases/units/end-cooperation.ts'
import { nameUnit } from '../src/usecases/units/name-unit.ts'
import { readCooperation, readUnits, suggestServingUnits } from '../src/usecases/units/read-units.ts'

const formSchema = z.object({ clientId: z.int(), aim: z.enum(unitAims) })

/** Who serves a client, from its card: units seen, added, ended, another lead proposed (Art. 11), specialists (Art. 14). */
export const gesture: Gesture = {
  actions: {
    [unitIds.open]: (context) =>
      context.open({ actionId: unitIds.open, value: context.value }, () => page(context, readId(context.value) ?? 0)),
    [unitIds.add]: (context) => form(context, 'cooperate', unitIds.add),
    [unitIds.change]: (context) => form(context, 'lead', unitIds.change),
    [unitIds.end]: askWhy,
    [specialistIds.name]: specialist,
    [specialistIds.end]: askWhyNoMore,
  },
  suggests: { [unitIds.unit]: suggest, [specialistIds.person]: suggestStaff },
  submits: {
    [unitIds.submit]: submit,
    [unitIds.end]: end,
    [specialistIds.submit]: submitSpecialist,
    [specialistIds.end]: endSpecialist,
  },
}

async function page(context: GestureContext, clientId: number, said?: string): Promise<ModalView> {
  const actor = await context.actor('command')
  const units = isRefusal(actor) ? actor : await readUnits(context.deps, actor.personId, clientId)
  return viewOr(units, context.language, (ready) => unitsView(ready, readerOf(context), said))
}

/** Takes the place of the window of the units, so that what comes of it does too. */
async function form(context: ActionContext, aim: UnitAim, actionId: string): Promise<void> {
  const drawn = unitForm(readId(context.value) ?? 0, aim, context.language)
  if (context.view) return context.updateView(drawn)
  await context.open({ actionId, value: context.value }, async () => null, drawn)
}

async function askWhy(context: ActionContext): Promise<void> {
  const found = await readCooperation(context.deps, readId(context.value) ?? 0)
  const drawn = found
    ? endForm(found, context.language)
    : refusalView({ refused: 'unit_serves_no_more', params: {} }, context.language)
  if (context.view) return context.updateView(drawn)
  await context.open({ actionId: unitIds.end, value: context.value }, async () => drawn)
}

async function submit(context: SubmitContext): Promise<SubmitAnswer> {
  const { language } = context
  const actor = await context.actor('form')
  if (isRefusal(actor)) return atField(actor, context)
  const { clientId, aim } = formSchema.parse(JSON.parse(context.view.metadata))
  const { values } = context.view
  const named = await nameUnit(context.deps, actor, clientId, {
    aim,
    unitId: readId(textOf(values, unitIds.unit)) ?? 0,
    reason: textOf(values, unitIds.reason),
    keepsOld: listOf(values, unitIds.keepsOld).includes('yes'),
  })
  if (isRefusal(named)) return atField(named, context)
  const text = unitText[language]
  const { proposalId, unitName, clientName } = named
  const said = proposalId === null ? text.begun(unitName, clientName) : text.proposed(proposalId)
  return { kind: 'update', view: await page(context, clientId, said) }
}

async function end(context: SubmitContext): Promise<SubmitAnswer> {
  const actor = await context.actor('form')
  if (isRefusal(actor)) return atField(actor, context)
  const cooperationId = readId(context.view.metadata) ?? 0
  const reason = textOf(context.view.values, unitIds.reason)
  const ended = await endUnitService(context.deps, actor, cooperationId, reason)
  if (isRefusal(ended)) return atField(ended, context)
  return { kind: 'update', view: await page(context, ended.clientId, unitText[context.language].ended(ended.unitName)) }
}

async function specialist(context: ActionContext): Promise<void> {
  const drawn = specialistForm(readId(context.value) ?? 0, context.language)
  if (context.view) return context.updateView(drawn)
  await context.open({ actionId: specialistIds.name, value: context.value }, async () => null, drawn)
}

async function askWhyNoMore(context: ActionContext): Promise<void> {
  const found = await readSpecialist(context.deps, readId(context.value) ?? 0)
  const drawn = found
    ? endSpecialistForm(found, context.language)
    : refusalView({ refused: 'specialist_over', params: {} }, context.language)
  if (context.view) return context.updateView(drawn)
  await context.open({ actionId: specialistIds.end, value: context.value }, async () => drawn)
}

async function submitSpecialist(context: SubmitContext): Promise<SubmitAnswer> {
  const actor = await context.actor('form')
  if (isRefusal(actor)) return atField(actor, context, specialistIds.person)
  const { values, metadata } = context.view
  const clientId = readId(metadata) ?? 0
  const named = await nameSpecialist(context.deps, actor, clientId, {
    personId: readId(textOf(values, specialistIds.person)) ?? 0,
    purpose: textOf(values, specialistIds.purpose),
    until: textOf(values, specialistIds.until) || null,
  })
  if (isRefusal(named)) return atField(named, context, specialistIds.person)
  const said = specialistText[context.language].named(named.name, named.clientName)
  return { kind: 'update', view: await page(context, clientId, said) }
}

async function endSpecialist(context: SubmitContext): Promise<SubmitAnswer> {
  const actor = await context.actor('form')
  if (isRefusal(actor)) return atField(actor, context)
  const reason = textOf(context.view.values, specialistIds.reason)
  const ended = await endNaming(context.deps, actor, readId(context.view.metadata) ?? 0, reason)
  if (isRefusal(ended)) return atField(ended, context)
  const said = specialistText[context.language].ended(ended.name)
  return { kind: 'update', view: await page(context, ended.clientId, said) }
}

async function suggestStaff(context: SuggestContext) {
  const actor = await context.actor('form')
  const clientId = readId(context.view?.metadata ?? '')
  if (isRefusal(actor) || clientId === null) return []
  const found = await suggestSpecialists(context.deps, actor.personId, clientId, plainArgument(context.query))
  return found.map((one) => staffOption(one, context.language))
}

function atField(refusal: Refusal, { language }: GestureContext, otherwise: string = unitIds.reason): SubmitAnswer {
  return { kind: 'errors', errors: fieldErrors(refusal, otherwise, language) }
}

async function suggest(context: SuggestContext) {
  const actor = await context.actor('form')
  if (isRefusal(actor)) return []
  const units = await suggestServingUnits(context.deps, actor.personId, plainArgument(context.query))
  return units.map(({ id, name, code }) => option(name, String(id), code))
}
