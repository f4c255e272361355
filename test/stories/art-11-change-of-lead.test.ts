import { afterEach, beforeAll, expect, test } from 'vitest'
import { takeReviewStep } from '../../src/usecases/decide-review.ts'
import { openReview } from '../../src/usecases/open-review.ts'
import { endGraces } from '../../src/usecases/review-grace.ts'
import { takeUnitConsent, withdrawUnitProposal } from '../../src/usecases/units/decide-consent.ts'
import type { PersonKey } from '../support/bank.ts'
import { testBot } from '../support/bot.ts'
import { membersOf, seen, shown, windowText } from '../support/gestures.ts'
import { strategicVanke } from '../support/strategic.ts'
import { agree, nameInForm, refuseConsent } from '../support/units.ts'

const bot = await testBot({ english: ['dongchengManager'] })
const { sql } = bot.database
const { vanke } = bot.bank.client
const { deps } = bot
const person = (key: PersonKey) => bot.bank.person[key]
const act = (key: PersonKey) => ({ personId: person(key), source: 'card' as const })
const at = (moment: Date) => moment.toISOString()
const given = (no: number) => ({ no, verdict: 'given' as const, reason: null })
let channelId: string

beforeAll(async () => {
  channelId = await strategicVanke(bot)
})

afterEach(async () => {
  for (const key of Object.keys(bot.bank.person) as PersonKey[]) if (bot.as(key).view()) await bot.as(key).close(true)
})

const members = () => membersOf(bot, bot.as('corporateOfficer').conversation(channelId))
const leads = async () => {
  const [row] = await sql`
    select u.code, p.employee_no as manager from clients c join units u on u.id = c.lead_unit_id
    left join people p on p.id = c.lead_client_manager_id where c.id = ${vanke}`
  return row
}
const newest = async () => {
  const [row] = await sql`select id::int, state from unit_proposals order by id desc limit 1`
  return row as { id: number; state: string }
}
const register = async (branch: 'shenzhen' | 'beijing') =>
  Number(
    (
      await sql`select count(*)::int as n from clients c join units u on u.id = c.lead_unit_id
        where c.state = 'designated' and c.tier = 'regional' and u.branch_id = ${bot.bank.unit[branch]}`
    )[0]?.n,
  )

async function toLead(unitId: number): Promise<void> {
  await sql`update clients set lead_unit_id = ${unitId} where id = ${vanke}`
  await sql`update cooperations set ended_at = now() where ended_at is null`
  await sql`select mark_units((select array_agg(id) from units))`
  await bot.follow()
}

async function propose(key: PersonKey, unit: string, keepsOld = false): Promise<number> {
  await nameInForm(bot, key, '万科', { aim: 'change', unit, reason: '总部迁址', keepsOld })
  await windowText(bot, key, '正在征求同意')
  await bot.service.idle()
  return (await newest()).id
}

test('both branches and the corporate department consent, in any order; then the new unit leads, with a brief', async () => {
  expect(await register('shenzhen')).toBe(1)
  const number = await propose('shenzhenOfficer', '东城', true)
  for (const key of ['shenzhenPresident', 'beijingPresident', 'corporateOfficer', 'corporateOfficer2'] as const)
    await shown(bot, key, `U-${number}｜万科A改由北京东城区支行主办`, '总部迁址', '变更后继续协办', '[同意]')
  await bot.as('beijingPresident').command('/approvals')
  await windowText(bot, 'beijingPresident', '等我表态的主办、协办事项（1）', '新主办分行同意，已等')

  await agree(bot, 'corporateOfficer', number)
  await shown(bot, 'corporateOfficer2', `U-${number}｜`, '✓ 总行公司业务管理部同意（总行） · 同意，corporateOfficer')
  await agree(bot, 'beijingPresident', number)
  await bot.service.idle()
  expect(await leads()).toEqual({ code: 'S440304', manager: 'futianManager' })
  await agree(bot, 'shenzhenPresident', number)

  await shown(bot, 'shenzhenOfficer', '万科A的主办行现为北京东城区支行', '原主办行深圳福田区支行继续协办')
  await shown(bot, 'dongchengManager', 'You are now lead client manager of 万科A', 'Before you: futianManager')
  expect(await leads()).toEqual({ code: 'S110101', manager: 'dongchengManager' })
  expect([await register('shenzhen'), await register('beijing')]).toEqual([0, 1])
  await expect.poll(members, { timeout: 15_000 }).toContain('dongchengPresident')
  await bot.service.idle()
  expect(members()).toEqual(expect.arrayContaining(['beijingPresident', 'futianManager', 'shenzhenPresident']))
  const reader = bot.as('corporateOfficer')
  const said = reader.messages(channelId).map((message) => reader.render(message))
  const line = said.findLast((text) => text.includes('营销小组成员变动')) ?? ''
  expect(line).toContain('futianManager 由主办客户经理改任协办客户经理')
  expect(line).toContain('beijingPresident 加入，任分行行长')
  expect(line).toContain('原因：主办行变更为北京东城区支行')
  expect(reader.conversation(channelId).topic).toContain('主办行：北京东城区支行')
  const [seat] =
    await sql`select count(*)::int as n from team_seats where client_id = ${vanke} group by person_id order by n desc`
  expect(seat?.n).toBe(1)
  const [audit] = await sql`select article, before, after from audit_entries where action = 'lead_changed'`
  expect(audit).toMatchObject({
    article: '11',
    before: { leadUnitId: bot.bank.unit.futian },
    after: { leadUnitId: bot.bank.unit.dongcheng, keepsOld: true },
  })
  // A late press of somebody who held a card is told who said it.
  const late = await shown(bot, 'corporateOfficer2', `U-${number}｜`, '状态：已生效')
  expect(reader.render(late)).not.toContain('[同意]')
})

