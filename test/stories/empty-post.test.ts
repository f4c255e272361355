import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { people } from '../../db/schema/people.ts'
import { personKeys } from '../support/bank.ts'
import { testBot } from '../support/bot.ts'
import { cardsOf, recommend, routeOption, shown } from '../support/gestures.ts'

const bot = await testBot()

/** The bank holds such steps for some days before they go up. */
async function holdFor(days: number) {
  await bot.database.sql`
    insert into policy_versions (document, published_at, reason)
    select document || jsonb_build_object('emptyPostDays', ${days}::int), now(), '空缺' from policy_versions order by id desc limit 1`
}

test('an empty post holds the step and raises an alarm; nobody gets the card, and it never passes by itself', async () => {
  await bot.service.idle()
  await holdFor(3)
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
  await shown(bot, 'luohuManager', '目前无人可以办理，已请系统管理员安排；满期上移一级，不会自动通过')
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

test('after the bank’s time the step goes one level up, told and recorded; the post filled again, it comes back', async () => {
  const { sql } = bot.database
  const step = async () =>
    (
      await sql`select unit_id::int unit, taken_by->'positions' positions, raised_from from recommendation_steps where no = 1`
    )[0]
  await bot.follow()
  expect((await step())?.raised_from).toBeNull()

  await holdFor(0)
  await bot.follow()
  expect(await step()).toEqual({
    unit: bot.bank.unit.shenzhen,
    positions: ['branch_president'],
    raised_from: { unitId: bot.bank.unit.luohu, positions: ['sub_branch_president'] },
  })
  await shown(bot, 'shenzhenPresident', '支行行长审核（深圳分行）（岗位空缺，由上一级办理） · 等待决定', '[同意]')
  await shown(
    bot,
    'luohuManager',
    '因人员变动或岗位空缺，「支行行长审核（深圳分行）（岗位空缺，由上一级办理）」现由shenzhenPresident办理。',
  )
  const [audit] = await sql`select source, before, after from audit_entries where action = 'step_raised'`
  expect(audit).toMatchObject({
    source: 'job',
    before: { unitId: bot.bank.unit.luohu, positions: ['sub_branch_president'] },
    after: { unitId: bot.bank.unit.shenzhen, positions: ['branch_president'] },
  })

  await sql`insert into appointments (person_id, unit_id, position, "from")
    values (${bot.bank.person.futianManager2}, ${bot.bank.unit.luohu}, 'sub_branch_president', current_date)`
  await bot.follow()
  expect(await step()).toMatchObject({ unit: bot.bank.unit.luohu, raised_from: null })
  await shown(bot, 'futianManager2', '支行行长审核（深圳罗湖区支行）', '[同意]')
  const reader = bot.as('shenzhenPresident')
  await expect
    .poll(
      () =>
        reader
          .messages()
          .map((message) => reader.render(message))
          .some((text) => text.includes('[同意]')),
      {
        timeout: 15_000,
      },
    )
    .toBe(false)
})
