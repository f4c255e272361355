import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { effects } from '../../db/schema/effects.ts'
import { recommendations } from '../../db/schema/recommendations.ts'
import type { Draft } from '../../src/domain/recommendation/draft.ts'
import { takeReviewStep } from '../../src/usecases/decide-review.ts'
import { openReview } from '../../src/usecases/open-review.ts'
import { openRecommendationForm } from '../../src/usecases/recommendation-form.ts'
import { submitRecommendation } from '../../src/usecases/submit-recommendation.ts'
import { undoOutcome } from '../../src/usecases/undo-outcome.ts'
import { testDatabase } from '../support/database.ts'
import { accepted, smallBankAt } from '../support/small-bank-at.ts'

const database = await testDatabase()

test('an exit withdraws the upgrade that is on its way, and whoever has its card is told; an undone exit leaves it so', async () => {
  const work = await smallBankAt(database, '2026-11-25T02:00:00Z')
  const { deps, as, bank } = work
  const clientId = await work.strategic('cimc')
  const form = accepted(await openRecommendationForm(deps, as('shenzhenOfficer'), ''))
  const [criteria] = await database.sql`select id::int as id from criteria_versions where tier = 'bank_wide'`
  const draft: Draft = {
    clientId,
    route: 'branch_recommends',
    beganAtUnitId: bank.unit.shenzhen,
    leadUnitId: bank.unit.futian,
    category: 'industry_leader',
    industry: '制造',
    region: '深圳',
    reason: '行业龙头',
    criteria: {},
    keyDimensions: [],
  }
  const sent = await submitRecommendation(deps, as('shenzhenOfficer'), form.recommendationId, draft, criteria?.id)
  if (Array.isArray(sent)) throw new Error(sent.map((one) => `${one.field} ${one.refused}`).join('; '))

  const { reviewId } = accepted(await openReview(deps, as('corporateOfficer'), clientId, '合作停止'))
  const say = { round: 1, verdict: 'exit', reason: '合作已停止', category: null, nextReviewOn: null } as const
  accepted(await takeReviewStep(deps, as('futianPresident'), reviewId, { ...say, stepNo: 1 }, String))
  accepted(await takeReviewStep(deps, as('shenzhenPresident'), reviewId, { ...say, stepNo: 2 }, String))

  const [row] = await database.db.select().from(recommendations).where(eq(recommendations.clientId, clientId))
  expect(row).toMatchObject({ state: 'withdrawn' })
  const open = await database.sql`select from recommendation_steps where state = 'open'`
  expect(open).toHaveLength(0)
  const told = await database.db.select().from(effects).where(eq(effects.kind, 'recommendation_stopped'))
  expect(told.map(({ payload }) => payload.personId)).toEqual(
    expect.arrayContaining([bank.person.shenzhenOfficer, bank.person.shenzhenPresident]),
  )
  const [audit] = await database.sql`
    select article, after from audit_entries where action = 'recommendation_withdrawn'`
  expect(audit).toEqual({ article: '13', after: { state: 'withdrawn', exitReviewId: reviewId } })

  await database.sql`update review_graces set due_at = clock_timestamp() + interval '1 day'`
  accepted(await undoOutcome(deps, as('shenzhenPresident'), reviewId, { round: 1, reason: '对方已续签' }, String))
  const [still] = await database.db.select().from(recommendations).where(eq(recommendations.clientId, clientId))
  expect(still).toMatchObject({ state: 'withdrawn' })
  const undone = await database.db.select().from(effects).where(eq(effects.kind, 'review_undone'))
  expect(undone.map(({ payload }) => payload.personId).sort()).toEqual(
    [
      bank.person.corporateOfficer,
      bank.person.futianManager,
      bank.person.futianPresident,
      bank.person.shenzhenPresident,
      // Told because they have a card of the recommendation.
      bank.person.shenzhenOfficer,
    ].sort(),
  )
  const [undoing] = await database.sql`select after from audit_entries where action = 'outcome_undone'`
  expect(undoing?.after).toMatchObject({ staysWithdrawn: still?.id, reason: '对方已续签' })
})
