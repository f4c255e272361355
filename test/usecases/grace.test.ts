import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { clients } from '../../db/schema/clients.ts'
import { reviewGraces } from '../../db/schema/review-graces.ts'
import { takeReviewStep } from '../../src/usecases/decide-review.ts'
import { reseat } from '../../src/usecases/follow-teams.ts'
import { openReview } from '../../src/usecases/open-review.ts'
import { endGraces } from '../../src/usecases/review-grace.ts'
import { transact } from '../../src/usecases/transact.ts'
import { undoOutcome } from '../../src/usecases/undo-outcome.ts'
import type { SmallBank } from '../support/bank.ts'
import { testDatabase } from '../support/database.ts'
import { graceOver } from '../support/grace.ts'
import { accepted, smallBankAt } from '../support/small-bank-at.ts'

const database = await testDatabase()
const { db, sql } = database
// The last working day before a long holiday: the National Day of 2026, of which the days are known.
const work = await smallBankAt(database, '2026-09-30T02:00:00Z')
const { deps, as } = work

async function strategic(client: keyof SmallBank['client'], tier: 'regional' | 'bank_wide'): Promise<number> {
  const category = tier === 'regional' ? 'regional_group' : 'industry_leader'
  const id = await work.strategic(client, { tier, category, nextReviewOn: '2026-12-15' })
  await transact(deps, { personId: null, source: 'job' }, async (tx, moment) => {
    await reseat(tx, [id], moment)
    return { result: null, events: [] }
  })
  return id
}

const plain = { round: 1, reason: '按标准', category: null, nextReviewOn: null } as const

/** A regional client exits; the review. */
async function exited(clientId: number): Promise<number> {
  const { reviewId } = accepted(await openReview(deps, as('corporateOfficer'), clientId, '合作停止'))
  const exit = { ...plain, verdict: 'exit' } as const
  accepted(await takeReviewStep(deps, as('futianPresident'), reviewId, { ...exit, stepNo: 1 }, String))
  accepted(await takeReviewStep(deps, as('shenzhenPresident'), reviewId, { ...exit, stepNo: 2 }, String))
  return reviewId
}

/** Head office downgrades a bank-wide client; the review. */
async function downgraded(clientId: number): Promise<number> {
  const { reviewId } = accepted(await openReview(deps, as('shenzhenOfficer'), clientId, '收入低于标准'))
  const down = { ...plain, verdict: 'downgrade' } as const
  accepted(await takeReviewStep(deps, as('shenzhenPresident'), reviewId, { ...down, stepNo: 1 }, String))
  const decision = { ...down, stepNo: 2, category: 'product_and_market_lead' } as const
  accepted(await takeReviewStep(deps, as('corporateOfficer'), reviewId, decision, String))
  accepted(await takeReviewStep(deps, as('president'), reviewId, { ...down, stepNo: 3, reason: null }, String))
  return reviewId
}

const seats = async (id: number) =>
  (await sql`select distinct seat from team_seats where client_id = ${id} order by seat`).map(({ seat }) => seat)

async function clientNow(id: number) {
  const [row] = await db.select().from(clients).where(eq(clients.id, id))
  return row
}

test('the grace is counted in the bank’s working days, to the close of the last: a holiday is none of them', async () => {
  const id = await strategic('cimc', 'regional')
  const reviewId = await exited(id)
  const [grace] = await db.select().from(reviewGraces).where(eq(reviewGraces.reviewId, reviewId))
  // 1 to 7 October are free; 8, 9 and, made up for, Saturday the 10th are worked.
  expect(grace?.dueAt.toISOString()).toBe('2026-10-10T10:00:00.000Z')
  expect(grace?.begunAt.toISOString()).toBe('2026-09-30T02:00:00.000Z')
  await graceOver(database)
  await endGraces(deps)
  const [audit] = await sql`select article, before, after from audit_entries where action = 'grace_over'`
  expect(audit).toMatchObject({ article: '13', before: { outcome: 'exit' }, after: { state: 'ended' } })
  expect(audit?.after.team).toHaveLength(5)
})

