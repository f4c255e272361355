import { expect, test } from 'vitest'
import { testBot } from '../support/bot.ts'
import { approve, cardsOf, recommend, routeOption, seen, shown, stateOf } from '../support/gestures.ts'

const bot = await testBot()
const regional = { client: '万科', route: routeOption.subBranchRecommends, category: 'regional_group' }

test('the recommender takes it back while it is on its way; every copy says so', async () => {
  const number = await recommend(bot, 'luohuManager', regional)
  await approve(bot, 'luohuPresident')
  const live = await seen(bot, 'shenzhenPresident', 'recommendation_approve')

  const manager = bot.as('luohuManager')
  const own = await seen(bot, 'luohuManager', 'recommendation_withdraw')
  const result = await manager.click(own, { action_id: 'recommendation_withdraw' }, { confirm: true })
  expect(result.confirm?.text).toBe('撤回后审批停止，记录保留；以后可以重新推荐。')
  await shown(bot, 'shenzhenPresident', '状态：已撤回')
  await bot.service.idle()
  expect(cardsOf(bot, number).map(({ key, text }) => [key, stateOf(text), text.match(/\[[^\]]+\]/g)])).toEqual([
    ['luohuManager', '已撤回', ['[完整记录]']],
    ['luohuPresident', '已撤回', ['[完整记录]']],
    ['shenzhenPresident', '已撤回', ['[完整记录]']],
  ])

  await bot.as('shenzhenPresident').click(live, { action_id: 'recommendation_approve' }, { stale: true, confirm: true })
  await shown(bot, 'shenzhenPresident', '这条推荐已撤回，不能再办理。')
  const [row] = await bot.database.sql`select state from recommendations where id = ${number}`
  expect(row).toEqual({ state: 'withdrawn' })
})

test('the client can be recommended again, by somebody else too', async () => {
  const again = await recommend(bot, 'futianManager', regional)
  await shown(bot, 'futianPresident', `R-${again}`, '[同意]')
})
