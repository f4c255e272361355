import { expect, test } from 'vitest'
import type { Draft } from '../../src/domain/recommendation/draft.ts'
import { takeReviewStep } from '../../src/usecases/decide-review.ts'
import { followOrganisation } from '../../src/usecases/follow-organisation.ts'
import { openReview } from '../../src/usecases/open-review.ts'
import { editOrganisation } from '../../src/usecases/organisation/edit-organisation.ts'
import { openRecommendationForm } from '../../src/usecases/recommendation-form.ts'
import { submitRecommendation } from '../../src/usecases/submit-recommendation.ts'
import { undoOutcome } from '../../src/usecases/undo-outcome.ts'
import type { PersonKey } from '../support/bank.ts'
import { testDatabase } from '../support/database.ts'
import { accepted, smallBankAt } from '../support/small-bank-at.ts'

const database = await testDatabase()
const { sql } = database
// The end of a period of grace is held against the database's clock, so the bank lives in its time.
const { deps, as, bank, strategic } = await smallBankAt(database, new Date().toISOString())
const { unit } = bank

const move = async (unitId: number, otherId: number) =>
  accepted(await editOrganisation(deps, as('administrator'), { kind: 'move', unitId, otherId }, ''))

async function submit(key: PersonKey, draft: Draft): Promise<number> {
  const form = accepted(await openRecommendationForm(deps, as(key), ''))
  const [criteria] = await sql`select max(id)::int id from criteria_versions where tier = 'regional'`
  const about = { industry: '制造', region: '深圳', reason: '行业地位突出', category: 'regional_group' } as const
  const sent = await submitRecommendation(
    deps,
    as(key),
    form.recommendationId,
    { ...about, criteria: {}, keyDimensions: [], ...draft },
    criteria?.id,
  )
  return Array.isArray(sent) ? Promise.reject(new Error(JSON.stringify(sent))) : sent.recommendationId
}

async function lastStep(table: 'recommendation' | 'review', id: number) {
  const [row] = await sql`
    select round, unit_id::int unit, state, taken_by -> 'positions' positions from ${sql(`${table}_steps`)}
    where ${sql(`${table}_id`)} = ${id} order by round desc, no desc limit 1`
  return row
}

test('four eyes were for the president of the branch of before: at the new one its president decides', async () => {
  const id = await submit('shenzhenPresident', {
    clientId: bank.client.vanke,
    route: 'branch_designates',
    beganAtUnitId: unit.shenzhen,
    leadUnitId: unit.luohu,
  })
  expect(await lastStep('recommendation', id)).toMatchObject({ unit: unit.shenzhen, positions: ['branch_officer'] })
  await move(unit.luohu, unit.beijing)
  expect(await lastStep('recommendation', id)).toMatchObject({ unit: unit.beijing, positions: ['branch_president'] })
  await move(unit.luohu, unit.shenzhen)
  expect(await lastStep('recommendation', id)).toMatchObject({ unit: unit.shenzhen, positions: ['branch_officer'] })
})

test('what is submitted while its unit moves goes to the branch that it then belongs to', async () => {
  let commit = () => {}
  const told = new Promise<void>((done) => {
    commit = done
  })
  const moving = sql.begin(async (tx) => {
    await tx`update units set parent_id = ${unit.beijing}, branch_id = ${unit.beijing} where id = ${unit.futian}`
    await told
  })
  const submitting = submit('futianManager', {
    clientId: bank.client.boe,
    route: 'sub_branch_recommends',
    beganAtUnitId: unit.futian,
  })
  const waiting = async () => {
    const [row] = await sql`
      select count(*)::int n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
    return row?.n
  }
  await expect.poll(waiting).toBe(1)
  commit()
  await moving
  expect(await lastStep('recommendation', await submitting)).toMatchObject({ unit: unit.beijing })
  await move(unit.futian, unit.shenzhen)
})

test('an outcome undone after its unit moved is decided anew by the branch of today', async () => {
  const id = await strategic('cimc')
  const { reviewId } = accepted(await openReview(deps, as('corporateOfficer'), id, '合作停止'))
  const say = { round: 1, verdict: 'exit', reason: '合作已停止', category: null, nextReviewOn: null } as const
  accepted(await takeReviewStep(deps, as('futianPresident'), reviewId, { ...say, stepNo: 1 }, String))
  accepted(await takeReviewStep(deps, as('shenzhenPresident'), reviewId, { ...say, stepNo: 2 }, String))
  await move(unit.futian, unit.beijing)
  expect(await lastStep('review', reviewId)).toMatchObject({ round: 1, unit: unit.shenzhen })
  accepted(await undoOutcome(deps, as('shenzhenPresident'), reviewId, { round: 1, reason: '对方已续签' }, () => '那时'))
  expect(await lastStep('review', reviewId)).toMatchObject({ round: 2, state: 'open', unit: unit.beijing })
})

test('a step that was planned with the branch of before is found by whoever follows the organisation', async () => {
  const [{ id } = { id: 0 }] = await sql`select max(id)::int id from reviews`
  await sql`update review_steps set unit_id = ${unit.shenzhen} where review_id = ${id} and state = 'open'`
  await sql`select mark_units(array[${unit.futian}::bigint])`
  await followOrganisation(deps)
  expect(await lastStep('review', id)).toMatchObject({ state: 'open', unit: unit.beijing })
})
