import type { ChatPostMessageResponse, WebClient } from '@slack/web-api'
import type { Log } from '../log.ts'
import type { HomeView, Message, ModalView } from './blocks.ts'
import { type Calls, createCalls, type Gate, needed } from './calls.ts'
import { channelLife } from './channel-life.ts'
import { createFiles } from './files.ts'
import { type InviteAnswer, type Invited, inviteEach, namedIn, readErrors } from './invite.ts'
import { allPages } from './pages.ts'
import { createReadBack } from './read-back.ts'
import type { SlackResult } from './slack-error.ts'
import { readUser, type SlackUser } from './slack-user.ts'

/** Where a message is. `channel` is Slack's id, for a direct message the D id. */
export interface Posted {
  readonly channel: string
  readonly ts: string
}

/** Marks a message for the app; Slack gives it back on request. */
export interface Metadata {
  readonly event_type: string
  readonly event_payload: Record<string, string | number | boolean>
}

/** A window as Slack holds it: the hash refuses changes to a version that is no longer shown. */
export interface OpenView {
  readonly id: string
  readonly hash: string
}

/** Who the bot is. */
export interface Self {
  readonly teamId: string
  readonly userId: string
  readonly teamName: string
  readonly url: string
}

/** The Slack calls the bot makes, one method each; none throws, none repeats itself except the pages of a list. */
export type Gateway = ReturnType<typeof createGateway>

const INVITEES_A_CALL = 100
const PAGE_SIZE = 200

/**
 * The only door to Slack's Web API for the bot.
 * @param client from `createSlackClient`: a client that repeats calls by itself would post twice
 * @param gate for what may wait; answers to a click go straight out
 */
export function createGateway({ client, log, gate }: { client: WebClient; log: Log; gate?: Gate }) {
  const calls = createCalls(log, gate)
  const authTest = createAuthTest(client, calls)
  return {
    /** Who the bot is, and whether its token is good. */
    authTest,
    ...messages(client, calls),
    ...channels(client, calls, remember(authTest)),
    ...views(client, calls),
    ...people(client, calls),
    ...createFiles(client, calls),
    ...createReadBack(client, calls),
  }
}

function createAuthTest(client: WebClient, { again }: Calls) {
  return () =>
    again(
      'auth.test',
      () => client.auth.test(),
      (answer): Self => ({
        teamId: needed(answer.team_id, 'team_id'),
        userId: needed(answer.user_id, 'user_id'),
        teamName: answer.team ?? '',
        url: answer.url ?? '',
      }),
    )
}

/** A token's owner never changes: asked until answered, then known. */
function remember<T>(ask: () => Promise<SlackResult<T>>): () => Promise<SlackResult<T>> {
  let known: SlackResult<T> | undefined
  return async () => {
    if (known) return known
    const answer = await ask()
    if (answer.ok) known = answer
    return answer
  }
}

/** `chat.update` would treat text as if a person had typed it: `parse` is "client" there unless said (docs.slack.dev). */
const asWritten = { parse: 'none', link_names: false } as const

function messages(client: WebClient, { again, once }: Calls) {
  const posted = ({ channel, ts }: { channel?: string; ts?: string }): Posted => ({
    channel: needed(channel, 'channel'),
    ts: needed(ts, 'ts'),
  })
  return {
    /**
     * A new message, or a reply in the thread of `threadTs`; the answer's `threadTs` is null where it stands in none. Links are
     * not unfolded.
     */
    postMessage: (
      { threadTs, ...to }: { channel: string; threadTs?: string; metadata?: Metadata },
      message: Message,
    ) => {
      const thread = threadTs === undefined ? {} : { thread_ts: threadTs }
      const still = { unfurl_links: false, unfurl_media: false, ...asWritten }
      const ask = () => client.chat.postMessage({ ...to, ...thread, ...message, ...still })
      const read = (answer: ChatPostMessageResponse) => ({
        ...posted(answer),
        threadTs: answer.message?.thread_ts ?? null,
      })
      return once('chat.postMessage', ask, read, to.channel)
    },

    /** Redraws one of the bot's own messages whole; text alone would remove its blocks, so both are given. */
    updateMessage: (at: Posted & { metadata?: Metadata }, message: Message) =>
      again('chat.update', () => client.chat.update({ ...at, ...message, ...asWritten }), posted),

    /** The link to a message, for whoever may see it. */
    permalink: ({ channel, ts }: Posted) =>
      again(
        'chat.getPermalink',
        () => client.chat.getPermalink({ channel, message_ts: ts }),
        ({ permalink }) => needed(permalink, 'permalink'),
      ),

    /** The id of the direct message channel with a person. `user_disabled` = deactivated. */
    openDm: (userId: string) =>
      again(
        'conversations.open',
        () => client.conversations.open({ users: userId }),
        ({ channel }) => needed(channel?.id, 'channel.id'),
      ),

    pin: ({ channel, ts }: Posted) => again('pins.add', () => client.pins.add({ channel, timestamp: ts }), nothing),
  }
}

