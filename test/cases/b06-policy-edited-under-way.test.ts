import { expect, test } from 'vitest'
import type { Verdict } from '../../src/domain/recommendation/recommendation.ts'
import { isRefusal } from '../../src/domain/refusal.ts'
import type { Policy } from '../../src/policy.ts'
import { decideStep } from '../../src/usecases/decide-step.ts'
import { openReview } from '../../src/usecases/open-review.ts'
import { publishDocument } from '../../src/usecases/settings/publish-settings.ts'
import { readDocument } from '../../src/usecases/settings/read-document.ts'
import type { PersonKey } from '../support/bank.ts'
import { testBot } from '../support/bot.ts'
import { approve, recommend, routeOption, shown, window, windowText } from '../support/gestures.ts'

/* B06: the policy is edited while items are on their way. */

const bot = await testBot()
const { sql } = bot.database
const { deps } = bot

const act = (key: PersonKey) => ({ personId: bot.bank.person[key], source: 'card' as const })
const at = (moment: Date) => moment.toISOString()

function branchRecommends(client: string): Promise<number> {
  return recommend(bot, 'shenzhenOfficer', {
    client,
    route: routeOption.branchRecommends,
    category: 'industry_leader',
    leadUnit: '福田',
  })
}

async function stepsOf(id: number) {
  const rows = await sql<{ round: number; kind: string; state: string; positions: string[] }[]>`
    select round, kind, state, taken_by -> 'positions' as positions
    from recommendation_steps where recommendation_id = ${id} order by round, no`
  return rows.map(({ round, kind, state, positions }) => `${round} ${kind} ${state} ${positions.join()}`)
}

const versionOf = async (id: number) =>
  (await sql<{ v: number }[]>`select policy_version_id::int v from recommendations where id = ${id}`)[0]?.v

const decide = (key: PersonKey, id: number, round: number, stepNo: number, verdict: Verdict = 'approved') =>
  decideStep(deps, act(key), id, { round, stepNo, verdict, reason: null }, at)

async function edited(change: Partial<Policy>): Promise<void> {
  const { policy } = await readDocument(deps)
  if (!policy) throw new Error('no settings')
  await publishDocument(deps, { ...policy, ...change }, { reason: '测试准备', operator: 'test' })
}

test('what is on its way finishes under its version; the administrator sees it before publishing and has chosen ones begin anew', async () => {
  // Three steps: the branch president endorses, the corporate department decides, the head-office president approves.
  const kept = await branchRecommends('中集集团')
  const chosen = await branchRecommends('京东方A')
  const before = await versionOf(kept)
  for (const client of ['中集集团', '京东方A']) await approve(bot, 'shenzhenPresident', client)
  await expect
    .poll(async () => (await stepsOf(chosen))[1], { timeout: 20_000 })
    .toBe('1 corporate_decides open corporate_officer')
  // The person of step two changes ...
  const { policy } = await readDocument(deps)
  await edited({ stepPositions: { ...policy?.stepPositions, corporate_decides: ['head_office_president'] } })

  // ... and the last step is removed, by an administrator who sees what is on its way.
  const administrator = bot.as('administrator')
  await administrator.command('/settings')
  const list = await window(bot, 'administrator', 'settings_change')
  await administrator.click(list, { action_id: 'settings_change', value: 'headOfficePresidentDecides' })
  const form = await window(bot, 'administrator', '"restart"')
  await windowText(bot, 'administrator', '正在办理：推荐 2 件、复审 0 件')
  expect(JSON.stringify(form)).toContain(`R-${kept} 中集集团｜总行公司业务管理部审定`)
  await administrator.select(form, { action_id: 'headOfficePresidentDecides' }, 'no')
  await administrator.select(form, { action_id: 'restart' }, [String(chosen)])
  await administrator.type(form, { action_id: 'reason' }, '总行行长不再逐笔批准')
  await administrator.submit()
  await windowText(bot, 'administrator', '已发布设置第')

  expect(await versionOf(kept)).toBe(before)
  expect(await stepsOf(kept)).toEqual([
    '1 branch_endorses approved branch_president',
    '1 corporate_decides open corporate_officer',
    '1 head_office_approves waiting head_office_president',
  ])
  expect(await stepsOf(chosen)).toEqual([
    '1 branch_endorses approved branch_president',
    '1 corporate_decides closed corporate_officer',
    '1 head_office_approves closed head_office_president',
    '2 branch_endorses open branch_president',
    '2 corporate_decides waiting head_office_president',
    '2 head_office_approves skipped head_office_president',
  ])
  expect(await versionOf(chosen)).toBe((before ?? 0) + 2)
  const [restart] = await sql`
    select before, after, person_id::int from audit_entries where action = 'recommendation_restarted'`
  expect(restart).toMatchObject({
    person_id: bot.bank.person.administrator,
    before: { round: 1, policyVersionId: before },
    after: { round: 2, policyVersionId: (before ?? 0) + 2 },
  })
})

