import { afterEach, expect, test } from 'vitest'
import { takeOver } from '../../src/usecases/take-over.ts'
import { withdrawRecommendation } from '../../src/usecases/withdraw-recommendation.ts'
import type { PersonKey } from '../support/bank.ts'
import { testBot } from '../support/bot.ts'
import { giveVerdict, recommend, routeOption, seen, shown, window, windowText } from '../support/gestures.ts'

const bot = await testBot({ english: ['futianManager2'] })
const { sql } = bot.database
const { deps } = bot
const person = (key: PersonKey) => bot.bank.person[key]
const act = (key: PersonKey) => ({ personId: person(key), source: 'card' as const })
const regional = { route: routeOption.subBranchRecommends, category: 'regional_group' }

afterEach(async () => {
  for (const key of Object.keys(bot.bank.person) as PersonKey[]) if (bot.as(key).view()) await bot.as(key).close(true)
  await comesBack('futianManager')
})

async function leaves(key: PersonKey): Promise<void> {
  await sql`update appointments set "to" = current_date where person_id = ${person(key)} and "to" is null`
  await bot.follow()
}

async function comesBack(key: PersonKey): Promise<void> {
  await sql`update appointments set "to" = null where person_id = ${person(key)}`
  await bot.follow()
}

const notices = (key: PersonKey, number: number) =>
  bot
    .as(key)
    .messages()
    .filter((message) => {
      const text = bot.as(key).render(message)
      return text.includes(`R-${number}`) && (text.includes('需要有人接手') || text.includes('has to take it over'))
    })

test('a recommender leaves: who may recommend there is told once, takes over by button, and goes on with it', async () => {
  const number = await recommend(bot, 'futianManager', { client: '万科', ...regional })
  await shown(bot, 'futianPresident', `R-${number}｜`, '[同意]')
  await leaves('futianManager')
  const told = await shown(bot, 'futianManager2', 'futianManager no longer works in that unit', '[Take over]')
  await shown(bot, 'futianPresident', '推荐人 futianManager 已不在该单位任职', '[接手]')
  expect(notices('luohuManager', number)).toEqual([])
  expect(notices('shenzhenOfficer', number)).toEqual([])
  await bot.follow()
  await sql`select mark_units((select array_agg(id) from units))`
  await bot.follow()
  expect(notices('futianManager2', number)).toHaveLength(1)

  await giveVerdict(bot, 'futianPresident', 'return', '请补充数据', '万科')
  await shown(bot, 'futianPresident', `R-${number}｜`, '状态：已退回补充')
  await bot.as('futianManager2').click(told, { action_id: 'recommendation_take_over' }, { confirm: true })
  const own = await shown(bot, 'futianManager2', `R-${number}`, 'taken over by futianManager2', '[Withdraw]')
  const audit =
    await sql`select person_id::int, before, after from audit_entries where action = 'recommendation_taken_over'`
  expect([...audit]).toEqual([
    {
      person_id: person('futianManager2'),
      before: { recommender: person('futianManager') },
      after: { recommender: person('futianManager2') },
    },
  ])

  // Late presses and the old recommender are told whose it is.
  expect(await takeOver(deps, act('futianPresident'), number)).toMatchObject({
    refused: 'recommender_here',
    params: { name: 'futianManager2' },
  })
  expect(await withdrawRecommendation(deps, act('futianManager'), number)).toHaveProperty('refused')

  await bot.as('futianManager2').click(own, { action_id: 'recommendation_resubmit' })
  const form = await window(bot, 'futianManager2', 'reason')
  await bot.as('futianManager2').type(form, { action_id: 'reason' }, '补充了结算数据')
  await bot.as('futianManager2').submit()
  await shown(bot, 'futianPresident', `R-${number}｜`, '第 2 轮', '推荐人：futianManager（深圳福田区支行）', '[同意]')

  // A question goes to whoever answers for it now.
  const card = await seen(bot, 'futianPresident', 'recommendation_ask', `R-${number}｜`)
  await bot.as('futianPresident').click(card, { action_id: 'recommendation_ask' })
  const asked = await window(bot, 'futianPresident', 'plain_text_input')
  await bot.as('futianPresident').type(asked, { action_id: 'text' }, '结算量多少')
  await bot.as('futianPresident').submit()
  await shown(bot, 'futianManager2', '结算量多少')
  await bot.as('futianManager2').command('/approvals')
  await windowText(bot, 'futianManager2', `R-${number}`)
})

