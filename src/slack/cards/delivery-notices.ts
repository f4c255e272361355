import type { ChannelRow } from '../../../db/queries/channel.ts'
import type { GivenUp } from '../../../db/queries/dead-effects.ts'
import { parkedChannelName } from '../../domain/team/channel-name.ts'
import { deletedCode, isLost, type Obstacle } from '../../domain/team/obstacle.ts'
import type { ClientCard } from '../../usecases/client-card.ts'
import { actions, bullets, button, clip, context, lines, literal, type Message, type Piece } from '../blocks.ts'
import { adoptionText } from '../text/adoption.ts'
import { common } from '../text/common.ts'
import { deliveryText } from '../text/delivery.ts'
import { invitationFailureText } from '../text/invitation.ts'
import type { Language } from '../text/words.ts'
import { adoptionIds } from './adoption-view.ts'

/** Action ids of what has to be seen to by hand. */
export const deliveryActions = {
  resend: 'delivery_resend',
  seats: 'delivery_seats',
  channel: 'delivery_channel',
  directory: 'delivery_directory',
} as const

/** How many of those given up are named in the message; the command line lists all. */
export const givenUpShown = 10
const longestError = 200

/** What was given up, with the reason, and a button that sends the rows named again. */
export function givenUpMessage(rows: readonly GivenUp[], count: number, language: Language): Message {
  const text = deliveryText[language]
  const said = text.givenUp(count)
  const more = count - rows.length
  const named = rows.map(({ id, kind, error }) => [
    text.givenUpLine(id, text.kind[kind] ?? kind, clip(error, longestError)),
  ])
  return {
    text: literal(said),
    blocks: [
      bullets(named, [said]),
      ...(more > 0 ? [context(text.givenUpMore(more))] : []),
      actions(button(deliveryActions.resend, text.resend, { value: rows.map(({ id }) => id).join(',') })),
    ],
  }
}

/** Who could not be invited into a client's channel and why, with a button that tries again. */
export function notSeatedMessage(card: ClientCard, language: Language): Message {
  const text = deliveryText[language]
  const said = text.notSeated(card.client.shortName)
  const reasons = new Map(
    card.team
      .filter(({ invitation }) => invitation === 'failed')
      .map((seat) => [seat.name, invitationFailureText(seat.failure ?? '', language)]),
  )
  return {
    text: literal(said),
    blocks: [
      bullets(
        [...reasons].map(([name, reason]) => [text.notSeatedLine(name, reason)]),
        [said],
      ),
      actions(button(deliveryActions.seats, text.retrySeats, { value: String(card.client.id) })),
    ],
  }
}

/** What a person has to do by hand about a client's channel, with the buttons that then go on. */
export function obstaclesMessage(
  client: { readonly shortName: string; readonly code: string },
  channel: ChannelRow,
  botUserId: string,
  language: Language,
): Message {
  const said = headingOf(client.shortName, channel, language)
  const buttons = obstacleButtons(client.code, channel, language)
  return {
    text: literal(said),
    blocks: [
      bullets(
        channel.obstacles.map((obstacle) => obstaclePieces(obstacle, channel, botUserId, language)),
        [said],
      ),
      ...(buttons.length > 0 ? [actions(...buttons)] : []),
    ],
  }
}

function headingOf(client: string, { state, obstacles }: ChannelRow, language: Language): string {
  const text = deliveryText[language]
  if (state === 'parked') return text.notParked(client)
  if (state !== 'open') return text.notReturned(client)
  if (isLost(obstacles)) return adoptionText[language].lostOpen(client)
  if (obstacles.some(({ wanted }) => wanted)) return adoptionText[language].notRenamed(client)
  return obstacles.some(({ step }) => step === 'remove') ? text.notRemoved(client) : text.notReturned(client)
}

/** Another try where one can come to something; and where the channel is out of reach, another channel. */
function obstacleButtons(
  code: string,
  { clientId, state, name, channelId, obstacles }: ChannelRow,
  language: Language,
) {
  const text = deliveryText[language]
  const adoption = adoptionText[language]
  const deleted = obstacles.some(({ error }) => error === deletedCode)
  const canGoOn =
    !deleted &&
    (state !== 'open' || isLost(obstacles) || obstacles.some(({ step, wanted }) => step === 'remove' || wanted))
  const again = button(deliveryActions.channel, text.retryChannel, { value: String(clientId) })
  const confirm = {
    title: text.sure,
    text: adoption.openAnotherAbout(name ?? ''),
    confirm: text.goOn,
    deny: common[language].cancel,
  }
  const value = JSON.stringify({ clientId, seen: channelId })
  const others = [
    button(adoptionIds.another, adoption.openAnother, { value, confirm }),
    button(adoptionIds.how, adoption.adoptOne, { value: code }),
  ]
  return [...(canGoOn ? [again] : []), ...(state !== 'parked' && isLost(obstacles) ? others : [])]
}

function obstaclePieces(
  { step, error, userId, wanted }: Obstacle,
  { state, name, channelId }: ChannelRow,
  botUserId: string,
  language: Language,
): Piece[] {
  const text = deliveryText[language]
  const own = name ?? ''
  switch (step) {
    case 'remove':
      return [text.removeByHand, { person: userId ?? '' }, text.refusedFor(error)]
    case 'rename':
      return [
        text.renameByHand(channelId ?? '', state === 'parked' ? parkedChannelName(own) : (wanted ?? own)),
        text.refusedFor(error),
      ]
    case 'topic':
      return [text.topicByHand(own), text.refusedFor(error)]
    case 'unarchive':
      return [text.unarchiveByHand(own, channelId ?? ''), { person: botUserId }, text.thenRetry, text.refusedFor(error)]
    case 'archive':
      return [text.archiveByHand(own, channelId ?? ''), text.refusedFor(error)]
    case 'reach':
      if (error === deletedCode) return [adoptionText[language].deleted(own, channelId ?? '')]
      return state === 'parked'
        ? [text.closeByHand(own, channelId ?? ''), text.refusedFor(error)]
        : [text.reachByHand(own, channelId ?? ''), { person: botUserId }, text.thenRetry, text.refusedFor(error)]
  }
}

/** The directory was not believed: what it said, and a button for when it is so. */
export function directoryMessage(known: number, lost: number, language: Language): Message {
  const text = deliveryText[language]
  const said = text.directoryDoubted(known, lost)
  const confirm = { title: text.sure, text: text.believeAbout(lost), confirm: text.goOn, deny: common[language].cancel }
  return {
    text: literal(said),
    blocks: [lines([said]), actions(button(deliveryActions.directory, text.believe, { value: String(lost), confirm }))],
  }
}

/** A notice that is one sentence. */
export function spokenNotice(said: string): Message {
  return { text: literal(said), blocks: [lines([said])] }
}
