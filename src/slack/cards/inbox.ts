import type { InboxItem } from '../../../db/queries/inbox.ts'
import type { RecommendationState } from '../../domain/recommendation/recommendation.ts'
import type { Inbox } from '../../usecases/inbox.ts'
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
  type Piece,
} from '../blocks.ts'
import { common } from '../text/common.ts'
import { inboxText } from '../text/inbox.ts'
import { ageText } from '../text/moment.ts'
import { terms } from '../text/terms.ts'
import { stepValue } from './button-value.ts'
import { cardActions } from './recommendation-card.ts'
import type { Reader } from './recommendation-lines.ts'

/** Action ids of the inbox's own buttons. */
export const inboxActions = { card: 'inbox_card', recommend: 'recommendation_open', refresh: 'inbox_refresh' } as const

/** Slack takes 100 blocks in a window: each row is two, so each list shows this many. */
const shown = 14

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
  const posts = standing.posts.map((post) => `${terms[reader.language].position[post.position]}（${post.unit.name}）`)
  const principals = standing.deputyFor.map((deputyship) => deputyship.principalName)
  return {
    type: 'home',
    blocks: [
      header(text.hello(standing.name)),
      context(text.posts(posts.join('、')), ...(principals.length > 0 ? [text.deputyFor(principals.join('、'))] : [])),
      actions(
        button(inboxActions.recommend, text.recommend, { style: 'primary', value: ' ' }),
        button(inboxActions.refresh, text.refresh),
      ),
      ...inboxBlocks(inbox, reader),
    ],
  }
}

function inboxBlocks(inbox: Inbox, reader: Reader): Block[] {
  const text = inboxText[reader.language]
  return [
    ...list(text.waiting, inbox.waiting, inbox, reader, true),
    divider(),
    ...list(text.started, inbox.started, inbox, reader, false),
    divider(),
    ...list(text.decided, inbox.decided, inbox, reader, false),
  ]
}

function list(
  title: string,
  items: readonly InboxItem[],
  { now, limit }: Inbox,
  reader: Reader,
  decide: boolean,
): Block[] {
  const text = inboxText[reader.language]
  const count = items.length > limit ? `${limit}+` : String(items.length)
  return [
    lines([{ bold: `${title}（${count}）` }]),
    ...(items.length === 0 ? [context(text.nothing)] : []),
    ...items.slice(0, shown).flatMap((item) => row(item, now, reader, decide)),
    ...(items.length > shown ? [context(text.more(shown))] : []),
  ]
}

function row(item: InboxItem, now: Date, reader: Reader, decide: boolean): Block[] {
  const text = inboxText[reader.language]
  const term = terms[reader.language]
  const age = item.since ? ageText(now.getTime() - item.since.getTime(), reader.language) : ''
  const waits = item.state === 'submitted' && item.stepNo !== null
  const said: Piece[] = [
    { bold: `R-${item.id}　${item.clientName}` },
    `　${item.tier ? term.tier[item.tier as 'bank_wide' | 'regional'] : ''}`,
    `　${term.state[item.state as RecommendationState]}`,
    `　${age === '' ? '' : waits ? text.waited(age) : text.ago(age)}`,
    ...(decide ? [`　${text.by(item.submitterName)}`] : []),
  ]
  const key = stepValue({ recommendationId: item.id, round: item.round, stepNo: item.stepNo ?? 0 })
  const open = decide
    ? button(inboxActions.card, text.open, { value: key, style: 'primary' })
    : button(cardActions.record, text.view, { value: String(item.id) })
  return [lines(said), actions(open)]
}
