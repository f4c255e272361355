import type { types } from '@slack/bolt'
import { categories, tiers } from '../src/domain/client/category.ts'
import { isRefusal, type Refusal } from '../src/domain/refusal.ts'
import { type Selection, selectionSchema } from '../src/domain/review/policy-review.ts'
import { option } from '../src/slack/blocks.ts'
import {
  mostOffered,
  nameOptions,
  policyReviewForm,
  policyReviewIds,
  policyReviewPreview,
} from '../src/slack/cards/policy-review.ts'
import { listOf, textOf } from '../src/slack/form.ts'
import type {
  ActionContext,
  FormValues,
  Gesture,
  SubmitAnswer,
  SubmitContext,
  SuggestContext,
} from '../src/slack/gesture.ts'
import { fieldErrors, noteView, readerOf, refusalView, viewOr } from '../src/slack/reader.ts'
import { policyReviewText } from '../src/slack/text/policy-review.ts'
import {
  findBranches,
  findNames,
  previewPolicyReview,
  readPolicyReviews,
} from '../src/usecases/policy-review/preview-policy-review.ts'
import { startPolicyReview } from '../src/usecases/policy-review/start-policy-review.ts'

/** A policy review (Art. 12): clients picked in a form, counted in a preview, reviews opened in one act. */
export const gesture: Gesture = {
  actions: { [policyReviewIds.open]: open },
  suggests: {
    industries: (context) => suggestNames(context, 'industry'),
    regions: (context) => suggestNames(context, 'region'),
    branches: suggestBranches,
  },
  submits: { [policyReviewIds.preview]: preview, [policyReviewIds.start]: start },
}

async function open(context: ActionContext): Promise<void> {
  await context.open({ actionId: policyReviewIds.open, value: ' ' }, async () => {
    const actor = await context.actor('command')
    if (isRefusal(actor)) return refusalView(actor, context.language)
    const earlier = await readPolicyReviews(context.deps, actor.personId)
    return viewOr(earlier, context.language, (rows) => policyReviewForm(rows, readerOf(context)))
  })
}

async function suggestNames(context: SuggestContext, column: 'industry' | 'region'): Promise<types.PlainTextOption[]> {
  return nameOptions(await findNames(context.deps, column, context.query.trim(), mostOffered), context.language)
}

async function suggestBranches(context: SuggestContext): Promise<types.PlainTextOption[]> {
  const found = await findBranches(context.deps, context.query.trim(), mostOffered)
  return found.map(({ id, name }) => option(name, String(id)))
}

async function preview(context: SubmitContext): Promise<SubmitAnswer> {
  const actor = await context.actor('form')
  const selection = selectionOf(context.view.values)
  const found = isRefusal(actor) ? actor : await previewPolicyReview(context.deps, actor.personId, selection)
  if (isRefusal(found)) return wrong(found, 'industries', context)
  return { kind: 'update', view: policyReviewPreview(selection, found, context.language) }
}

function selectionOf(values: FormValues): Selection {
  return {
    industries: [...listOf(values, 'industries')],
    regions: [...listOf(values, 'regions')],
    tiers: tiers.filter((tier) => listOf(values, 'tiers').includes(tier)),
    categories: categories.filter((category) => listOf(values, 'categories').includes(category)),
    branches: listOf(values, 'branches').map(Number),
  }
}

async function start(context: SubmitContext): Promise<SubmitAnswer> {
  const { language, view } = context
  const actor = await context.actor('form')
  const selection = selectionSchema.parse(JSON.parse(view.metadata))
  const done = isRefusal(actor)
    ? actor
    : await startPolicyReview(context.deps, actor, selection, textOf(view.values, 'reason'))
  if (isRefusal(done)) return wrong(done, 'reason', context)
  const text = policyReviewText[language]
  return { kind: 'update', view: noteView(text.started(done.id, done.opened, done.skipped), language, text.title) }
}

function wrong(refusal: Refusal, field: string, { language }: SubmitContext): SubmitAnswer {
  return { kind: 'errors', errors: fieldErrors(refusal, field, language) }
}
