import { expect, test } from 'vitest'
import { testBot } from '../support/bot.ts'
import { approve, channelOf, giveVerdict, recommend, routeOption, seen, shown, window } from '../support/gestures.ts'

const bot = await testBot()

test('the audit tells who did what, from where, by which article, from what to what', async () => {
  const number = await recommend(bot, 'luohuManager', {
    client: '万科',
    route: routeOption.subBranchRecommends,
    category: 'regional_group',
  })
  await approve(bot, 'luohuPresident')
  await giveVerdict(bot, 'shenzhenPresident', 'return', '请补充负债率')
  const manager = bot.as('luohuManager')
  const notice = await seen(bot, 'luohuManager', 'recommendation_resubmit')
  await manager.click(notice, { action_id: 'recommendation_resubmit' })
  const form = await window(bot, 'luohuManager', '"reason"')
  await manager.type(form, { action_id: 'criterion_debt_ratio' }, '61')
  expect((await manager.submit()).closed).toBe(true)
  await approve(bot, 'luohuPresident')
  await approve(bot, 'shenzhenPresident')
  await shown(bot, 'luohuManager', '万科A已认定为区域性战略客户')
  const channel = await channelOf(bot, 'luohuManager', '000002-sz')

  const { luohuManager, luohuPresident, shenzhenPresident } = bot.bank.person
  const entries = await bot.database.sql`
    select person_id::int as who, slack_user_id as account, source, action, article, before, after
    from audit_entries
    where (subject_kind = 'recommendation' and subject_id = ${number})
       or (subject_kind = 'client' and subject_id = ${bot.bank.client.vanke})
    order by id`
  const story = entries.map((entry) => [entry.who, entry.source, entry.action, entry.article])
  expect(story.slice(0, 7)).toEqual([
    [luohuManager, 'form', 'recommendation_submitted', '10(2)'],
    [luohuPresident, 'card', 'recommendation_decided', '10(2)'],
    [shenzhenPresident, 'form', 'recommendation_decided', '10(2)'],
    [luohuManager, 'form', 'recommendation_resubmitted', '10(2)'],
    [luohuPresident, 'card', 'recommendation_decided', '10(2)'],
    [shenzhenPresident, 'card', 'recommendation_decided', '10(2)'],
    [shenzhenPresident, 'card', 'client_designated', '9(2)'],
  ])
  expect(story.slice(7)).toEqual([
    [null, 'job', 'channel_opened', '14'],
    [null, 'job', 'team_seated', '14'],
  ])
  expect(entries[0]?.account).toBe(bot.as('luohuManager').id)
  expect(entries[2]).toMatchObject({
    before: { state: 'submitted', round: 1, step: 'branch_designates' },
    after: { state: 'returned', reason: '请补充负债率' },
  })
  expect(entries[3]).toMatchObject({ before: { state: 'returned', round: 1 }, after: { state: 'submitted', round: 2 } })
  expect(entries[6]).toMatchObject({
    before: { state: 'candidate', tier: null },
    after: { state: 'designated', tier: 'regional', category: 'regional_group' },
  })
  expect(entries[7]?.after).toMatchObject({ channelId: channel.id, name: channel.name })
})
