import { expect, test } from 'vitest'
import { testBot } from '../support/bot.ts'
import { type DatabaseWire, databaseWire } from '../support/database-wire.ts'
import { approve, recommend, routeOption, seen } from '../support/gestures.ts'

const away = /数据库暂时无法连接：刚才的操作没有记录任何内容，请稍后再试/

/** The promise of an honest answer; Slack itself would wait 3 s. */
const answerMs = 2_500

const line: { wire?: DatabaseWire } = {}
const bot = await testBot({
  pool: async (own) => {
    line.wire = await databaseWire(own)
    return line.wire.database
  },
})

test('with the database away a press and a command say within 2.5 s that nothing was recorded, and later work', async () => {
  await recommend(bot, 'futianManager', {
    client: '000039.SZ',
    route: routeOption.branchRecommends,
    category: 'industry_leader',
  })
  const president = bot.as('futianPresident')
  const card = await seen(bot, 'futianPresident', 'recommendation_approve')
  await bot.service.idle()

  await line.wire?.cut()
  for (const act of [
    () => president.click(card, { action_id: 'recommendation_approve' }),
    () => president.command('/client 中集集团'),
  ]) {
    const told = president.ephemerals().length
    const began = performance.now()
    await act()
    const note = await president.waitFor(() => president.ephemerals()[told])
    expect(performance.now() - began).toBeLessThan(answerMs)
    expect(president.render(note)).toMatch(away)
  }
  const [decisions] = await bot.database.sql`select count(*)::int as made from recommendation_decisions`
  expect(decisions?.made).toBe(0)

  await line.wire?.mend()
  await approve(bot, 'futianPresident')
  await seen(bot, 'shenzhenPresident', 'recommendation_approve')
})
