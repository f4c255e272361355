import type { WebClient } from '@slack/web-api'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startWorkspace, type Workspace } from '../../src/workspace/workspace.ts'
import { answerOf, botClient, codeOf } from './support/client.ts'

let workspace: Workspace
let client: WebClient
let n = 0
const person = (extra: object = {}) => workspace.addUser({ realName: `人${++n}`, email: `p${n}@x.cn`, ...extra })
const made = async (isPrivate = true) => {
  const { channel } = await client.conversations.create({ name: `c${++n}`, is_private: isPrivate })
  return channel?.id as string
}

beforeAll(async () => {
  workspace = await startWorkspace()
  client = botClient(workspace)
})
afterAll(() => workspace.stop())
beforeEach(() => {
  Object.assign(workspace.rules, {
    mayCreatePrivate: true,
    mayArchive: true,
    mayKick: true,
    unicodeChannelNames: true,
    shortPages: false,
  })
})

describe('channel names', () => {
  it.each([
    ['', 'invalid_name_required'],
    ['x'.repeat(81), 'invalid_name_maxlength'],
    ['Big', 'invalid_name_specials'],
    ['a b', 'invalid_name_specials'],
    ['a.b', 'invalid_name_specials'],
    ['--_', 'invalid_name_punctuation'],
  ])('refuses %j', async (name, code) => {
    expect(await codeOf(client.conversations.create({ name }))).toBe(code)
  })

  it('takes Chinese names unless the switch says no', async () => {
    expect((await client.conversations.create({ name: '中集-团队' })).channel?.name).toBe('中集-团队')
    workspace.rules.unicodeChannelNames = false
    expect(await codeOf(client.conversations.create({ name: '中集-二' }))).toBe('invalid_name_specials')
  })

  it('keeps the names of archived channels, and hides nothing about other people’s private ones', async () => {
    const { channel } = await client.conversations.create({ name: 'kept', is_private: true })
    await client.conversations.archive({ channel: channel?.id as string })
    expect(await codeOf(client.conversations.create({ name: 'kept' }))).toBe('name_taken')
    workspace.addChannel({ name: 'secret', isPrivate: true, creator: person().id })
    expect(await codeOf(client.conversations.create({ name: 'secret' }))).toBe('name_taken')
  })

  it('rewrites a name on renaming, and does not rename what is archived or not ours', async () => {
    const id = await made()
    expect((await client.conversations.rename({ channel: id, name: 'New Name.x' })).channel?.name).toBe('new-name-x')
    await client.conversations.archive({ channel: id })
    expect(await codeOf(client.conversations.rename({ channel: id, name: 'again' }))).toBe('is_archived')
    const theirs = workspace.addChannel({ name: 'theirs', creator: person().id, members: [workspace.botUserId] })
    expect(await codeOf(client.conversations.rename({ channel: theirs, name: 'ours' }))).toBe('not_authorized')
  })
})

describe('membership', () => {
  it('makes unknown private channels invisible, and public ones closed to writing', async () => {
    const creator = person().id
    const hidden = workspace.addChannel({ name: `hidden${++n}`, isPrivate: true, creator })
    const open = workspace.addChannel({ name: `open${++n}`, creator })
    expect(await codeOf(client.conversations.info({ channel: hidden }))).toBe('channel_not_found')
    expect(await codeOf(client.chat.postMessage({ channel: hidden, text: 'a' }))).toBe('channel_not_found')
    expect((await client.conversations.info({ channel: open })).channel?.is_member).toBe(false)
    expect(await codeOf(client.chat.postMessage({ channel: open, text: 'a' }))).toBe('not_in_channel')
    expect(await codeOf(client.conversations.invite({ channel: open, users: creator }))).toBe('not_in_channel')
  })

  it('invites all or none, or with force those who can', async () => {
    const channel = await made()
    const [a, b, gone] = [person().id, person().id, person().id]
    workspace.deactivateUser(gone)
    await client.conversations.invite({ channel, users: a })
    const users = [a, b, gone, workspace.botUserId].join(',')
    const refused = await answerOf(client.conversations.invite({ channel, users }))
    expect(refused.error).toBe('already_in_channel')
    expect(refused.errors).toEqual([
      { user: a, ok: false, error: 'already_in_channel' },
      { user: gone, ok: false, error: 'user_not_found' },
      { user: workspace.botUserId, ok: false, error: 'cant_invite_self' },
    ])
    expect((await client.conversations.members({ channel })).members).not.toContain(b)
    expect((await client.conversations.invite({ channel, users, force: true })).ok).toBe(true)
    expect((await client.conversations.members({ channel })).members).toContain(b)
    expect(await codeOf(client.conversations.invite({ channel, users: gone, force: true }))).toBe('user_not_found')
  })

  it('takes at most a hundred invitees a call', async () => {
    const channel = await made()
    const many = workspace.addUsers(
      Array.from({ length: 101 }, (_, i) => ({ realName: `众${i}`, email: `z${i}@x.cn` })),
    )
    const ids = many.map((one) => one.id)
    expect(await codeOf(client.conversations.invite({ channel, users: ids.join(',') }))).toBe('invalid_arguments')
    await client.conversations.invite({ channel, users: ids.slice(0, 100).join(',') })
    expect((await client.conversations.info({ channel, include_num_members: true })).channel?.num_members).toBe(101)
  })

  it('keeps single-channel guests to one channel', async () => {
    const guest = person({ kind: 'ultra_restricted' }).id
    await client.conversations.invite({ channel: await made(), users: guest })
    expect(await codeOf(client.conversations.invite({ channel: await made(), users: guest }))).toBe('ura_max_channels')
  })

  it('removes people unless the workspace forbids it, and never the bot itself', async () => {
    const channel = await made()
    const a = person().id
    await client.conversations.invite({ channel, users: a })
    expect(await codeOf(client.conversations.kick({ channel, user: workspace.botUserId }))).toBe('cant_kick_self')
    workspace.rules.mayKick = false
    expect(await codeOf(client.conversations.kick({ channel, user: a }))).toBe('restricted_action')
    workspace.rules.mayKick = true
    await client.conversations.kick({ channel, user: a })
    expect(await codeOf(client.conversations.kick({ channel, user: a }))).toBe('not_in_channel')
    expect(await codeOf(client.conversations.leave({ channel }))).toBe('last_member')
  })

  it('does not let a bot bring back an archived channel', async () => {
    const channel = await made()
    await client.conversations.archive({ channel })
    expect(await codeOf(client.conversations.archive({ channel }))).toBe('already_archived')
    expect(await codeOf(client.conversations.unarchive({ channel }))).toBe('not_in_channel')
    expect(await codeOf(client.chat.postMessage({ channel, text: 'a' }))).toBe('is_archived')
  })

  it('may be forbidden to make private channels', async () => {
    workspace.rules.mayCreatePrivate = false
    expect(await codeOf(client.conversations.create({ name: 'never', is_private: true }))).toBe('restricted_action')
  })
})

