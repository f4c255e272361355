import { eq } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { wantChannel } from '../../db/queries/channel.ts'
import { clients } from '../../db/schema/clients.ts'
import { deputyships } from '../../db/schema/deputyships.ts'
import { reviewGraces } from '../../db/schema/review-graces.ts'
import { bankDate } from '../../src/domain/calendar.ts'
import type { Draft } from '../../src/domain/recommendation/draft.ts'
import { isRefusal, type Refusal } from '../../src/domain/refusal.ts'
import { takeReviewStep } from '../../src/usecases/decide-review.ts'
import { decideStep } from '../../src/usecases/decide-step.ts'
import { followOrganisation } from '../../src/usecases/follow-organisation.ts'
import { reseat } from '../../src/usecases/follow-teams.ts'
import { openReview } from '../../src/usecases/open-review.ts'
import { openRecommendationForm } from '../../src/usecases/recommendation-form.ts'
import { endGraces } from '../../src/usecases/review-grace.ts'
import { submitRecommendation } from '../../src/usecases/submit-recommendation.ts'
import { transact } from '../../src/usecases/transact.ts'
import { undoOutcome } from '../../src/usecases/undo-outcome.ts'
import type { PersonKey, SmallBank } from '../support/bank.ts'
import { testDatabase } from '../support/database.ts'
import { graceOver } from '../support/grace.ts'
import { accepted, type SmallBankAt, smallBankAt } from '../support/small-bank-at.ts'

const database = await testDatabase()
const { db, sql } = database
// The end of a period of grace is held against the database's clock, so the bank lives in its time.
const work: SmallBankAt = await smallBankAt(database, new Date().toISOString())
const { deps, as, bank } = work

const designatedAt = new Date('2025-11-25T02:00:00Z')
const former = {
  state: 'designated',
  tier: 'regional',
  category: 'regional_group',
  designatedAt,
  nextReviewOn: '2099-12-15',
  reviewAnchor: '2098-12-15',
} as const

type Client = keyof SmallBank['client']

beforeEach(async () => {
  await sql`delete from deputyships`
})

/** A regional client of Futian with its team and an open channel; what an earlier test left open of it is over. */
async function strategic(client: Client): Promise<number> {
  await sql`update reviews set state = 'decided', outcome = 'retain' where state = 'open' and client_id = ${bank.client[client]}`
  await sql`update recommendations set state = 'withdrawn' where state = 'submitted' and client_id = ${bank.client[client]}`
  await sql`update review_graces set state = 'overtaken' where state = 'running' and client_id = ${bank.client[client]}`
  const id = await work.strategic(client, former)
  await transact(deps, { personId: null, source: 'job' }, async (tx, moment) => {
    await reseat(tx, [id], moment)
    await wantChannel(tx, id)
    return { result: null, events: [] }
  })
  await sql`update client_channels set state = 'open', channel_id = ${`C${client}`} where client_id = ${id}`
  return id
}

/** Has the client exit by the ordinary way; the review. */
async function exited(clientId: number): Promise<number> {
  const { reviewId } = accepted(await openReview(deps, as('corporateOfficer'), clientId, '合作停止'))
  const say = { round: 1, verdict: 'exit', reason: '合作已停止', category: null, nextReviewOn: null } as const
  accepted(await takeReviewStep(deps, as('futianPresident'), reviewId, { ...say, stepNo: 1 }, String))
  accepted(await takeReviewStep(deps, as('shenzhenPresident'), reviewId, { ...say, stepNo: 2 }, String))
  return reviewId
}

const undo = (key: PersonKey, reviewId: number, reason = '对方已续签', round = 1) =>
  undoOutcome(deps, as(key), reviewId, { round, reason }, () => '那时')

async function clientNow(id: number) {
  const [row] = await db.select().from(clients).where(eq(clients.id, id))
  const { state, tier, category, designatedAt, nextReviewOn, reviewAnchor } = row ?? {}
  return { state, tier, category, designatedAt, nextReviewOn, reviewAnchor }
}

