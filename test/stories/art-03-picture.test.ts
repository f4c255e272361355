import { beforeAll, beforeEach, expect, test } from 'vitest'
import { queueEffects } from '../../db/queries/effects.ts'
import { enterFigures } from '../../src/usecases/figures/enter-figures.ts'
import { importBank } from '../../src/usecases/import-bank.ts'
import { clientCardNotice } from '../../src/usecases/team-notices.ts'
import type { PersonKey } from '../support/bank.ts'
import { testBot } from '../support/bot.ts'
import { shown } from '../support/gestures.ts'
import { strategicVanke } from '../support/strategic.ts'
import { csvFiles } from '../usecases/import-bank-files.ts'

const patience = { timeout: 20_000 }
const bot = await testBot({ english: ['futianPresident'] })
const { sql } = bot.database
const { workspace } = bot
const { vanke } = bot.bank.client
const manager = bot.as('futianManager')
let channelId: string

interface Picture {
  readonly slack_file: { readonly id: string }
  readonly alt_text: string
  readonly image_url?: string
}

beforeAll(async () => {
  channelId = await strategicVanke(bot)
  await bot.service.idle()
})

beforeEach(async () => {
  workspace.faults.clear()
  workspace.rules.fileProcessingMs = 0
  await bot.service.idle()
})

const enter = async (period: string, value: string) => {
  const typed = {
    period,
    source: '报表',
    units: { annual_revenue: 'hundred_million_yuan' as const },
    values: { annual_revenue: value },
  }
  const act = { personId: bot.bank.person.futianManager, source: 'form' } as const
  expect(await enterFigures(bot.deps, act, vanke, typed)).toMatchObject({ count: 1 })
}
const card = () => manager.messages(channelId).find(({ blocks }) => JSON.stringify(blocks).includes('figures_chart'))
const picture = () => pictureIn(card())
const pictureIn = (message: { readonly blocks: readonly object[] } | undefined) =>
  message?.blocks.find((block) => 'slack_file' in block) as Picture | undefined
const alt = () => picture()?.alt_text ?? ''
const uploads = () => workspace.log.tally('files.completeUploadExternal').calls
const statusFor = async (key: PersonKey, file: string) =>
  (await fetch(new URL(`/files/${file}?as=${bot.as(key).id}`, workspace.url))).status
const wake = () => sql`with due as (update effects set due_at = now() where state = 'ready' returning id)
  select pg_notify('effects', '') from due`

test('the card in the channel shows the figures as a picture, with the numbers for whoever cannot see it', async () => {
  expect(picture()).toBeUndefined()
  await enter('2025', '3431.8')
  await expect
    .poll(alt, patience)
    .toBe('万科A｜主要指标走势。年营业收入（示例）：2025 3,431.8 亿元（标准值 10 亿元）。')
  const { slack_file, image_url } = picture() as Picture
  const bytes = Buffer.from(await (await fetch(new URL(image_url ?? '', workspace.url))).arrayBuffer())
  expect(bytes.subarray(1, 4).toString()).toBe('PNG')
  expect(await statusFor('futianPresident', slack_file.id)).toBe(200)
  expect(await statusFor('beijingOfficer', slack_file.id)).toBe(404)
})

test('a card drawn again and again over the same figures costs one upload; other figures cost one more, and the old picture goes', async () => {
  const [before, old] = [uploads(), picture()?.slack_file.id ?? '']
  for (let time = 0; time < 5; time++) {
    await bot.database.db.transaction((tx) => queueEffects(tx, [clientCardNotice(vanke)], new Date()))
    await bot.service.idle()
  }
  expect([uploads(), picture()?.slack_file.id]).toEqual([before, old])
  await enter('2026', '3000')
  await expect.poll(alt, patience).toContain('2025 3,431.8 亿元，2026 3,000 亿元')
  expect(uploads()).toBe(before + 1)
  expect(await statusFor('futianManager', old)).toBe(404)
  expect(await sql`select from client_pictures`).toHaveLength(1)
})

test('where the upload fails the card stands without, and the picture comes with the next redraw', async () => {
  workspace.faults.add({
    method: 'files.getUploadURLExternal',
    kind: 'error',
    error: 'file_uploads_disabled',
    count: 1,
  })
  await enter('2026', '2900')
  await expect.poll(() => manager.render(card() as never), patience).toContain('2,900 亿元')
  await bot.service.idle()
  expect(picture()).toBeUndefined()
  await bot.database.db.transaction((tx) => queueEffects(tx, [clientCardNotice(vanke)], new Date()))
  await expect.poll(alt, patience).toContain('2026 2,900 亿元')
})