describe('topic, pins, bookmarks', () => {
  it('sets topic and purpose up to 250 characters and shows them to members', async () => {
    const channel = await made()
    const a = workspace.as(person().id)
    await client.conversations.invite({ channel, users: a.id })
    await client.conversations.setTopic({ channel, topic: '中集集团 000039.SZ' })
    await client.conversations.setPurpose({ channel, purpose: '战略客户营销小组' })
    expect(a.conversation(channel)).toMatchObject({ topic: '中集集团 000039.SZ', purpose: '战略客户营销小组' })
    expect(await codeOf(client.conversations.setTopic({ channel, topic: 'x'.repeat(251) }))).toBe('too_long')
  })

  it('pins a message once, and keeps bookmarks', async () => {
    const channel = await made()
    const { ts } = await client.chat.postMessage({ channel, text: 'a' })
    await client.pins.add({ channel, timestamp: ts as string })
    expect(await codeOf(client.pins.add({ channel, timestamp: ts as string }))).toBe('already_pinned')
    expect(await codeOf(client.pins.add({ channel, timestamp: '1.000001' }))).toBe('message_not_found')
    const { bookmark } = await client.bookmarks.add({
      channel_id: channel,
      title: '名册',
      type: 'link',
      link: 'https://a.cn/',
    })
    await client.bookmarks.edit({ channel_id: channel, bookmark_id: bookmark?.id as string, title: '新名册' })
    expect((await client.bookmarks.list({ channel_id: channel })).bookmarks).toMatchObject([
      { title: '新名册', link: 'https://a.cn/' },
    ])
    expect(await codeOf(client.bookmarks.add({ channel_id: channel, title: 'a', type: 'link', link: 'no' }))).toBe(
      'invalid_link',
    )
  })
})

describe('lists', () => {
  it('gives short pages with a cursor until the empty one', async () => {
    workspace.rules.shortPages = true
    const seen: string[] = []
    for await (const page of client.paginate('conversations.list', {
      types: 'private_channel,public_channel',
      limit: 4,
    })) {
      const { channels } = page as unknown as { channels: { id: string }[] }
      expect(channels.length).toBeLessThanOrEqual(2)
      seen.push(...channels.map((one) => one.id))
    }
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen).toContain(await made(false).then(() => seen[0]))
    expect(await codeOf(client.conversations.list({ limit: 5, cursor: 'bm9uc2Vuc2U=' }))).toBe('invalid_cursor')
    expect(await codeOf(client.conversations.list({ limit: 1000 }))).toBe('invalid_limit')
    expect(await codeOf(client.conversations.list({ types: 'secret' }))).toBe('invalid_types')
  })
})

describe('Slack’s own commands', () => {
  const appName = async () => (await client.users.info({ user: workspace.botUserId })).user?.real_name

  it('/invite and /remove know people and the app by name or handle, /leave takes oneself out', async () => {
    const [a, b] = [person(), person()]
    const li = workspace.as(a.id)
    const channel = workspace.addChannel({ name: `own${++n}`, isPrivate: true, creator: a.id })
    const members = async () => (await client.conversations.members({ channel })).members?.sort()
    expect(await li.command(`/invite @${b.name} @${await appName()}`, channel)).toEqual({ ok: true })
    expect(await members()).toEqual([a.id, b.id, workspace.botUserId].sort())
    expect(await li.command(`/remove @${b.realName}`, channel)).toEqual({ ok: true })
    expect(await members()).toEqual([a.id, workspace.botUserId].sort())
    expect(await li.command(`/remove @${b.realName}`, channel)).toEqual({ ok: false, error: 'not_in_channel' })
    expect(await li.command('/leave', channel)).toEqual({ ok: true })
    expect(await members()).toEqual([workspace.botUserId])
  })

  it.each([
    ['/invite', 'no_user'],
    ['/invite @nobody.here', 'user_not_found'],
  ])('%s is refused in Slackbot’s words', async (line, error) => {
    const a = person()
    const li = workspace.as(a.id)
    const channel = workspace.addChannel({ name: `own${++n}`, isPrivate: true, creator: a.id })
    expect(await li.command(line, channel)).toEqual({ ok: false, error })
    expect(li.ephemerals().at(-1)?.text).toBe(`${line.split(' ')[0]} 没有成功：${error}。`)
  })
})
