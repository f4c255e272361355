import type { InboxItem } from '../../../db/queries/inbox.ts'
import type { Tier } from '../../domain/client/category.ts'
import type { RecommendationState } from '../../domain/recommendation/recommendation.ts'
import type { Inbox, Timed, WaitingItem } from '../../usecases/inbox.ts'
import {
  actions,
  type Block,
  button,
  context,
  divider,
  type HomeView,
  header,
  lines,
  type ModalView,
  modal,
  row,
} from '../blocks.ts'
import { common } from '../text/common.ts'
import { deputyText } from '../text/deputy.ts'
import { dueWords } from '../text/due.ts'
import { filingText } from '../text/filing.ts'
import { inboxText } from '../text/inbox.ts'
import { ageText, dateText } from '../text/moment.ts'
import { signs } from '../text/signs.ts'
import { terms } from '../text/terms.ts'
import { unitText } from '../text/unit.ts'
import type { Language } from '../text/words.ts'
import { reviewValue, stepValue } from './button-value.ts'
import { deputyIds } from './deputy-view.ts'
import { cardActions } from './recommendation-card.ts'
import type { Reader } from './recommendation-lines.ts'
import { unitProposalIds } from './unit-proposal-card.ts'

/** Action ids of the inbox's own buttons. */
export const inboxActions = {
  open: 'inbox_open',
  card: 'inbox_card',
  review: 'inbox_review',
  filing: 'inbox_filing',
  recommend: 'recommendation_open',
  refresh: 'inbox_refresh',
} as const

/** Slack takes 100 blocks in a window: four lists of rows and their headings stay below. */
const shown = 18

/** What is left of them is for a few consents and filed registers; each has its own card in any case. */
const shownConsents = 4
const shownFilings = 4

/** `/approvals` in a window. */
export function inboxView(inbox: Inbox, reader: Reader): ModalView {
  return modal({
    callbackId: 'inbox',
    title: inboxText[reader.language].title,
    close: common[reader.language].close,
    blocks: inboxBlocks(inbox, reader),
  })
}

/** The same lists as a person's App Home, with who they are on top (Art. 4). */
export function homeView(inbox: Inbox, reader: Reader): HomeView {
  const text = inboxText[reader.language]
  const { standing } = inbox
  const { brackets, and } = signs[reader.language]
  const posts = standing.posts.map(
    (post) => `${terms[reader.language].position[post.position]}${brackets(post.unit.name)}`,
  )
  return {
    type: 'home',
    blocks: [
      header(text.hello(standing.name)),
      context(text.posts(posts.join(and))),
      actions(
        button(inboxActions.recommend, text.recommend, { style: 'primary', value: ' ' }),
        button(inboxActions.refresh, text.refresh),
        button(deputyIds.open, deputyText[reader.language].open, { value: ' ' }),
      ),
      ...inboxBlocks(inbox, reader),
    ],
  }
}

function inboxBlocks(inbox: Inbox, reader: Reader): Block[] {
  const text = inboxText[reader.language]
  return [
    ...deputyLine(inbox, reader.language),
    ...list(text.waiting, inbox.waiting, inbox, reader, waitingItem, true),
    ...waitingReviews(inbox, reader),
    ...waitingConsents(inbox, reader),
    ...filedRegisters(inbox, reader),
    divider(),
    ...list(text.started, inbox.started, inbox, reader, startedItem),
    divider(),
    ...list(text.decided, inbox.decided, inbox, reader, decidedItem),
  ]
}

/** Both people of a deputyship see it where they see what waits. */
function deputyLine({ standing, deputy }: Inbox, language: Language): Block[] {
  const principals = standing.deputyFor.map(({ principalName }) => principalName)
  const said = [
    ...(principals.length > 0 ? [inboxText[language].deputyFor(principals.join(signs[language].and))] : []),
    ...(deputy ? [deputyText[language].ownLine(deputy.name, dateText(deputy.until, language))] : []),
  ]
  return said.length > 0 ? [context(...said)] : []
}

function list<Item extends InboxItem>(
  title: string,
  items: readonly Item[],
  { now, limit }: Inbox,
  reader: Reader,
  saysOf: (item: Item, age: string, language: Language) => string[],
  decide = false,
): Block[] {
  const text = inboxText[reader.language]
  const count = items.length > limit ? `${limit}+` : String(items.length)
  return [
    lines([{ bold: `${title}${signs[reader.language].brackets(count)}` }]),
    ...(items.length === 0 ? [context(text.nothing)] : []),
    ...items.slice(0, shown).map((item) => {
      const age = ageText(now.getTime() - (item.since ?? now).getTime(), reader.language)
      return itemRow(item, saysOf(item, age, reader.language), reader, decide)
    }),
    ...(items.length > shown ? [context(text.more(shown))] : []),
  ]
}

