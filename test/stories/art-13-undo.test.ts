import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { clients } from '../../db/schema/clients.ts'
import { endGraces } from '../../src/usecases/review-grace.ts'
import type { PersonKey } from '../support/bank.ts'
import { testBot } from '../support/bot.ts'
import { membersOf, seen, shown, window } from '../support/gestures.ts'
import { graceOver } from '../support/grace.ts'
import { strategicVanke } from '../support/strategic.ts'

const bot = await testBot({ english: ['futianManager'] })
const { db } = bot.database
const channelId = await strategicVanke(bot)
await bot.service.idle()
const [before] = await db.select().from(clients).where(eq(clients.code, '000002.SZ'))

/** Presses a button of the person's live review card and gives the form its reason; what the form then says. */
async function press(key: PersonKey, button: string, reason: string) {
  const actor = bot.as(key)
  await actor.click(await seen(bot, key, button, '万科A'), { action_id: button })
  await actor.type(await window(bot, key, '"reason"'), { action_id: 'reason' }, reason)
  return actor.submit()
}

async function exit(): Promise<void> {
  const actor = bot.as('corporateOfficer')
  await actor.command('/review open 万科A')
  await actor.type(await window(bot, 'corporateOfficer', '"evidence"'), { action_id: 'evidence' }, '日均存款不达标')
  expect(await actor.submit()).toMatchObject({ closed: true })
  expect(await press('futianPresident', 'review_exit', '合作已停止')).toMatchObject({ closed: true })
  expect(await press('shenzhenPresident', 'review_exit', '同意支行意见')).toMatchObject({ closed: true })
  await shown(bot, 'shenzhenPresident', '已决定：退出', '此前可由 shenzhenPresident 撤销', '[撤销退出]')
}

const inChannel = (key: PersonKey, part: string) => {
  const actor = bot.as(key)
  return actor.waitFor(() =>
    actor
      .messages(channelId)
      .map((message) => actor.render(message))
      .find((text) => text.includes(part)),
  )
}

test('Art. 13: an exit is noticed in the channel, with until when and by whom it can be undone; only its decider has the button', async () => {
  await exit()
  expect(await inChannel('futianPresident', '退出战略客户')).toMatch(
    /小组和本频道保留到 .+，期满后频道停用、成员移出，记录可查。此前 shenzhenPresident 可以撤销/,
  )
  expect(await inChannel('futianPresident', '已退出')).toContain('营销小组')
  for (const key of ['futianPresident', 'corporateOfficer'] as const)
    expect(bot.as(key).render(await shown(bot, key, '已决定：退出'))).not.toContain('[撤销退出]')
  await shown(bot, 'futianManager', 'no longer a strategic client', 'until then shenzhenPresident can undo it')
})

test('Art. 13: undone with a reason: the client is as before, everybody who was told is told, and the review goes on', async () => {
  const empty = await press('shenzhenPresident', 'review_undo', '　')
  expect(empty.errors?.reason).toContain('请写明理由')
  const actor = bot.as('shenzhenPresident')
  await actor.type(await window(bot, 'shenzhenPresident', '"reason"'), { action_id: 'reason' }, '对方已续签框架协议')
  expect(await actor.submit()).toMatchObject({ closed: true })

  for (const key of ['corporateOfficer', 'futianPresident', 'shenzhenPresident'] as const)
    await shown(bot, key, '万科A的“退出”已由 shenzhenPresident 于', '对方已续签框架协议')
  await shown(bot, 'futianManager', 'was undone by shenzhenPresident', '对方已续签框架协议')
  expect(await inChannel('futianPresident', '撤销：客户恢复')).toContain('对方已续签框架协议')
  const [now] = await db.select().from(clients).where(eq(clients.code, '000002.SZ'))
  expect(now).toEqual(before)
  await bot.service.idle()
  expect(membersOf(bot, bot.as('futianPresident').conversation(channelId))).toContain('futianManager')
  await shown(bot, 'shenzhenPresident', '第 2 轮', '第 1 轮的“退出”已由 shenzhenPresident', '[决定保留]')
})

test('Art. 13: a second press on an old card is told kindly who undid it and when', async () => {
  expect(await press('shenzhenPresident', 'review_exit', '续签未成')).toMatchObject({ closed: true })
  const old = await shown(bot, 'shenzhenPresident', '已决定：退出', '[撤销退出]')
  expect(await press('shenzhenPresident', 'review_undo', '续签已成')).toMatchObject({ closed: true })
  const actor = bot.as('shenzhenPresident')
  await actor.click(old, { action_id: 'review_undo' }, { stale: true })
  await actor.type(await window(bot, 'shenzhenPresident', '"reason"'), { action_id: 'reason' }, '再撤一次')
  const late = await actor.submit()
  expect(late.errors?.reason).toMatch(/shenzhenPresident 已于 .+ 撤销「退出」，无需再办/)
  await actor.close(true)
})

test('Art. 13: once the time is over the channel is parked, the button is gone, and a late press is told what can be done', async () => {
  expect(await press('shenzhenPresident', 'review_exit', '续签未成')).toMatchObject({ closed: true })
  const old = await shown(bot, 'shenzhenPresident', '已决定：退出', '第 3 轮', '[撤销退出]')
  await graceOver(bot.database)
  expect(await endGraces(bot.deps)).toBe(1)
  await bot.service.idle()
  const [channel] = await bot.database.sql`select state from client_channels where channel_id = ${channelId}`
  expect(channel?.state).toBe('parked')
  const card = await shown(bot, 'shenzhenPresident', '已决定：退出', '第 3 轮')
  expect(bot.as('shenzhenPresident').render(card)).not.toContain('[撤销退出]')
  const actor = bot.as('shenzhenPresident')
  await actor.click(old, { action_id: 'review_undo' }, { stale: true })
  await actor.type(await window(bot, 'shenzhenPresident', '"reason"'), { action_id: 'reason' }, '改主意')
  expect((await actor.submit()).errors?.reason).toMatch(/可撤销的期限已于 .+ 结束.*\/recommend/)
  await actor.close(true)
})
