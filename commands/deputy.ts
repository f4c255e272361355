import type { types } from '@slack/bolt'
import { isRefusal, type Refusal } from '../src/domain/refusal.ts'
import { addDays } from '../src/domain/working-days.ts'
import { plainArgument } from '../src/slack/argument.ts'
import type { ModalView } from '../src/slack/blocks.ts'
import { readId } from '../src/slack/cards/button-value.ts'
import { deputyForm, deputyIds, deputyView, periodText, staffOption } from '../src/slack/cards/deputy-view.ts'
import { textOf } from '../src/slack/form.ts'
import type {
  ActionContext,
  CommandContext,
  Gesture,
  GestureContext,
  SubmitAnswer,
  SubmitContext,
  SuggestContext,
} from '../src/slack/gesture.ts'
import { fieldErrors, refusalView, viewOr } from '../src/slack/reader.ts'
import { deputyText } from '../src/slack/text/deputy.ts'
import { refusalText } from '../src/slack/text/refusal.ts'
import { signs } from '../src/slack/text/signs.ts'
import { endDeputyship } from '../src/usecases/deputies/end-deputyship.ts'
import { nameDeputyFor } from '../src/usecases/deputies/name-deputy.ts'
import { readDeputies, suggestDeputies, suggestPrincipals } from '../src/usecases/deputies/read-deputies.ts'

/** `/deputy`: who stands in for whom and how long; named by the person or their superior, ended by button. */
export const gesture: Gesture = {
  slash: {
    word: '/deputy',
    description: { zh: '代理安排：指定、结束代理人', en: 'Deputies: name one, end it' },
    usage: { zh: '', en: '' },
    run: open,
  },
  actions: { [deputyIds.open]: open, [deputyIds.name]: name, [deputyIds.end]: end },
  suggests: { [deputyIds.principal]: principals, [deputyIds.deputy]: deputies },
  submits: { [deputyIds.submit]: submit },
}

async function open(context: CommandContext | ActionContext): Promise<void> {
  await context.open({ actionId: deputyIds.open, value: ' ' }, () => overview(context))
}

/** The form takes the overview's place, and the overview the form's: what stands there is never out of date. */
async function name(context: ActionContext): Promise<void> {
  const actor = await context.actor('form')
  const found = isRefusal(actor) ? actor : await readDeputies(context.deps, actor.personId)
  await context.updateView(viewOr(found, context.language, (ready) => deputyForm(ready, context.language)))
}

async function end(context: ActionContext): Promise<void> {
  const actor = await context.actor('form')
  const ended = isRefusal(actor) ? actor : await endDeputyship(context.deps, actor, readId(context.value) ?? 0)
  const said = isRefusal(ended) ? refusalText(ended, context.language) : undefined
  await context.updateView(await overview(context, said))
}

async function overview(context: GestureContext, said?: string): Promise<ModalView> {
  const actor = await context.actor('command')
  if (isRefusal(actor)) return refusalView(actor, context.language)
  const found = await readDeputies(context.deps, actor.personId)
  return viewOr(found, context.language, (ready) => deputyView(ready, context.language, said))
}

async function submit(context: SubmitContext): Promise<SubmitAnswer> {
  const actor = await context.actor('form')
  if (isRefusal(actor)) return atField(actor, context)
  const { values, metadata } = context.view
  const request = {
    principalId: readId(textOf(values, deputyIds.principal)) ?? readId(metadata) ?? actor.personId,
    deputyId: readId(textOf(values, deputyIds.deputy)) ?? 0,
    from: textOf(values, 'from'),
    until: textOf(values, 'until'),
    reason: textOf(values, 'reason'),
  }
  const named = await nameDeputyFor(context.deps, actor, request)
  if (isRefusal(named)) return atField(named, context)
  const text = deputyText[context.language]
  const period = periodText({ from: request.from, to: addDays(request.until, 1) }, context.language)
  const said = [
    text.named(named.deputyName, named.principalName, period),
    ...(named.notCovered.length > 0 ? [text.notCovered(named.notCovered.join(signs[context.language].and))] : []),
  ].join(signs[context.language].gap)
  return { kind: 'update', view: await overview(context, said) }
}

function atField(refusal: Refusal, { language }: GestureContext): SubmitAnswer {
  return { kind: 'errors', errors: fieldErrors(refusal, deputyIds.deputy, language) }
}

async function principals(context: SuggestContext): Promise<types.PlainTextOption[]> {
  const actor = await context.actor('form')
  if (isRefusal(actor)) return []
  const found = await suggestPrincipals(context.deps, actor.personId, plainArgument(context.query))
  return found.map((one) => staffOption(one, context.language))
}

async function deputies(context: SuggestContext): Promise<types.PlainTextOption[]> {
  const actor = await context.actor('form')
  if (isRefusal(actor)) return []
  const chosen = readId(textOf(context.view?.values ?? {}, deputyIds.principal)) ?? actor.personId
  const found = await suggestDeputies(context.deps, chosen, plainArgument(context.query))
  return found.map((one) => staffOption(one, context.language))
}