test('nobody decides on what they took over, nor takes over what they had a say in', async () => {
  const number = await recommend(bot, 'futianManager', { client: '中集', ...regional })
  expect(await takeOver(deps, act('futianManager2'), number)).toMatchObject({ refused: 'recommender_here' })
  await leaves('futianManager')
  const card = await seen(bot, 'futianPresident', 'recommendation_take_over', `R-${number}`)
  expect(await takeOver(deps, act('luohuManager'), number)).toMatchObject({ refused: 'may_not_take_over' })
  await bot.as('futianPresident').click(card, { action_id: 'recommendation_take_over' }, { confirm: true })
  await shown(bot, 'futianPresident', `R-${number}｜`, '后由 futianPresident 接手', '[撤回]')
  // The step that waited at the president's post finds nobody there and goes up, recorded as such.
  await bot.follow()
  await shown(bot, 'shenzhenPresident', `R-${number}｜`, '[同意]')
  const [step] = await sql`select no from recommendation_steps where recommendation_id = ${number} and state = 'open'`
  const decide = sql`insert into recommendation_decisions
    (recommendation_id, round, step_no, step_kind, verdict, decided_by, in_name_of, submitted_by, decided_at)
    values (${number}, 1, ${step?.no}, 'sub_branch_endorses', 'approved', ${person('futianPresident')}, ${person('futianPresident')}, ${person('futianManager')}, now())`
  await expect(decide).rejects.toThrow('who took it over')

  const other = await recommend(bot, 'luohuManager', { client: '京东方', ...regional })
  await giveVerdict(bot, 'luohuPresident', 'return', '请补充', '京东方')
  await shown(bot, 'luohuManager', `R-${other}`, '[补充并重新提交]')
  await leaves('luohuManager')
  // The only one left in the unit had a say: an officer of the branch is asked.
  await shown(bot, 'shenzhenOfficer', `R-${other}`, '需要有人接手', '[接手]')
  expect(notices('luohuPresident', other)).toEqual([])
  expect(await takeOver(deps, act('luohuPresident'), other)).toMatchObject({ refused: 'may_not_take_over' })
})

test('from the whole record too, and an officer of the branch resubmits what the sub-branch began', async () => {
  const [row] = await sql`select id::int from recommendations where state = 'returned' order by id desc limit 1`
  const number = row?.id as number
  const notice = await shown(bot, 'shenzhenOfficer', `R-${number}`, '[接手]')
  await bot.as('shenzhenOfficer').click(notice, { action_id: 'recommendation_record' })
  const record = await window(bot, 'shenzhenOfficer', 'recommendation_take_over')
  await bot.as('shenzhenOfficer').click(record, { action_id: 'recommendation_take_over' }, { confirm: true })
  await windowText(bot, 'shenzhenOfficer', `您已接手 R-${number}`, '后由 shenzhenOfficer 接手', '接手')
  await bot.as('shenzhenOfficer').close(true)
  const own = await shown(bot, 'shenzhenOfficer', `R-${number}｜`, '[补充并重新提交]')
  await bot.as('shenzhenOfficer').click(own, { action_id: 'recommendation_resubmit' })
  const form = await window(bot, 'shenzhenOfficer', 'reason')
  await bot.as('shenzhenOfficer').type(form, { action_id: 'reason' }, '分行补充')
  await bot.as('shenzhenOfficer').submit()
  await shown(bot, 'luohuPresident', `R-${number}｜`, '第 2 轮', '[同意]')
})

test('somebody whose account is out of use left too; two who take over at once: one has it, the other is told whose it is', async () => {
  await withdrawRecommendation(deps, act('futianPresident'), 2)
  const number = await recommend(bot, 'futianManager', { client: '中集', ...regional })
  await sql`update slack_accounts set deactivated = true where person_id = ${person('futianManager')}`
  await bot.follow()
  await shown(bot, 'futianManager2', `R-${number}`, '[Take over]')
  const presses = await Promise.all([
    takeOver(deps, act('futianManager2'), number),
    takeOver(deps, act('futianPresident'), number),
  ])
  expect(presses.filter((one) => 'refused' in one)).toMatchObject([{ refused: 'recommender_here' }])
  expect(await sql`select id from recommendation_takeovers where recommendation_id = ${number}`).toHaveLength(1)
})