/** Reviews that wait; without a heading where there are none, as most people never see one. */
function waitingReviews({ waitingReviews: items, limit, now }: Inbox, reader: Reader): Block[] {
  if (items.length === 0) return []
  const { language } = reader
  const text = inboxText[language]
  const count = items.length > limit ? `${limit}+` : String(items.length)
  return [
    lines([{ bold: `${text.waitingReviews}${signs[language].brackets(count)}` }]),
    ...items.slice(0, shown).map((item) => {
      const age = ageText(now.getTime() - (item.since ?? now).getTime(), language)
      const says = [
        terms[language].tier[item.tier as Tier],
        text.waited(terms[language].reviewStep[item.stepKind], age),
        ...timeLeft(item.daysLeft, language),
      ]
      const { id, round, stepNo } = item
      const open = button(inboxActions.review, text.open, {
        value: reviewValue({ reviewId: id, round, stepNo }),
        style: 'primary',
      })
      return row(`V-${id} ${item.clientName}\n${says.join(' · ')}`, open)
    }),
    ...(items.length > shown ? [context(text.more(shown))] : []),
  ]
}

/** Consents to lead and co-operating units that wait; without a heading where there are none. */
function waitingConsents({ waitingConsents: items, limit, now }: Inbox, { language }: Reader): Block[] {
  if (items.length === 0) return []
  const text = unitText[language]
  const count = items.length > limit ? `${limit}+` : String(items.length)
  return [
    lines([{ bold: `${text.waiting}${signs[language].brackets(count)}` }]),
    ...items.slice(0, shownConsents).map(({ id, aim, unitName, clientName, kind, since, daysLeft }) => {
      const age = ageText(now.getTime() - since.getTime(), language)
      const waited = inboxText[language].waited(terms[language].unitConsent[kind], age)
      const says = [waited, ...timeLeft(daysLeft, language)]
      const open = button(unitProposalIds.open, inboxText[language].open, { value: String(id), style: 'primary' })
      return row(`${text.card(id, text.subject[aim](unitName, clientName))}\n${says.join(' · ')}`, open)
    }),
    ...(items.length > shownConsents ? [context(inboxText[language].more(shownConsents))] : []),
  ]
}

/** Registers that wait to be acknowledged; without a heading where there are none. */
function filedRegisters({ waitingFilings: items, now }: Inbox, { language }: Reader): Block[] {
  if (items.length === 0) return []
  const text = inboxText[language]
  return [
    lines([{ bold: `${text.waitingFilings}${signs[language].brackets(String(items.length))}` }]),
    ...items.slice(0, shownFilings).map(({ row: { id, version, clients, filedAt }, branchName }) => {
      const says = text.waited(
        filingText[language].clients(clients),
        ageText(now.getTime() - filedAt.getTime(), language),
      )
      const open = button(inboxActions.filing, text.open, { value: String(id), style: 'primary' })
      return row(`${filingText[language].title(branchName, version)}\n${says}`, open)
    }),
    ...(items.length > shownFilings ? [context(text.more(shownFilings))] : []),
  ]
}

/** How long something may still wait; late ones are marked so that they are seen first. */
export function timeLeft(daysLeft: number | null, language: Language): string[] {
  const { late, left, today } = dueWords[language]
  if (daysLeft === null) return []
  if (daysLeft === 0) return [today]
  return [daysLeft < 0 ? `⚠ ${late(-daysLeft)}` : left(daysLeft)]
}

function itemRow(item: InboxItem, says: readonly string[], { language }: Reader, decide: boolean): Block {
  const text = inboxText[language]
  const tier = item.tier ? terms[language].tier[item.tier as Tier] : ''
  const key = stepValue({ recommendationId: item.id, round: item.round, stepNo: item.stepNo ?? 0 })
  const open = decide
    ? button(inboxActions.card, text.open, { value: key, style: 'primary' })
    : button(cardActions.record, text.view, { value: String(item.id) })
  return row(`R-${item.id} ${item.clientName}\n${[tier, ...says].join(' · ')}`, open)
}

function waitingItem(
  { stepKind, submitterName, daysLeft, inNameOf }: WaitingItem & Timed,
  age: string,
  language: Language,
): string[] {
  const text = inboxText[language]
  const waited = text.waited(stepKind ? terms[language].step[stepKind] : '', age)
  const forWhom = inNameOf ? [deputyText[language].inNameOf(inNameOf)] : []
  return [waited, ...timeLeft(daysLeft, language), text.by(submitterName), ...forWhom]
}

function startedItem({ state, stepKind }: InboxItem, age: string, language: Language): string[] {
  const text = inboxText[language]
  if (state === 'submitted' && stepKind) return [text.waitsAt(terms[language].step[stepKind], age)]
  return [terms[language].state[state as RecommendationState], text.submitted(age)]
}

function decidedItem({ state, verdict }: InboxItem, age: string, language: Language): string[] {
  const term = terms[language]
  return [
    term.state[state as RecommendationState],
    inboxText[language].iDecided(verdict ? term.verdict[verdict] : '', age),
  ]
}
