import { z } from 'zod'
import { isRefusal, type Refusal } from '../src/domain/refusal.ts'
import { firstWord, plainArgument } from '../src/slack/argument.ts'
import {
  actions,
  bullets,
  button,
  input,
  lines,
  literal,
  type Message,
  type ModalView,
  modal,
  textField,
} from '../src/slack/blocks.ts'
import { readId } from '../src/slack/cards/button-value.ts'
import { policyReviewForm, policyReviewIds } from '../src/slack/cards/policy-review.ts'
import { reviewCard } from '../src/slack/cards/review-card.ts'
import { textOf } from '../src/slack/form.ts'
import type {
  CommandContext,
  Gesture,
  GestureContext,
  SubmitAnswer,
  SubmitContext,
  TriggeredContext,
} from '../src/slack/gesture.ts'
import { noteView, readerOf, refusalMessage, refusalView, sentence, viewOr } from '../src/slack/reader.ts'
import { clientText } from '../src/slack/text/client.ts'
import { common } from '../src/slack/text/common.ts'
import { dateText } from '../src/slack/text/moment.ts'
import { policyReviewText } from '../src/slack/text/policy-review.ts'
import { refusalText } from '../src/slack/text/refusal.ts'
import { reviewText } from '../src/slack/text/review.ts'
import type { Language } from '../src/slack/text/words.ts'
import { searchClients } from '../src/usecases/client-card.ts'
import { onlyHit } from '../src/usecases/client-meant.ts'
import { openReview } from '../src/usecases/open-review.ts'
import { readPolicyReviews } from '../src/usecases/policy-review/preview-policy-review.ts'
import { readComingReviews, readNewestReview } from '../src/usecases/read-reviews.ts'

const opened = 'review_open'

const nextPage = 'review_due_next'

const days = 30
const most = 20

const metadataSchema = z.object({ clientId: z.int() })

/**
 * `/review due` lists, `/review open CLIENT` asks for one, `/review show CLIENT` shows the newest (Art. 13); `/review policy`
 * picks clients for a policy review (Art. 12).
 */
export const gesture: Gesture = {
  slash: {
    word: '/review',
    description: { zh: '退出复审：查看、发起', en: 'Exit reviews: see them, ask for one' },
    usage: { zh: 'due | open 客户 | show 客户 | policy', en: 'due | open CLIENT | show CLIENT | policy' },
    run,
  },
  actions: {
    [opened]: (context) => ask(context, context.value),
    [nextPage]: (context) => listComing(context, readId(context.value) ?? 0),
  },
  submits: { [opened]: submit },
}

async function run(context: CommandContext): Promise<void> {
  const { word, rest } = firstWord(context.text)
  if (word === 'due' || word === '到期') return listComing(context, 0)
  if (word === 'policy' || word === '政策') return askPolicy(context)
  if (rest !== '' && (word === 'open' || word === '发起')) return ask(context, rest)
  if (rest !== '' && (word === 'show' || word === '查看')) return show(context, rest)
  await context.tell(sentence(reviewText[context.language].help))
}

/** The rest of it is in `review-policy.ts`. */
async function askPolicy(context: CommandContext): Promise<void> {
  await context.open({ actionId: policyReviewIds.open, value: ' ' }, async () => {
    const actor = await context.actor('command')
    if (isRefusal(actor)) return refusalView(actor, context.language)
    const earlier = await readPolicyReviews(context.deps, actor.personId)
    return viewOr(earlier, context.language, (rows) => policyReviewForm(rows, readerOf(context)))
  })
}

async function listComing(context: GestureContext, offset: number): Promise<void> {
  const actor = await context.actor('command')
  if (isRefusal(actor)) return context.tell(refusalMessage(actor, context.language))
  const found = await readComingReviews(context.deps, actor.personId, { days, limit: most, offset })
  await context.tell(
    isRefusal(found) ? refusalMessage(found, context.language) : comingMessage(found, offset, context.language),
  )
}

