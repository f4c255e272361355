import { expect, test } from 'vitest'
import { testBot } from '../support/bot.ts'
import { approve, beginVerdict, cardsOf, recommend, routeOption, shown, stateOf } from '../support/gestures.ts'

const bot = await testBot()
const regional = { client: '万科', route: routeOption.subBranchRecommends, category: 'regional_group' }
let number: number

test('a rejection needs a reason, and the recommender learns it in a message of its own', async () => {
  number = await recommend(bot, 'luohuManager', regional)
  await approve(bot, 'luohuPresident')
  const branch = bot.as('shenzhenPresident')
  const form = await beginVerdict(bot, 'shenzhenPresident', 'reject')
  expect(branch.render(form)).toContain('== 否决推荐 ==\n万科A的推荐（R-1）')
  await branch.type(form, { action_id: 'reason' }, '　')
  expect((await branch.submit()).errors).toEqual({ reason: '请写明理由，不能只有空格。' })
  await branch.type(form, { action_id: 'reason' }, '资产负债率过高')
  expect((await branch.submit()).closed).toBe(true)

  const notice = await shown(bot, 'luohuManager', '万科A的推荐被 shenzhenPresident 否决', '资产负债率过高')
  expect(notice.text).toBe('万科A的推荐被 shenzhenPresident 否决：资产负债率过高')
})

test('nothing can be done on it any more, and every copy says so with the reason', async () => {
  await bot.service.idle()
  const cards = cardsOf(bot, number)
  expect(cards.map(({ key, text }) => [key, stateOf(text)])).toEqual([
    ['luohuManager', '已否决'],
    ['luohuPresident', '已否决'],
    ['shenzhenPresident', '已否决'],
  ])
  for (const { text } of cards) {
    expect(text).toMatch(/否决理由（shenzhenPresident，\d{4}年\d+月\d+日 \d\d:\d\d）\n资产负债率过高/)
    expect(text.match(/\[[^\]]+\]/g)).toEqual(['[完整记录]'])
  }
})

test('the client can be recommended again, and the earlier rejection stays in its record', async () => {
  const again = await recommend(bot, 'luohuManager', { ...regional, reason: '负债率已降至六成' })
  expect(again).toBeGreaterThan(number)
  await shown(bot, 'luohuPresident', `R-${again}`, '负债率已降至六成', '[同意]')
  expect(cardsOf(bot, number).every(({ text }) => stateOf(text) === '已否决')).toBe(true)
})
