import { and, eq, isNotNull } from 'drizzle-orm'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { effects } from '../../db/schema/effects.ts'
import { reviews } from '../../db/schema/reviews.ts'
import { isRefusal } from '../../src/domain/refusal.ts'
import type { Selection } from '../../src/domain/review/policy-review.ts'
import { takeReviewStep } from '../../src/usecases/decide-review.ts'
import { followOrganisation } from '../../src/usecases/follow-organisation.ts'
import { openDueReviews } from '../../src/usecases/open-due-reviews.ts'
import { openReview } from '../../src/usecases/open-review.ts'
import { previewPolicyReview, readPolicyReviewList } from '../../src/usecases/policy-review/preview-policy-review.ts'
import { startPolicyReview } from '../../src/usecases/policy-review/start-policy-review.ts'
import { testDatabase } from '../support/database.ts'
import { accepted, smallBankAt } from '../support/small-bank-at.ts'

const database = await testDatabase()
const { db, sql } = database
const work = await smallBankAt(database, '2026-11-25T02:00:00Z')
const { deps, as, bank } = work

const all: Selection = { industries: [], regions: [], tiers: [], categories: [], branches: [] }
const steel: Selection = { ...all, industries: ['钢铁'] }

/** 120 clients of Futian, 60 of Luohu and 20 of Dongcheng, every fourth of them bank-wide; every third is in steel. */
beforeAll(async () => {
  await sql`
    insert into clients (code, short_name, legal_name, region, industry, short_name_key, legal_name_key, state, tier, category,
      lead_unit_id, lead_client_manager_id, designated_at, next_review_on, review_anchor)
    select 'P' || no, '客户' || no, '客户' || no, case when no <= 180 then '深圳' else '北京' end,
      case when no % 3 = 0 then '钢铁' else '制造' end, 'p' || no, 'p' || no, 'designated',
      case when no % 4 = 0 then 'bank_wide' else 'regional' end,
      case when no % 4 = 0 then 'industry_leader' else 'regional_group' end,
      case when no <= 120 then ${bank.unit.futian}::bigint when no <= 180 then ${bank.unit.luohu} else ${bank.unit.dongcheng} end,
      ${bank.person.futianManager}::bigint, '2025-11-25T02:00:00Z', '2099-12-15', '2025-11-25'
    from generate_series(1, 200) no`
})

afterEach(async () => {
  await sql`update reviews set state = 'decided', outcome = 'retain', closed_at = now() where state = 'open'`
  await sql`delete from effects`
})

const start = (selection: Selection, key: Parameters<typeof as>[0] = 'corporateOfficer') =>
  startPolicyReview(deps, as(key), selection, '钢铁行业政策调整')

const opened = (policyReviewId: number) => db.select().from(reviews).where(eq(reviews.policyReviewId, policyReviewId))

test('a preview counts by branch what would be opened and what is left out, and changes nothing', async () => {
  const [first] = await sql`select id::int from clients where code = 'P3'`
  accepted(await openReview(deps, as('shenzhenOfficer'), first?.id, '年度检查'))
  const found = accepted(await previewPolicyReview(deps, bank.person.corporateOfficer, steel))
  expect(found).toMatchObject({
    clients: 65,
    underWay: 1,
    branches: [
      { clients: 59, underWay: 1 },
      { clients: 6, underWay: 0 },
    ],
  })
  const one = { ...steel, tiers: ['bank_wide'], regions: ['深圳'], branches: [bank.unit.shenzhen] } as const
  const both = { ...one, industries: ['钢铁', '制造'], categories: ['industry_leader'] } as const
  const count = async (selection: object) =>
    accepted(await previewPolicyReview(deps, bank.person.corporateOfficer, { ...all, ...selection })).clients
  expect([await count(one), await count(both)]).toEqual([15, 45])
  expect(await sql`select from reviews where cause = 'policy'`).toHaveLength(0)
})

