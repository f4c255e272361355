import type { WebClient } from '@slack/web-api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startWorkspace, type Workspace } from '../../src/workspace/workspace.ts'
import { answerOf, botClient, codeOf } from './support/client.ts'

let workspace: Workspace
let client: WebClient
let channel: string
let outsider: string

beforeAll(async () => {
  workspace = await startWorkspace()
  client = botClient(workspace)
  const made = await client.conversations.create({ name: 'team', is_private: true })
  channel = made.channel?.id as string
  outsider = workspace.addUser({ realName: '外人', email: 'cfo@client.cn', title: 'CFO', kind: 'stranger' }).id
})
afterAll(() => workspace.stop())

describe('people of another organisation', () => {
  it('are not seen, found or invited before a channel is shared', async () => {
    expect(await codeOf(client.users.info({ user: outsider }))).toBe('user_not_visible')
    expect(await codeOf(client.conversations.open({ users: outsider }))).toBe('user_not_visible')
    expect(await codeOf(client.users.lookupByEmail({ email: 'cfo@client.cn' }))).toBe('users_not_found')
    expect((await client.users.list({ limit: 100 })).members?.map((one) => one.id)).not.toContain(outsider)
    expect(await answerOf(client.conversations.invite({ channel, users: outsider }))).toMatchObject({
      error: 'org_user_not_in_team',
      errors: [{ user: outsider, ok: false, error: 'org_user_not_in_team' }],
    })
  })

  it('come into shared channels if the workspace allows it, and show little of themselves', async () => {
    workspace.setChannel(channel, { extShared: true })
    expect((await client.conversations.info({ channel })).channel).toMatchObject({ is_ext_shared: true })
    workspace.rules.mayInviteExternal = false
    expect(await codeOf(client.conversations.invite({ channel, users: outsider }))).toBe(
      'no_external_invite_permission',
    )
    workspace.rules.mayInviteExternal = true
    await client.conversations.invite({ channel, users: outsider })
    const { user } = await client.users.info({ user: outsider })
    expect(user).toMatchObject({ is_stranger: true, real_name: '外人', profile: { title: '' } })
    expect(user?.profile).not.toHaveProperty('email')
  })
})

describe('channels with rules of their own', () => {
  it('cannot be written to, or in threads only, or outside threads only', async () => {
    const { ts } = await client.chat.postMessage({ channel, text: 'root' })
    const post = (thread_ts?: string) =>
      client.chat.postMessage({ channel, text: 'a', ...(thread_ts ? { thread_ts } : {}) })
    workspace.setChannel(channel, { posting: 'read_only' })
    expect(await codeOf(post())).toBe('restricted_action_read_only_channel')
    workspace.setChannel(channel, { posting: 'thread_only' })
    expect(await codeOf(post())).toBe('restricted_action_thread_only_channel')
    expect((await post(ts as string)).ok).toBe(true)
    workspace.setChannel(channel, { posting: 'non_threadable' })
    expect(await codeOf(post(ts as string))).toBe('restricted_action_non_threadable_channel')
    workspace.setChannel(channel, { posting: null })
    expect((await post()).ok).toBe(true)
  })

  it('everybody’s channel is neither archived nor left, and nobody is removed from it', async () => {
    const li = workspace.as(workspace.addUser({ realName: '李', email: 'li@x.cn' }).id)
    const general = workspace.addChannel({ name: 'general', creator: li.id, members: [workspace.botUserId] })
    workspace.setChannel(general, { general: true })
    expect((await client.conversations.info({ channel: general })).channel).toMatchObject({ is_general: true })
    expect(await codeOf(client.conversations.archive({ channel: general }))).toBe('cant_archive_general')
    expect(await codeOf(client.conversations.kick({ channel: general, user: li.id }))).toBe('cant_kick_from_general')
    expect(await codeOf(client.conversations.leave({ channel: general }))).toBe('cant_leave_general')
    expect(() => li.changeChannel(general, { do: 'leave' })).toThrow('cant_leave_general')
    expect(() => workspace.setChannel('C0', { general: true })).toThrow('channel_not_found')
  })
})
