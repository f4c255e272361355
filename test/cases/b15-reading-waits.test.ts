import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { queueEffects } from '../../db/queries/effects.ts'
import { askForDirectoryNow } from '../../src/usecases/follow-directory.ts'
import { testBot } from '../support/bot.ts'
import { approve, recommend, routeOption, shown } from '../support/gestures.ts'

const bot = await testBot({ rates: true })
const { faults, log } = bot.workspace
const { db, sql } = bot.database

afterEach(() => faults.clear())

test('B15 messages cannot be read for half a minute: whoever looks for theirs holds up no approval', async () => {
  await bot.service.idle()
  const what = { route: routeOption.branchRecommends, category: 'key_industry_front_runner', leadUnit: '福田' }
  const number = await recommend(bot, 'shenzhenOfficer', { ...what, client: '中集' })
  await shown(bot, 'shenzhenPresident', `R-${number}｜`, '[同意]')
  await bot.service.idle()
  faults.add({ method: 'conversations.history', kind: '429', retryAfter: 30, count: Number.POSITIVE_INFINITY })
  const [sent] = await sql<{ id: string }[]>`select id from sends where state = 'sent' and channel like 'D%' limit 1`
  const looks = Array.from({ length: 8 }, (_, no) => ({
    lane: `look/${no}`,
    kind: 'twin_look',
    payload: { sendId: Number(sent?.id) },
    priority: 1,
  }))
  await db.transaction((tx) => queueEffects(tx, looks, new Date()))
  await expect.poll(() => log.calls('conversations.history').length, { timeout: 10_000 }).toBeGreaterThan(0)
  await approve(bot, 'shenzhenPresident', `R-${number}｜`)
  await shown(bot, 'corporateOfficer', `R-${number}｜`, '[同意]')
  expect(log.calls('conversations.history').filter(({ status }) => status === 429).length).toBeLessThanOrEqual(8)
})

test('B15 a process that starts within the time that Slack asked for does not call before it is over', async () => {
  faults.add({ method: 'users.list', kind: '429', retryAfter: 30, count: 1 })
  const before = log.calls('users.list').length
  await askForDirectoryNow(bot.deps)
  await expect.poll(() => log.calls('users.list').length, { timeout: 10_000 }).toBe(before + 1)
  await bot.another()
  await sleep(3_000)
  expect(log.calls('users.list').length).toBe(before + 1)
})
