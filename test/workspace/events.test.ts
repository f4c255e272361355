import type { App } from '@slack/bolt'
import type { WebClient } from '@slack/web-api'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startWorkspace, type Workspace } from '../../src/workspace/workspace.ts'
import { createSocketBot } from './support/bot.ts'
import { botClient, codeOf } from './support/client.ts'

let workspace: Workspace
let app: App
let client: WebClient
let li: ReturnType<Workspace['as']>
let admin: ReturnType<Workspace['as']>
let channel: string
let n = 0

/** Beside those subscribed to from the start. */
const all = [
  'channel_created',
  'channel_shared',
  'channel_unshared',
  'file_created',
  'file_shared',
  'file_deleted',
  'message.channels',
  'message.groups',
  'message.im',
  'message.mpim',
  'pin_added',
  'pin_removed',
  'reaction_added',
  'reaction_removed',
  'subteam_created',
  'subteam_updated',
  'subteam_members_changed',
]

beforeAll(async () => {
  workspace = await startWorkspace()
  for (const event of all) workspace.rules.events.add(event)
  for (const scope of ['reactions:write', 'reactions:read', 'usergroups:write', 'mpim:write', 'pins:read'])
    workspace.scopes.add(scope)
  // The app stays in what was archived, so that it hears of all that follows.
  workspace.rules.archivingRemovesBot = false
  app = createSocketBot(workspace)
  await app.start()
  client = botClient(workspace)
  li = workspace.as(workspace.addUser({ realName: '李', email: 'li@x.cn' }).id)
  admin = workspace.as(workspace.addUser({ realName: '管', email: 'admin@x.cn', kind: 'admin' }).id)
})
afterAll(async () => {
  await app.stop()
  await workspace.stop()
})
beforeEach(() => open(false))

async function open(isPrivate: boolean): Promise<void> {
  const made = await client.conversations.create({ name: `c${++n}`, is_private: isPrivate })
  channel = made.channel?.id as string
  await client.conversations.invite({ channel, users: `${li.id},${admin.id}` })
  workspace.log.clear()
}

/** Types (and subtypes) of the events told since the test began, messages apart from those asked for. */
const told = (kind: 'messages' | 'others' = 'others') =>
  workspace.log
    .deliveries('event:')
    .map((one) => (one.payload as { event: { type: string; subtype?: string } }).event)
    .filter((event) => (event.type === 'message') === (kind === 'messages'))
    .map((event) => (kind === 'messages' ? (event.subtype ?? 'message') : event.type))

describe.each(['channel', 'group'])('what people do in a %s', (kind) => {
  beforeEach(() => open(kind === 'group'))

  it('is told, each change once', async () => {
    li.changeChannel(channel, { do: 'topic', text: '中集' })
    li.changeChannel(channel, { do: 'leave' })
    admin.changeChannel(channel, { do: 'invite', user: li.id })
    admin.changeChannel(channel, { do: 'remove', user: li.id })
    admin.changeChannel(channel, { do: 'rename', name: `renamed${n}` })
    admin.changeChannel(channel, { do: 'archive' })
    admin.changeChannel(channel, { do: 'unarchive' })
    admin.changeChannel(channel, { do: 'delete' })
    expect(told()).toEqual([
      'member_left_channel',
      'member_joined_channel',
      'member_left_channel',
      `${kind}_rename`,
      `${kind}_archive`,
      `${kind}_unarchive`,
      `${kind}_deleted`,
    ])
    expect(told('messages')).toEqual(['topic', 'leave', 'join', 'leave', 'name', 'archive'].map((s) => `${kind}_${s}`))
    expect(await codeOf(client.conversations.info({ channel }))).toBe('channel_not_found')
    expect((await client.conversations.create({ name: `renamed${n}` })).ok).toBe(true)
  })

  it('with messages likewise', async () => {
    const { ts } = await client.chat.postMessage({ channel, text: '卡片' })
    const card = () => li.messages(channel).find((one) => one.ts === ts) as never
    li.markMessage(card(), { do: 'react', name: 'eyes' })
    li.markMessage(card(), { do: 'unreact', name: 'eyes' })
    li.markMessage(card(), { do: 'pin' })
    li.markMessage(card(), { do: 'unpin' })
    expect(() => li.markMessage(card(), { do: 'delete' })).toThrow('cant_delete_message')
    const own = li.say(channel, '早')
    li.markMessage(own, { do: 'edit', text: '早上好' })
    li.markMessage(own, { do: 'delete' })
    admin.markMessage(card(), { do: 'delete' })
    expect(told()).toEqual(['reaction_added', 'reaction_removed', 'pin_added', 'pin_removed'])
    expect(told('messages')).toEqual(['message', 'message', 'message_changed', 'message_deleted', 'message_deleted'])
    const removed = workspace.log.deliveries('event:message').at(-1)?.payload as { event: object }
    expect(removed.event).toMatchObject({ channel, deleted_ts: ts, previous_message: { text: '卡片' } })
  })
})

describe('what guests and members may', () => {
  it('is theirs alone', () => {
    const guest = workspace.as(workspace.addUser({ realName: '客', email: 'g@x.cn', kind: 'restricted' }).id)
    admin.changeChannel(channel, { do: 'invite', user: guest.id })
    expect(() => guest.changeChannel(channel, { do: 'invite', user: li.id })).toThrow('user_is_restricted')
    expect(() => li.changeChannel(channel, { do: 'rename', name: 'mine' })).toThrow('not_authorized')
    expect(() => li.changeChannel(channel, { do: 'delete' })).toThrow('restricted_action')
    expect(() => guest.makeChannel('theirs')).toThrow('user_is_restricted')
    expect(li.channel(workspace.as(li.id).conversation(li.makeChannel('ours')).name).members).toHaveLength(1)
  })
})

describe('the rest', () => {
  it('the bot’s own reactions, groups of people, files, sharing, removal of the app', async () => {
    const { ts } = await client.chat.postMessage({ channel, text: 'a' })
    const at = { channel, timestamp: ts as string }
    await client.reactions.add({ ...at, name: 'eyes' })
    expect(await codeOf(client.reactions.add({ ...at, name: ':eyes:' }))).toBe('already_reacted')
    expect((await client.reactions.get(at)).message).toMatchObject({ reactions: [{ name: 'eyes', count: 1 }] })
    await client.reactions.remove({ ...at, name: 'eyes' })
    expect(await codeOf(client.reactions.remove({ ...at, name: 'eyes' }))).toBe('no_reaction')
    const { usergroup } = await client.usergroups.create({ name: `组${n}` })
    await client.usergroups.users.update({ usergroup: usergroup?.id as string, users: li.id })
    await client.filesUploadV2({ channel_id: channel, filename: 'a', content: 'a' })
    workspace.setChannel(channel, { extShared: true })
    workspace.setChannel(channel, { extShared: false })
    workspace.uninstallApp()
    expect(told()).toEqual([
      'reaction_added',
      'reaction_removed',
      'subteam_created',
      'subteam_members_changed',
      'subteam_updated',
      'file_created',
      'file_shared',
      'channel_shared',
      'channel_unshared',
      'tokens_revoked',
      'app_uninstalled',
    ])
    expect(await codeOf(client.auth.test())).toBe('account_inactive')
    workspace.rules.tokenState = 'valid'
  })
})