async function graceOf(reviewId: number) {
  const [row] = await db.select().from(reviewGraces).where(eq(reviewGraces.reviewId, reviewId))
  return row
}

async function channelState(clientId: number) {
  const [row] = await sql`select state from client_channels where client_id = ${clientId}`
  return row?.state
}

const seatsOf = async (clientId: number) => {
  const [row] = await sql`select count(*)::int as n from team_seats where client_id = ${clientId}`
  return row?.n as number
}

async function deputy(key: PersonKey, principal: PersonKey): Promise<void> {
  const day = (days: number) => bankDate(new Date(Date.now() + days * 86_400_000), 'Asia/Shanghai')
  await db.insert(deputyships).values({
    principalId: bank.person[principal],
    deputyId: bank.person[key],
    from: day(0),
    to: day(5),
    namedBy: bank.person[principal],
    namedAt: new Date(),
  })
}

/** Recommends the exited client again, for its branch to designate. */
async function recommendAgain(clientId: number): Promise<number | Refusal> {
  const form = accepted(await openRecommendationForm(deps, as('shenzhenOfficer'), ''))
  const [criteria] = await sql`select max(id)::int as id from criteria_versions where tier = 'regional'`
  const draft: Draft = {
    clientId,
    route: 'branch_designates',
    beganAtUnitId: bank.unit.shenzhen,
    leadUnitId: bank.unit.futian,
    category: 'product_and_market_lead',
    industry: '制造',
    region: '深圳',
    reason: '重新合作',
    criteria: {},
    keyDimensions: [],
  }
  const sent = await submitRecommendation(deps, as('shenzhenOfficer'), form.recommendationId, draft, criteria?.id)
  return Array.isArray(sent) ? (sent[0] as Refusal) : sent.recommendationId
}

test('an exit holds at once; its team and channel stay until the grace is over, by the decider undone with a reason', async () => {
  const id = await strategic('cimc')
  const seats = await seatsOf(id)
  const reviewId = await exited(id)
  expect(await clientNow(id)).toMatchObject({ state: 'exited', tier: null, nextReviewOn: null })
  expect([await channelState(id), await seatsOf(id)]).toEqual(['open', seats])

  expect(await undo('futianPresident', reviewId)).toMatchObject({ refused: 'may_not_undo' })
  expect(await undo('corporateOfficer', reviewId)).toMatchObject({ refused: 'may_not_undo' })
  expect(await undo('shenzhenPresident', reviewId, ' 　')).toMatchObject({ refused: 'reason_required' })
  expect(await undo('shenzhenPresident', reviewId, '对方已续签')).toEqual({ outcome: 'exit', clientName: '中集集团' })

  expect(await clientNow(id)).toEqual(former)
  const [review] = await sql`select state, round, outcome from reviews where id = ${reviewId}`
  expect(review).toEqual({ state: 'open', round: 2, outcome: null })
  const [step] = await sql`
    select round, kind, state from review_steps where review_id = ${reviewId} and state = 'open'`
  expect(step).toEqual({ round: 2, kind: 'branch_reviews', state: 'open' })
  const [audit] = await sql`
    select person_id::int, article, before, after from audit_entries where action = 'outcome_undone' and subject_id = ${id}`
  expect(audit).toMatchObject({
    person_id: bank.person.shenzhenPresident,
    article: '13',
    before: { state: 'exited', outcome: 'exit' },
    after: { state: 'designated', tier: 'regional', nextReviewOn: '2099-12-15', reason: '对方已续签' },
  })
  const [deadline] = await sql`
    select due_on::text from deadlines where kind = 'client_review' and item_id = ${id}`
  expect(deadline).toEqual({ due_on: '2099-12-15' })
  // Nothing is left for the end of the period, and the review goes on to an outcome that somebody decides.
  expect(await endGraces(deps)).toBe(0)
  const retain = { round: 2, stepNo: 1, verdict: 'retain', reason: '继续', category: null, nextReviewOn: null } as const
  const [open] = await sql`select no from review_steps where review_id = ${reviewId} and state = 'open'`
  const kept = await takeReviewStep(deps, as('shenzhenPresident'), reviewId, { ...retain, stepNo: open?.no }, String)
  expect(isRefusal(kept)).toBe(false)
  expect(await undo('shenzhenPresident', reviewId)).toMatchObject({ refused: 'outcome_undone' })
})

