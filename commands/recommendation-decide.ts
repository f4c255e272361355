import type { DecideRequest } from '../src/domain/recommendation/decide.ts'
import type { Verdict } from '../src/domain/recommendation/recommendation.ts'
import { isRefusal, type Refusal } from '../src/domain/refusal.ts'
import { input, type ModalView, modal, textField } from '../src/slack/blocks.ts'
import { aboutLine } from '../src/slack/cards/about-line.ts'
import { readStepValue, type StepKey } from '../src/slack/cards/button-value.ts'
import { cardActions } from '../src/slack/cards/recommendation-card.ts'
import { textOf } from '../src/slack/form.ts'
import type { ActionContext, Gesture, SubmitAnswer, SubmitContext } from '../src/slack/gesture.ts'
import { momentFor, refusalMessage, refusalView } from '../src/slack/reader.ts'
import { redrawCard } from '../src/slack/redraw-card.ts'
import { common } from '../src/slack/text/common.ts'
import { recommendationText } from '../src/slack/text/recommendation.ts'
import { refusalText } from '../src/slack/text/refusal.ts'
import { terms } from '../src/slack/text/terms.ts'
import type { Language } from '../src/slack/text/words.ts'
import { decideStep, refusalOfPress } from '../src/usecases/decide-step.ts'

const submitted = { returned: 'recommendation_return_submit', rejected: 'recommendation_reject_submit' } as const

/** Approve, return for supplement, reject: buttons on a decider's card, the last two with a reason form. */
export const gesture: Gesture = {
  actions: {
    [cardActions.approve]: approve,
    [cardActions.return]: (context) => askReason(context, 'returned', cardActions.return),
    [cardActions.reject]: (context) => askReason(context, 'rejected', cardActions.reject),
  },
  submits: {
    [submitted.returned]: (context) => submitVerdict(context, 'returned'),
    [submitted.rejected]: (context) => submitVerdict(context, 'rejected'),
  },
}

async function approve(context: ActionContext): Promise<void> {
  const key = readStepValue(context.value)
  const actor = await context.actor('card')
  if (!key) return
  if (isRefusal(actor)) return context.tell(refusalMessage(actor, context.language))
  const decided = await decideStep(
    context.deps,
    actor,
    key.recommendationId,
    requestOf(key, 'approved'),
    momentFor(context),
  )
  const came = isRefusal(decided) ? decided : decidedText(key, 'approved', context.language)
  await redrawCard(context, key.recommendationId, { role: 'decider', ...key }, came)
}

/**
 * The form needs nothing from the database, so that it opens while the database is slow (B10). Whoever presses in vain
 * reads so in its place before they have written a reason, and the card that invited the press is repaired.
 */
async function askReason(context: ActionContext, verdict: 'returned' | 'rejected', actionId: string): Promise<void> {
  const form = reasonView(verdict, context.value, context.language)
  const read = () =>
    refusedInAdvance(context, verdict).catch((error: unknown) => {
      context.deps.log.info({ error: String(error) }, 'a reason form was not checked in advance; its submission is')
      return null
    })
  await context.open({ actionId, value: context.value }, read, form)
}

async function refusedInAdvance(context: ActionContext, verdict: 'returned' | 'rejected'): Promise<ModalView | null> {
  const key = readStepValue(context.value)
  const actor = await context.actor('card')
  if (isRefusal(actor)) return refusalView(actor, context.language)
  if (!key) return null
  const refusal = await refusalOfPress(
    context.deps,
    actor,
    key.recommendationId,
    requestOf(key, verdict),
    momentFor(context),
  )
  if (!refusal) return null
  await redrawCard(context, key.recommendationId, { role: 'decider', ...key }, null)
  return refusalView(refusal, context.language)
}

function reasonView(verdict: 'returned' | 'rejected', metadata: string, language: Language): ModalView {
  const text = recommendationText[language]
  return modal({
    callbackId: submitted[verdict],
    title: verdict === 'returned' ? text.returnTitle : text.rejectTitle,
    submit: text.submitDecision,
    close: common[language].cancel,
    metadata,
    blocks: [
      ...aboutLine(metadata),
      input('reason', text.reasonLabel, textField('reason', { multiline: true }), { hint: text.reasonHint }),
    ],
  })
}

async function submitVerdict(context: SubmitContext, verdict: 'returned' | 'rejected'): Promise<SubmitAnswer> {
  const key = readStepValue(context.view.metadata)
  const actor = await context.actor('form')
  if (isRefusal(actor)) return atReason(actor, context.language)
  if (!key) throw new Error('a reason form without its step')
  const request = requestOf(key, verdict, textOf(context.view.values, 'reason'))
  const decided = await decideStep(context.deps, actor, key.recommendationId, request, momentFor(context))
  if (isRefusal(decided)) return atReason(decided, context.language)
  return { kind: 'close', said: decidedText(key, verdict, context.language) }
}

function decidedText({ recommendationId }: StepKey, verdict: Verdict, language: Language): string {
  return recommendationText[language].decided(terms[language].verdict[verdict], recommendationId)
}

function atReason(refusal: Refusal, language: Language): SubmitAnswer {
  return { kind: 'errors', errors: { reason: refusalText(refusal, language) } }
}

function requestOf({ round, stepNo }: StepKey, verdict: Verdict, reason: string | null = null): DecideRequest {
  return { round, stepNo, verdict, reason }
}
