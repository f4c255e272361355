import { categories, categoriesOfTier } from '../src/domain/client/category.ts'
import { isRefusal, type Refusal } from '../src/domain/refusal.ts'
import type { ReviewRequest } from '../src/domain/review/decide-review.ts'
import { type ReviewVerdict, reviewVerdicts } from '../src/domain/review/review.ts'
import {
  type Block,
  dateField,
  input,
  lines,
  type ModalView,
  modal,
  option,
  selectField,
  textField,
} from '../src/slack/blocks.ts'
import { readId } from '../src/slack/cards/button-value.ts'
import {
  type ReviewKey,
  readReviewKey,
  reviewActions,
  reviewCard,
  reviewRecord,
} from '../src/slack/cards/review-card.ts'
import { textOf } from '../src/slack/form.ts'
import type { ActionContext, Gesture, SubmitAnswer, SubmitContext } from '../src/slack/gesture.ts'
import { fieldErrors, momentFor, readerOf, refusalMessage, refusalView, sentence, viewOr } from '../src/slack/reader.ts'
import { common } from '../src/slack/text/common.ts'
import { refusalText } from '../src/slack/text/refusal.ts'
import { reviewText } from '../src/slack/text/review.ts'
import { terms } from '../src/slack/text/terms.ts'
import type { Language } from '../src/slack/text/words.ts'
import { takeReviewStep } from '../src/usecases/decide-review.ts'
import { readOwnReview, readReviewRecord } from '../src/usecases/read-reviews.ts'

const submitted = 'review_say'

/** Opinion, decision and approval of a review: buttons on its card, each but the approval with a form (Art. 13). */
export const gesture: Gesture = {
  actions: {
    [reviewActions.retain]: (context) => askReason(context, 'retain', reviewActions.retain),
    [reviewActions.downgrade]: (context) => askReason(context, 'downgrade', reviewActions.downgrade),
    [reviewActions.exit]: (context) => askReason(context, 'exit', reviewActions.exit),
    [reviewActions.sendBack]: (context) => askReason(context, 'returned', reviewActions.sendBack),
    [reviewActions.confirm]: confirm,
    [reviewActions.record]: record,
  },
  submits: { [submitted]: submit },
}

async function confirm(context: ActionContext): Promise<void> {
  const key = readReviewKey(context.value)
  const actor = await context.actor('card')
  if (isRefusal(actor)) return context.tell(refusalMessage(actor, context.language))
  const verdict = reviewVerdicts.find((one) => one === key?.outcome)
  if (!key || !verdict) return
  const request = { ...bound(key), verdict, reason: null, category: null, nextReviewOn: null }
  const decided = await takeReviewStep(context.deps, actor, key.reviewId, request, momentFor(context))
  const refusal = isRefusal(decided) ? refusalText(decided, context.language) : undefined
  const own = await readOwnReview(context.deps, actor.personId, key.reviewId)
  if (own) {
    const card = reviewCard(own.view, { ...key, asked: true, mayUndo: own.mayUndo }, readerOf(context))
    return context.redraw(card, refusal)
  }
  if (refusal) await context.tell(sentence(refusal))
}

async function record(context: ActionContext): Promise<void> {
  await context.open({ actionId: reviewActions.record, value: context.value }, async () => {
    const actor = await context.actor('card')
    if (isRefusal(actor)) return refusalView(actor, context.language)
    const view = await readReviewRecord(context.deps, actor.personId, readId(context.value) ?? 0)
    return viewOr(view, context.language, (whole) => reviewRecord(whole, readerOf(context)))
  })
}

/** The form needs nothing from the database, so that it opens while the database is slow (B10). */
async function askReason(context: ActionContext, verdict: ReviewVerdict, actionId: string): Promise<void> {
  const key = readReviewKey(context.value)
  if (!key) return
  await context.open(
    { actionId, value: context.value },
    async () => null,
    form(key, verdict, context.value, context.language),
  )
}

function form(key: ReviewKey, verdict: ReviewVerdict, value: string, language: Language): ModalView {
  const text = reviewText[language]
  return modal({
    callbackId: submitted,
    title: text.formTitle,
    submit: text.submit,
    close: common[language].cancel,
    metadata: JSON.stringify({ verdict, value }),
    blocks: [
      lines([{ bold: key.about }]),
      ...(key.deciding && verdict === 'downgrade' ? [categoryInput(language)] : []),
      input('reason', text.reasonLabel[verdict], textField('reason', { multiline: true })),
      ...(key.deciding && verdict !== 'exit'
        ? [
            input('nextReviewOn', text.nextReviewLabel, dateField('nextReviewOn'), {
              hint: text.nextReviewHint,
              optional: true,
            }),
          ]
        : []),
    ],
  })
}

function categoryInput(language: Language): Block {
  const options = categoriesOfTier.regional.map((category) => option(terms[language].category[category], category))
  return input('category', reviewText[language].categoryLabel, selectField('category', options))
}

async function submit(context: SubmitContext): Promise<SubmitAnswer> {
  const { verdict, value } = JSON.parse(context.view.metadata) as { verdict: ReviewVerdict; value: string }
  const key = readReviewKey(value)
  const actor = await context.actor('form')
  if (isRefusal(actor)) return atField(actor, context.language)
  if (!key) throw new Error('a review form without its step')
  const { values } = context.view
  const request: ReviewRequest = {
    ...bound(key),
    verdict,
    reason: textOf(values, 'reason'),
    category: categories.find((category) => category === textOf(values, 'category')) ?? null,
    nextReviewOn: textOf(values, 'nextReviewOn') || null,
  }
  const decided = await takeReviewStep(context.deps, actor, key.reviewId, request, momentFor(context))
  if (isRefusal(decided)) return atField(decided, context.language)
  const { language } = context
  return { kind: 'close', said: reviewText[language].said(terms[language].reviewVerdict[verdict], key.reviewId) }
}

function bound({ round, stepNo }: ReviewKey): Pick<ReviewRequest, 'round' | 'stepNo'> {
  return { round, stepNo }
}

function atField(refusal: Refusal, language: Language): SubmitAnswer {
  return { kind: 'errors', errors: fieldErrors(refusal, 'reason', language) }
}
