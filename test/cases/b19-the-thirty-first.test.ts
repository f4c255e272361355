import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { clients } from '../../db/schema/clients.ts'
import { nextInSeries } from '../../src/domain/calendar.ts'
import { takeReviewStep } from '../../src/usecases/decide-review.ts'
import { openDueReviews } from '../../src/usecases/open-due-reviews.ts'
import { openReview } from '../../src/usecases/open-review.ts'
import { testDatabase } from '../support/database.ts'
import { accepted, smallBankAt } from '../support/small-bank-at.ts'

/** The next so many dates, each asked for on the day of the one before. */
function series(anchor: string, months: number, count: number): string[] {
  const dates: string[] = []
  for (let after = anchor; dates.length < count; after = dates.at(-1) ?? anchor)
    dates.push(nextInSeries(anchor, months, after))
  return dates
}

describe('dates from anchor and count (B19)', () => {
  test('monthly on the 31st: the last day of each short month, twelve a year, never drifting', () => {
    expect(series('2026-08-31', 1, 12).map((date) => date.slice(5))).toEqual(
      '09-30 10-31 11-30 12-31 01-31 02-28 03-31 04-30 05-31 06-30 07-31 08-31'.split(' '),
    )
  })

  test('quarterly, half-yearly, and over 29 February', () => {
    expect(series('2026-11-30', 3, 2)).toEqual(['2027-02-28', '2027-05-30'])
    expect(series('2027-08-31', 6, 2)).toEqual(['2028-02-29', '2028-08-31'])
    expect(series('2027-01-31', 1, 3)).toEqual(['2027-02-28', '2027-03-31', '2027-04-30'])
    expect(series('2024-02-29', 12, 4).at(-1)).toBe('2028-02-29')
  })

  test('asked for late, the date is the same', () => {
    expect(nextInSeries('2026-08-31', 1, '2026-10-03')).toBe('2026-10-31')
    expect(nextInSeries('2026-08-31', 1, '2026-10-31')).toBe('2026-11-30')
  })
})

test('a review opened three days late and decided later still moves no later date', async () => {
  const database = await testDatabase()
  const work = await smallBankAt(database, '2026-09-03T02:00:00Z')
  const clientId = await work.strategic('cimc', { nextReviewOn: '2026-08-31', reviewAnchor: '2025-08-31' })
  expect(await openDueReviews(work.deps)).toBe(1)
  const [review] = await database.sql`select id::int as id, due_on::text as due from reviews`
  expect(review?.due).toBe('2026-08-31')
  work.travel('2026-09-10T02:00:00Z')
  const say = { round: 1, verdict: 'retain', reason: '合作稳定', category: null, nextReviewOn: null } as const
  accepted(await takeReviewStep(work.deps, work.as('futianPresident'), review?.id, { ...say, stepNo: 1 }, String))
  accepted(await takeReviewStep(work.deps, work.as('shenzhenPresident'), review?.id, { ...say, stepNo: 2 }, String))
  const [client] = await database.db.select().from(clients).where(eq(clients.id, clientId))
  expect(client).toMatchObject({ nextReviewOn: '2027-08-31', reviewAnchor: '2025-08-31' })
})

test('the database itself keeps who asked for a review beside what is said in it', async () => {
  const database = await testDatabase()
  const { deps, bank, as, strategic } = await smallBankAt(database, '2026-09-03T02:00:00Z')
  const { reviewId } = accepted(
    await openReview(deps, as('corporateOfficer'), await strategic('boe'), '日均存款不达标'),
  )
  const said = database.sql`
    insert into review_voices (review_id, round, step_no, step_kind, verdict, reason, decided_by, in_name_of, submitted_by, decided_at)
    values (${reviewId}, 1, 1, 'sub_branch_opinion', 'retain', '合作稳定', ${bank.person.futianPresident},
      ${bank.person.futianPresident}, ${bank.person.beijingOfficer}, now())`
  await expect(said).rejects.toThrow(/review_voices_submitter/)
})