test('a branch president who proposes does not consent: another of the branch does; within one branch two consents do', async () => {
  await toLead(bot.bank.unit.futian)
  const number = await propose('shenzhenPresident', '罗湖')
  const own = bot.as('shenzhenPresident').render(await shown(bot, 'shenzhenPresident', `U-${number}｜`))
  expect(own).not.toContain('[同意]')
  expect(own).toContain('[撤回]')
  expect(await takeUnitConsent(deps, act('shenzhenPresident'), number, given(1), at)).toMatchObject({
    refused: 'unit_own_proposal',
  })
  expect(await takeUnitConsent(deps, act('futianPresident'), number, given(1), at)).toMatchObject({
    refused: 'may_not_decide',
  })
  await agree(bot, 'shenzhenOfficer', number)
  await agree(bot, 'corporateOfficer2', number)
  await shown(bot, 'futianManager', '万科A的主办行现为深圳罗湖区支行')
  expect(await leads()).toEqual({ code: 'S440303', manager: 'luohuManager' })
  const [consents] = await sql`select count(*)::int as n from unit_consents where proposal_id = ${number}`
  expect(consents?.n).toBe(2)
})

test('who proposes may withdraw; a refusal ends it with its reason; one change is under way at a time', async () => {
  await toLead(bot.bank.unit.futian)
  const number = await propose('corporateOfficer', '东城')
  await nameInForm(bot, 'shenzhenOfficer', '万科', { aim: 'change', unit: '罗湖', reason: '另议' })
  await windowText(bot, 'shenzhenOfficer', `已有同样的提议在征求同意（U-${number}）`)
  expect(await withdrawUnitProposal(deps, act('corporateOfficer2'), number)).toMatchObject({
    refused: 'not_your_proposal',
  })
  const card = await seen(bot, 'corporateOfficer', 'unit_withdraw')
  await bot.as('corporateOfficer').click(card, { action_id: 'unit_withdraw' }, { confirm: true })
  await shown(bot, 'beijingPresident', `U-${number}｜`, '状态：已撤回')
  expect(await takeUnitConsent(deps, act('beijingPresident'), number, given(2), at)).toMatchObject({
    refused: 'unit_proposal_over',
    params: { state: 'withdrawn' },
  })
  const second = await propose('corporateOfficer', '东城')
  await refuseConsent(bot, 'beijingPresident', second, '东城支行人手不足')
  await shown(bot, 'corporateOfficer', '未获同意', '东城支行人手不足')
  expect(await leads()).toMatchObject({ code: 'S440304' })
})

