import { bankDate } from '../../domain/calendar.ts'
import { articleOfCategory } from '../../domain/client/category.ts'
import type { RecommendationState } from '../../domain/recommendation/recommendation.ts'
import { seats } from '../../domain/team/seats.ts'
import type { ClientCard, FoundClients } from '../../usecases/client-card.ts'
import {
  actions,
  type Block,
  bullets,
  button,
  clip,
  context,
  header,
  lines,
  literal,
  type Message,
  type Piece,
} from '../blocks.ts'
import { articleText } from '../text/article.ts'
import { clientText } from '../text/client.ts'
import { invitationFailureText } from '../text/invitation.ts'
import { dateText } from '../text/moment.ts'
import { signs } from '../text/signs.ts'
import { terms } from '../text/terms.ts'
import { unitText } from '../text/unit.ts'
import type { Language } from '../text/words.ts'
import { figuresActions } from './figures-view.ts'
import { inboxActions } from './inbox.ts'
import { criteriaBlocks, fact, factLength, nameLength, type Reader } from './recommendation-lines.ts'
import { runningLine } from './review-grace.ts'
import { unitIds } from './units-view.ts'

/** Action ids of the client search. */
export const clientActions = { show: 'client_show', next: 'client_next' } as const

/** Where each member of a team stands in Slack, by person. */
export type Accounts = ReadonlyMap<number, string>

/**
 * The card that is pinned in a client's channel, and what `/client` shows: who the client is, and the team by seat.
 *
 * @param figures the picture of its figures, by `pictureBlocks`
 */
export function clientCardMessage(
  card: ClientCard,
  accounts: Accounts,
  reader: Reader,
  figures: readonly Block[] = [],
): Message {
  const text = clientText[reader.language]
  const { client } = card
  const title = client.state === 'designated' ? text.welcome(client.shortName) : client.shortName
  return {
    text: literal(title),
    blocks: [
      header(title),
      factBlock(card, reader),
      ...(card.grace ? [context(runningLine(card.grace, reader))] : []),
      ...(client.state === 'designated' || card.grace ? teamBlocks(card, accounts, reader) : []),
      ...criteriaBlocks(card.assessed, reader),
      ...figures,
      figuresActions(client.id, reader.language),
      ...(client.state === 'designated' ? [unitsAction(client.id, reader.language)] : []),
    ],
  }
}

/** The way to the units that serve a client, from its card. */
function unitsAction(clientId: number, language: Language): Block {
  return actions(button(unitIds.open, unitText[language].button, { value: String(clientId) }))
}

/** What stands in the card's place while somebody is in the channel who may not read it. */
export function hiddenCardMessage(client: string, language: Language): Message {
  const text = clientText[language]
  const title = text.welcome(client)
  return { text: literal(title), blocks: [header(title), lines([text.hidden])] }
}

function factBlock(card: ClientCard, reader: Reader): Block {
  const { language } = reader
  const { label } = clientText[language]
  const { brackets, colon } = signs[language]
  const term = terms[language]
  const { client } = card
  const article = client.tier && client.category ? articleOfCategory(client.tier, client.category) : null
  const category = client.category ? term.category[client.category] : ''
  const cited = brackets(article ? articleText(article, language) : '')
  return lines(
    ...fact(label.client, `${clip(client.legalName, nameLength)}${brackets(client.code)}`, language),
    ...fact(label.state, stateOf(card, reader), language),
    ...fact(label.tier, client.tier && term.tier[client.tier], language),
    ...fact(label.category, category && `${category}${cited}`, language),
    ...fact(label.leadUnit, card.leadUnit?.name ?? null, language),
    ...fact(label.cooperating, cooperatingText(card, language), language),
    ...fact(label.industry, client.industry, language),
    ...fact(label.region, client.region, language),
    ...fact(label.designated, designatedOn(card, reader), language),
    ...fact(label.nextReview, client.nextReviewOn && dateText(client.nextReviewOn, language), language),
    ...(card.channelId ? [[{ bold: label.channel }, colon, { channel: card.channelId }]] : []),
  )
}

function cooperatingText({ cooperations }: ClientCard, language: Language): string | null {
  const names = cooperations.map(({ unit }) => unit.name)
  return names.length === 0 ? null : clip(names.join(signs[language].and), factLength)
}

