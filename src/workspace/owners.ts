import { conversationChanged } from './channels.ts'
import { tellEvent } from './deliver/events.ts'
import { SlackError } from './slack-error.ts'
import type { Conversation } from './state.ts'
import type { World } from './world.ts'

/** What a workspace's owners decide about one channel; fields not given stay. */
export interface ChannelSettings {
  /** Shared with another organisation (Slack Connect). */
  extShared?: boolean
  /** The channel everybody is in: nobody leaves it, and it cannot be archived. */
  general?: boolean
  /** Who may write: administrators only, in threads only, outside threads only; null = as usual. */
  posting?: Conversation['posting'] | null
}

/** Changes a channel's settings; `channel_not_found`. */
export function setChannel(world: World, channelId: string, settings: ChannelSettings): void {
  const conversation = world.state.conversations.get(channelId)
  if (conversation?.kind !== 'channel') throw new SlackError('channel_not_found')
  const { extShared, general, posting } = settings
  if (general !== undefined) conversation.general = general
  if (posting === null) delete conversation.posting
  else if (posting !== undefined) conversation.posting = posting
  if (extShared !== undefined && extShared !== conversation.extShared) share(world, conversation, extShared)
  conversationChanged(world, conversation)
}

function share(world: World, conversation: Conversation, extShared: boolean): void {
  conversation.extShared = extShared
  const type = extShared ? 'channel_shared' : 'channel_unshared'
  tellEvent(world, type, () => ({ channel: conversation.id, connected_team_id: 'T0000000001' }), conversation)
}

/** An administrator removes the app: events first, since afterwards nothing of it is left to be told. */
export function uninstallApp(world: World): void {
  tellEvent(world, 'tokens_revoked', () => ({ tokens: { oauth: [], bot: [world.state.app.botUserId] } }))
  tellEvent(world, 'app_uninstalled', () => ({}))
  world.rules.tokenState = 'account_inactive'
  world.changes.emit({ type: 'switches' }, null)
}