test('when the grace is over nobody can undo, whether or not anybody has looked; missed time is caught up once', async () => {
  const id = await strategic('cimc')
  const reviewId = await exited(id)
  await graceOver(database)
  expect(await undo('shenzhenPresident', reviewId)).toMatchObject({ refused: 'grace_over', params: { at: '那时' } })
  const ended = await Promise.all([endGraces(deps), endGraces(deps), endGraces(deps)])
  expect(ended.reduce((sum, one) => sum + one, 0)).toBe(1)
  expect([await channelState(id), await seatsOf(id)]).toEqual(['parking', 0])
  expect(await graceOf(reviewId)).toMatchObject({ state: 'ended' })
  expect(await undo('shenzhenPresident', reviewId)).toMatchObject({ refused: 'grace_over' })
  const parked = await sql`select from effects where kind = 'channel_park' and (payload->>'clientId')::bigint = ${id}`
  expect(parked).toHaveLength(1)
})

test('the deputy of whoever decided undoes in their name, for as long as the deputyship lasts', async () => {
  const id = await strategic('boe')
  const reviewId = await exited(id)
  expect(await undo('shenzhenOfficer', reviewId)).toMatchObject({ refused: 'may_not_undo' })
  await deputy('shenzhenOfficer', 'shenzhenPresident')
  accepted(await undo('shenzhenOfficer', reviewId))
  expect(await graceOf(reviewId)).toMatchObject({
    undoneBy: bank.person.shenzhenOfficer,
    undoneInNameOf: bank.person.shenzhenPresident,
  })
})

test('somebody who leaves while the grace runs leaves the team, as before the outcome', async () => {
  const id = await strategic('vanke')
  await exited(id)
  const manager = bank.person.futianManager2
  await sql`
    insert into team_seats (client_id, seat, person_id, seated_at)
    values (${id}, 'lead_client_manager', ${manager}, now()) on conflict do nothing`
  await sql`select mark_units(array[${bank.unit.futian}::bigint])`
  await followOrganisation(deps)
  const seated = await sql`select person_id::int from team_seats where client_id = ${id} order by person_id`
  expect(seated.map(({ person_id }) => person_id)).toEqual([
    bank.person.futianManager,
    bank.person.futianPresident,
    bank.person.shenzhenPresident,
    bank.person.corporateOfficer,
    bank.person.corporateOfficer2,
  ])
})

test('whoever asked for the review has no say in its undoing, also as a deputy', async () => {
  const id = await strategic('boe')
  const { reviewId } = accepted(await openReview(deps, as('shenzhenOfficer'), id, '年度检查'))
  const say = { round: 1, verdict: 'exit', reason: '合作已停止', category: null, nextReviewOn: null } as const
  accepted(await takeReviewStep(deps, as('futianPresident'), reviewId, { ...say, stepNo: 1 }, String))
  accepted(await takeReviewStep(deps, as('shenzhenPresident'), reviewId, { ...say, stepNo: 2 }, String))
  await deputy('shenzhenOfficer', 'shenzhenPresident')
  expect(await undo('shenzhenOfficer', reviewId)).toMatchObject({ refused: 'own_submission' })
  const forged = sql`
    update review_graces set state = 'undone', undone_by = ${bank.person.shenzhenOfficer},
      undone_in_name_of = ${bank.person.shenzhenOfficer}, undone_at = begun_at, undo_reason = 'x' where review_id = ${reviewId}`
  await expect(forged).rejects.toThrow('review_graces_own')
  const late = sql`
    update review_graces set state = 'undone', undone_by = in_name_of, undone_in_name_of = in_name_of, undone_at = due_at,
      undo_reason = 'x' where review_id = ${reviewId}`
  await expect(late).rejects.toThrow('review_graces_in_time')
  accepted(await undo('shenzhenPresident', reviewId))
})