test('a deputy consents in the absent one’s name, and both are recorded; nobody consents twice', async () => {
  await toLead(bot.bank.unit.futian)
  await sql`insert into appointments (person_id, unit_id, position, "from")
    values (${person('beijingPresident')}, ${bot.bank.unit.luohu}, 'client_manager', current_date - 1)`
  await sql`insert into deputyships (principal_id, deputy_id, "from", "to", named_by, named_at)
    values (${person('shenzhenPresident')}, ${person('beijingPresident')}, current_date - 1, current_date + 5, ${person('shenzhenPresident')}, now())`
  await bot.follow()
  const number = await propose('corporateOfficer', '东城')
  expect(await takeUnitConsent(deps, act('beijingPresident'), number, given(1), at)).not.toHaveProperty('refused')
  expect(await takeUnitConsent(deps, act('beijingPresident'), number, given(2), at)).toMatchObject({
    refused: 'unit_second_consent',
  })
  await shown(bot, 'corporateOfficer', `U-${number}｜`, 'beijingPresident', 'shenzhenPresident')
  const [said] =
    await sql`select decided_by::int, in_name_of::int from unit_consents where proposal_id = ${number} and no = 1`
  expect(said).toEqual({ decided_by: person('beijingPresident'), in_name_of: person('shenzhenPresident') })
  const twice = sql`update unit_consents set state = 'given', decided_by = ${person('beijingPresident')},
    in_name_of = ${person('beijingPresident')}, decided_at = now() where proposal_id = ${number} and no = 2`
  await expect(twice).rejects.toThrow('nobody says two things')
  await sql`update deputyships set "to" = current_date`
  await sql`delete from appointments where person_id = ${person('beijingPresident')} and unit_id = ${bot.bank.unit.luohu}`
  await withdrawUnitProposal(deps, act('corporateOfficer'), number)
})

test('what is under way for the client is finished first; consents that were given stay', async () => {
  await toLead(bot.bank.unit.futian)
  const number = await propose('shenzhenOfficer', '罗湖')
  const review = await openReview(deps, { ...act('corporateOfficer') }, vanke, '指标下滑')
  expect(review).toHaveProperty('reviewId')
  await agree(bot, 'shenzhenPresident', number)
  await shown(bot, 'shenzhenOfficer', `U-${number}｜`, '✓ 原主办分行同意')
  expect(await takeUnitConsent(deps, act('corporateOfficer2'), number, given(2), at)).toMatchObject({
    refused: 'lead_change_waits',
  })
  await sql`update reviews set state = 'decided', outcome = 'retain', closed_at = now() where state = 'open'`
  await agree(bot, 'corporateOfficer2', number)
  await shown(bot, 'shenzhenOfficer', '万科A的主办行现为深圳罗湖区支行')
})

test('cards move with those who may consent; what a reorganisation overtakes ends, and everybody sees it', async () => {
  await toLead(bot.bank.unit.futian)
  const number = await propose('shenzhenOfficer', '东城')
  const { beijingPresident, luohuPresident } = bot.bank.person
  await sql`update appointments set "to" = current_date where person_id = ${beijingPresident} and "to" is null`
  await sql`insert into appointments (person_id, unit_id, position, "from")
    values (${luohuPresident}, ${bot.bank.unit.beijing}, 'branch_president', current_date)`
  await bot.follow()
  await shown(bot, 'luohuPresident', `U-${number}｜`, '[同意]')
  const old = await shown(bot, 'beijingPresident', `U-${number}｜`)
  expect(bot.as('beijingPresident').render(old)).not.toContain('[同意]')
  await sql`update units set branch_id = ${bot.bank.unit.shenzhen}, parent_id = ${bot.bank.unit.shenzhen} where id = ${bot.bank.unit.dongcheng}`
  await bot.follow()
  await shown(bot, 'luohuPresident', `U-${number}｜`, '因机构调整或其他决定已不适用')
  await sql`update units set branch_id = ${bot.bank.unit.beijing}, parent_id = ${bot.bank.unit.beijing} where id = ${bot.bank.unit.dongcheng}`
  await sql`delete from appointments where person_id = ${luohuPresident} and position = 'branch_president'`
  await sql`update appointments set "to" = null where person_id = ${beijingPresident}`
  await bot.follow()
})

test('a press finds out itself that the client was moved meanwhile', async () => {
  await toLead(bot.bank.unit.futian)
  const first = await propose('shenzhenOfficer', '东城')
  await sql`update clients set lead_unit_id = ${bot.bank.unit.luohu} where id = ${vanke}`
  expect(await takeUnitConsent(deps, act('beijingPresident'), first, given(2), at)).toMatchObject({
    refused: 'unit_proposal_over',
    params: { state: 'superseded' },
  })
  expect((await newest()).state).toBe('superseded')
})

