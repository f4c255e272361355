import { asc, eq } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { clients } from '../../db/schema/clients.ts'
import { deadlines } from '../../db/schema/deadlines.ts'
import { effects } from '../../db/schema/effects.ts'
import { reminders } from '../../db/schema/reminders.ts'
import { takeReviewStep } from '../../src/usecases/decide-review.ts'
import { openDueReviews } from '../../src/usecases/open-due-reviews.ts'
import { openReview } from '../../src/usecases/open-review.ts'
import { readDigest } from '../../src/usecases/read-digest.ts'
import { sweepReminders } from '../../src/usecases/sweep-reminders.ts'
import type { PersonKey } from '../support/bank.ts'
import { testDatabase } from '../support/database.ts'
import { accepted, smallBankAt } from '../support/small-bank-at.ts'

const database = await testDatabase()
const work = await smallBankAt(database, '2026-11-24T02:00:00Z')
const { deps, bank, as } = work

beforeEach(async () => {
  await database.sql`delete from effects where kind in ('reminder_digest', 'channel_reminder')`
})

const claimed = async () => {
  const rows = await database.db.select().from(reminders).orderBy(asc(reminders.remindedOn), asc(reminders.deadlineId))
  return rows.map(({ reminder, dueOn, remindedOn, level }) => `${reminder} of ${dueOn} on ${remindedOn} +${level}`)
}

/** Who gets the day's message, by key. */
async function told(): Promise<string[]> {
  const rows = await database.db.select().from(effects).where(eq(effects.kind, 'reminder_digest'))
  const name = new Map(Object.entries(bank.person).map(([key, id]) => [id, key]))
  return rows.map(({ payload }) => name.get(Number(payload.personId)) ?? '?').sort()
}

const digestOf = (key: PersonKey, on: string) => readDigest(deps, bank.person[key], { since: on, on })

test('a review 14 working days ahead: the lead manager and the lead unit’s president are told, once', async () => {
  await work.strategic('cimc', { nextReviewOn: '2026-12-15' })
  // A Tuesday night, then the Wednesday's opening: 25 November is 14 working days before 15 December.
  work.travel('2026-11-24T22:00:00Z')
  expect(await sweepReminders(deps)).toBe(0)
  expect(await claimed()).toEqual([])
  work.travel('2026-11-25T01:00:00Z')
  expect(await sweepReminders(deps)).toBe(1)
  expect(await sweepReminders(deps)).toBe(0)
  expect(await claimed()).toEqual(['before_14 of 2026-12-15 on 2026-11-25 +0'])
  expect(await told()).toEqual(['futianManager', 'futianPresident'])
  const { dates } = await digestOf('futianManager', '2026-11-25')
  expect(dates).toMatchObject([{ clientName: '中集集团', dueOn: '2026-12-15', daysLeft: 14 }])
})

test('a review that opens early takes its client off the list at once', async () => {
  accepted(await openReview(deps, as('corporateOfficer'), bank.client.cimc, '日均存款不达标'))
  expect((await digestOf('futianManager', '2026-11-25')).dates).toEqual([])
})

test('a step: its takers the day before and on the day; one level up after 3 working days, two after 10', async () => {
  // Opened on 25 November with five working days: due on 2 December.
  const days: [string, string, string[]][] = [
    ['2026-12-01', 'before_1', ['futianPresident']],
    ['2026-12-02', 'on_day', ['futianPresident']],
    ['2026-12-07', 'overdue_3', ['futianPresident', 'shenzhenPresident']],
    ['2026-12-16', 'overdue_10', ['corporateOfficer', 'corporateOfficer2', 'futianPresident', 'shenzhenPresident']],
  ]
  for (const [day, reminder, people] of days) {
    await database.sql`delete from effects where kind = 'reminder_digest'`
    work.travel(`${day}T01:00:00Z`)
    await sweepReminders(deps)
    expect((await claimed()).at(-1)).toMatch(new RegExp(`^${reminder} of 2026-12-02 on ${day}`))
    expect(await told()).toEqual(people)
  }
  const { escalated } = await digestOf('corporateOfficer', '2026-12-16')
  expect(escalated).toMatchObject([{ clientName: '中集集团', unitName: '深圳福田区支行', daysLeft: -10 }])
  expect((await digestOf('president', '2026-12-16')).escalated).toEqual([])
  expect((await digestOf('beijingPresident', '2026-12-16')).escalated).toEqual([])
})

test('what was done is reminded of no more, and nobody hears of it', async () => {
  const [review] = await database.sql`select id from reviews`
  const reviewId = Number(review?.id)
  const request = {
    round: 1,
    stepNo: 1,
    verdict: 'exit',
    reason: '合作已停止',
    category: null,
    nextReviewOn: null,
  } as const
  accepted(await takeReviewStep(deps, as('futianPresident'), reviewId, request, String))
  expect((await digestOf('futianPresident', '2026-12-16')).steps).toEqual([])
  accepted(await takeReviewStep(deps, as('shenzhenPresident'), reviewId, { ...request, stepNo: 2 }, String))
  const before = await claimed()
  work.travel('2027-01-29T01:00:00Z')
  expect(await sweepReminders(deps)).toBe(0)
  expect(await claimed()).toEqual(before)
  expect(await database.db.select().from(deadlines).where(eq(deadlines.kind, 'client_review'))).toMatchObject([
    { remindAt: null },
  ])
})

test('many items of one person are one message; what is claimed in batches is told in one', async () => {
  work.travel('2026-11-25T01:00:00Z')
  const [boe, vanke] = [await work.strategic('boe'), await work.strategic('vanke')]
  expect(await sweepReminders(deps, 1)).toBe(2)
  expect(await told()).toEqual(['futianManager', 'futianPresident'])
  expect((await digestOf('futianManager', '2026-11-25')).dates.map(({ clientId }) => clientId).toSorted()).toEqual(
    [boe, vanke].toSorted(),
  )
})

test('a day that comes while the date is already here: the review opens and its own limit runs', async () => {
  await database.db.update(clients).set({ nextReviewOn: '2026-11-25' }).where(eq(clients.id, bank.client.boe))
  expect(await openDueReviews(deps)).toBe(1)
  const steps = await database.db.select().from(deadlines).where(eq(deadlines.kind, 'review_step'))
  expect(steps.at(-1)).toMatchObject({ clientId: bank.client.boe, dueOn: '2026-12-02' })
})
