import type { ClientMatter } from '../../../db/queries/client-history.ts'
import { bankDate } from '../../domain/calendar.ts'
import type { HandOver } from '../../usecases/hand-over.ts'
import {
  actions,
  type Block,
  bullets,
  button,
  context,
  divider,
  header,
  lines,
  literal,
  type Message,
} from '../blocks.ts'
import { clientText } from '../text/client.ts'
import { handOverText } from '../text/hand-over.ts'
import { dateText } from '../text/moment.ts'
import { terms } from '../text/terms.ts'
import { type Accounts, clientActions, clientCardMessage } from './client-card.ts'
import type { Reader } from './recommendation-lines.ts'

/** What a new lead client manager gets: who led before, what is under way, dates, history, and the client's card. */
export function handOverMessage(handOver: HandOver, accounts: Accounts, reader: Reader): Message {
  const text = handOverText[reader.language]
  const { client } = handOver.card
  const { predecessor, strangers } = handOver
  const title = text.title(client.shortName)
  const open = handOver.matters.filter(isOpen)
  const closed = handOver.matters.filter((matter) => !isOpen(matter))
  const reason = predecessor && clientText[reader.language].teamLine.reason[predecessor.reason]
  return {
    text: literal(title),
    blocks: [
      header(title),
      ...(predecessor && reason ? [lines([text.predecessor(predecessor.name, reason)])] : []),
      list(
        text.open,
        open.map((matter) => matterText(matter, reader)),
        text.nothingOpen,
      ),
      list(text.dates, datesOf(handOver, reader), text.noReview),
      ...(strangers.length > 0 ? [lines([text.strangers(strangers.length)])] : []),
      list(
        text.history,
        closed.map((matter) => matterText(matter, reader)),
        text.noHistory,
      ),
      divider(),
      ...clientCardMessage(handOver.card, accounts, reader).blocks,
      actions(button(clientActions.show, text.show, { value: String(client.id) })),
      context(text.private),
    ],
  }
}

function list(heading: string, rows: readonly string[], none: string): Block {
  return bullets(
    (rows.length > 0 ? rows : [none]).map((row) => [row]),
    [{ bold: heading }],
  )
}

function isOpen(matter: ClientMatter): boolean {
  return matter.kind === 'review'
    ? matter.outcome === null
    : matter.state === 'submitted' || matter.state === 'returned'
}

function matterText(matter: ClientMatter, { language, timeZone }: Reader): string {
  const text = handOverText[language]
  const term = terms[language]
  const day = (at: Date) => dateText(bankDate(at, timeZone), language)
  const begun = day(matter.begunAt)
  const closed = matter.closedAt && day(matter.closedAt)
  return matter.kind === 'review'
    ? text.reviewed(matter.id, begun, matter.outcome ? term.reviewVerdict[matter.outcome] : text.underWay, closed)
    : text.recommendation(matter.id, term.tier[matter.tier], begun, term.state[matter.state], closed)
}

function datesOf({ card, strangers }: HandOver, { language }: Reader): string[] {
  const text = handOverText[language]
  const { nextReviewOn } = card.client
  return [
    ...(nextReviewOn ? [{ on: nextReviewOn, said: text.review(dateText(nextReviewOn, language)) }] : []),
    ...strangers.flatMap(({ keepUntil, name }) =>
      keepUntil ? [{ on: keepUntil, said: text.stay(dateText(keepUntil, language), name) }] : [],
    ),
  ]
    .sort((a, b) => a.on.localeCompare(b.on))
    .map(({ said }) => said)
}
