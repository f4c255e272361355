import { beforeAll, expect, test } from 'vitest'
import { queueEffects } from '../../db/queries/effects.ts'
import { createGateway } from '../../src/slack/gateway.ts'
import { createSlackClient } from '../../src/slack/slack-client.ts'
import { parkChannel } from '../../src/usecases/park-channel.ts'
import { channelReadNotice } from '../../src/usecases/team-notices.ts'
import { transact } from '../../src/usecases/transact.ts'
import type { PersonKey } from '../support/bank.ts'
import { testBot } from '../support/bot.ts'
import { membersOf, seen, window, windowText } from '../support/gestures.ts'
import { pressForged } from '../support/press.ts'
import { designateVanke, strategicVanke } from '../support/strategic.ts'

const patience = { timeout: 20_000 }
const byJob = { personId: null, source: 'job' } as const
const bot = await testBot({ english: ['corporateOfficer2'] })
const { sql } = bot.database
const { vanke } = bot.bank.client
const { botUserId, botToken, apiUrl } = bot.workspace
const { deps } = bot
const own = createGateway({ client: createSlackClient({ token: botToken, apiUrl, log: deps.log }), log: deps.log })
const admin = bot.as('administrator')
const officer = bot.as('corporateOfficer2')
/** Slack lets nobody but administrators of the workspace delete a channel. */
const owner = bot.workspace.as(
  bot.workspace.addUser({ realName: 'owner', email: 'owner@it.example', kind: 'owner' }).id,
)
let first: string

beforeAll(async () => {
  await sql`insert into appointments (person_id, unit_id, position, "from")
    values (${bot.bank.person.corporateOfficer2}, ${bot.bank.unit.ho}, 'administrator', '2020-01-01')`
  first = await strategicVanke(bot)
  await bot.service.idle()
})

async function row() {
  const [found] = await sql<{ state: string; channel_id: string; obstacles: { step: string; error: string }[] }[]>`
    select * from client_channels where client_id = ${vanke}`
  return found
}

const channelId = async () => (await row())?.channel_id ?? ''
const reaches = (state: string) => expect.poll(() => row().then((found) => found?.state), patience).toBe(state)

async function deleteChannel(id: string) {
  await own.inviteMembers(id, [owner.id])
  owner.changeChannel(id, { do: 'delete' })
}

function told(key: PersonKey, part: string) {
  const actor = bot.as(key)
  return actor.messages().filter((message) => actor.render(message).includes(part))
}

function said(actor: typeof admin, words: RegExp): number {
  return actor.ephemerals().filter((one) => words.test(actor.render(one))).length
}

function readMembers() {
  return transact(deps, byJob, async (tx, { now }) => {
    await queueEffects(tx, [channelReadNotice(vanke)], now)
    return { result: null, events: [] }
  })
}

test('a deleted channel is told to each administrator once, with what they can do', async () => {
  await deleteChannel(first)
  const text = admin.render(await seen(bot, 'administrator', 'channel_open_another'))
  expect(text).toContain('万科A的团队频道无法使用')
  expect(text).toContain(`（ID ${first}）已被删除`)
  expect(text).toContain('[开设新频道]')
  expect(text).toContain('[采用已有频道…]')
  expect(text).not.toContain('[重试]')
  expect(officer.render(await seen(bot, 'corporateOfficer2', 'channel_open_another'))).toContain('was deleted')
  await readMembers()
  await bot.service.idle()
  expect(told('administrator', '无法使用')).toHaveLength(1)
  expect(told('futianManager', '无法使用')).toHaveLength(0)
  const [entry] = await sql`select after, article, source from audit_entries where action = 'channel_lost'`
  expect(entry).toEqual({ after: { channelId: first, error: 'channel_deleted' }, article: '14', source: 'slack' })
})

test('the button about an existing one says how, by the client’s code', async () => {
  await admin.click(await seen(bot, 'administrator', 'channel_adopt_how'), { action_id: 'channel_adopt_how' })
  await expect.poll(() => said(admin, /\/client adopt 000002\.SZ/), patience).toBe(1)
})