test('a downgrade holds at once, the team keeps its seats until the grace is over, and whoever approved it may undo it', async () => {
  const id = await strategic('boe', 'bank_wide')
  const before = await clientNow(id)
  const all = await seats(id)
  expect(all).toContain('head_office_president')
  const reviewId = await downgraded(id)
  await sql`update review_graces set due_at = clock_timestamp() + interval '1 day' where review_id = ${reviewId}`
  expect(await clientNow(id)).toMatchObject({ tier: 'regional', category: 'product_and_market_lead' })
  expect(await seats(id)).toEqual(all)
  const undo = (key: 'corporateOfficer' | 'president') =>
    undoOutcome(deps, as(key), reviewId, { round: 1, reason: '数据有误' }, String)
  expect(await undo('corporateOfficer')).toMatchObject({ refused: 'may_not_undo', params: { name: 'president' } })
  accepted(await undo('president'))
  expect(await clientNow(id)).toEqual(before)
  expect(await seats(id)).toEqual(all)
  const steps = await sql`select kind, state from review_steps where review_id = ${reviewId} and round = 2 order by no`
  expect([...steps]).toEqual([
    { kind: 'corporate_reviews', state: 'open' },
    { kind: 'head_office_confirms', state: 'waiting' },
  ])
})

test('once its grace is over a downgraded client has the team of its tier', async () => {
  const id = await strategic('vanke', 'bank_wide')
  await downgraded(id)
  await graceOver(database)
  expect(await endGraces(deps)).toBe(1)
  expect(await seats(id)).not.toContain('head_office_president')
})

test('an outcome of a newer review takes the place of one that could be undone', async () => {
  await sql`update reviews set state = 'decided', outcome = 'retain' where state = 'open'`
  const id = await strategic('boe', 'bank_wide')
  const first = await downgraded(id)
  await sql`update review_graces set due_at = clock_timestamp() + interval '1 day' where review_id = ${first}`
  const { reviewId } = accepted(await openReview(deps, as('corporateOfficer'), id, '合作停止'))
  const undo = () => undoOutcome(deps, as('president'), first, { round: 1, reason: '数据有误' }, String)
  expect(await undo()).toMatchObject({ refused: 'review_under_way', params: { number: reviewId } })
  const exit = { ...plain, verdict: 'exit' } as const
  accepted(await takeReviewStep(deps, as('futianPresident'), reviewId, { ...exit, stepNo: 1 }, String))
  accepted(await takeReviewStep(deps, as('shenzhenPresident'), reviewId, { ...exit, stepNo: 2 }, String))
  expect(await undo()).toMatchObject({ refused: 'undo_overtaken' })
  expect(await seats(id)).not.toContain('head_office_president')
  const [row] = await sql`select former_tier, state from review_graces where review_id = ${reviewId}`
  expect(row).toEqual({ former_tier: 'regional', state: 'running' })
})

test('where the bank’s settings leave head office’s approval out, an undone downgrade goes back to the decision alone', async () => {
  await sql`
    insert into policy_versions (document, published_at, reason)
    select document || '{"headOfficePresidentDecides": false}', now(), '不经行长' from policy_versions order by id desc limit 1`
  await sql`update reviews set state = 'decided', outcome = 'retain' where state = 'open'`
  const id = await strategic('vanke', 'bank_wide')
  const { reviewId } = accepted(await openReview(deps, as('shenzhenOfficer'), id, '收入低于标准'))
  const exit = { ...plain, verdict: 'exit' } as const
  accepted(await takeReviewStep(deps, as('shenzhenPresident'), reviewId, { ...exit, stepNo: 1 }, String))
  accepted(await takeReviewStep(deps, as('corporateOfficer'), reviewId, { ...exit, stepNo: 2 }, String))
  await sql`update review_graces set due_at = clock_timestamp() + interval '1 day' where review_id = ${reviewId}`
  accepted(await undoOutcome(deps, as('corporateOfficer'), reviewId, { round: 1, reason: '数据有误' }, String))
  const steps = await sql`select kind, state from review_steps where review_id = ${reviewId} and round = 2 order by no`
  expect([...steps]).toEqual([
    { kind: 'corporate_reviews', state: 'open' },
    { kind: 'head_office_confirms', state: 'skipped' },
  ])
})

test('with no days of grace the team ends at once and the channel is parked, and there is nothing to undo', async () => {
  await sql`
    insert into policy_versions (document, published_at, reason)
    select document || '{"outcomeGraceDays": {"exit": 0, "downgrade": 0}}', now(), '立即' from policy_versions order by id desc limit 1`
  const id = await strategic('cimc', 'regional')
  await sql`insert into client_channels (client_id, state, channel_id) values (${id}, 'open', 'C1')`
  const reviewId = await exited(id)
  expect(await seats(id)).toEqual([])
  const [channel] = await sql`select state from client_channels where client_id = ${id}`
  expect(channel?.state).toBe('parking')
  expect(await db.select().from(reviewGraces).where(eq(reviewGraces.reviewId, reviewId))).toEqual([])
  const undone = await undoOutcome(deps, as('shenzhenPresident'), reviewId, { round: 1, reason: '数据有误' }, String)
  expect(undone).toMatchObject({ refused: 'review_not_open' })
})