test('two last consents at once carry it out once; a consent beside a withdrawal leaves one outcome', async () => {
  await toLead(bot.bank.unit.futian)
  const number = await propose('shenzhenOfficer', '罗湖')
  const presses = await Promise.all([
    takeUnitConsent(deps, act('shenzhenPresident'), number, given(1), at),
    takeUnitConsent(deps, act('corporateOfficer'), number, given(2), at),
    takeUnitConsent(deps, act('corporateOfficer2'), number, given(2), at),
  ])
  expect(presses.filter((one) => 'next' in one && one.next === 'carried_out')).toHaveLength(1)
  expect(presses.filter((one) => 'refused' in one)).toMatchObject([{ refused: 'unit_consent_said' }])
  expect(await leads()).toMatchObject({ code: 'S440303' })
  const [changes] =
    await sql`select count(*)::int as n from audit_entries where action = 'lead_changed' and (after ->> 'proposalId')::int = ${number}`
  expect(changes?.n).toBe(1)

  await toLead(bot.bank.unit.futian)
  const other = await propose('shenzhenOfficer', '罗湖')
  await takeUnitConsent(deps, act('shenzhenPresident'), other, given(1), at)
  const [consent, withdrawal] = await Promise.all([
    takeUnitConsent(deps, act('corporateOfficer'), other, given(2), at),
    withdrawUnitProposal(deps, act('shenzhenOfficer'), other),
  ])
  const { state } = await newest()
  expect([state, (await leads())?.code]).toEqual(
    'refused' in consent ? ['withdrawn', 'S440304'] : ['carried_out', 'S440303'],
  )
  expect('refused' in consent).toBe(typeof withdrawal === 'number')
})

test('a downgrade cancels a change of lead, the exit everything that units do for the client; those concerned are told', async () => {
  await toLead(bot.bank.unit.futian)
  await sql`update clients set tier = 'bank_wide', category = 'industry_leader' where id = ${vanke}`
  const lead = await propose('shenzhenOfficer', '东城')
  await nameInForm(bot, 'corporateOfficer', '万科', { aim: 'add', unit: '罗湖' })
  await windowText(bot, 'corporateOfficer', '即日起协办')
  const say = async (reviewId: number, stepNo: number, key: PersonKey, verdict: 'downgrade' | 'exit') => {
    const category = verdict === 'downgrade' ? ('regional_group' as const) : null
    const request = { round: 1, stepNo, verdict, reason: '指标下滑', category, nextReviewOn: null }
    expect(await takeReviewStep(deps, act(key), reviewId, request, at)).not.toHaveProperty('refused')
  }
  const opened = async () => {
    const review = await openReview(deps, act('corporateOfficer'), vanke, '指标下滑')
    if ('refused' in review) throw new Error(review.refused)
    const rows =
      await sql`select no from review_steps where review_id = ${review.reviewId} and state in ('open', 'waiting') order by no`
    return { id: review.reviewId, steps: rows.map(({ no }) => no as number) }
  }
  const first = await opened()
  const [opinion = 0, decision = 0, approval = 0] = first.steps.slice(-3)
  if (first.steps.length > 3) await say(first.id, first.steps[0] ?? 0, 'futianPresident', 'downgrade')
  await say(first.id, opinion, 'shenzhenPresident', 'downgrade')
  await say(first.id, decision, 'corporateOfficer2', 'downgrade')
  await say(first.id, approval, 'president', 'downgrade')
  await shown(bot, 'shenzhenOfficer', `U-${lead}｜`, '因客户级次变化或退出而取消')
  expect(await sql`select id from cooperations where ended_at is null`).toHaveLength(1)

  const other = await propose('shenzhenOfficer', '东城')
  const second = await opened()
  const [sub = 0, branch = 0] = second.steps
  await say(second.id, sub, 'futianPresident', 'exit')
  await say(second.id, branch, 'shenzhenPresident', 'exit')
  await shown(bot, 'shenzhenOfficer', `U-${other}｜`, '因客户级次变化或退出而取消')
  // Until the period of grace is over the team sits, and so do those of the co-operating unit.
  expect(await sql`select id from cooperations where ended_at is null`).toHaveLength(1)
  await sql`update review_graces set due_at = now() - interval '1 second' where state = 'running'`
  await endGraces(deps)
  expect(await sql`select id from cooperations where ended_at is null`).toHaveLength(0)
})
