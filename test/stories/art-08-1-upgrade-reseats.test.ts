import { expect, test } from 'vitest'
import type { PersonKey } from '../support/bank.ts'
import { testBot } from '../support/bot.ts'
import { approve, channelOf, membersOf, recommend, routeOption, shown } from '../support/gestures.ts'
import { strategicVanke } from '../support/strategic.ts'

const bot = await testBot()
const { sql } = bot.database
const { cimc, vanke } = bot.bank.client
const person = (key: PersonKey) => bot.bank.person[key]

const members = (channelId: string) => membersOf(bot, bot.as('corporateOfficer').conversation(channelId))
const lines = (channelId: string) =>
  bot
    .as('corporateOfficer')
    .messages(channelId)
    .map((message) => bot.as('corporateOfficer').render(message))
    .filter((text) => text.includes('营销小组成员变动'))

test('an upgrade that gives the lead to another sub-branch takes the old team out and briefs the new lead', async () => {
  await recommend(bot, 'luohuManager', {
    client: '中集',
    route: routeOption.subBranchRecommends,
    category: 'regional_group',
  })
  await approve(bot, 'luohuPresident', '中集')
  await approve(bot, 'shenzhenPresident', '中集')
  const { id: channelId } = await channelOf(bot, 'luohuManager', '000039-sz')
  await bot.service.idle()
  expect(lines(channelId)).toEqual([])
  expect(await sql`select from audit_entries where action = 'team_changed'`).toHaveLength(0)
  expect(await sql`select from effects where kind = 'hand_over'`).toHaveLength(0)

  await recommend(bot, 'shenzhenOfficer', {
    client: '中集',
    route: routeOption.branchRecommends,
    category: 'nationwide_conglomerate',
    leadUnit: '福田',
  })
  await approve(bot, 'shenzhenPresident', '升级推荐')
  await approve(bot, 'corporateOfficer', '升级推荐')
  await approve(bot, 'president', '升级推荐')
  await expect.poll(() => members(channelId), { timeout: 15_000 }).toContain('president')
  await expect.poll(() => members(channelId), { timeout: 15_000 }).not.toContain('luohuPresident')
  await bot.service.idle()
  expect(members(channelId).sort()).toEqual(
    [
      'corporateOfficer',
      'corporateOfficer2',
      'futianManager',
      'futianPresident',
      'president',
      'shenzhenPresident',
    ].sort(),
  )
  expect(lines(channelId)).toHaveLength(1)
  expect(lines(channelId)[0]).toContain('luohuManager 不再任主办客户经理（所在行不再主办或协办）')
  expect(lines(channelId)[0]).toContain('futianManager 加入，任主办客户经理')
  expect(lines(channelId)[0]).toContain('原因：主办行变更为深圳福田区支行')
  const brief = await shown(bot, 'futianManager', '您接任中集集团的主办客户经理', '只发给您本人')
  expect(bot.as('futianManager').render(brief)).toContain('前任：luohuManager（所在行不再主办或协办）')
  const [client] = await sql`select lead_client_manager_id::int as lead from clients where id = ${cimc}`
  expect(client?.lead).toBe(person('futianManager'))
  const [audit] = await sql`select after from audit_entries where action = 'client_designated' order by id desc limit 1`
  expect(audit?.after.team.vacant).toEqual([])
  expect(audit?.after.team.holders[0]).toEqual({ seat: 'lead_client_manager', personId: person('futianManager') })
})

test('a colleague of the lead who recommends the upgrade leads from then on, with a brief, and the old lead is out', async () => {
  const channelId = await strategicVanke(bot)
  await bot.service.idle()
  await recommend(bot, 'futianManager2', {
    client: '万科',
    route: routeOption.branchRecommends,
    category: 'nationwide_conglomerate',
  })
  for (const key of ['futianPresident', 'shenzhenPresident', 'corporateOfficer', 'president'] as const)
    await approve(bot, key, '万科')
  await expect.poll(() => members(channelId), { timeout: 15_000 }).toContain('futianManager2')
  await expect.poll(() => members(channelId), { timeout: 15_000 }).not.toContain('futianManager')
  await bot.service.idle()
  expect(lines(channelId)).toHaveLength(1)
  expect(lines(channelId)[0]).toContain('futianManager 不再任主办客户经理（由他人接任，或此席位已取消）')
  await shown(bot, 'futianManager2', '您接任万科A的主办客户经理', '前任：futianManager')
  const [client] = await sql`select lead_client_manager_id::int as lead from clients where id = ${vanke}`
  expect(client?.lead).toBe(person('futianManager2'))
})
