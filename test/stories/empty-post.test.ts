import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { people } from '../../db/schema/people.ts'
import { personKeys } from '../support/bank.ts'
import { testBot } from '../support/bot.ts'
import { cardsOf, recommend, routeOption, shown } from '../support/gestures.ts'

const bot = await testBot()

test('an empty post holds the step and raises an alarm; nobody gets the card, and it never passes by itself', async () => {
  await bot.service.idle()
  const { luohuPresident } = bot.bank.person
  await bot.database.db.update(people).set({ leftOn: '2026-01-31' }).where(eq(people.id, luohuPresident))
  const number = await recommend(bot, 'luohuManager', {
    client: '万科',
    route: routeOption.subBranchRecommends,
    category: 'regional_group',
  })
  const alarm =
    '万科A的推荐停在「支行行长审核」：深圳罗湖区支行目前没有可以办理此步的在任人员。请安排任职；在此之前不会自动通过。'
  await shown(bot, 'administrator', alarm, '[完整记录]')
  await shown(bot, 'luohuManager', alarm)
  await bot.service.idle()
  expect(cardsOf(bot, number).map(({ key }) => key)).toEqual(['luohuManager'])
  expect(personKeys.filter((key) => bot.as(key).messages().length > 0)).toEqual(['luohuManager', 'administrator'])
  const [row] = await bot.database.sql`
    select recommendations.state, recommendation_steps.state as step
    from recommendations join recommendation_steps on recommendation_id = recommendations.id and no = 1`
  expect(row).toEqual({ state: 'submitted', step: 'open' })
})

test('the president who left decides nothing, from whichever screen', async () => {
  await bot.as('luohuPresident').command('/approvals')
  const actor = bot.as('luohuPresident')
  const view = await actor.waitFor(() => {
    const top = actor.view()
    return top && actor.render(top).includes('未能办理') ? top : null
  })
  expect(actor.render(view)).toContain('您已不在任，不能再办理。待办会转给现任人员。')
})