test('after a lost answer there is one picture in Slack and one upload in doubt is taken away', async () => {
  workspace.faults.add({ method: 'files.completeUploadExternal', kind: 'lost-answer', count: 1 })
  await enter('2026', '2800')
  await expect.poll(alt, patience).toContain('2026 2,800 亿元')
  const [row] = await sql<{ fileId: string }[]>`select file_id as "fileId" from client_pictures`
  expect(picture()?.slack_file.id).toBe(row?.fileId)
  const kept = workspace.log.calls('files.completeUploadExternal').map(({ args }) => fileOf(args))
  const statuses = await Promise.all(kept.map((file) => statusFor('futianManager', file)))
  expect(statuses.filter((status) => status === 200)).toHaveLength(1)
})

test('while Slack still works on the picture the card stands without it, and has it when Slack is done', async () => {
  workspace.rules.fileProcessingMs = 600_000
  const before = uploads()
  await enter('2026', '2700')
  await expect.poll(() => manager.render(card() as never), patience).toContain('2,700 亿元')
  await expect.poll(async () => (await sql`select from effects where due_at > now()`).length, patience).toBe(1)
  expect(picture()).toBeUndefined()
  workspace.rules.fileProcessingMs = 0
  await wake()
  await expect.poll(alt, patience).toContain('2026 2,700 亿元')
  expect(uploads()).toBe(before + 1)
})

test('a picture that Slack never shows is taken away; the next redraw makes another', async () => {
  workspace.rules.fileProcessingMs = 600_000
  await enter('2026', '2600')
  await expect.poll(async () => (await sql`select from effects where due_at > now()`).length, patience).toBe(1)
  await sql`update client_pictures set uploaded_at = now() - interval '4 minutes'`
  await wake()
  await expect.poll(async () => (await sql`select from client_pictures`).length, patience).toBe(0)
  await bot.service.idle()
  expect(picture()).toBeUndefined()
  workspace.rules.fileProcessingMs = 0
  await bot.database.db.transaction((tx) => queueEffects(tx, [clientCardNotice(vanke)], new Date()))
  await expect.poll(alt, patience).toContain('2026 2,600 亿元')
})

test('figures that are imported come into the card too', async () => {
  const imported = await importBank(
    bot.deps,
    csvFiles({ figures: ['000002.SZ,annual_revenue,2026Q3,2500,亿元,三季报'] }),
  )
  expect(imported.faults).toEqual([])
  await expect.poll(alt, patience).toContain('2026Q3 2,500 亿元')
})

test('while a guest is in the channel no picture of the client is in Slack; afterwards there is one again', async () => {
  const file = picture()?.slack_file.id ?? ''
  const guest = workspace.addUser({ realName: '客户财务', email: 'cfo@client.example', kind: 'restricted' }).id
  manager.changeChannel(channelId, { do: 'invite', user: guest })
  await expect.poll(() => statusFor('futianManager', file), patience).toBe(404)
  expect(card()).toBeUndefined()
  expect((await fetch(new URL(`/files/${file}?as=${guest}`, workspace.url))).status).toBe(404)
  await manager.command('/client 万科')
  const own = await shown(bot, 'futianManager', '营销小组（第十四条）')
  expect(pictureIn(own)).toBeUndefined()
  expect(manager.render(own)).not.toContain('走势图正在生成')
  await bot.service.idle()
  expect(await sql`select from client_pictures`).toHaveLength(0)
  manager.changeChannel(channelId, { do: 'remove', user: guest })
  await expect.poll(alt, patience).toContain('2026 2,600 亿元')
})

test('/client shows the picture to whom the client concerns, in their language, and to nobody else', async () => {
  await manager.command('/client 万科')
  const own = await shown(bot, 'futianManager', '营销小组（第十四条）', '🖼 万科A｜主要指标走势')
  expect(pictureIn(own)?.slack_file.id).toBe(picture()?.slack_file.id)

  const english = bot.as('futianPresident')
  await english.command('/client 万科')
  await shown(bot, 'futianPresident', 'The chart is being drawn: look again to see it.')
  await bot.service.idle()
  await english.command('/client 万科')
  const theirs = await shown(bot, 'futianPresident', '🖼 万科A | main figures. Annual revenue (sample): 2025')
  const file = pictureIn(theirs)?.slack_file.id ?? ''
  expect(await statusFor('futianPresident', file)).toBe(200)
  expect(await statusFor('futianManager', file)).toBe(404)

  await bot.as('beijingOfficer').command('/client 万科')
  const refused = await shown(bot, 'beijingOfficer', '不能查看')
  expect(pictureIn(refused)).toBeUndefined()
})

test('/client answers without the picture where Slack does not take it', async () => {
  workspace.rules.fileProcessingMs = 600_000
  await manager.command('/client 万科')
  await expect.poll(() => pictureIn(manager.ephemerals().at(-1)), patience).toBeUndefined()
  expect(manager.render(manager.ephemerals().at(-1) as never)).toContain('营销小组（第十四条）')
})

function fileOf(args: Readonly<Record<string, unknown>>): string {
  const given = typeof args.files === 'string' ? JSON.parse(args.files) : args.files
  return (given as { id: string }[])[0]?.id ?? ''
}
