import { beforeAll, expect, test } from 'vitest'
import { wantChecks } from '../../db/queries/criteria-checks.ts'
import { insertFigures } from '../../db/queries/figures.ts'
import { starterCriteria } from '../../src/domain/criteria/starter-criteria.ts'
import { createLog } from '../../src/log.ts'
import { openFallenReviews } from '../../src/usecases/open-fallen-reviews.ts'
import { type SmallBank, smallBank } from '../support/bank.ts'
import { testDatabase } from '../support/database.ts'

const database = await testDatabase()
const { sql, db } = database
const deps = { database, clock: { now: () => new Date('2026-11-25T02:00:00Z') }, log: createLog('silent') }
const { lines } = starterCriteria.regional
let bank: SmallBank

beforeAll(async () => {
  bank = await smallBank(database)
  await sql`update clients set state = 'designated', tier = 'regional', category = 'regional_group',
    lead_unit_id = ${bank.unit.futian}, designated_at = now(), next_review_on = '2027-11-25' where id = ${bank.client.vanke}`
})

/** All lines missed, or met, in a year. */
async function figures(year: number, good: boolean) {
  await db.transaction(async (tx) => {
    const rows = lines.map(({ key, unit, threshold, comparison }) => ({
      clientId: bank.client.vanke,
      metric: key,
      period: String(year),
      periodEnd: `${year}-12-31`,
      value: good === (comparison === 'at_least') ? threshold + 1 : threshold - 1,
      unit,
      source: '年报',
      enteredBy: null,
    }))
    await insertFigures(tx, rows, deps.clock.now())
    await wantChecks(tx, [bank.client.vanke], deps.clock.now())
  })
}

const reviews = () => sql`select cause, evidence, submitted_by, due_on from reviews order by id`

test('one bad period opens nothing; the second in a row does, once, with its periods and figures', async () => {
  await figures(2023, false)
  expect(await openFallenReviews(deps)).toBe(0)
  await figures(2024, true)
  await figures(2025, false)
  expect(await openFallenReviews(deps)).toBe(0)
  await figures(2026, false)
  expect(await openFallenReviews(deps)).toBe(1)
  const [review] = await reviews()
  expect(review).toEqual({ cause: 'below_criteria', evidence: '2025、2026', submitted_by: null, due_on: null })
  const [audit] = await sql`select source, article, after from audit_entries where action = 'review_opened'`
  expect(audit).toMatchObject({
    source: 'job',
    article: '13',
    after: { cause: 'below_criteria', evidence: '2025、2026' },
  })
  await figures(2026, false)
  expect(await openFallenReviews(deps)).toBe(0)
  expect(await reviews()).toHaveLength(1)
})

test('two processes at once open one review', async () => {
  await sql`update reviews set state = 'decided', outcome = 'retain', closed_at = now()`
  await figures(2027, false)
  const opened = await Promise.all([openFallenReviews(deps), openFallenReviews(deps)])
  expect(opened.sort()).toEqual([0, 1])
})
