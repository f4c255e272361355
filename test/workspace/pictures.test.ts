import type { WebClient } from '@slack/web-api'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Actor } from '../../src/workspace/actor/contract.ts'
import { startWorkspace, type Workspace } from '../../src/workspace/workspace.ts'
import { answerOf, botClient, codeOf } from './support/client.ts'

// One pixel.
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

let time = 1_800_000_000_000
let workspace: Workspace
let client: WebClient
let channel: string
let member: Actor
let outsider: Actor

beforeAll(async () => {
  workspace = await startWorkspace({ now: () => time })
  workspace.scopes.add('files:read')
  client = botClient(workspace)
  member = workspace.as(workspace.addUser({ realName: '李工', email: 'li@x.cn' }).id)
  outsider = workspace.as(workspace.addUser({ realName: '王工', email: 'wang@x.cn' }).id)
  channel = (await client.conversations.create({ name: 'team', is_private: true })).channel?.id as string
  await client.conversations.invite({ channel, users: member.id })
})
afterAll(() => workspace.stop())
beforeEach(() => {
  workspace.rules.fileProcessingMs = 0
})

async function upload(filename = 'chart.png', complete = true): Promise<string> {
  const { upload_url, file_id } = await client.files.getUploadURLExternal({ filename, length: png.length })
  await fetch(upload_url ?? '', { method: 'POST', body: png })
  if (complete) await client.files.completeUploadExternal({ files: [{ id: file_id ?? '' }] })
  return file_id ?? ''
}

const showing = (id: string) => [{ type: 'image' as const, alt_text: '走势', slack_file: { id } }]
const post = (id: string) => client.chat.postMessage({ channel, text: 'a', blocks: showing(id) })
const invalid = {
  error: 'invalid_blocks',
  response_metadata: { messages: ['[ERROR] invalid slack file [json-pointer:/blocks/0/slack_file]'] },
}
const addressFor = (actor: Actor, file: string) => new URL(`/files/${file}?as=${actor.id}`, workspace.url)

test('a message shows a picture that was uploaded and shared nowhere, to whoever sees the message and nobody else', async () => {
  const file = await upload()
  expect((await fetch(addressFor(member, file))).status).toBe(404)
  await post(file)
  const [block] = member.messages(channel).at(-1)?.blocks ?? []
  expect(block).toMatchObject({ slack_file: { id: file }, image_url: `/files/${file}?as=${member.id}` })
  const seen = await fetch(addressFor(member, file))
  expect(seen.headers.get('content-type')).toBe('image/png')
  expect(Buffer.from(await seen.arrayBuffer())).toEqual(png)
  expect((await fetch(addressFor(outsider, file))).status).toBe(404)
  expect((await fetch(new URL(`/files/${file}`, workspace.url))).status).toBe(404)
  const headers = { authorization: `Bearer ${workspace.botToken}` }
  expect((await fetch(new URL(`/files/${file}`, workspace.url), { headers })).status).toBe(200)
})

test('what is not there, not completed or no picture is an invalid file', async () => {
  expect(await answerOf(post('F0000000000'))).toMatchObject(invalid)
  expect(await answerOf(post(await upload('chart.png', false)))).toMatchObject(invalid)
  expect(await answerOf(post(await upload('figures.csv')))).toMatchObject(invalid)
  const deleted = await upload()
  await client.files.delete({ file: deleted })
  expect(await answerOf(post(deleted))).toMatchObject(invalid)
})

test('a file is invalid until Slack is done with it, and has no media type so long', async () => {
  workspace.rules.fileProcessingMs = 5_000
  const file = await upload()
  expect(await answerOf(post(file))).toMatchObject(invalid)
  expect((await client.files.info({ file })).file).toMatchObject({ mimetype: '' })
  time += 5_000
  expect((await post(file)).ok).toBe(true)
  expect((await client.files.info({ file })).file).toMatchObject({ mimetype: 'image/png', channels: [channel] })
})

test('a note shows a picture to its reader alone; an update shares it, a window refuses a wrong one', async () => {
  const file = await upload()
  await client.chat.postEphemeral({ channel, user: member.id, text: 'a', blocks: showing(file) })
  expect((await fetch(addressFor(member, file))).status).toBe(200)
  const other = workspace.as(workspace.addUser({ realName: '赵工', email: 'zhao@x.cn' }).id)
  await client.conversations.invite({ channel, users: other.id })
  expect((await fetch(addressFor(other, file))).status).toBe(404)
  const { ts } = await client.chat.postMessage({ channel, text: 'b' })
  await client.chat.update({ channel, ts: ts ?? '', text: 'b', blocks: showing(file) })
  expect((await fetch(addressFor(other, file))).status).toBe(200)
  const home = (id: string) =>
    client.views.publish({ user_id: outsider.id, view: { type: 'home', blocks: showing(id) } })
  expect(await codeOf(home('F0000000000'))).toBe('invalid_arguments')
  expect((await fetch(addressFor(outsider, file))).status).toBe(404)
  await home(file)
  expect((await fetch(addressFor(outsider, file))).status).toBe(200)
})

test('a deleted file is gone from the messages that showed it', async () => {
  const file = await upload()
  await post(file)
  await client.files.delete({ file })
  const [block] = member.messages(channel).at(-1)?.blocks ?? []
  expect(block).not.toHaveProperty('image_url')
  expect((await fetch(addressFor(member, file))).status).toBe(404)
})