function channels(client: WebClient, { again, once }: Calls, knownSelf: () => Promise<SlackResult<Self>>) {
  const inviteSome = (channel: string, ids: readonly string[], force: boolean) =>
    again(
      'conversations.invite',
      async (): Promise<InviteAnswer> => {
        try {
          const answer = await client.conversations.invite({ channel, users: ids.join(','), force })
          return { errors: readErrors(answer.errors), whole: true }
        } catch (thrown) {
          const answer = namedIn(thrown, ids)
          if (answer) return answer
          throw thrown
        }
      },
      (answer) => answer,
    )
  const membersFrom = (channel: string) => (cursor: string) =>
    again(
      'conversations.members',
      () => client.conversations.members({ channel, limit: PAGE_SIZE, cursor }),
      (answer) => ({ items: answer.members ?? [], next: answer.response_metadata?.next_cursor ?? '' }),
    )

  return {
    /** A channel of this name, or Slack's own spelling of it, which is given back. The bot is a member at once. */
    createChannel: (name: string, isPrivate: boolean) =>
      once(
        'conversations.create',
        () => client.conversations.create({ name, is_private: isPrivate }),
        ({ channel }) => ({
          id: needed(channel?.id, 'channel.id'),
          name: needed(channel?.name, 'channel.name'),
        }),
      ),

    /** Seats up to 100 people, each for themselves (B13). The bot never invites itself: it is a member already. */
    async inviteMembers(channel: string, ids: readonly string[], force = true): Promise<SlackResult<Invited>> {
      if (ids.length > INVITEES_A_CALL) throw new RangeError(`${ids.length} people invited at once, 100 are the most`)
      const self = await knownSelf()
      if (!self.ok) return self
      const people = [...new Set(ids)].filter((id) => id !== self.value.userId)
      return inviteEach(people, (some) => inviteSome(channel, some, force))
    },

    /** The ids of all members, the bot among them. Fails when any page does. */
    async channelMembers(channel: string): Promise<SlackResult<readonly string[]>> {
      const ids: string[] = []
      for await (const page of allPages(membersFrom(channel))) {
        if (!page.ok) return page
        ids.push(...page.value)
      }
      return { ok: true, value: ids }
    },

    ...channelLife(client, { again }),

    setTopic: (channel: string, topic: string) =>
      again('conversations.setTopic', () => client.conversations.setTopic({ channel, topic }), nothing),

    setPurpose: (channel: string, purpose: string) =>
      again('conversations.setPurpose', () => client.conversations.setPurpose({ channel, purpose }), nothing),

    /** A link in the channel's bar. Slack takes the same one twice: a lost answer is `unknown`. */
    addBookmark: (channel: string, bookmark: { title: string; link: string; emoji?: string }) =>
      once(
        'bookmarks.add',
        () => client.bookmarks.add({ channel_id: channel, type: 'link', ...bookmark }),
        (answer) => ({ id: needed(answer.bookmark?.id, 'bookmark.id') }),
      ),

    /** Has a link in the channel's bar lead elsewhere. */
    moveBookmark: (channel: string, id: string, link: string) =>
      again('bookmarks.edit', () => client.bookmarks.edit({ channel_id: channel, bookmark_id: id, link }), nothing),
  }
}

function views(client: WebClient, { again, once }: Calls) {
  const opened = ({ view }: { view?: { id?: string; hash?: string } }): OpenView => ({
    id: needed(view?.id, 'view.id'),
    hash: needed(view?.hash, 'view.hash'),
  })
  return {
    /** Within 3 s of the click whose trigger it is, once. */
    openView: (triggerId: string, view: ModalView) =>
      once('views.open', () => client.views.open({ trigger_id: triggerId, view }), opened),

    /** Above the window that is open; three in all. */
    pushView: (triggerId: string, view: ModalView) =>
      once('views.push', () => client.views.push({ trigger_id: triggerId, view }), opened),

    /** With a hash only if that version is still shown, else `hash_conflict`. */
    updateView: ({ id, hash }: { id: string; hash?: string }, view: ModalView) => {
      const version = hash === undefined ? {} : { hash }
      return again('views.update', () => client.views.update({ view_id: id, view, ...version }), opened)
    },

    publishHome: (userId: string, view: HomeView) =>
      again('views.publish', () => client.views.publish({ user_id: userId, view }), opened),
  }
}

function people(client: WebClient, { again }: Calls) {
  const usersFrom = (cursor: string) =>
    again(
      'users.list',
      () => client.users.list({ limit: PAGE_SIZE, cursor, include_locale: true }),
      (answer) => ({ items: (answer.members ?? []).map(readUser), next: answer.response_metadata?.next_cursor ?? '' }),
    )
  return {
    userInfo: (userId: string) =>
      again(
        'users.info',
        () => client.users.info({ user: userId, include_locale: true }),
        ({ user }) => readUser(needed(user, 'user')),
      ),

    /** Null = nobody has this address. Slack does not tell the locale here. */
    async lookupByEmail(email: string): Promise<SlackResult<SlackUser | null>> {
      const answer = await again(
        'users.lookupByEmail',
        () => client.users.lookupByEmail({ email }),
        ({ user }) => readUser(needed(user, 'user')),
      )
      return !answer.ok && answer.failure.error === 'users_not_found' ? { ok: true, value: null } : answer
    },

    /** Everybody, page by page. A failure is the last thing given: what came before it is not the whole (B24). */
    users: () => allPages(usersFrom),
  }
}

const nothing = () => null
