import { expect, test } from 'vitest'
import { testBot } from '../support/bot.ts'
import { approve, channelOf, membersOf, recommend, routeOption, shown } from '../support/gestures.ts'

const bot = await testBot()
const regional = { route: routeOption.subBranchRecommends, category: 'regional_group' }

test('Art. 10(2): the sub-branch recommends, its president endorses, the branch designates', async () => {
  await recommend(bot, 'luohuManager', { ...regional, client: '万科' })
  await approve(bot, 'luohuPresident')
  await shown(bot, 'luohuManager', '已通过「支行行长审核」：luohuPresident 同意。下一步：分行认定（深圳分行）。')

  const last = await approve(bot, 'shenzhenPresident')
  expect(last.confirm?.text).toBe('同意后，万科A即认定为区域性战略客户，并开通团队频道。此决定不可撤销。')
  await shown(bot, 'luohuManager', '万科A已认定为区域性战略客户（shenzhenPresident 同意）')

  const channel = await channelOf(bot, 'luohuManager', '000002-sz')
  expect(membersOf(bot, channel)).toEqual([
    'luohuManager',
    'luohuPresident',
    'shenzhenPresident',
    'corporateOfficer',
    'corporateOfficer2',
  ])
  expect(channel.topic).toBe('万科A｜区域性战略客户｜主办行：深圳罗湖区支行')
})

test('where the sub-branch president recommends, that step is shown as skipped and never as approved', async () => {
  const number = await recommend(bot, 'luohuPresident', { ...regional, client: '京东方' })
  const skipped = '↷ 支行行长审核（深圳罗湖区支行） · 由行长本人推荐，此步略过，不计为同意'
  await shown(bot, 'luohuPresident', skipped, '待分行认定（深圳分行）')
  await shown(bot, 'shenzhenPresident', skipped, '[同意]')
  await approve(bot, 'shenzhenPresident', '京东方')

  const whole = await shown(bot, 'luohuPresident', '状态：已认定', skipped)
  expect(
    bot
      .as('luohuPresident')
      .render(whole)
      .match(/同意：/g),
  ).toHaveLength(1)
  const decisions = await bot.database.sql`
    select step_kind, decided_by from recommendation_decisions where recommendation_id = ${number}`
  expect(decisions).toEqual([{ step_kind: 'branch_designates', decided_by: String(bot.bank.person.shenzhenPresident) }])
})
