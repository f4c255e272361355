import type { WebClient } from '@slack/web-api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startWorkspace, type Workspace } from '../../src/workspace/workspace.ts'
import { answerOf, botClient, codeOf } from './support/client.ts'

let workspace: Workspace
let client: WebClient
let channel: string
let li: ReturnType<Workspace['as']>
const section = (text: string) => ({ type: 'section' as const, text: { type: 'mrkdwn' as const, text } })

beforeAll(async () => {
  workspace = await startWorkspace()
  client = botClient(workspace)
  li = workspace.as(workspace.addUser({ realName: '李工', email: 'li@x.cn' }).id)
  channel = (await client.conversations.create({ name: 'team', is_private: true })).channel?.id as string
  await client.conversations.invite({ channel, users: li.id })
})
afterAll(() => workspace.stop())

describe('chat.postMessage', () => {
  it('posts to a person’s id as to their direct message, and names the channel in the answer', async () => {
    const posted = await client.chat.postMessage({ channel: li.id, text: '你好' })
    expect(posted.channel).toBe(li.dm().id)
    expect(li.messages().at(-1)).toMatchObject({ text: '你好', author: { kind: 'bot' } })
    const opened = await client.conversations.open({ users: li.id })
    expect(opened).toMatchObject({ already_open: true, channel: { id: posted.channel } })
  })

  it('needs something to say, a place, and blocks within the limits', async () => {
    expect(await codeOf(client.chat.postMessage({ channel, text: '' }))).toBe('no_text')
    expect(await codeOf(client.chat.postMessage({ channel: 'C0NOTHERE', text: 'a' }))).toBe('channel_not_found')
    const long = Array.from({ length: 5 }, () => section('x'.repeat(2900)))
    expect(await codeOf(client.chat.postMessage({ channel, text: 'a', blocks: long }))).toBe('msg_blocks_too_long')
    const bad = await answerOf(client.chat.postMessage({ channel, text: 'a', blocks: [section('')] }))
    expect(bad).toMatchObject({
      error: 'invalid_blocks',
      response_metadata: { messages: ['[ERROR] must be more than 0 characters [json-pointer:/blocks/0/text/text]'] },
    })
  })

  it('gives blocks and elements the ids they lack', async () => {
    const button = { type: 'button' as const, text: { type: 'plain_text' as const, text: 'b' } }
    const { message } = await client.chat.postMessage({
      channel,
      text: 'a',
      blocks: [{ type: 'actions', elements: [button] }],
    })
    const block = message?.blocks?.[0] as { block_id: string; elements: { action_id: string }[] } | undefined
    expect(block?.block_id).toMatch(/\S/)
    expect(block?.elements[0]?.action_id).toMatch(/\S/)
  })

  it('truncates over 40,000 characters and counts Chinese as one each', async () => {
    await client.chat.postMessage({ channel, text: '字'.repeat(40_001) })
    expect([...(li.messages(channel).at(-1)?.text ?? '')]).toHaveLength(40_000)
  })

  it('keeps threads together and shows metadata only to who asks', async () => {
    const root = await client.chat.postMessage({
      channel,
      text: 'root',
      metadata: { event_type: 'card', event_payload: { id: 'k1' } },
    })
    const first = await client.chat.postMessage({ channel, text: 'r1', thread_ts: root.ts as string })
    li.say(channel, 'r2', first.ts as string)
    const { messages } = await client.conversations.replies({ channel, ts: root.ts as string })
    expect(messages?.map((one) => one.text)).toEqual(['root', 'r1', 'r2'])
    expect(messages?.[0]).toMatchObject({ reply_count: 2, thread_ts: root.ts })
    expect(messages?.[0]).not.toHaveProperty('metadata')
    const history = await client.conversations.history({
      channel,
      include_all_metadata: true,
      latest: root.ts as string,
      inclusive: true,
      limit: 1,
    })
    expect(history.messages?.[0]).toMatchObject({
      ts: root.ts,
      metadata: { event_type: 'card', event_payload: { id: 'k1' } },
    })
    expect(li.conversation(channel).replies[root.ts as string]?.map((one) => one.text)).toEqual(['r1', 'r2'])
  })

  it('refuses a reply to a message that is gone, or lets it land in the channel', async () => {
    const root = await client.chat.postMessage({ channel, text: 'root' })
    const thread_ts = root.ts as string
    await client.chat.delete({ channel, ts: thread_ts })
    expect(await codeOf(client.chat.postMessage({ channel, text: 'refused', thread_ts }))).toBe('thread_not_found')
    workspace.rules.refusesLostThreads = false
    const landed = await client.chat.postMessage({ channel, text: 'landed', thread_ts })
    workspace.rules.refusesLostThreads = true
    expect(landed.message).not.toHaveProperty('thread_ts')
    expect(li.messages(channel).at(-1)?.text).toBe('landed')
  })
})

