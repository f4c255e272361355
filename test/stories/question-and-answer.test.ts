import { expect, test } from 'vitest'
import { testBot } from '../support/bot.ts'
import { approve, recommend, routeOption, seen, shown, window, windowText } from '../support/gestures.ts'

const bot = await testBot()
const branch = bot.as('shenzhenPresident')
const manager = bot.as('luohuManager')

test('a decider asks, the recommender answers; both stand in the threads of their own cards', async () => {
  await recommend(bot, 'luohuManager', {
    client: '万科',
    route: routeOption.subBranchRecommends,
    category: 'regional_group',
  })
  await approve(bot, 'luohuPresident')
  const card = await seen(bot, 'shenzhenPresident', 'recommendation_ask')
  await branch.click(card, { action_id: 'recommendation_ask' })
  const form = await window(bot, 'shenzhenPresident', 'plain_text_input')
  expect(branch.render(form)).toContain('万科A的推荐（R-1）')
  await branch.type(form, { action_id: 'text' }, '主要结算行是哪家？')
  expect((await branch.submit()).closed).toBe(true)

  const asked = await shown(bot, 'luohuManager', 'shenzhenPresident 就万科A的推荐提问', '主要结算行是哪家？', '[回答]')
  const own = await shown(bot, 'luohuManager', '# 推荐上报 R-1｜万科A')
  expect(asked.threadTs).toBe(own.ts)

  await manager.click(asked, { action_id: 'recommendation_answer' })
  expect(await windowText(bot, 'luohuManager', '== 回答提问 ==', '[发送]')).toContain('主要结算行是哪家？')
  await manager.type(await window(bot, 'luohuManager', 'plain_text_input'), { action_id: 'text' }, '本行，占七成')
  expect((await manager.submit()).closed).toBe(true)

  const answered = await shown(bot, 'shenzhenPresident', 'luohuManager 回答了您就万科A提的问题', '本行，占七成')
  expect(answered.threadTs).toBe(card.ts)
})

test('asking decides nothing: the step still waits, and an answered question is not answered twice', async () => {
  await shown(bot, 'shenzhenPresident', '待分行认定（深圳分行）', '[同意]')
  const asked = await seen(bot, 'luohuManager', 'recommendation_answer')
  await manager.click(asked, { action_id: 'recommendation_answer' })
  await windowText(bot, 'luohuManager', '这个问题已经回答过了。')
  await manager.close()
})

test('whoever decides later sees that there were questions, and reads them in the whole record', async () => {
  await approve(bot, 'shenzhenPresident')
  const card = await shown(bot, 'shenzhenPresident', '状态：已认定', '问答：1 条提问，均已回答，详见“完整记录”')
  await branch.click(card, { action_id: 'recommendation_record' })
  const record = await windowText(bot, 'shenzhenPresident', '全过程')
  expect(record).toContain('问答 · shenzhenPresident\n主要结算行是哪家？\n回答\n本行，占七成')
})