test('who may not, nothing chosen, nobody found and no reason are each said; nothing is opened', async () => {
  const preview = (key: 'shenzhenPresident' | 'corporateOfficer', selection: Selection) =>
    previewPolicyReview(deps, bank.person[key], selection)
  expect(await preview('shenzhenPresident', steel)).toMatchObject({ refused: 'policy_reviewers_only' })
  expect(await preview('corporateOfficer', all)).toMatchObject({ refused: 'nothing_chosen' })
  expect(await preview('corporateOfficer', { ...all, industries: ['航天'] })).toMatchObject({
    refused: 'nobody_to_review',
    params: { underWay: 0 },
  })
  expect(await start(steel, 'shenzhenPresident')).toMatchObject({ refused: 'policy_reviewers_only' })
  expect(await start(all)).toMatchObject({ refused: 'nothing_chosen' })
  expect(await startPolicyReview(deps, as('corporateOfficer'), steel, ' 　')).toMatchObject({
    refused: 'reason_required',
  })
  expect(await start({ ...all, industries: ['航天'] })).toMatchObject({ refused: 'nobody_to_review' })
  expect(await sql`select from policy_reviews`).toHaveLength(0)
  const refused = await sql`select after from audit_entries where action = 'policy_review_refused'`
  expect([...refused]).toEqual([{ after: { refused: 'policy_reviewers_only' } }])
})

test('one act opens all of them: cause, reason, steps, time limits and figures as one by one; one audit entry, one message a person', async () => {
  const [client] = await sql`select id::int from clients where code = 'P12'`
  await sql`
    insert into client_figures (client_id, metric, period, period_end, value, unit, source, entered_at, newest)
    select ${client?.id}::bigint, line->>'key', '2026Q3', '2026-09-30', 12.5,
      case line->>'unit' when 'hundred_million_yuan' then 'ten_thousand_yuan' else line->>'unit' end, '报表', now(), true
    from criteria_versions v, jsonb_array_elements(v.criteria->'lines') line where v.tier = 'bank_wide'`
  const { id, ...said } = accepted(await start(steel))
  expect(said).toEqual({ opened: 66, skipped: 0 })
  const rows = await opened(id)
  expect(rows).toHaveLength(66)
  expect(new Set(rows.map((row) => [row.cause, row.evidence, row.submittedBy, row.state].join()))).toEqual(
    new Set([`policy,钢铁行业政策调整,${bank.person.corporateOfficer},open`]),
  )
  const audit = await sql`
    select person_id::int, article, subject_kind, subject_id::int, after from audit_entries where action like 'policy_review_started' or action = 'review_opened' order by id desc`
  expect(audit[0]).toMatchObject({
    person_id: bank.person.corporateOfficer,
    article: '12',
    subject_kind: 'policy_review',
    subject_id: id,
    after: { selection: steel, reason: '钢铁行业政策调整', opened: 66, skipped: 0 },
  })
  expect(audit.filter(({ after }) => after.cause === 'policy')).toHaveLength(0)

  expect(await db.select().from(effects).where(eq(effects.kind, 'review_card'))).toHaveLength(0)

  // The same as a review that is opened by itself, but for its number.
  const [mine] = rows.filter((row) => row.clientId === client?.id)
  const { reviewId } = await oneByItself(client?.id)
  const likeness = async (review: number) => [
    [
      ...(await sql`select no, kind, unit_id, taken_by, state, skip_reason from review_steps where review_id = ${review} order by no`),
    ],
    [
      ...(await sql`select round, step_no, due_at, due_on::text, provisional, remind_at from deadlines where kind = 'review_step' and item_id = ${review}`),
    ],
    [
      ...(await sql`select criteria_version_id, criteria_values, policy_version_id, tier from reviews where id = ${review}`),
    ],
    [
      ...(await sql`select round, step_no, person_id, asked from review_cards where review_id = ${review} and step_no > 0 order by person_id`),
    ],
  ]
  expect(await likeness(mine?.id ?? 0)).toEqual(await likeness(reviewId))
  expect(Object.keys(mine?.criteriaValues ?? {}).length).toBeGreaterThan(0)

  const told = await db.select().from(effects).where(eq(effects.kind, 'policy_review_list'))
  expect(told.map(({ payload }) => payload.personId).sort()).toEqual(
    [
      bank.person.futianPresident,
      bank.person.luohuPresident,
      bank.person.dongchengPresident,
      bank.person.shenzhenPresident,
      bank.person.beijingPresident,
    ].sort(),
  )
  expect(await readPolicyReviewList(deps, id, bank.person.shenzhenPresident)).toMatchObject({ waiting: 15 - 1 })
})

/** Ends the client's review that is under way and opens another on request, by somebody with no say in it either. */
async function oneByItself(clientId: number) {
  await sql`update reviews set state = 'decided', outcome = 'retain' where state = 'open' and client_id = ${clientId}`
  return accepted(await openReview(deps, as('corporateOfficer'), clientId, '年度检查'))
}

