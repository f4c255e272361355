import { expect, test } from 'vitest'
import { deputyships } from '../../db/schema/deputyships.ts'
import { policyVersions } from '../../db/schema/policy-versions.ts'
import { slackAccounts } from '../../db/schema/slack-accounts.ts'
import { defaultPolicy } from '../../src/policy.ts'
import { stepValue } from '../../src/slack/cards/button-value.ts'
import type { PersonKey } from '../support/bank.ts'
import { testBot } from '../support/bot.ts'
import { approve, recommend, routeOption, seen, shown, window, windowText } from '../support/gestures.ts'
import { pressForged } from '../support/press.ts'

const day = 24 * 3_600_000
let travelled = 0
const clock = { now: () => new Date(Date.now() + travelled) }
const bot = await testBot({ clock })
const { sql, db } = bot.database
const first = bot.as('futianPresident')
const refusal = '您已在本推荐的另一步骤表过态，同一人不能决定两步。（第八条(一)）'
let number: number

function secondStep() {
  return stepValue({ recommendationId: number, round: 1, stepNo: 2 })
}

function bankDate(at: Date): string {
  return at.toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' })
}

/** Naming a deputy in Slack comes with deputies; the row is what it will write. */
async function nameDeputy(deputy: PersonKey, principal: PersonKey): Promise<void> {
  const { person } = bot.bank
  await db.insert(deputyships).values({
    principalId: person[principal],
    deputyId: person[deputy],
    from: bankDate(clock.now()),
    to: bankDate(new Date(clock.now().getTime() + 7 * day)),
    namedBy: person[principal],
    namedAt: clock.now(),
  })
}

/** A second Slack account of a member of staff: another e-mail in Slack, the same employee in the bank's list. */
async function secondAccount(key: PersonKey) {
  const user = bot.workspace.addUser({ name: 'second', realName: key, email: 'second@bank.example', locale: 'zh-CN' })
  await db.insert(slackAccounts).values({
    teamId: bot.workspace.teamId,
    userId: user.id,
    personId: bot.bank.person[key],
    locale: 'zh-CN',
    seenAt: new Date('2020-01-01T00:00:00Z'),
  })
  return bot.workspace.as(user.id)
}

async function record() {
  const decisions = await sql`
    select step_no, decided_by::int, in_name_of::int from recommendation_decisions
    where recommendation_id = ${number} order by step_no`
  const steps = await sql`select state from recommendation_steps where recommendation_id = ${number} order by no`
  return { decisions: [...decisions], steps: steps.map(({ state }) => state) }
}

function refusedPresses() {
  return sql`
    select person_id::int, slack_user_id, after ->> 'refused' as refused from audit_entries
    where action = 'decision_refused' and subject_id = ${number} order by id`
}

test('B03 one press settles one step, whoever could take the next', async () => {
  number = await recommend(bot, 'futianManager', {
    client: '中集',
    route: routeOption.branchRecommends,
    category: 'key_industry_front_runner',
  })
  await approve(bot, 'futianPresident')
  await shown(bot, 'shenzhenPresident', `R-${number}｜`, '[同意]')
  const { futianPresident } = bot.bank.person
  expect(await record()).toEqual({
    decisions: [{ step_no: 1, decided_by: futianPresident, in_name_of: futianPresident }],
    steps: ['approved', 'open', 'waiting', 'waiting'],
  })
})

test('B03 as deputy, the same person is refused on the card, from Home and from a second Slack account, and is not asked', async () => {
  travelled = day
  await nameDeputy('futianPresident', 'shenzhenPresident')
  await bot.service.idle()
  const before = await record()

  const card = await seen(bot, 'futianPresident', `R-${number}｜`)
  expect(first.render(card)).not.toContain('[同意]')
  await pressForged(first, card, { action_id: 'recommendation_approve', value: secondStep() })
  await first.waitFor(() => first.ephemerals().some((message) => first.render(message).includes(refusal)))

  await first.openHome()
  const home = await first.waitFor(() => first.home())
  expect(first.render(home)).toContain('等我办理（0）')
  await pressForged(first, home, { action_id: 'inbox_card', value: secondStep() })
  const inWindow = await window(bot, 'futianPresident', 'recommendation_approve')
  await first.click(inWindow, { action_id: 'recommendation_approve' })
  await windowText(bot, 'futianPresident', refusal)
  await first.close(true)

  const other = await secondAccount('futianPresident')
  await other.command('/approvals')
  const lists = await other.waitFor(() => {
    const view = other.view()
    return view && other.render(view).includes('我决定过的') ? view : null
  })
  expect(other.render(lists)).toContain('等我办理（0）')
  await pressForged(other, lists, { action_id: 'recommendation_approve', value: secondStep() })
  await other.waitFor(() => other.render(other.view() ?? undefined).includes(refusal))

  expect(await record()).toEqual(before)
  const person_id = bot.bank.person.futianPresident
  expect([...(await refusedPresses())]).toEqual(
    [first.id, first.id, other.id].map((slack_user_id) => ({ person_id, slack_user_id, refused: 'second_step' })),
  )
})

// Where nobody else is entitled the step is held and alarmed today; going up a level comes with the working-day clock.
test('B03 the step stays open for another entitled person: a deputy who had no say decides in the absent one’s name', async () => {
  await sql`delete from deputyships`
  await nameDeputy('luohuPresident', 'shenzhenPresident')
  const deputy = bot.as('luohuPresident')
  await deputy.openHome()
  const home = await deputy.waitFor(() => {
    const view = deputy.home()
    return view && deputy.render(view).includes('等我办理（1）') ? view : null
  })
  await deputy.click(home, { action_id: 'inbox_card' })
  const card = await window(bot, 'luohuPresident', 'recommendation_approve')
  await deputy.click(card, { action_id: 'recommendation_approve' })
  await shown(bot, 'corporateOfficer', `R-${number}｜`, '[同意]', 'luohuPresident（代 shenzhenPresident）')
  const { luohuPresident, shenzhenPresident } = bot.bank.person
  const { decisions, steps } = await record()
  expect(decisions[1]).toEqual({ step_no: 2, decided_by: luohuPresident, in_name_of: shenzhenPresident })
  expect(steps).toEqual(['approved', 'approved', 'open', 'waiting'])
})

test('B03 a step that the policy leaves out is recorded as skipped with its reason, never as approved', async () => {
  const document = { ...defaultPolicy, headOfficePresidentDecides: false }
  await db.insert(policyVersions).values({ document, publishedAt: clock.now(), reason: '不设总行行长批准' })
  number = await recommend(bot, 'shenzhenOfficer', {
    client: '京东方',
    route: routeOption.branchRecommends,
    category: 'key_industry_front_runner',
    leadUnit: '罗湖',
  })
  await approve(bot, 'shenzhenPresident', `R-${number}｜`)
  await approve(bot, 'corporateOfficer', `R-${number}｜`)
  await shown(bot, 'shenzhenOfficer', `R-${number}｜`, '状态：已认定', '按本行设置不设此步，不计为同意')
  const { decisions, steps } = await record()
  expect(decisions.map(({ step_no }) => step_no)).toEqual([1, 2])
  expect(steps).toEqual(['approved', 'approved', 'skipped'])
  const [skipped] = await sql`
    select skip_reason from recommendation_steps where recommendation_id = ${number} and state = 'skipped'`
  expect(skipped).toEqual({ skip_reason: 'policy_off' })
})
