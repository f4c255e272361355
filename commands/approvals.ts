import { isRefusal } from '../src/domain/refusal.ts'
import { type HomeView, lines, type Message, type ModalView, modal } from '../src/slack/blocks.ts'
import { readId, readReviewValue, readStepValue, type StepKey } from '../src/slack/cards/button-value.ts'
import { filingCard } from '../src/slack/cards/filing-card.ts'
import { homeView, inboxActions, inboxView } from '../src/slack/cards/inbox.ts'
import { recommendationCard } from '../src/slack/cards/recommendation-card.ts'
import { reviewCard } from '../src/slack/cards/review-card.ts'
import type { ActionContext, CommandContext, Gesture, GestureContext } from '../src/slack/gesture.ts'
import { readerOf, refusalView, viewOr } from '../src/slack/reader.ts'
import { common } from '../src/slack/text/common.ts'
import { inboxText } from '../src/slack/text/inbox.ts'
import { refusalText } from '../src/slack/text/refusal.ts'
import { readInbox } from '../src/usecases/inbox.ts'
import { readReviewRecord } from '../src/usecases/read-reviews.ts'
import { type RecommendationView, readRecord } from '../src/usecases/record.ts'
import { readFilingToAcknowledge } from '../src/usecases/register/read-filing.ts'

/** `/approvals` and App Home: what waits for me, what I started, what I decided. */
export const gesture: Gesture = {
  slash: {
    word: '/approvals',
    description: { zh: '我的审批事项', en: 'My approvals' },
    usage: { zh: '', en: '' },
    run: openInbox,
  },
  actions: {
    [inboxActions.card]: showCard,
    [inboxActions.review]: showReview,
    [inboxActions.filing]: showFiling,
    [inboxActions.refresh]: async (context) => context.publishHome(await home(context)),
    [inboxActions.open]: openInbox,
  },
  home,
}

async function openInbox(context: CommandContext | ActionContext): Promise<void> {
  await context.open({ actionId: inboxActions.open, value: ' ' }, async () => {
    const actor = await context.actor('command')
    if (isRefusal(actor)) return refusalView(actor, context.language)
    const inbox = await readInbox(context.deps, actor.personId)
    return viewOr(inbox, context.language, (ready) => inboxView(ready, readerOf(context)))
  })
}

async function home(context: GestureContext): Promise<HomeView> {
  const actor = await context.actor('home')
  const inbox = isRefusal(actor) ? actor : await readInbox(context.deps, actor.personId)
  return isRefusal(inbox)
    ? { type: 'home', blocks: [lines([refusalText(inbox, context.language)])] }
    : homeView(inbox, readerOf(context))
}

/** A waiting item as its card, in a window: the same buttons, the same rules (B04). */
async function showCard(context: ActionContext): Promise<void> {
  await context.open({ actionId: inboxActions.card, value: context.value }, async () => {
    const key = readStepValue(context.value)
    const actor = await context.actor('home')
    if (isRefusal(actor)) return refusalView(actor, context.language)
    const record = await readRecord(context.deps, actor.personId, key?.recommendationId ?? 0)
    return viewOr(record, context.language, ({ view }) => cardView(view, key, context))
  })
}

/** A waiting review as its card, in a window. */
async function showReview(context: ActionContext): Promise<void> {
  await context.open({ actionId: inboxActions.review, value: context.value }, async () => {
    const key = readReviewValue(context.value)
    const actor = await context.actor('home')
    if (isRefusal(actor)) return refusalView(actor, context.language)
    const record = await readReviewRecord(context.deps, actor.personId, key?.reviewId ?? 0)
    return viewOr(record, context.language, (view) =>
      cardWindow(
        reviewCard(view, { round: 0, stepNo: 0, ...key, asked: true, mayUndo: false }, readerOf(context)),
        context,
      ),
    )
  })
}

/** A filed register that waits as its card, in a window. */
async function showFiling(context: ActionContext): Promise<void> {
  await context.open({ actionId: inboxActions.filing, value: context.value }, async () => {
    const actor = await context.actor('home')
    if (isRefusal(actor)) return refusalView(actor, context.language)
    const view = await readFilingToAcknowledge(context.deps, actor.personId, readId(context.value) ?? 0)
    return viewOr(view, context.language, (read) =>
      cardWindow(filingCard(read, { role: 'department', asked: true }, readerOf(context)), context),
    )
  })
}

function cardWindow({ blocks }: Message, { language }: ActionContext): ModalView {
  return modal({
    callbackId: 'inbox_card',
    title: inboxText[language].title,
    close: common[language].close,
    blocks,
  })
}

function cardView(view: RecommendationView, key: StepKey | null, context: ActionContext): ModalView {
  const copy = { role: 'decider' as const, round: key?.round ?? 0, stepNo: key?.stepNo ?? 0 }
  return cardWindow(recommendationCard(view, copy, readerOf(context)), context)
}
