import { expect, test } from 'vitest'
import { openReview } from '../../src/usecases/open-review.ts'
import { sweepReminders } from '../../src/usecases/sweep-reminders.ts'
import { testDatabase } from '../support/database.ts'
import { accepted, smallBankAt } from '../support/small-bank-at.ts'

const database = await testDatabase()

test('over National Day the clock stands still: nobody is reminded at night or on a free day, made-up Saturdays count', async () => {
  const work = await smallBankAt(database, '2026-09-30T03:00:00Z')
  const clientId = await work.strategic('cimc', { nextReviewOn: null })
  accepted(await openReview(work.deps, work.as('corporateOfficer'), clientId, '日均存款不达标'))
  const spoken: string[] = []
  // Every three hours from 30 September to 21 October, nights and holidays included.
  for (let at = Date.parse('2026-09-30T04:00:00Z'); at < Date.parse('2026-10-21T00:00:00Z'); at += 3 * 3_600_000) {
    work.travel(new Date(at).toISOString())
    if ((await sweepReminders(work.deps)) > 0) spoken.push(new Date(at + 8 * 3_600_000).toISOString().slice(0, 13))
  }
  // Five working days after 30 September: 8, 9, made-up Saturday 10, 12, 13 October; then late by 3 working days.
  expect(spoken).toEqual(['2026-10-12T09', '2026-10-13T09', '2026-10-16T09'])
  const rows =
    await database.sql`select reminder, due_on::text as due, reminded_on::text as "on" from reminders order by 3`
  expect(rows).toEqual([
    { reminder: 'before_1', due: '2026-10-13', on: '2026-10-12' },
    { reminder: 'on_day', due: '2026-10-13', on: '2026-10-13' },
    { reminder: 'overdue_3', due: '2026-10-13', on: '2026-10-16' },
  ])
})
