import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { clients } from '../../db/schema/clients.ts'
import type { Service } from '../../src/service.ts'
import { takeReviewStep } from '../../src/usecases/decide-review.ts'
import { openReview } from '../../src/usecases/open-review.ts'
import { sweepReminders } from '../../src/usecases/sweep-reminders.ts'
import { testBot } from '../support/bot.ts'
import { accepted } from '../support/small-bank-at.ts'

let at = Date.parse('2026-11-24T02:00:00Z')
const clock = { now: () => new Date(at) }
const bot = await testBot({ clock })
const { deps } = bot
const { cimc, vanke } = bot.bank.client
const asPresident = { personId: bot.bank.person.futianPresident, source: 'card' } as const
const opinion = {
  round: 1,
  stepNo: 1,
  verdict: 'retain',
  reason: '合作稳定',
  category: null,
  nextReviewOn: null,
} as const
const running: Service[] = []
let second = 0

const texts = (key: 'futianPresident' | 'shenzhenPresident') => {
  const actor = bot.as(key)
  return actor.messages().map((message) => actor.render(message))
}

test('claimed at nine, done at half past nine, sent at ten: only what still waits is in the message', async () => {
  await bot.database.db
    .update(clients)
    .set({
      state: 'designated',
      tier: 'regional',
      category: 'regional_group',
      leadUnitId: bot.bank.unit.futian,
      designatedAt: new Date(at),
    })
    .where(sql`${clients.id} in (${cimc}, ${vanke})`)
  const asOfficer = { personId: bot.bank.person.corporateOfficer, source: 'form' } as const
  const first = accepted(await openReview(deps, asOfficer, cimc, '日均存款不达标'))
  second = accepted(await openReview(deps, asOfficer, vanke, '负债率过高')).reviewId
  await bot.service.stop()

  // Slack cannot be reached while the reminders are claimed and the first review is settled.
  at = Date.parse('2026-12-01T01:00:00Z')
  expect(await sweepReminders(deps)).toBe(2)
  accepted(await takeReviewStep(deps, asPresident, first.reviewId, opinion, String))

  at = Date.parse('2026-12-01T02:00:00Z')
  running.push(await bot.another())
  await running.at(-1)?.idle()
  const digests = texts('futianPresident').filter((text) => text.startsWith('# 今日提醒'))
  expect(digests).toHaveLength(1)
  expect(digests[0]).toContain('万科A')
  expect(digests[0]).not.toContain('中集集团')
})

test('all of it done before it is sent: no message at all', async () => {
  for (const service of running) await service.stop()
  at = Date.parse('2026-12-04T01:00:00Z')
  expect(await sweepReminders(deps)).toBe(1)
  accepted(await takeReviewStep(deps, asPresident, second, opinion, String))
  running.push(await bot.another())
  await running.at(-1)?.idle()
  expect(texts('futianPresident').filter((text) => text.startsWith('# 今日提醒'))).toHaveLength(1)
})