test('the kept one finishes with its own steps and people; a press on the card of a restarted one changes nothing', async () => {
  const [kept, chosen] = (await sql<{ id: number }[]>`select id::int from recommendations order by id`).map(
    ({ id }) => id,
  )
  const late = await decide('corporateOfficer', chosen ?? 0, 1, 2)
  expect(isRefusal(late) && late.refused).toBe('superseded_round')
  await shown(bot, 'shenzhenPresident', `R-${chosen}`, '第 2 轮', '[同意]')

  expect(isRefusal(await decide('president', kept ?? 0, 1, 2))).toBe(true)
  expect(isRefusal(await decide('corporateOfficer', kept ?? 0, 1, 2))).toBe(false)
  expect(isRefusal(await decide('president', kept ?? 0, 1, 3))).toBe(false)
  const [client] = await sql`select state, tier from clients where code = '000039.SZ'`
  expect(client).toMatchObject({ state: 'designated', tier: 'bank_wide' })

  const card = await shown(bot, 'shenzhenOfficer', `R-${kept}`, '[完整记录]')
  await bot.as('shenzhenOfficer').click(card, { action_id: 'recommendation_record' })
  const record = await windowText(bot, 'shenzhenOfficer', '适用版本')
  expect(record).toContain(`本行设置第 ${await versionOf(kept ?? 0)} 版`)
})

test('new submissions use the new version, and no item points at a step that does not exist', async () => {
  const fresh = await branchRecommends('万科A')
  expect(await stepsOf(fresh)).toEqual([
    '1 branch_endorses open branch_president',
    '1 corporate_decides waiting head_office_president',
    '1 head_office_approves skipped head_office_president',
  ])
  const [lost] = await sql<{ n: number }[]>`
    select count(*)::int n from recommendations r where state = 'submitted' and not exists (
      select from recommendation_steps s where s.recommendation_id = r.id and s.round = r.round and s.state = 'open')`
  expect(lost?.n).toBe(0)
})

test('a review keeps the criteria and settings it was opened under', async () => {
  const opened = await openReview(deps, act('shenzhenOfficer'), bot.bank.client.cimc, '年度检查')
  if (isRefusal(opened)) throw new Error(opened.refused)
  const kept = async () =>
    (
      await sql`select criteria_version_id::int c, policy_version_id::int p from reviews where id = ${opened.reviewId}`
    )[0]
  const before = await kept()
  await edited({ headOfficePresidentDecides: true })
  await sql`insert into criteria_versions (tier, criteria, published_at, reason)
    select tier, criteria, now(), '再版' from criteria_versions where id = ${before?.c ?? 0}`
  expect(await kept()).toEqual(before)
  const steps = await sql`select kind, state from review_steps where review_id = ${opened.reviewId} order by no`
  expect(steps.map(({ kind, state }) => `${kind} ${state}`)).toEqual([
    'branch_opinion open',
    'corporate_reviews waiting',
    'head_office_confirms skipped',
  ])
})