function comingMessage(
  { coming, more, mayStartPolicy }: Exclude<Awaited<ReturnType<typeof readComingReviews>>, Refusal>,
  offset: number,
  language: Language,
): Message {
  const text = reviewText[language]
  const start = button(policyReviewIds.open, policyReviewText[language].button, { value: ' ' })
  const buttons = [
    ...(more ? [button(nextPage, text.more, { value: String(offset + most) })] : []),
    ...(mayStartPolicy ? [start] : []),
  ]
  const rows = coming.map(({ client, dueOn, reviewId }) => {
    const due = dueOn ? text.dueOn(dateText(dueOn, language)) : ''
    return [
      reviewId === null
        ? text.dueLine(client, dueOn ? dateText(dueOn, language) : '')
        : text.underWayLine(reviewId, client, due),
    ]
  })
  const title = coming.length === 0 ? text.nothingDue(days) : text.due(days)
  return {
    text: literal(title),
    blocks: [
      coming.length === 0 ? lines([title]) : bullets(rows, [{ bold: title }]),
      ...(buttons.length > 0 ? [actions(...buttons)] : []),
    ],
  }
}

async function show(context: CommandContext, typed: string): Promise<void> {
  const meant = await clientMeant(context, typed)
  if (isRefusal(meant)) return context.tell(refusalMessage(meant, context.language))
  if (typeof meant === 'string') return context.tell(sentence(meant))
  const own = await readNewestReview(context.deps, meant.personId, meant.clientId)
  if (isRefusal(own)) return context.tell(refusalMessage(own, context.language))
  if (!own) return context.tell(sentence(reviewText[context.language].none(meant.name)))
  await context.tell(
    reviewCard(own.view, { round: 0, stepNo: 0, asked: false, mayUndo: own.mayUndo }, readerOf(context)),
  )
}

async function ask(context: TriggeredContext, typed: string): Promise<void> {
  const again = { actionId: opened, value: typed }
  await context.open(again, async () => {
    const meant = await clientMeant(context, typed)
    if (isRefusal(meant)) return refusalView(meant, context.language)
    return typeof meant === 'string'
      ? noteView(meant, context.language)
      : openForm(meant.name, meant.clientId, context.language)
  })
}

function openForm(client: string, clientId: number, language: Language): ModalView {
  const text = reviewText[language]
  return modal({
    callbackId: opened,
    title: text.openTitle,
    submit: text.submit,
    close: common[language].cancel,
    metadata: JSON.stringify({ clientId }),
    blocks: [
      lines([{ bold: client }]),
      input('evidence', text.evidenceLabel, textField('evidence', { multiline: true }), { hint: text.evidenceHint }),
    ],
  })
}

async function submit(context: SubmitContext): Promise<SubmitAnswer> {
  const { language } = context
  const actor = await context.actor('form')
  const { clientId } = metadataSchema.parse(JSON.parse(context.view.metadata))
  const done = isRefusal(actor)
    ? actor
    : await openReview(context.deps, actor, clientId, textOf(context.view.values, 'evidence'))
  if (isRefusal(done)) return { kind: 'errors', errors: { evidence: refusalText(done, language) } }
  return { kind: 'close', said: reviewText[language].opened(done.clientName, done.reviewId) }
}

/** The one client that is meant, or what to say where it is not clear. */
async function clientMeant(
  context: GestureContext,
  rest: string,
): Promise<{ personId: number; clientId: number; name: string } | string | Refusal> {
  const typed = plainArgument(rest)
  const actor = await context.actor('command')
  if (isRefusal(actor)) return actor
  const found = await searchClients(context.deps, actor.personId, typed, { limit: most, offset: 0 })
  if (isRefusal(found)) return found
  const text = clientText[context.language]
  const only = onlyHit(found, typed)
  if (only) return { personId: actor.personId, clientId: only.id, name: only.shortName }
  if (found.clients.length === 0) return text.nothing(typed)
  return `${text.several(typed)}${found.clients.map(({ shortName }) => shortName).join('、')}`
}
