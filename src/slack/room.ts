import { type Refusal, refuse } from '../domain/refusal.ts'
import type { Room } from '../domain/team/adoption.ts'
import type { Gateway } from './gateway.ts'
import type { SlackFailure } from './slack-error.ts'

/** Slack's ids of channels, as they stand in mentions and links; group messages of old have a G. */
const idForm = '[CG][A-Z0-9]{8,}'

/** A channel named behind a client by mention, link or id; the words before it, and the id. A word in capitals alone is no id. */
const behind = new RegExp(
  `^(.*?)[\\s\\p{Z}]+(?:<#(${idForm})(?:\\|[^>]*)?>|<?https?://\\S+/archives/(${idForm})\\S*|((?=[A-Z]*\\d)${idForm}))$`,
  'su',
)

/** What was typed of a client and a channel; `channelId` null = the one it was typed in. A bare #name proves nothing (B12). */
export function roomIn(typed: string): {
  readonly client: string
  readonly channelId: string | null
  readonly byName: boolean
} {
  const [, client = '', ...ids] = behind.exec(typed) ?? []
  const channelId = ids.find((id) => id !== undefined)
  if (channelId) return { client, channelId, byName: false }
  return { client: typed, channelId: null, byName: /(^|[\s\p{Z}])[#＃]\S+$/u.test(typed) }
}

/** A channel as Slack shows it now, with all its members but the bot; or why the bot cannot say. */
export async function readRoom(gateway: Gateway, channelId: string): Promise<Room | Refusal> {
  const self = await gateway.authTest()
  if (!self.ok) return unread(self.failure)
  const info = await gateway.channelInfo(channelId)
  if (!info.ok) return unread(info.failure)
  const { name, isPrivate, isMember, archived, sharedOutside, sharePending, creator } = info.value
  if (isPrivate && !isMember) return refuse('room_unseen')
  const members = await gateway.channelMembers(channelId)
  if (!members.ok) return unread(members.failure)
  const bot = self.value.userId
  return {
    channelId,
    name,
    isPrivate,
    archived,
    sharedOutside: sharedOutside || sharePending,
    byBot: creator === bot,
    members: members.value.filter((member) => member !== bot),
  }
}

function unread({ error }: SlackFailure): Refusal {
  const unseen = ['channel_not_found', 'not_in_channel', 'method_not_supported_for_channel_type'].includes(error)
  return unseen ? refuse('room_unseen') : refuse('room_unreadable', { params: { error } })
}