test('two at once: one undoes, the other is told who did', async () => {
  const id = await strategic('boe')
  const reviewId = await exited(id)
  await deputy('shenzhenOfficer', 'shenzhenPresident')
  const audited = () => sql`select from audit_entries where action = 'outcome_undone' and subject_id = ${id}`
  const before = (await audited()).length
  const both = await Promise.all([undo('shenzhenPresident', reviewId), undo('shenzhenOfficer', reviewId)])
  expect(both.filter((one) => !isRefusal(one))).toHaveLength(1)
  expect(both.filter(isRefusal)).toMatchObject([{ refused: 'outcome_undone', params: { at: '那时', verdict: 'exit' } }])
  expect(await audited()).toHaveLength(before + 1)
})

test('an undo against the end of the grace: exactly one of them, and the client, its team and its channel agree', async () => {
  const count = { undone: 0, ended: 0 }
  for (const aheadMs of [-5, 0, 5, 15, 30, 60, 200]) {
    const id = await strategic('boe')
    const reviewId = await exited(id)
    await sql`
      update review_graces set due_at = clock_timestamp() + ${aheadMs} * interval '1 millisecond' where review_id = ${reviewId}`
    const sweep = async () => {
      for (const until = Date.now() + 300; Date.now() < until; ) await endGraces(deps)
    }
    const [said] = await Promise.all([undo('shenzhenPresident', reviewId), sweep(), sweep()])
    const grace = await graceOf(reviewId)
    const now = [(await clientNow(id)).state, await channelState(id), (await seatsOf(id)) > 0]
    if (isRefusal(said)) {
      count.ended++
      expect(said.refused).toBe('grace_over')
      expect([grace?.state, ...now]).toEqual(['ended', 'exited', 'parking', false])
    } else {
      count.undone++
      expect([grace?.state, ...now]).toEqual(['undone', 'designated', 'open', true])
    }
  }
  expect(count.undone).toBeGreaterThan(0)
  expect(count.ended).toBeGreaterThan(0)
})

test('an undo against a new recommendation: exactly one wins; designated anew, nothing is left to undo or to park', async () => {
  const id = await strategic('cimc')
  const reviewId = await exited(id)
  const [undone, sent] = await Promise.all([undo('shenzhenPresident', reviewId), recommendAgain(id)])
  expect([isRefusal(undone), isRefusal(sent)].filter(Boolean)).toHaveLength(1)
  if (isRefusal(undone)) expect(undone.refused).toBe('undo_recommended')
  else expect(sent).toMatchObject({ refused: 'already_strategic' })

  const other = await strategic('vanke')
  const second = await exited(other)
  const number = await recommendAgain(other)
  if (isRefusal(number)) throw new Error(number.refused)
  expect(await undo('shenzhenPresident', second)).toMatchObject({ refused: 'undo_recommended', params: { number } })
  const approval = { round: 1, stepNo: 1, verdict: 'approved', reason: null } as const
  accepted(await decideStep(deps, as('shenzhenPresident'), number, approval, String))
  expect(await clientNow(other)).toMatchObject({ state: 'designated', category: 'product_and_market_lead' })
  expect(await undo('shenzhenPresident', second)).toMatchObject({ refused: 'undo_overtaken' })
  await graceOver(database)
  await endGraces(deps)
  expect([await channelState(other), (await seatsOf(other)) > 0]).toEqual(['open', true])
})