function designatedOn({ client }: ClientCard, { language, timeZone }: Reader): string | null {
  return client.designatedAt && dateText(bankDate(client.designatedAt, timeZone), language)
}

function stateOf(card: ClientCard, { language }: Reader): string | null {
  const text = clientText[language]
  const pending = card.pending
    ? text.pending(card.pending.id, terms[language].state[card.pending.state as RecommendationState])
    : null
  if (card.client.state === 'designated') return pending
  const state = card.client.state === 'exited' ? text.exited : text.candidate
  return pending ? `${state}${signs[language].comma}${pending}` : state
}

/** The team by seat in the order of Article 14, deputies beside whom they sit for; a seat nobody fills is named as vacant. */
function teamBlocks(card: ClientCard, accounts: Accounts, reader: Reader): Block[] {
  const text = clientText[reader.language]
  const { colon } = signs[reader.language]
  const rows = seats.flatMap((seat): Piece[][] => {
    if (seat === 'deputy') return []
    const name: Piece = { bold: `${terms[reader.language].seat[seat]}${colon}` }
    if (card.vacant.includes(seat)) return [[name, text.vacant]]
    const members = card.team
      .filter((row) => row.seat === seat)
      .flatMap((row) => [row, ...card.team.filter(({ onBehalfOf }) => isSeatOf(row, onBehalfOf))])
    if (members.length === 0) return []
    return [[name, ...members.flatMap((member, index) => memberPieces(member, index, card, accounts, reader))]]
  })
  return [bullets(rows, [{ bold: text.label.team }])]
}

function isSeatOf({ seat, personId }: TeamMember, principal: TeamMember['onBehalfOf']): boolean {
  return principal?.seat === seat && principal.personId === personId
}

type TeamMember = ClientCard['team'][number]

function memberPieces(
  member: TeamMember,
  index: number,
  { team, specialists }: ClientCard,
  accounts: Accounts,
  reader: Reader,
): Piece[] {
  const account = accounts.get(member.personId)
  const { brackets, and } = signs[reader.language]
  const failure =
    member.invitation === 'failed'
      ? brackets(clientText[reader.language].notInvited(invitationFailureText(member.failure ?? '', reader.language)))
      : ''
  const principal = team.find((row) => isSeatOf(row, member.onBehalfOf))
  const onBehalf = principal ? brackets(clientText[reader.language].onBehalf(principal.name)) : ''
  const named = member.seat === 'specialist' && specialists.find(({ personId }) => personId === member.personId)
  const purpose = named ? brackets(clip(named.purpose, nameLength)) : ''
  return [...(index > 0 ? [and] : []), account ? { person: account } : member.name, onBehalf, purpose, failure]
}

/** The result of a search, a button a client; `named` where one client was meant and several fit. */
export function foundClientsMessage(
  found: FoundClients,
  typed: string,
  named: boolean,
  offset: number,
  pageSize: number,
  reader: Reader,
): Message {
  const text = clientText[reader.language]
  const term = terms[reader.language]
  if (found.clients.length === 0) return { text: literal(text.nothing(typed)), blocks: [lines([text.nothing(typed)])] }
  const listed = named ? text.several(typed) : text.found(typed, offset + 1, offset + found.clients.length)
  const said = found.near ? text.near(typed) : listed
  return {
    text: literal(said),
    blocks: [
      lines([said]),
      ...found.clients.flatMap((client): Block[] => [
        lines([
          { bold: client.shortName },
          [
            '',
            client.code,
            client.legalName,
            client.region,
            client.industry,
            client.tier ? term.tier[client.tier] : text.candidate,
          ].join(' · '),
        ]),
        actions(
          button(clientActions.show, text.view, { value: String(client.id) }),
          ...(client.tier === 'bank_wide'
            ? []
            : [button(inboxActions.recommend, text.recommend, { value: client.code })]),
        ),
      ]),
      ...(found.more
        ? [
            context(text.foundMore),
            actions(
              button(clientActions.next, text.next, {
                value: JSON.stringify({ typed: typed.slice(0, 200), offset: offset + pageSize }),
              }),
            ),
          ]
        : []),
    ],
  }
}
