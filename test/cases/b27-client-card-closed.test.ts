import { afterEach, beforeAll, expect, test } from 'vitest'
import { queueEffects } from '../../db/queries/effects.ts'
import { createLog } from '../../src/log.ts'
import { createGateway } from '../../src/slack/gateway.ts'
import { createSlackClient } from '../../src/slack/slack-client.ts'
import { enterFigures } from '../../src/usecases/figures/enter-figures.ts'
import { clientCardNotice } from '../../src/usecases/team-notices.ts'
import { transact } from '../../src/usecases/transact.ts'
import { testBot } from '../support/bot.ts'
import { shown, window } from '../support/gestures.ts'
import { strategicVanke } from '../support/strategic.ts'

const patience = { timeout: 20_000 }
const bot = await testBot()
const { workspace } = bot
const { faults, rules } = workspace
const own = createGateway({
  client: createSlackClient({ token: workspace.botToken, apiUrl: workspace.apiUrl, log: createLog('silent') }),
  log: createLog('silent'),
})
const reader = bot.as('corporateOfficer')
const { vanke } = bot.bank.client
const team = '营销小组（第十四条）'
const hidden = '暂不在此显示'
let channelId: string

beforeAll(async () => {
  channelId = await strategicVanke(bot)
  await bot.service.idle()
})

afterEach(() => {
  faults.clear()
  rules.editWindowMs = null
  rules.fileProcessingMs = 0
})

const cards = () =>
  reader
    .messages(channelId)
    .map((message) => ({ ts: message.ts, pinned: message.pinned, text: reader.render(message) }))
    .filter(({ text }) => text.startsWith('# 万科A｜战略客户营销小组'))

async function redraw() {
  await transact(bot.deps, { personId: null, source: 'job' }, async (tx, { now }) => {
    await queueEffects(tx, [clientCardNotice(vanke)], now)
    return { result: null, events: [] }
  })
  await bot.service.idle()
}

/** The one card, with the channel's pin and bookmark on it. */
function theCard() {
  const [card, ...others] = cards()
  expect(others).toEqual([])
  const { bookmarks } = reader.conversation(channelId)
  expect(card?.pinned).toBe(true)
  expect(bookmarks).toHaveLength(1)
  expect(bookmarks[0]?.link).toContain(`p${card?.ts.replace('.', '')}`)
  return card
}

async function given() {
  return bot.database.sql`select kind, last_error from effects where state = 'dead'`
}

test('B27 a client’s card closed to edits is posted afresh, with pin and bookmark; the old one goes', async () => {
  const first = theCard()
  rules.editWindowMs = 0
  await redraw()
  const second = theCard()
  expect(second?.ts).not.toBe(first?.ts)
  expect(second?.text).toBe(first?.text)
  rules.editWindowMs = null
  await redraw()
  expect(theCard()).toEqual(second)
  expect(await given()).toEqual([])
})

test('B27 a client’s card that somebody deleted is posted afresh, with pin and bookmark', async () => {
  const before = theCard()
  await own.deleteMessage({ channel: channelId, ts: before?.ts ?? '' })
  await redraw()
  expect(theCard()?.ts).not.toBe(before?.ts)
})

test('B27 a card closed to edits is not posted again and again for a picture that Slack does not show', async () => {
  rules.editWindowMs = 0
  rules.fileProcessingMs = 600_000
  const typed = {
    period: '2025',
    source: '报表',
    units: { annual_revenue: 'hundred_million_yuan' as const },
    values: { annual_revenue: '3431.8' },
  }
  const act = { personId: bot.bank.person.futianManager, source: 'form' } as const
  const before = theCard()?.ts
  expect(await enterFigures(bot.deps, act, vanke, typed)).toMatchObject({ count: 1 })
  await expect.poll(() => cards().map(({ ts }) => ts === before), patience).toEqual([false])
  const { sql } = bot.database
  const uploaded = () => sql`select from client_pictures where uploaded_at is not null`
  await expect.poll(async () => (await uploaded()).length, patience).toBe(1)
  await bot.service.idle()
  const after = theCard()?.ts
  // What else is to come, and would come later, comes now.
  await sql`with due as (update effects set due_at = now() where state = 'ready' returning id)
    select pg_notify('effects', '') from due`
  await bot.service.idle()
  expect(theCard()?.ts).toBe(after)

  rules.fileProcessingMs = 0
  await redraw()
  const shownIn = reader.messages(channelId).find(({ ts }) => ts === theCard()?.ts)
  expect(JSON.stringify(shownIn?.blocks)).toContain('slack_file')
})