test('nobody but an administrator has another one opened', async () => {
  const value = JSON.stringify({ clientId: vanke, seen: first })
  const manager = bot.as('futianManager')
  const card = await seen(bot, 'futianManager', '万科')
  await pressForged(manager, card, { action_id: 'channel_open_another', value })
  await expect.poll(() => said(manager, /只有系统管理员/), patience).toBe(1)
  expect(await channelId()).toBe(first)
})

test('two administrators press at once: one new channel with the team in it, the other is told kindly', async () => {
  const notices = [
    await seen(bot, 'administrator', 'channel_open_another'),
    await seen(bot, 'corporateOfficer2', 'channel_open_another'),
  ] as const
  await Promise.all([
    admin.click(notices[0], { action_id: 'channel_open_another' }, { confirm: true }),
    officer.click(notices[1], { action_id: 'channel_open_another' }, { confirm: true }),
  ])
  await expect.poll(channelId, patience).not.toBe(first)
  await reaches('open')
  await bot.service.idle()
  const id = await channelId()
  expect((await row())?.obstacles).toEqual([])
  const members = membersOf(bot, bot.as('futianPresident').conversation(id))
  expect(members).toEqual(expect.arrayContaining(['futianManager', 'futianPresident', 'shenzhenPresident']))
  expect(await sql`select reason from former_channels where channel_id = ${first}`).toEqual([{ reason: 'lost' }])
  expect(await sql`select from audit_entries where action = 'channel_begun_anew'`).toHaveLength(1)
  await expect.poll(() => said(admin, /刚刚有变动/) + said(officer, /has just changed/), patience).toBe(1)
})

test('a channel that the bot was taken out of is within reach again once it is invited and Retry is pressed', async () => {
  const id = await channelId()
  bot.as('futianPresident').changeChannel(id, { do: 'remove', user: botUserId })
  await readMembers()
  const notice = await seen(bot, 'administrator', 'channel_open_another', 'delivery_channel')
  expect(admin.render(notice)).toContain('channel_not_found')
  // Too early: the presser is told again, and nobody else.
  await admin.click(notice, { action_id: 'delivery_channel' })
  await expect.poll(() => told('administrator', '本应用进不了频道').length, patience).toBe(1)
  const again = await admin.waitFor(() =>
    admin
      .messages()
      .findLast(({ ts, blocks }) => ts > notice.ts && JSON.stringify(blocks).includes('delivery_channel')),
  )
  await bot.service.idle()
  expect(officer.messages().filter((one) => officer.render(one).includes('channel_not_found'))).toHaveLength(1)
  bot.as('futianPresident').changeChannel(id, { do: 'invite', user: botUserId })
  await admin.click(again, { action_id: 'delivery_channel' })
  await expect.poll(row, patience).toMatchObject({ state: 'open', channel_id: id, obstacles: [] })
})

test('one by hand takes the place of a deleted one without a tick', async () => {
  await deleteChannel(await channelId())
  await expect.poll(() => row().then((found) => found?.obstacles[0]?.error), patience).toBe('channel_deleted')
  const id = admin.makeChannel('by-hand', true)
  admin.changeChannel(id, { do: 'invite', user: botUserId })
  await admin.command('/client adopt 万科', id)
  await window(bot, 'administrator', '采用团队频道')
  await windowText(bot, 'administrator', '已无法使用，将由本频道代替')
  expect((await admin.submit()).closed).toBe(true)
  await expect.poll(channelId, patience).toBe(id)
  await bot.service.idle()
  expect(membersOf(bot, bot.as('futianPresident').conversation(id))).toContain('shenzhenPresident')
})

test('designated again, and the parked channel is gone: an administrator’s press opens a new one', async () => {
  const id = await channelId()
  await transact(deps, byJob, async (tx, moment) => {
    await parkChannel(tx, vanke, moment)
    return { result: null, events: [] }
  })
  await reaches('parked')
  await bot.service.idle()
  await deleteChannel(id)
  await designateVanke(bot)
  const notice = await seen(bot, 'administrator', 'channel_open_another', id, '重新认定为战略客户')
  await admin.click(notice, { action_id: 'channel_open_another' }, { confirm: true })
  await reaches('open')
  await bot.service.idle()
  const now = await channelId()
  expect(now).not.toBe(id)
  expect(membersOf(bot, bot.as('futianPresident').conversation(now))).toContain('futianManager')
})
