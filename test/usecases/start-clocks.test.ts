import { asc } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { deadlines } from '../../db/schema/deadlines.ts'
import { takeReviewStep } from '../../src/usecases/decide-review.ts'
import { importBank } from '../../src/usecases/import-bank.ts'
import { openReview } from '../../src/usecases/open-review.ts'
import { startMissingClocks } from '../../src/usecases/start-missing-clocks.ts'
import { testDatabase } from '../support/database.ts'
import { accepted, smallBankAt } from '../support/small-bank-at.ts'
import { csv } from './import-bank-files.ts'

const database = await testDatabase()
const work = await smallBankAt(database, '2026-09-29T02:00:00Z')
const { deps, as } = work

async function limits() {
  const rows = await database.db.select().from(deadlines).orderBy(asc(deadlines.id))
  return rows.map(({ kind, round, stepNo, dueAt, provisional, remindAt }) =>
    [kind, round, stepNo, dueAt.toISOString(), provisional, remindAt?.toISOString()].join(' '),
  )
}

test('each step that opens gets its time by working days; the next one begins when it opens', async () => {
  const clientId = await work.strategic('cimc', { nextReviewOn: null })
  const { reviewId } = accepted(await openReview(deps, as('corporateOfficer'), clientId, '日均存款不达标'))
  // 30 September, then National Day; 8, 9, made-up Saturday 10, 12 October.
  expect(await limits()).toEqual(['review_step 1 1 2026-10-12T10:00:00.000Z false 2026-10-10T01:00:00.000Z'])

  work.travel('2026-10-09T02:00:00Z')
  const opinion = {
    round: 1,
    stepNo: 1,
    verdict: 'retain',
    reason: '合作稳定',
    category: null,
    nextReviewOn: null,
  } as const
  accepted(await takeReviewStep(deps, as('futianPresident'), reviewId, opinion, String))
  expect((await limits()).slice(1)).toEqual(['review_step 1 2 2026-10-15T10:00:00.000Z false 2026-10-14T01:00:00.000Z'])

  work.travel('2026-10-10T02:00:00Z')
  accepted(await takeReviewStep(deps, as('shenzhenPresident'), reviewId, { ...opinion, stepNo: 2 }, String))
  const last = (await limits()).at(-1)
  expect(last).toMatch(/^client_review 0 0 2027-\d\d-\d\dT10:00:00.000Z false 2027-/)
})

test('a limit that runs into a year without known free days is said to be provisional, told, and reckoned anew', async () => {
  work.travel('2038-12-29T02:00:00Z')
  const clientId = await work.strategic('vanke', { nextReviewOn: '2039-06-30' })
  accepted(await openReview(deps, as('corporateOfficer'), clientId, '政策变化'))
  // Wednesday 29 December; New Year's Day 2039 is a Saturday: 30, 31 December, 3, 4, 5 January.
  expect((await limits()).at(-1)).toBe('review_step 1 1 2039-01-05T10:00:00.000Z true 2039-01-04T01:00:00.000Z')
  const told = await database.sql`select subject_id from audit_entries where action = 'calendar_missing' order by id`
  expect(told.map(({ subject_id }) => Number(subject_id))).toContain(2039)

  const days = [
    '2039-01-03,放假,元旦调休',
    ...['05-01', '05-02', '10-01', '10-02', '10-03'].map((day) => `2039-${day},放假,`),
  ]
  const report = await importBank(deps, [csv('calendar', ['2039-01-01,放假,元旦', ...days])])
  expect(report.faults).toEqual([])
  expect((await limits()).at(-1)).toBe('review_step 1 1 2039-01-06T10:00:00.000Z false 2039-01-05T01:00:00.000Z')
})

test('a step that was open before there were limits gets its own, counted from when it opened', async () => {
  work.travel('2026-09-29T02:00:00Z')
  const clientId = await work.strategic('boe', { nextReviewOn: null })
  accepted(await openReview(deps, as('corporateOfficer'), clientId, '日均存款不达标'))
  const before = await limits()
  await database.sql`delete from deadlines where id = (select max(id) from deadlines)`
  work.travel('2026-10-09T02:00:00Z')
  expect(await startMissingClocks(deps)).toBe(1)
  expect(await limits()).toEqual(before)
  expect(await startMissingClocks(deps)).toBe(0)
})
