import type { Decided } from '../src/domain/recommendation/decide.ts'
import type { Verdict } from '../src/domain/recommendation/recommendation.ts'
import { isRefusal, type Refusal } from '../src/domain/refusal.ts'
import { input, type ModalView, modal, textField } from '../src/slack/blocks.ts'
import { aboutLine } from '../src/slack/cards/about-line.ts'
import { readStepValue, type StepKey } from '../src/slack/cards/button-value.ts'
import { cardActions, recommendationCard } from '../src/slack/cards/recommendation-card.ts'
import { textOf } from '../src/slack/form.ts'
import type {
  ActionContext,
  Actor,
  Gesture,
  GestureContext,
  SubmitAnswer,
  SubmitContext,
} from '../src/slack/gesture.ts'
import { readerOf, refusalMessage } from '../src/slack/reader.ts'
import { common } from '../src/slack/text/common.ts'
import { momentText } from '../src/slack/text/moment.ts'
import { recommendationText } from '../src/slack/text/recommendation.ts'
import { refusalText } from '../src/slack/text/refusal.ts'
import { terms } from '../src/slack/text/terms.ts'
import type { Language } from '../src/slack/text/words.ts'
import { decideStep } from '../src/usecases/decide-step.ts'
import { readView } from '../src/usecases/record.ts'

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
  const decided = await decide(context, actor, key, 'approved', null)
  if (isRefusal(decided)) await context.tell(refusalMessage(decided, context.language))
  await redrawClicked(context, key)
}

/** The clicked copy shows the record as it now stands, whatever came of the press: an old card is repaired (B02). */
async function redrawClicked(context: ActionContext, key: StepKey): Promise<void> {
  const view = await readView(context.deps, key.recommendationId)
  if (!view) return
  const copy = { role: 'decider' as const, round: key.round, stepNo: key.stepNo }
  await context.redraw(recommendationCard(view, copy, readerOf(context)))
}

/** The form needs nothing from the database, so that it opens while the database is slow (B10). */
async function askReason(context: ActionContext, verdict: 'returned' | 'rejected', actionId: string): Promise<void> {
  await context.open({ actionId, value: context.value }, async () =>
    reasonView(verdict, context.value, context.language),
  )
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
  const decided = await decide(context, actor, key, verdict, textOf(context.view.values, 'reason'))
  if (isRefusal(decided)) return atReason(decided, context.language)
  const said = terms[context.language].verdict[verdict]
  return { kind: 'close', said: recommendationText[context.language].decided(said, key.recommendationId) }
}

function atReason(refusal: Refusal, language: Language): SubmitAnswer {
  return { kind: 'errors', errors: { reason: refusalText(refusal, language) } }
}

function decide(
  context: GestureContext,
  actor: Actor,
  key: StepKey,
  verdict: Verdict,
  reason: string | null,
): Promise<Decided | Refusal> {
  const request = { round: key.round, stepNo: key.stepNo, verdict, reason }
  return decideStep(context.deps, actor, key.recommendationId, request, (at) =>
    momentText(at, context.language, context.timeZone),
  )
}
