import type { types } from '@slack/bolt'
import { trimName } from '../src/domain/client/name.ts'
import type { Draft } from '../src/domain/recommendation/draft.ts'
import { isRefusal, type Refusal } from '../src/domain/refusal.ts'
import { meansPerson, plainArgument } from '../src/slack/argument.ts'
import { context as blockContext, clip, option } from '../src/slack/blocks.ts'
import { readId } from '../src/slack/cards/button-value.ts'
import { cardActions } from '../src/slack/cards/recommendation-card.ts'
import { carriedBy, draftOf, formIds, recommendationFormView } from '../src/slack/cards/recommendation-form.ts'
import { clientOption, newClientOption } from '../src/slack/cards/recommendation-form-client.ts'
import { textOf } from '../src/slack/form.ts'
import type {
  ActionContext,
  Actor,
  Gesture,
  GestureContext,
  SubmitAnswer,
  SubmitContext,
  SuggestContext,
  TriggeredContext,
} from '../src/slack/gesture.ts'
import { noteView, refusalView, viewOr } from '../src/slack/reader.ts'
import { clientText } from '../src/slack/text/client.ts'
import { recommendationText } from '../src/slack/text/recommendation.ts'
import { refusalText } from '../src/slack/text/refusal.ts'
import { searchClients } from '../src/usecases/client-card.ts'
import { suggestLeadUnits } from '../src/usecases/lead-units.ts'
import { openRecommendationForm, reopenRecommendationForm, saveDraft } from '../src/usecases/recommendation-form.ts'
import { submitRecommendation } from '../src/usecases/submit-recommendation.ts'

const openAction = 'recommendation_open'

/** `/recommend [client]`: the form opens at once; the same words lead to the same draft (B09). */
export const gesture: Gesture = {
  slash: {
    word: '/recommend',
    description: { zh: '推荐战略客户', en: 'Recommend a strategic client' },
    usage: { zh: '[客户名称或代码]', en: '[client name or code]' },
    run: (context) => openForm(context, plainArgument(context.text)),
  },
  actions: {
    [openAction]: (context) => openForm(context, trimName(context.value)),
    [cardActions.resubmit]: reopenForm,
    [formIds.client]: (context) => redrawForm(context, withoutName),
    [formIds.route]: (context) => redrawForm(context, (draft) => draft),
  },
  suggests: { [formIds.client]: suggestClients, [formIds.leadUnit]: suggestUnits },
  submits: { [formIds.submit]: submit },
}

function openForm(context: TriggeredContext, typed: string): Promise<void> {
  return context.open({ actionId: openAction, value: clip(typed, 200) }, async () => {
    if (meansPerson(typed)) return noteView(clientText[context.language].notAPerson, context.language)
    const actor = await context.actor('command')
    if (isRefusal(actor)) return refusalView(actor, context.language)
    const form = await openRecommendationForm(context.deps, actor, typed)
    return viewOr(form, context.language, (ready) => recommendationFormView(ready, context.language))
  })
}

async function reopenForm(context: ActionContext): Promise<void> {
  const id = readId(context.value) ?? 0
  await context.open({ actionId: cardActions.resubmit, value: context.value }, async () => {
    const actor = await context.actor('card')
    if (isRefusal(actor)) return refusalView(actor, context.language)
    const form = await reopenRecommendationForm(context.deps, actor, id)
    return viewOr(form, context.language, (ready) => recommendationFormView(ready, context.language))
  })
}

/** Another client or route was chosen: what is typed is kept, what follows from the choice is drawn anew. */
async function redrawForm(context: ActionContext, changed: (draft: Draft) => Draft): Promise<void> {
  if (!context.view) return
  const actor = await context.actor('form')
  if (isRefusal(actor)) return
  const draft = changed(draftOf(context.view.values))
  const form = await saveDraft(context.deps, actor, carriedBy(context.view.metadata).id, draft)
  await context.updateView(viewOr(form, context.language, (ready) => recommendationFormView(ready, context.language)))
}

/** What was said of the client chosen before does not go with another one. */
function withoutName({ legalName: _legal, surelyNew: _sure, ...draft }: Draft): Draft {
  return draft
}

async function submit(context: SubmitContext): Promise<SubmitAnswer> {
  const actor = await context.actor('form')
  if (isRefusal(actor)) return errorsOf([actor], context)
  const carried = carriedBy(context.view.metadata)
  const draft = draftOf(context.view.values)
  const result = await submitRecommendation(context.deps, actor, carried.id, draft, carried.criteria)
  if (Array.isArray(result)) return refused(result, draft, actor, context)
  const text = recommendationText[context.language]
  const said = result.already ? text.submittedBefore : text.submitted
  return { kind: 'close', said: said(result.clientName, result.recommendationId) }
}

/** New criteria change the form itself: it is drawn anew with what was typed, and says why. */
async function refused(
  refusals: readonly Refusal[],
  draft: Draft,
  actor: Actor,
  context: SubmitContext,
): Promise<SubmitAnswer> {
  if (!refusals.some((refusal) => refusal.refused === 'criteria_changed')) return errorsOf(refusals, context)
  const form = await saveDraft(context.deps, actor, carriedBy(context.view.metadata).id, draft)
  if (isRefusal(form)) return errorsOf([form], context)
  const view = recommendationFormView(form, context.language)
  const notes = refusals.map((refusal) => blockContext(`⚠ ${refusalText(refusal, context.language)}`))
  return { kind: 'update', view: { ...view, blocks: [...notes, ...view.blocks] } }
}

function errorsOf(refusals: readonly Refusal[], context: GestureContext): SubmitAnswer {
  const errors: Record<string, string> = {}
  for (const refusal of refusals) errors[refusal.field ?? formIds.client] ??= refusalText(refusal, context.language)
  return { kind: 'errors', errors }
}

async function suggestClients(context: SuggestContext): Promise<types.PlainTextOption[]> {
  const actor = await context.actor('form')
  const typed = plainArgument(context.query)
  if (isRefusal(actor) || typed === '') return []
  const found = await searchClients(context.deps, actor.personId, typed, { limit: 20, offset: 0 })
  if (isRefusal(found)) return []
  return [
    ...found.clients.map((client) => clientOption(client, context.language)),
    newClientOption(trimName(context.query), context.language),
  ]
}

async function suggestUnits(context: SuggestContext): Promise<types.PlainTextOption[]> {
  const actor = await context.actor('form')
  if (isRefusal(actor)) return []
  const [, unitId] = textOf(context.view?.values ?? {}, formIds.route).split('@')
  const units = await suggestLeadUnits(context.deps, actor.personId, readId(unitId ?? ''), plainArgument(context.query))
  return units.map((unit) => option(unit.name, String(unit.id), unit.code))
}
