import { expect, test } from 'vitest'
import { testBot } from '../support/bot.ts'
import {
  approve,
  channelOf,
  giveVerdict,
  recommend,
  routeOption,
  seen,
  shown,
  window,
  windowText,
} from '../support/gestures.ts'

const bot = await testBot({ english: ['luohuPresident', 'corporateOfficer2'] })
const fullWidth = /[（）：，、。「」｜　]/

test('each reads in their own language: the recommender Chinese, the decider English', async () => {
  await recommend(bot, 'luohuManager', {
    client: '万科',
    route: routeOption.subBranchRecommends,
    category: 'regional_group',
    reason: 'Housing developer, large settlement volume',
    typed: { criterion_annual_revenue: '3431.8', industry: 'Housing', region: 'Shenzhen' },
  })
  const card = await shown(bot, 'luohuPresident', '# Recommendation R-1 | 万科A')
  const text = bot.as('luohuPresident').render(card)
  expect(card.text).toBe('万科A waits for you: Sub-branch president’s endorsement')
  expect(text).toContain('Category: Good large or mid-sized group (Art. 9(2))')
  expect(text).toContain(
    'Criteria (1 of 5 met)\n✓ Annual revenue (sample): 3,431.8 hundred million yuan, met (at least 10',
  )
  expect(text).toContain('[Approve] [Return for supplement] [Reject] [Ask a question] [Whole record]')
  expect(text).not.toMatch(fullWidth)
  const chinese = await shown(bot, 'luohuManager', '# 推荐上报 R-1｜万科A')
  expect(bot.as('luohuManager').render(chinese)).toContain('类别：优质大中型集团（第九条(二)）')
})

test('forms and refusals speak the decider’s language, notices the recommender’s', async () => {
  await giveVerdict(bot, 'luohuPresident', 'return', 'Please add the debt ratio')
  await shown(bot, 'luohuManager', '万科A的推荐被 luohuPresident 退回补充', 'Please add the debt ratio')
  const manager = bot.as('luohuManager')
  const notice = await seen(bot, 'luohuManager', 'recommendation_resubmit')
  await manager.click(notice, { action_id: 'recommendation_resubmit' })
  await manager.type(await window(bot, 'luohuManager', '"reason"'), { action_id: 'reason' }, 'Debt ratio added: 61 %')
  await manager.submit()
  const fresh = await shown(bot, 'luohuPresident', '[Approve]', 'round 2')
  expect(bot.as('luohuPresident').render(fresh)).toMatch(
    /State: waiting since \d+ \w+ \d{4}, \d\d:\d\d: Sub-branch president’s endorsement \(深圳罗湖区支行\) · round 2/,
  )
  await bot.as('luohuPresident').command('/recommend')
  const form = await windowText(bot, 'luohuPresident', '== Recommend a client ==', 'Tier and route')
  expect(form).not.toMatch(fullWidth)
  await bot.as('luohuPresident').close()
})

test('the channel speaks the bank’s language, whoever is in it', async () => {
  await approve(bot, 'luohuPresident')
  await approve(bot, 'shenzhenPresident')
  const channel = await channelOf(bot, 'corporateOfficer2', '000002-sz')
  expect(channel.topic).toBe('万科A｜区域性战略客户｜主办行：深圳罗湖区支行')
  const reader = bot.as('corporateOfficer2')
  const card = reader.messages(channel.id).find((message) => reader.render(message).startsWith('# 万科A'))
  expect(reader.render(card)).toContain('# 万科A｜战略客户营销小组')
  await reader.command('/client 万科')
  await shown(bot, 'corporateOfficer2', '# 万科A | strategic-client marketing team', 'Marketing team (Art. 14)')
})
