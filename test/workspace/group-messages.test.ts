import type { WebClient } from '@slack/web-api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startWorkspace, type Workspace } from '../../src/workspace/workspace.ts'
import { botClient, codeOf } from './support/client.ts'

let workspace: Workspace
let client: WebClient
let people: string[]

beforeAll(async () => {
  workspace = await startWorkspace()
  for (const scope of ['mpim:write', 'mpim:read', 'mpim:history']) workspace.scopes.add(scope)
  client = botClient(workspace)
  people = workspace
    .addUsers(Array.from({ length: 9 }, (_, i) => ({ realName: `人${i}`, email: `p${i}@x.cn` })))
    .map((one) => one.id)
})
afterAll(() => workspace.stop())

describe('a direct message of several', () => {
  it('is one however its people are named, and everybody in it reads the same', async () => {
    const [a, b] = people as [string, string]
    const first = await client.conversations.open({ users: `${a},${b}`, return_im: true })
    expect(first.channel).toMatchObject({ is_mpim: true, is_private: true, name: expect.stringMatching(/^mpdm-/) })
    const again = await client.conversations.open({ users: `${b},${a}` })
    expect(again).toMatchObject({ already_open: true, channel: { id: first.channel?.id } })
    const id = first.channel?.id as string
    const { ts } = await client.chat.postMessage({ channel: id, text: '大家好' })
    for (const one of [a, b]) expect(workspace.as(one).messages(id).at(-1)).toMatchObject({ ts, text: '大家好' })
    expect(
      workspace
        .as(a)
        .conversations()
        .find((line) => line.id === id),
    ).toMatchObject({ unread: 1 })
    expect((await client.conversations.list({ types: 'mpim' })).channels?.map((one) => one.id)).toEqual([id])
    expect((await client.conversations.close({ channel: id })).ok).toBe(true)
  })

  it('takes eight others at most, needs its own scope, and has no bookmarks or invitations', async () => {
    const group = people.slice(0, 3).join(',')
    expect(await codeOf(client.conversations.open({ users: people.join(',') }))).toBe('too_many_users')
    const { channel } = await client.conversations.open({ users: group })
    const id = channel?.id as string
    expect(await codeOf(client.conversations.invite({ channel: id, users: people[8] as string }))).toBe(
      'method_not_supported_for_channel_type',
    )
    workspace.scopes.add('bookmarks:read')
    expect(await codeOf(client.bookmarks.list({ channel_id: id }))).toBe('not_implemented')
    workspace.scopes.delete('mpim:write')
    expect(await codeOf(client.conversations.open({ users: group }))).toBe('missing_scope')
  })

  it('is only looked for when asked not to make one', async () => {
    workspace.scopes.add('mpim:write')
    const users = people.slice(4, 6).join(',')
    expect(await codeOf(client.conversations.open({ users, prevent_creation: true }))).toBe('channel_not_found')
    const { channel } = await client.conversations.open({ users })
    expect((await client.conversations.open({ users, prevent_creation: true })).channel?.id).toBe(channel?.id)
    expect(await codeOf(client.conversations.open({ users: 'U1,U2' }))).toBe('user_not_found')
  })
})
