import type { ConversationsInfoResponse, WebClient } from '@slack/web-api'
import { type Calls, needed } from './calls.ts'
import type { SlackResult } from './slack-error.ts'

/** A channel as Slack shows it to the bot. */
export interface ChannelInfo {
  /** Empty for direct messages. */
  readonly name: string
  readonly archived: boolean
  /** Another company is in it. */
  readonly sharedOutside: boolean
  /** Another company is invited. */
  readonly sharePending: boolean
  /** A private channel, and no direct message. */
  readonly isPrivate: boolean
  readonly isMember: boolean
  readonly creator: string
}

/** What becomes of a channel that is there. */
export function channelLife(client: WebClient, { again }: Pick<Calls, 'again'>) {
  return {
    /** What Slack says of a channel. `channel_not_found` where it is gone, or the bot is no member of a private one. */
    channelInfo: (channel: string): Promise<SlackResult<ChannelInfo>> =>
      again('conversations.info', () => client.conversations.info({ channel }), readInfo),

    /** Slack spells the name its own way: the one it then has is given back. */
    renameChannel: (channel: string, name: string) =>
      again(
        'conversations.rename',
        () => client.conversations.rename({ channel, name }),
        (answer) => needed(answer.channel?.name, 'channel.name'),
      ),

    /** Takes one person out. `restricted_action` where the workspace does not let apps do so. */
    removeMember: (channel: string, userId: string) =>
      again(
        'conversations.kick',
        () => client.conversations.kick({ channel, user: userId }),
        () => null,
      ),

    /** Slack mostly refuses this to bots, with `not_in_channel` (B14). */
    unarchiveChannel: (channel: string) =>
      again(
        'conversations.unarchive',
        () => client.conversations.unarchive({ channel }),
        () => null,
      ),
  }
}

function readInfo({ channel }: ConversationsInfoResponse): ChannelInfo {
  const direct = (channel?.is_im ?? false) || (channel?.is_mpim ?? false)
  return {
    name: direct ? '' : needed(channel?.name, 'channel.name'),
    archived: channel?.is_archived ?? false,
    sharedOutside: channel?.is_ext_shared ?? false,
    sharePending: channel?.is_pending_ext_shared ?? false,
    isPrivate: !direct && (channel?.is_private ?? false),
    isMember: channel?.is_member ?? false,
    creator: channel?.creator ?? '',
  }
}
