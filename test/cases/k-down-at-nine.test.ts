import { expect, test } from 'vitest'
import { openReview } from '../../src/usecases/open-review.ts'
import { sweepReminders } from '../../src/usecases/sweep-reminders.ts'
import { testDatabase } from '../support/database.ts'
import { accepted, smallBankAt } from '../support/small-bank-at.ts'

const database = await testDatabase()
const work = await smallBankAt(database, '2026-11-24T03:00:00Z')

const messages = async () => {
  const [row] = await database.sql`
    select count(*)::int as digests, min(payload ->> 'on') as "on" from effects where kind = 'reminder_digest'`
  return row
}

test('down at nine o’clock and for days: at the next working moment one message, not each that was missed', async () => {
  const clientId = await work.strategic('cimc', { nextReviewOn: null })
  accepted(await openReview(work.deps, work.as('corporateOfficer'), clientId, '日均存款不达标'))
  // Due on Tuesday 1 December. Nothing runs on Monday (the day before) nor on Tuesday (the day itself) nor until the evening after.
  work.travel('2026-12-02T11:00:00Z')
  expect(await sweepReminders(work.deps)).toBe(0)
  expect(await messages()).toEqual({ digests: 0, on: null })
  work.travel('2026-12-03T07:20:00Z')
  expect(await sweepReminders(work.deps)).toBe(1)
  const reminders = await database.sql`select reminder, reminded_on::text as "on" from reminders`
  expect(reminders).toEqual([{ reminder: 'on_day', on: '2026-12-03' }])
  // The sub-branch president alone: what was missed is not caught up beside it.
  expect(await messages()).toEqual({ digests: 1, on: '2026-12-03' })
  for (const later of ['2026-12-03T07:30:00Z', '2026-12-03T09:50:00Z']) {
    work.travel(later)
    expect(await sweepReminders(work.deps)).toBe(0)
  }
  expect(await messages()).toEqual({ digests: 1, on: '2026-12-03' })
})

test('a message that could not go out joins the next day’s: still one', async () => {
  work.travel('2026-12-04T01:00:00Z')
  expect(await sweepReminders(work.deps)).toBe(1)
  const rows = await database.sql`
    select payload ->> 'personId' as person, payload ->> 'since' as since, payload ->> 'on' as "on"
    from effects where kind = 'reminder_digest' and payload ->> 'personId' = ${String(work.bank.person.futianPresident)}`
  expect(rows).toEqual([{ person: String(work.bank.person.futianPresident), since: '2026-12-03', on: '2026-12-04' }])
})