test('B27 before a guest nothing confidential stays in a card closed to edits', async () => {
  rules.editWindowMs = 0
  const user = workspace.addUser({ realName: '客户财务总监', email: 'cfo@client.example', kind: 'restricted' }).id
  bot.as('futianManager').changeChannel(channelId, { do: 'invite', user })
  await expect.poll(() => cards().map(({ text }) => text.includes(hidden)), patience).toEqual([true])
  await bot.service.idle()
  expect(theCard()?.text).not.toContain(team)

  bot.as('futianManager').changeChannel(channelId, { do: 'remove', user })
  await expect.poll(() => cards().map(({ text }) => text.includes(team)), patience).toEqual([true])
  await bot.service.idle()
  expect(await given()).toEqual([])
})

test('B27 a stranger’s card closed to edits is posted afresh once while there is something to decide', async () => {
  const user = workspace.addUser({ realName: '会计师', email: 'cpa@client.example', kind: 'restricted' }).id
  const manager = bot.as('futianManager')
  const told = () => manager.messages().filter((message) => manager.render(message).includes('会计师'))
  manager.changeChannel(channelId, { do: 'invite', user })
  const first = await shown(bot, 'futianManager', '会计师', '[移出]')
  rules.editWindowMs = 0
  await manager.click(first, { action_id: 'stranger_keep' })
  const form = await window(bot, 'futianManager', 'datepicker')
  const until = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10)
  await manager.type(form, { action_id: 'until' }, until)
  await manager.submit()
  const second = await shown(bot, 'futianManager', '会计师', '[改保留日期…]')
  await bot.service.idle()
  expect(told().map(({ ts }) => ts)).toEqual([second.ts])
  expect(second.ts).not.toBe(first.ts)

  rules.editWindowMs = null
  manager.changeChannel(channelId, { do: 'remove', user })
  await shown(bot, 'futianManager', '会计师', '已不在频道内')
  await bot.service.idle()
  expect(told().map(({ ts }) => ts)).toEqual([second.ts])
  expect(await given()).toEqual([])
})

test('B27 where Slack will not delete the old card the administrators are told, once', async () => {
  rules.editWindowMs = 0
  faults.add({ method: 'chat.delete', kind: 'error', error: 'cant_delete_message', count: 3 })
  faults.add({ method: 'chat.postMessage', kind: '429', retryAfter: 1, count: 2, match: { channel: channelId } })
  const user = workspace.addUser({ realName: '律师', email: 'law@client.example', kind: 'restricted' }).id
  bot.as('futianManager').changeChannel(channelId, { do: 'invite', user })
  await expect.poll(() => cards().some(({ text }) => text.includes(hidden)), patience).toBe(true)
  const notice = await shown(bot, 'administrator', '万科A', '请由 Slack 管理员手动删除')
  const administrator = bot.as('administrator')
  expect(administrator.render(notice)).toContain(channelId)
  await bot.service.idle()
  const told = administrator.messages().filter((one) => administrator.render(one).includes('手动删除'))
  expect(told).toHaveLength(1)
})

test('B27 a channel that the team left shows nothing of the client in a card closed to edits', async () => {
  const admin = bot.as('administrator')
  const room = admin.makeChannel('vanke-by-hand', true)
  admin.changeChannel(room, { do: 'invite', user: workspace.botUserId })
  await bot.service.idle()
  for (const { ts } of cards()) await own.deleteMessage({ channel: channelId, ts })
  await bot.database.sql`delete from channel_strangers`
  await redraw()
  expect(theCard()?.text).toContain(team)
  rules.editWindowMs = 0
  await admin.command('/client adopt 万科', room)
  const form = await window(bot, 'administrator', '采用团队频道')
  await admin.select(form, { action_id: 'replace' }, ['yes'])
  expect((await admin.submit()).closed).toBe(true)
  await bot.service.idle()
  expect(cards()).toEqual([])
  const texts = reader.messages(channelId).map((message) => reader.render(message))
  expect(texts.filter((text) => text.includes('营销小组已转到#vanke-by-hand'))).toHaveLength(1)
})
