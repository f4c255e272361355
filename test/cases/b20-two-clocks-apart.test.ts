import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { claimEffects } from '../../db/queries/effect-claims.ts'
import { createLog } from '../../src/log.ts'
import { sweepReminders } from '../../src/usecases/sweep-reminders.ts'
import { testBot } from '../support/bot.ts'

const opening = Date.parse('2026-11-25T01:00:00Z')
const bot = await testBot({ clock: { now: () => new Date(opening) } })
const { db } = bot.database
const managers = Array.from({ length: 40 }, (_, no) => ({
  name: `manager${no}`,
  realName: `经理${no}`,
  email: `manager${no}@bank.example`,
  locale: 'zh-CN',
  tz: 'Asia/Shanghai',
}))

/** A process with a clock of its own, so many ms ahead. */
function process(aheadMs: number) {
  return {
    database: bot.database,
    clock: { now: () => new Date(opening + aheadMs) },
    log: createLog('silent'),
  }
}

/** Posts of the day's message by person. */
function posted(): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { args } of bot.workspace.log.calls('chat.postMessage')) {
    if (!String(args.text).startsWith('今日提醒')) continue
    counts.set(String(args.channel), (counts.get(String(args.channel)) ?? 0) + 1)
  }
  return counts
}

/** 40 clients, each of a manager of its own, with a review 14 working days ahead. */
async function fortyReminders(): Promise<void> {
  await db.execute(sql`
    insert into people (employee_no, name, email)
    select 'M' || no, '经理' || no, 'manager' || no || '@bank.example' from generate_series(0, 39) no`)
  await db.execute(sql`
    insert into appointments (person_id, unit_id, position, "from")
    select id, ${bot.bank.unit.luohu}, 'client_manager', '2020-01-01' from people where employee_no ~ '^M[0-9]+$'`)
  await db.execute(sql`
    insert into clients (code, short_name, legal_name, region, industry, short_name_key, legal_name_key, state, tier, category,
      lead_unit_id, lead_client_manager_id, designated_at, next_review_on)
    select 'K' || id, '客户' || id, '客户' || id, '深圳', '制造', 'k' || id, 'k' || id, 'designated', 'regional',
      'regional_group', ${bot.bank.unit.luohu}, id, now(), '2026-12-15'
    from people where employee_no ~ '^M[0-9]+$'`)
  await db.execute(sql`
    insert into deadlines (kind, item_id, client_id, due_on, due_at, remind_at)
    select 'client_review', id, id, '2026-12-15', '2026-12-15T10:00:00Z', '2026-11-25T01:00:00Z' from clients where code like 'K%'`)
}

test('B20 40 reminders, two processes two seconds apart, the winner of one killed before it posts: 40 messages', async () => {
  bot.workspace.addUsers(managers)
  await fortyReminders()
  await bot.service.stop()
  const both = await Promise.all([sweepReminders(process(0), 3), sweepReminders(process(2_000), 3)])
  expect(both[0] + both[1]).toBe(40)

  // One, and whatever waited before it, is taken by a process that dies: nothing of it goes out until its lease ends.
  const one = { limit: 1, backgroundLimit: 1, leaseMs: 1_500, aheadMs: 0 }
  const taken: (string | undefined)[] = []
  while (taken.length < 80 && taken.at(-1) !== 'reminder_digest')
    taken.push((await claimEffects(bot.database, one)).effects[0]?.kind)
  expect(taken).toContain('reminder_digest')
  const other = await bot.another()
  await expect
    .poll(
      async () =>
        (await db.execute(sql`select from effects where kind = 'reminder_digest' and state <> 'done'`)).length,
      {
        timeout: 60_000,
      },
    )
    .toBe(0)
  expect(await sweepReminders(process(2_000))).toBe(0)
  await other.idle()
  // 40 managers, and the president of their sub-branch, who has one message for all of them.
  expect([...posted().values()]).toEqual(Array.from({ length: 41 }, () => 1))
  const claims = await db.execute(sql`select from reminders`)
  expect(claims).toHaveLength(40)
}, 120_000)
