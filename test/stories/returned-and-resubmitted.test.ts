import { expect, test } from 'vitest'
import type { SeenMessage } from '../../src/workspace/actor/contract.ts'
import { testBot } from '../support/bot.ts'
import {
  approve,
  beginVerdict,
  cardsOf,
  recommend,
  routeOption,
  seen,
  shown,
  stateOf,
  window,
  windowText,
} from '../support/gestures.ts'

const bot = await testBot()
const manager = bot.as('futianManager')
const branch = bot.as('shenzhenPresident')
let number: number
let firstRound: SeenMessage

test('a return needs a reason: blanks of any width are none, and what was said stays in the form', async () => {
  number = await recommend(bot, 'futianManager', {
    client: '中集',
    route: routeOption.branchRecommends,
    category: 'key_industry_front_runner',
    typed: { criterion_annual_revenue: '1,565.98', criterion_debt_ratio: '61.5%' },
  })
  firstRound = await approve(bot, 'futianPresident')
  const form = await beginVerdict(bot, 'shenzhenPresident', 'return')
  expect(branch.render(form)).toContain('中集集团的推荐（R-1）')
  await branch.type(form, { action_id: 'reason' }, ' 　\u200B ')
  const refused = await branch.submit()
  expect(refused.errors).toEqual({ reason: '请写明理由，不能只有空格。' })
  await branch.type(form, { action_id: 'reason' }, '请补充海外业务数据')
  expect((await branch.submit()).closed).toBe(true)
})

test('the recommender reads why, and finds the form filled with what was submitted', async () => {
  await shown(bot, 'futianManager', '被 shenzhenPresident 退回补充', '请补充海外业务数据', '[补充并重新提交]')
  const notice = await seen(bot, 'futianManager', 'recommendation_resubmit', '请补充')
  await manager.click(notice, { action_id: 'recommendation_resubmit' })
  const form = await windowText(bot, 'futianManager', '退回意见（shenzhenPresident）\n请补充海外业务数据', '[重新提交]')
  expect(form).toContain('类别 *: 重点行业领先企业（第七条(三)）')
  expect(form).toContain('推荐理由 *: 结算量大，行业地位突出')
  expect(form).toContain('年营业收入（示例）（亿元）: 1565.98')
  expect(form).toContain('资产负债率（示例）（%）: 61.5')
  expect(form).toContain('客户：中集集团（000039.SZ）')

  const unchanged = await manager.submit()
  expect(unchanged.errors).toEqual({ reason: '内容与退回前完全相同，请先补充再提交。' })
})

test('the supplement goes round again from the first step; earlier approvals no longer count', async () => {
  const form = await window(bot, 'futianManager', '"reason"')
  await manager.type(form, { action_id: 'reason' }, '已补充：海外收入占六成')
  expect((await manager.submit()).closed).toBe(true)

  const fresh = await shown(bot, 'futianPresident', '[同意]', '第 2 轮', '已补充：海外收入占六成', '请补充海外业务数据')
  expect(fresh.ts).not.toBe(firstRound.ts)
  await bot.service.idle()
  const old = bot.as('futianPresident')
  const repaired = old.messages().find((message) => message.ts === firstRound.ts)
  expect(old.render(repaired)).toContain('第 2 轮')
  expect(old.render(repaired)).not.toContain('[同意]')
  expect(cardsOf(bot, number).filter(({ text }) => text.includes('[同意]')).length).toBe(1)
})

test('a press on the old card, from an old screen, is told kindly and decides nothing', async () => {
  const old = bot.as('futianPresident')
  await old.click(firstRound, { action_id: 'recommendation_approve' }, { stale: true })
  await shown(bot, 'futianPresident', '这张卡片属于第 1 轮，推荐已补充并重新提交（现为第 2 轮），请看新卡片。')
  const [decided] = await bot.database.sql`select count(*)::int as count from recommendation_decisions where round = 2`
  expect(decided).toEqual({ count: 0 })
})

test('endorsed again and approved by head office; at the end everybody’s cards agree', async () => {
  await approve(bot, 'futianPresident')
  await approve(bot, 'shenzhenPresident')
  await approve(bot, 'corporateOfficer')
  await approve(bot, 'president')
  await shown(bot, 'futianManager', '中集集团已认定为全行性战略客户（president 同意）')
  await bot.service.idle()
  const cards = cardsOf(bot, number)
  expect(new Set(cards.map(({ text }) => stateOf(text)))).toEqual(new Set(['已认定 · 第 2 轮']))
  const decidable = cards.filter(({ text }) => /\[(同意|退回补充|否决|提问|撤回|补充并重新提交)\]/.test(text))
  expect(decidable).toEqual([])
  expect(new Set(cards.map(({ key }) => key))).toEqual(
    new Set([
      'futianManager',
      'futianPresident',
      'shenzhenPresident',
      'corporateOfficer',
      'corporateOfficer2',
      'president',
    ]),
  )
})
