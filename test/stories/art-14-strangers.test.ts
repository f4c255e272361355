import { beforeAll, expect, test } from 'vitest'
import { endDueStays } from '../../src/usecases/decide-stranger.ts'
import type { PersonKey } from '../support/bank.ts'
import { testBot } from '../support/bot.ts'
import { shown, window, windowText } from '../support/gestures.ts'
import { pressForged } from '../support/press.ts'
import { strategicVanke } from '../support/strategic.ts'

const patience = { timeout: 20_000 }
const bot = await testBot({ english: ['luohuManager'] })
const { sql } = bot.database
const { workspace } = bot
const { vanke } = bot.bank.client
const { deps } = bot
const reader = bot.as('corporateOfficer')
const guest = (realName: string, kind: 'restricted' | 'member' | 'stranger' = 'restricted') =>
  workspace.addUser({ realName, email: `${realName}@client.example`, kind }).id
let channelId: string

beforeAll(async () => {
  channelId = await strategicVanke(bot)
  await bot.service.idle()
})

const card = () => {
  const [first] = reader.messages(channelId).filter(({ blocks }) => JSON.stringify(blocks).includes('战略客户'))
  return first ? reader.render(first) : ''
}
const invite = (by: PersonKey, user: string) => bot.as(by).changeChannel(channelId, { do: 'invite', user })
const isMember = (user: string) => reader.conversation(channelId).members.some(({ id }) => id === user)
const stranger = async (user: string) =>
  (await sql`select * from channel_strangers where user_id = ${user} order by id desc limit 1`)[0]
const told = (key: PersonKey, name: string) =>
  bot
    .as(key)
    .messages()
    .filter((message) => bot.as(key).render(message).includes(name))

test('the team is invited by the bot: nobody of it is a stranger, and the card shows the client', async () => {
  expect(await sql`select from channel_strangers`).toHaveLength(0)
  expect(card()).toContain('营销小组（第十四条）')
})

test('a guest invited by hand is reported once to the lead client manager, and the card is hidden at once', async () => {
  const user = guest('客户财务总监')
  invite('futianPresident', user)
  const notice = await shown(bot, 'futianManager', '万科A频道里有非小组成员', '客户财务总监', '身份：Slack 访客')
  expect(bot.as('futianManager').render(notice)).toContain('邀请人：@futianPresident')
  await expect.poll(card, patience).toContain('暂不在此显示')
  expect(card()).not.toContain('营销小组（第十四条）')
  expect(told('futianPresident', '客户财务总监')).toHaveLength(0)

  await bot.as('futianManager').click(notice, { action_id: 'stranger_remove' }, { confirm: true })
  await expect.poll(() => isMember(user), patience).toBe(false)
  await expect.poll(card, patience).toContain('营销小组（第十四条）')
  await shown(bot, 'futianManager', '客户财务总监', '已不在频道内')
  expect(told('futianManager', '客户财务总监')).toHaveLength(1)
  const audit = await sql<{ action: string; person: string | null; article: string }[]>`
    select action, employee_no as person, article from audit_entries left join people on people.id = person_id
    where action like 'stranger%' order by audit_entries.id`
  expect(audit).toEqual([
    { action: 'stranger_seen', person: null, article: '14' },
    { action: 'stranger_decided', person: 'futianManager', article: '14' },
    { action: 'stranger_gone', person: null, article: '14' },
  ])
})

test('a colleague is reported but hides nothing, is kept until a day, and is taken out after it', async () => {
  const colleague = bot.as('luohuManager').id
  invite('futianManager', colleague)
  const notice = await shown(bot, 'futianManager', 'luohuManager', '身份：本行员工', '[保留至…]')
  await bot.service.idle()
  expect(card()).toContain('营销小组（第十四条）')

  await bot.as('futianManager').click(notice, { action_id: 'stranger_keep' })
  const form = await window(bot, 'futianManager', 'datepicker')
  for (const [day, said] of [
    [-1, '请选择今天以后的日期'],
    [120, '最迟保留至'],
  ] as const) {
    await bot.as('futianManager').type(form, { action_id: 'until' }, dayFromNow(day))
    await bot.as('futianManager').submit()
    await windowText(bot, 'futianManager', said)
  }
  await bot.as('futianManager').type(form, { action_id: 'until' }, dayFromNow(30))
  expect((await bot.as('futianManager').submit()).closed).toBe(true)
  await shown(bot, 'futianManager', 'luohuManager', '保留至', 'futianManager决定', '[改保留日期…]')
  expect(isMember(colleague)).toBe(true)

  expect(await endDueStays(deps)).toBe(0)
  await sql`update channel_strangers set keep_until = current_date - 2 where user_id = ${colleague}`
  expect(await endDueStays(deps)).toBe(1)
  expect(await endDueStays(deps)).toBe(0)
  await expect.poll(() => isMember(colleague), patience).toBe(false)
  await shown(bot, 'futianManager', 'luohuManager', '已不在频道内')
})

