import { expect, test } from 'vitest'
import { testBot } from '../support/bot.ts'
import { fill, routeOption, shown } from '../support/gestures.ts'

const bot = await testBot()

test('Art. 12: the first decider has the card within seconds of the submission, with nothing in between', async () => {
  const manager = bot.as('futianManager')
  await fill(bot, 'futianManager', {
    client: '中集',
    route: routeOption.branchRecommends,
    category: 'key_industry_front_runner',
  })
  const direct = bot.as('futianPresident')
  expect(direct.messages()).toEqual([])
  expect((await manager.submit()).closed).toBe(true)
  const card = await direct.waitFor(() => direct.messages().at(-1), { timeoutMs: 10_000 })
  expect(card.text).toBe('中集集团的推荐等您办理：支行行长审核')
  expect(direct.render(card)).toContain('[同意] [退回补充] [否决] [提问] [完整记录]')
})

test('whoever is not asked has nothing, and the recommender has a copy of their own', async () => {
  const own = await shown(bot, 'futianManager', '状态：待支行行长审核（深圳福田区支行）', '[撤回] [完整记录]')
  expect(own.text).toMatch(/^您推荐的中集集团：待支行行长审核（深圳福田区支行），\d+年\d+月\d+日 \d\d:\d\d 起$/)
  await bot.service.idle()
  for (const key of ['luohuPresident', 'shenzhenPresident', 'corporateOfficer', 'president'] as const)
    expect(bot.as(key).messages(), key).toEqual([])
})
