import { beforeEach, expect, test } from 'vitest'
import { reviewView } from '../../db/queries/review-card.ts'
import { reviewCard } from '../../src/slack/cards/review-card.ts'
import { openDueReviews } from '../../src/usecases/open-due-reviews.ts'
import { openReview } from '../../src/usecases/open-review.ts'
import type { SmallBank } from '../support/bank.ts'
import { testDatabase } from '../support/database.ts'
import { accepted, smallBankAt } from '../support/small-bank-at.ts'

const database = await testDatabase()
const { sql } = database
const work = await smallBankAt(database, '2026-11-25T02:00:00Z')
const { deps, as, bank } = work

type Client = keyof SmallBank['client']

beforeEach(async () => {
  await sql`update reviews set state = 'decided', outcome = 'retain', closed_at = now() where state = 'open'`
  await sql`delete from effects`
})

const due = (client: Client, change = {}) => work.strategic(client, { nextReviewOn: '2026-11-20', ...change })

async function openOf(clientId: number): Promise<number> {
  const [row] = await sql`select id::int from reviews where client_id = ${clientId} and state = 'open'`
  return row?.id
}

/** A review as far as it does not follow from its number and its cause. */
async function likeness(reviewId: number) {
  const rows = async (query: Promise<readonly object[]>) => [...(await query)]
  return {
    review: await rows(sql`
      select tier, criteria_version_id, criteria_values, policy_version_id, opened_at from reviews where id = ${reviewId}`),
    steps: await rows(sql`
      select no, kind, unit_id, taken_by, state, skip_reason, opened_at, empty_since from review_steps
      where review_id = ${reviewId} order by no`),
    deadlines: await rows(sql`
      select round, step_no, due_at, due_on, remind_at, provisional from deadlines
      where kind = 'review_step' and item_id = ${reviewId}`),
    cards: await rows(sql`
      select round, step_no, person_id, asked, listed from review_cards where review_id = ${reviewId} and step_no > 0
      order by person_id`),
    effects: await rows(sql`
      select e.lane, e.priority, k.person_id from effects e join review_cards k on k.id = (e.payload ->> 'cardId')::bigint
      where e.kind = 'review_card' and k.review_id = ${reviewId} and k.step_no > 0 order by k.person_id`),
  }
}

test('reviews opened together are as one that is opened by itself: figures, steps, time limits, cards', async () => {
  const ids = [
    await due('cimc'),
    await due('vanke', { tier: 'bank_wide', category: 'industry_leader' }),
    await due('boe'),
  ]
  for (const id of ids)
    await sql`
      insert into client_figures (client_id, metric, period, period_end, value, unit, source, entered_at, newest)
      select distinct on (line ->> 'key') ${id}::bigint, line ->> 'key', '2026Q3', '2026-09-30'::date, 12345.5,
        case line ->> 'unit' when 'hundred_million_yuan' then 'ten_thousand_yuan' else line ->> 'unit' end, '报表', now(), true
      from criteria_versions v, jsonb_array_elements(v.criteria -> 'lines') line order by line ->> 'key'`
  expect(await openDueReviews(deps)).toBe(3)
  expect(await openDueReviews(deps)).toBe(0)
  for (const id of ids) {
    const together = await likeness(await openOf(id))
    await sql`update reviews set state = 'decided', outcome = 'retain' where client_id = ${id} and state = 'open'`
    // Asked for by somebody who has no say in it anyway.
    const { reviewId } = accepted(await openReview(deps, as('shenzhenOfficer'), id, '年度检查'))
    expect(together).toEqual(await likeness(reviewId))
    expect(together.effects.length).toBeGreaterThan(0)
    expect(Object.keys(Object(together.review[0]).criteria_values).length).toBeGreaterThan(0)
  }
  const audit = await sql`
    select source, article, person_id, after from audit_entries where action = 'review_opened' and source = 'job' order by id`
  expect(audit).toHaveLength(3)
  expect(audit[0]).toMatchObject({ article: '13', person_id: null, after: { cause: 'scheduled', dueOn: '2026-11-20' } })
})

test('a deputy of the day is asked beside whom they stand in for', async () => {
  await sql`
    insert into deputyships (principal_id, deputy_id, "from", "to", named_by, named_at)
    values (${bank.person.futianPresident}, ${bank.person.luohuPresident}, '2026-11-24', '2026-11-30',
      ${bank.person.futianPresident}, now())`
  const ids = [await due('cimc', { nextReviewOn: '2026-11-16' }), await due('boe', { nextReviewOn: '2026-11-16' })]
  expect(await openDueReviews(deps)).toBe(2)
  for (const id of ids) {
    const { cards } = await likeness(await openOf(id))
    expect(cards.map((card) => Number(Object(card).person_id)).sort()).toEqual(
      [bank.person.futianPresident, bank.person.luohuPresident].sort(),
    )
  }
})

test('several processes share what is due; each client has one review', async () => {
  for (const client of ['cimc', 'vanke', 'boe'] as const) await due(client, { nextReviewOn: '2026-11-19' })
  const opened = await Promise.all([openDueReviews(deps), openDueReviews(deps), openDueReviews(deps)])
  expect(opened.reduce((sum, one) => sum + one, 0)).toBe(3)
})

test('a first step at an empty post is held, and the administrators have its card to see', async () => {
  await sql`update appointments set "to" = '2026-11-01' where person_id = ${bank.person.futianPresident}`
  const ids = [await due('cimc', { nextReviewOn: '2026-11-18' }), await due('boe', { nextReviewOn: '2026-11-18' })]
  expect(await openDueReviews(deps)).toBe(2)
  for (const id of ids) {
    const { steps, cards, effects } = await likeness(await openOf(id))
    expect(steps[0]).toMatchObject({ kind: 'sub_branch_opinion', state: 'open' })
    expect(Object(steps[0]).empty_since).not.toBeNull()
    expect(cards).toMatchObject([{ person_id: String(bank.person.administrator), asked: false }])
    expect(effects).toHaveLength(1)
  }
  const reviewId = await openOf(ids[0] ?? 0)
  const view = await database.db.transaction((tx) => reviewView(tx, reviewId))
  if (!view) throw new Error('no such review')
  const copy = { round: 1, stepNo: 1, asked: false, mayUndo: false }
  const card = reviewCard(view, copy, { language: 'zh', timeZone: 'Asia/Shanghai' })
  expect(JSON.stringify(card.blocks)).toContain('目前无人可以办理，已请系统管理员安排')
})

test('a tier whose step the settings give to nobody is left out, and the other one is opened', async () => {
  await sql`
    insert into policy_versions (document, published_at, reason)
    select jsonb_set(document, '{reviewPositions,corporate_reviews}', '[]'), now(), '漏设' from policy_versions order by id desc limit 1`
  const wide = await due('vanke', { tier: 'bank_wide', category: 'industry_leader', nextReviewOn: '2026-11-17' })
  const regional = await due('boe', { nextReviewOn: '2026-11-17' })
  expect(await openDueReviews(deps)).toBe(1)
  expect([await openOf(wide), typeof (await openOf(regional))]).toEqual([undefined, 'number'])
})
