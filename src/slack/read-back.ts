import type { WebClient } from '@slack/web-api'
import { type Calls, needed } from './calls.ts'
import { allPages, type Page } from './pages.ts'
import type { SlackResult } from './slack-error.ts'

/** Where messages are looked for: a channel, or a thread in it, since a moment. */
export interface Whereabouts {
  readonly channel: string
  readonly threadTs?: string
  readonly since: Date
}

/** A private channel that the bot is a member of. */
export interface OwnChannel {
  readonly id: string
  readonly name: string
  readonly creator: string
  readonly createdAt: Date
}

/** Messages found again by their mark, oldest first, and whether the thread they were for is gone. */
export interface MarkedMessages {
  readonly ts: readonly string[]
  readonly threadGone: boolean
}

/** The type of the metadata by which the bot knows its messages again; what it is about is not said. */
export const markType = 'strategic_clients_notice'

const PAGE_SIZE = 200

/** Reads back what earlier calls may have done, and takes away what was done twice. */
export function createReadBack(client: WebClient, { again }: Calls) {
  const messagesFrom =
    ({ channel, threadTs, since }: Whereabouts) =>
    (cursor: string): Promise<SlackResult<Page<SeenMessage>>> => {
      const oldest = (since.getTime() / 1_000).toFixed(6)
      const asked = { channel, oldest, limit: PAGE_SIZE, cursor, include_all_metadata: true }
      const read = (answer: HistoryAnswer) => ({
        items: (answer.messages ?? []).map((message) => ({
          ts: needed(message.ts, 'message.ts'),
          mark: message.metadata?.event_type === markType ? message.metadata.event_payload?.mark : undefined,
          text: message.text ?? '',
          files: (message.files ?? []).flatMap(({ id }) => id ?? []),
        })),
        next: answer.response_metadata?.next_cursor ?? '',
      })
      return threadTs === undefined
        ? again('conversations.history', () => client.conversations.history(asked), read)
        : again('conversations.replies', () => client.conversations.replies({ ...asked, ts: threadTs }), read)
    }

  const channelsFrom = (cursor: string) =>
    again(
      'conversations.list',
      () => client.conversations.list({ types: 'private_channel', limit: PAGE_SIZE, cursor }),
      (answer) => ({
        items: (answer.channels ?? []).map(readChannel),
        next: answer.response_metadata?.next_cursor ?? '',
      }),
    )

  return {
    /** The messages that carry this mark. What was for a thread that is gone may stand in its channel (B27). */
    async markedMessages(at: Whereabouts, mark: string): Promise<SlackResult<MarkedMessages>> {
      const { threadTs: _gone, ...channel } = at
      const inThread = await collect(messagesFrom(at))
      const isGone = !inThread.ok && inThread.failure.error === 'thread_not_found'
      const found = isGone ? await collect(messagesFrom(channel)) : inThread
      if (!found.ok) return found
      const marked = found.value.filter((message) => message.mark === mark).map(({ ts }) => ts)
      return { ok: true, value: { ts: [...new Set(marked)].sort(), threadGone: isGone } }
    },

    /** The ids of files shared with this text beside them, oldest first: files carry no metadata. */
    async sharedFiles(at: Whereabouts, text: string): Promise<SlackResult<readonly string[]>> {
      const found = await collect(messagesFrom(at))
      if (!found.ok) return found
      const oldestFirst = [...found.value].sort((a, b) => (a.ts < b.ts ? -1 : 1))
      return { ok: true, value: oldestFirst.flatMap((message) => (message.text.includes(text) ? message.files : [])) }
    },

    /** Every private channel the bot sits in, archived ones too. */
    ownChannels: (): Promise<SlackResult<readonly OwnChannel[]>> => collect(channelsFrom),

    /** The links in a channel's bar. */
    bookmarks: (channel: string) =>
      again(
        'bookmarks.list',
        () => client.bookmarks.list({ channel_id: channel }),
        (answer) =>
          (answer.bookmarks ?? []).map(({ id, link }) => ({ id: needed(id, 'bookmark.id'), link: link ?? '' })),
      ),

    removeBookmark: (channel: string, id: string) =>
      again('bookmarks.remove', () => client.bookmarks.remove({ channel_id: channel, bookmark_id: id }), nothing),

    /** Takes one of the bot's own messages away. */
    deleteMessage: ({ channel, ts }: { channel: string; ts: string }) =>
      again('chat.delete', () => client.chat.delete({ channel, ts }), nothing),

    /** Closes a channel; Slack keeps its name taken. */
    archiveChannel: (channel: string) =>
      again('conversations.archive', () => client.conversations.archive({ channel }), nothing),
  }
}

/** What of a message tells what it is about. */
interface SeenMessage {
  readonly ts: string
  readonly mark: unknown
  readonly text: string
  readonly files: readonly string[]
}

interface HistoryAnswer {
  messages?: {
    ts?: string
    text?: string
    metadata?: { event_type?: string; event_payload?: { mark?: unknown } }
    files?: { id?: string }[]
  }[]
  response_metadata?: { next_cursor?: string }
}

function readChannel(channel: { id?: string; name?: string; creator?: string; created?: number }): OwnChannel {
  return {
    id: needed(channel.id, 'channel.id'),
    name: channel.name ?? '',
    creator: channel.creator ?? '',
    createdAt: new Date((channel.created ?? 0) * 1_000),
  }
}

async function collect<T>(ask: (cursor: string) => Promise<SlackResult<Page<T>>>): Promise<SlackResult<readonly T[]>> {
  const items: T[] = []
  for await (const page of allPages(ask)) {
    if (!page.ok) return page
    items.push(...page.value)
  }
  return { ok: true, value: items }
}

const nothing = () => null