test('who started it has no say in it, and the database holds it too; who is asked next is told by the hour', async () => {
  const { id } = accepted(await start({ ...steel, tiers: ['bank_wide'] }))
  const [review] = await opened(id)
  const reviewId = review?.id ?? 0
  const say = { round: 1, verdict: 'retain', reason: '合作良好', category: null, nextReviewOn: null } as const
  accepted(await takeReviewStep(deps, as(await firstOf(reviewId)), reviewId, { ...say, stepNo: 1 }, String))
  const own = await takeReviewStep(deps, as('corporateOfficer'), reviewId, { ...say, stepNo: 2 }, String)
  expect(own).toMatchObject({ refused: 'own_submission' })
  // The next who is asked hears of it in an hour's one message, not by a card.
  const told = await db
    .select()
    .from(effects)
    .where(and(eq(effects.kind, 'policy_review_list'), isNotNull(effects.mergeKey)))
  const later = told.filter(({ payload }) => payload.personId === bank.person.corporateOfficer2)
  expect(later.map(({ dueAt }) => dueAt.toISOString())).toEqual(['2026-11-25T03:00:00.000Z'])
  expect(told.filter(({ payload }) => payload.personId === bank.person.corporateOfficer)).toHaveLength(0)
  accepted(await takeReviewStep(deps, as('corporateOfficer2'), reviewId, { ...say, stepNo: 2 }, String))
  // Retained: only whose client it is hears of it by name.
  const outcome = await db.select().from(effects).where(eq(effects.kind, 'review_outcome'))
  expect(outcome.map(({ payload }) => payload.personId)).toEqual([bank.person.futianManager])
  await expect(sql`update reviews set submitted_by = ${bank.person.president} where id = ${reviewId}`).rejects.toThrow()
  await expect(sql`update reviews set policy_review_id = null where id = ${reviewId}`).rejects.toThrow('reviews_policy')
})

async function firstOf(reviewId: number): Promise<'shenzhenPresident' | 'beijingPresident'> {
  const [step] = await sql`select unit_id::int from review_steps where review_id = ${reviewId} and no = 1`
  return step?.unit_id === bank.unit.shenzhen ? 'shenzhenPresident' : 'beijingPresident'
}

test('two acts and the sweep at once: each client has one review, and each act says what it really opened', async () => {
  await sql`update clients set next_review_on = '2026-11-20' where code in ('P3', 'P6', 'P9', 'P33')`
  const [one, other, due] = await Promise.all([start(steel), start(steel, 'corporateOfficer2'), openDueReviews(deps)])
  const count = (started: Awaited<ReturnType<typeof start>>) => (isRefusal(started) ? 0 : started.opened)
  for (const started of [one, other]) if (isRefusal(started)) expect(started.refused).toBe('nobody_to_review')
  expect(count(one) + count(other) + due).toBe(66)
  const [row] =
    await sql`select count(*)::int n, count(distinct client_id)::int clients from reviews where state = 'open'`
  expect(row).toEqual({ n: 66, clients: 66 })
  for (const started of [one, other]) {
    if (isRefusal(started)) continue
    expect(await opened(started.id)).toHaveLength(started.opened)
    expect(started.opened + started.skipped).toBe(66)
  }
  expect(await start(steel)).toMatchObject({ refused: 'nobody_to_review', params: { underWay: 66 } })
  expect(await sql`select from policy_reviews where opened = 0`).toHaveLength(0)
  await sql`update clients set next_review_on = '2099-12-15' where code like 'P%'`
})

test('an empty post holds its reviews: the administrators hear of all in one message, and what goes up is told in one', async () => {
  await sql`update appointments set "to" = '2026-11-01' where person_id = ${bank.person.dongchengPresident}`
  const regional: Selection = { ...steel, branches: [bank.unit.beijing], tiers: ['regional'] }
  const { id, opened: count } = accepted(await start(regional))
  expect(count).toBeGreaterThan(3)
  const told = () => db.select().from(effects).where(eq(effects.kind, 'policy_review_list'))
  expect((await told()).map(({ payload }) => payload.personId)).toEqual([bank.person.administrator])
  expect(await readPolicyReviewList(deps, id, bank.person.administrator)).toMatchObject({ empty: count, waiting: 0 })
  await followOrganisation(deps)
  const raised = (await told()).filter(({ payload }) => payload.personId === bank.person.beijingPresident)
  expect(raised).toHaveLength(1)
  expect(await readPolicyReviewList(deps, id, bank.person.beijingPresident)).toMatchObject({ waiting: count, empty: 0 })
  // A second look finds nothing that has moved.
  await sql`delete from effects`
  await sql`select mark_units(array[${bank.unit.dongcheng}::bigint, ${bank.unit.beijing}::bigint])`
  await followOrganisation(deps)
  expect(await told()).toHaveLength(0)
})