describe('chat.update and delete', () => {
  it('takes the blocks away when text comes without them, and marks that as edited', async () => {
    const { ts } = await client.chat.postMessage({ channel, text: 'a', blocks: [section('a')] })
    await client.chat.update({ channel, ts: ts as string, text: 'b', blocks: [section('b')] })
    const find = () => li.messages(channel).find((one) => one.ts === ts)
    expect(find()).toMatchObject({ text: 'b', edited: false, blocks: [{ type: 'section' }] })
    await client.chat.update({ channel, ts: ts as string, text: 'c' })
    expect(find()).toMatchObject({ text: 'c', edited: true, blocks: [] })
    await client.chat.delete({ channel, ts: ts as string })
    expect(find()).toBeUndefined()
  })

  it('changes only the bot’s own messages, within limits', async () => {
    const theirs = li.say(channel, '我的话')
    expect(await codeOf(client.chat.update({ channel, ts: theirs.ts, text: 'x' }))).toBe('cant_update_message')
    expect(await codeOf(client.chat.delete({ channel, ts: theirs.ts }))).toBe('cant_delete_message')
    expect(await codeOf(client.chat.update({ channel, ts: '1.000002', text: 'x' }))).toBe('message_not_found')
    const { ts } = await client.chat.postMessage({ channel, text: 'a' })
    expect(await codeOf(client.chat.update({ channel, ts: ts as string, text: 'x'.repeat(4001) }))).toBe('msg_too_long')
  })

  it('never changes an ephemeral', async () => {
    const { message_ts } = await client.chat.postEphemeral({ channel, user: li.id, text: '悄悄话' })
    expect(li.ephemerals().at(-1)?.text).toBe('悄悄话')
    expect(await codeOf(client.chat.update({ channel, ts: message_ts as string, text: 'x' }))).toBe('message_not_found')
    const outsider = workspace.addUser({ realName: '外', email: 'out@x.cn' }).id
    expect(await codeOf(client.chat.postEphemeral({ channel, user: outsider, text: 'x' }))).toBe('user_not_in_channel')
  })
})

describe('people who left', () => {
  it('get no direct message and are no members', async () => {
    const gone = workspace.addUser({ realName: '走', email: 'gone@x.cn' }).id
    await client.conversations.invite({ channel, users: gone })
    const dm = (await client.chat.postMessage({ channel: gone, text: 'a' })).channel as string
    workspace.deactivateUser(gone)
    expect(await codeOf(client.conversations.open({ users: gone }))).toBe('user_disabled')
    expect(await codeOf(client.chat.postMessage({ channel: dm, text: 'a' }))).toBe('channel_not_found')
    expect((await client.users.info({ user: gone })).user?.deleted).toBe(true)
    expect(await codeOf(client.users.lookupByEmail({ email: 'gone@x.cn' }))).toBe('users_not_found')
    expect((await client.conversations.members({ channel })).members).not.toContain(gone)
  })
})

describe('what people write', () => {
  it('is escaped, but for people mentioned by handle', async () => {
    const said = li.say(channel, '<!channel> R&D @li 好')
    expect(said.text).toBe(`&lt;!channel&gt; R&amp;D <@${li.id}> 好`)
    expect(li.text(said.text)).toBe('<!channel> R&D @李工 好')
  })
})

describe('files', () => {
  it('go up in three steps and appear in the channel', async () => {
    await client.filesUploadV2({
      channel_id: channel,
      filename: 'a.csv',
      title: '名册',
      content: '代码,名称\n',
      initial_comment: '附件',
    })
    const shown = await li.waitFor(() => li.messages(channel).find((one) => one.files.length > 0))
    expect(shown).toMatchObject({ text: '附件', files: [{ name: 'a.csv', title: '名册' }] })
    const answer = await fetch(workspace.url + shown.files[0]?.url)
    expect(await answer.text()).toBe('代码,名称\n')
  })
})