test('somebody who may not decide is refused in words, and a press from an older card decides nothing', async () => {
  const user = guest('会计师')
  invite('futianManager', user)
  const notice = await shown(bot, 'futianManager', '会计师', '[移出]')
  const { id } = (await stranger(user)) as { id: number }
  const value = `${id}/kept`
  await pressForged(bot.as('futianManager'), notice, { action_id: 'stranger_remove', value })
  await shown(bot, 'futianManager', '已有人作出决定')
  const elsewhere = bot.as('beijingOfficer')
  await elsewhere.command('/client 万科')
  const theirs = await shown(bot, 'beijingOfficer', '不能查看')
  await pressForged(elsewhere, theirs, { action_id: 'stranger_remove', value: `${id}/waiting` })
  await shown(bot, 'beijingOfficer', '只有该客户的主办客户经理')
  expect((await stranger(user))?.state).toBe('waiting')
  expect(isMember(user)).toBe(true)

  bot.as('futianManager').changeChannel(channelId, { do: 'remove', user })
  await expect.poll(async () => (await stranger(user))?.state, patience).toBe('gone')
  await expect.poll(card, patience).toContain('营销小组（第十四条）')
})

test('a channel shared with another company hides the card, and tells the lead client manager and the administrators', async () => {
  workspace.setChannel(channelId, { extShared: true })
  await shown(bot, 'futianManager', '已通过 Slack Connect 与外部机构共享')
  await shown(bot, 'administrator', '已通过 Slack Connect 与外部机构共享')
  await expect.poll(card, patience).toContain('暂不在此显示')
  const outsider = guest('外部律师', 'stranger')
  invite('futianManager', outsider)
  await shown(bot, 'futianManager', '外部律师', '身份：外部机构人员')
  workspace.setChannel(channelId, { extShared: false })
  await bot.service.idle()
  expect(card()).toContain('暂不在此显示')
  const notice = await shown(bot, 'futianManager', '外部律师', '[移出]')
  await bot.as('futianManager').click(notice, { action_id: 'stranger_remove' }, { confirm: true })
  await expect.poll(card, patience).toContain('营销小组（第十四条）')
  expect(await sql`select from audit_entries where action in ('channel_shared', 'channel_unshared')`).toHaveLength(2)
})

test('where the settings say so they are taken out at once; what Slack refuses is a step by hand', async () => {
  await sql`
    insert into policy_versions (document, published_at, reason)
    select jsonb_set(document, '{strangers}', '{"answer": "remove", "freezeFor": ["unknown"], "keepMostDays": 7}'), now(), '从严'
    from policy_versions order by id desc limit 1`
  workspace.rules.mayKick = false
  const user = guest('路人', 'member')
  invite('futianManager', user)
  await shown(bot, 'futianManager', '路人', '身份：未对应本行员工的账号', '正在移出（按本行设置')
  const step = await shown(bot, 'administrator', '有人应当移出', '路人', '[重试]')
  expect(isMember(user)).toBe(true)
  await expect.poll(card, patience).toContain('暂不在此显示')
  workspace.rules.mayKick = true
  await bot.as('administrator').click(step, { action_id: 'delivery_channel' })
  await expect.poll(() => isMember(user), patience).toBe(false)
  await expect.poll(card, patience).toContain('营销小组（第十四条）')
  expect(await sql`select from channel_strangers where client_id = ${vanke} and state <> 'gone'`).toHaveLength(0)
})

function dayFromNow(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
}
