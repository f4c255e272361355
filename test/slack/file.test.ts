import { afterAll, beforeEach, expect, test } from 'vitest'
import { createLog } from '../../src/log.ts'
import type { Address } from '../../src/slack/deliver/address.ts'
import { sendFile } from '../../src/slack/deliver/file.ts'
import type { DeliverDeps } from '../../src/slack/deliver/kind.ts'
import { outgoing as twinLook } from '../../src/slack/deliver/twin-look.ts'
import { createGateway } from '../../src/slack/gateway.ts'
import { createLanguages } from '../../src/slack/languages.ts'
import { createMarks } from '../../src/slack/mark.ts'
import { createSlackClient } from '../../src/slack/slack-client.ts'
import { startWorkspace } from '../../src/workspace/workspace.ts'
import { testDatabase } from '../support/database.ts'

const database = await testDatabase()
const workspace = await startWorkspace()
const [reader] = workspace.addUsers([{ realName: '张伟', email: 'a@bank.example', locale: 'zh-CN' }])
const person = workspace.as(reader?.id ?? '')
const log = createLog('silent')
const gateway = createGateway({
  client: createSlackClient({ token: workspace.botToken, apiUrl: workspace.apiUrl, log }),
  log,
})
const with_: DeliverDeps = {
  deps: { database, clock: { now: () => new Date() }, log },
  gateway,
  archivist: null,
  languages: createLanguages([]),
  teamId: 'T1',
  botUserId: 'U0',
  timeZone: () => 'Asia/Shanghai',
  markOf: createMarks('secret'),
  lookAfterMs: 0,
}
const address: Address = { userId: person.id, reader: { language: 'zh', timeZone: 'Asia/Shanghai' } }
const file = {
  name: '战略客户名册_2026-09-30.csv',
  title: '战略客户名册',
  comment: '名册 <!channel> *2* 户',
  bytes: Buffer.from('\ufeff客户编号\r\n'),
}

let effect = 0
const send = () => sendFile(with_, effect, address, file)
const received = () => person.messages().filter(({ files }) => files.length > 0)

afterAll(() => workspace.stop())
beforeEach(() => {
  effect++
  workspace.faults.clear()
  workspace.rules.fileUploads = true
})

test('a file arrives with its name and bytes; what is said beside it is no markup', async () => {
  expect(await send()).toEqual({ kind: 'done' })
  const message = received().at(-1)
  expect(message?.files[0]).toMatchObject({ name: file.name, title: file.title, size: file.bytes.length })
  expect(message?.text).toBe('名册 &lt;!channel&gt; ＊2＊ 户 （文件编号 X-1）')
  const answer = await fetch(new URL(message?.files[0]?.url ?? '', workspace.url))
  expect(Buffer.from(await answer.arrayBuffer())).toEqual(file.bytes)
})

test('what was sent is not sent again; a lost answer is looked up by the number beside the file', async () => {
  const before = received().length
  workspace.faults.add({ method: 'files.completeUploadExternal', kind: 'lost-answer', count: 1 })
  expect(await send()).toMatchObject({ kind: 'unknown' })
  expect(await send()).toEqual({ kind: 'done' })
  expect(await send()).toEqual({ kind: 'done' })
  expect(received()).toHaveLength(before + 1)
})

test('sent again after a lost answer, a twin that comes late is taken away; the known one stays', async () => {
  const before = received().length
  workspace.faults.add({ method: 'files.completeUploadExternal', kind: 'reset', count: 1 })
  expect(await send()).toMatchObject({ kind: 'unknown' })
  expect(await send()).toEqual({ kind: 'done' })
  const known = received().at(-1)
  const begun = await gateway.beginUpload(file.name, file.bytes.length)
  const direct = await gateway.openDm(person.id)
  if (!begun.ok || !direct.ok) throw new Error('no upload')
  await gateway.uploadBytes(begun.value.url, file.bytes)
  await gateway.completeUpload(
    { id: begun.value.fileId, title: file.title },
    { channel: direct.value, comment: known?.text ?? '' },
  )
  expect(received()).toHaveLength(before + 2)
  const looks = await database.sql<{ payload: Record<string, unknown> }[]>`
    select payload from effects where kind = 'twin_look' order by id`
  expect(looks).toHaveLength(2)
  const look = { id: 1, lane: '', kind: 'twin_look', priority: 2, attempts: 0, fence: 1, firstTriedAt: new Date() }
  for (const { payload } of looks) expect(await twinLook.deliver(with_, { ...look, payload })).toEqual({ kind: 'done' })
  expect(received().map(({ ts }) => ts)).toContain(known?.ts)
  const ids = received().flatMap(({ files }) => files.map(({ id }) => id))
  expect(ids).not.toContain(begun.value.fileId)
  expect(ids).toContain(known?.files[0]?.id)
})

test('a failure before the file is shared costs nothing: it is tried again', async () => {
  const before = received().length
  workspace.faults.add({ method: 'files.getUploadURLExternal', kind: '429', count: 1, retryAfter: 3 })
  expect(await send()).toMatchObject({ kind: 'retry', afterMs: 3_000 })
  expect(await send()).toEqual({ kind: 'done' })
  expect(received()).toHaveLength(before + 1)
})

test('where the workspace takes no files the person is told what to do, once, and the administrators see it', async () => {
  workspace.rules.fileUploads = false
  expect(await send()).toEqual({ kind: 'dead', error: 'file_uploads_disabled' })
  expect(await send()).toEqual({ kind: 'dead', error: 'file_uploads_disabled' })
  const told = person.messages().filter(({ text }) => text.includes('没能发给您'))
  expect(told).toHaveLength(1)
  expect(told[0]?.text).toContain('files:write')
})
