import { afterAll, beforeAll, expect, test } from 'vitest'
import { givenUp } from '../../db/queries/dead-effects.ts'
import { claimEffects } from '../../db/queries/effect-claims.ts'
import { queueEffects } from '../../db/queries/effects.ts'
import { runOutbox } from '../../src/cli/run-outbox.ts'
import { createLog } from '../../src/log.ts'
import { sendAgain } from '../../src/usecases/given-up.ts'
import { testBot } from '../support/bot.ts'
import { seen, window, windowText } from '../support/gestures.ts'

const bot = await testBot()
const { db, sql } = bot.database
const clock = { now: () => new Date() }

async function run(...args: string[]) {
  const said: string[] = []
  const say = (line: string) => said.push(line)
  const code = await runOutbox(args, {
    out: say,
    err: say,
    open: async () => bot.database,
    clock,
    log: createLog('silent'),
  })
  return { code, said: said.join('\n') }
}

/** Effects that can never go out. */
async function queueImpossible(count: number): Promise<void> {
  const rows = Array.from({ length: count }, (_, at) => ({
    lane: `impossible/${at}`,
    kind: 'nothing_of_this_kind',
    payload: { personId: 1 },
  }))
  await db.transaction((tx) => queueEffects(tx, rows, clock.now()))
}

const state = async () => {
  const rows = await sql<{ state: string; n: number }[]>`
    select state, count(*)::int as n from effects where kind = 'nothing_of_this_kind' group by state`
  return Object.fromEntries(rows.map(({ state, n }) => [state, n]))
}
const notices = () => sql<{ id: number; state: string; due_at: Date }[]>`
  select id, state, due_at from effects where kind = 'delivery_notice' order by id`

beforeAll(() => bot.service.idle())
afterAll(() => sql`delete from effects`)

test('what is given up is told to each administrator in one message, gathered', async () => {
  await queueImpossible(30)
  await expect.poll(state, { timeout: 10_000 }).toEqual({ dead: 30 })
  expect(await notices()).toHaveLength(1)
  expect(bot.as('administrator').messages()).toEqual([])
  await sql`update effects set due_at = now() where kind = 'delivery_notice'`
  const told = bot.as('administrator').render(await seen(bot, 'administrator', 'delivery_resend'))
  expect(told).toContain('有 30 条')
  expect(told).toContain('另有 20 条')
  expect(told).toContain('no such kind: nothing_of_this_kind')
})

test('the button sends again what it names; nobody but an administrator may', async () => {
  const { deps } = bot
  const stranger = { personId: bot.bank.person.futianManager, source: 'card' as const }
  const dead = await givenUp(db)
  expect(await sendAgain(deps, stranger, [dead[0]?.id ?? 0])).toMatchObject({ refused: 'administrators_only' })
  expect(await state()).toEqual({ dead: 30 })
  const told = await seen(bot, 'administrator', 'delivery_resend')
  await bot.as('administrator').click(told, { action_id: 'delivery_resend' })
  await seen(bot, 'administrator', '已重新排队 10 条')
  await expect.poll(state, { timeout: 10_000 }).toEqual({ dead: 30 })
  const [again] = (await notices()).slice(-1)
  expect(again?.state).toBe('ready')
})

test('/outbox pages through them; one is sent again, one is dropped, both audited', async () => {
  const administrator = bot.as('administrator')
  await administrator.command('/outbox')
  const first = await window(bot, 'administrator', 'outbox_row')
  expect(administrator.render(first)).toContain('已放弃 30')
  await administrator.click(first, { action_id: 'outbox_page_later' })
  await windowText(bot, 'administrator', '上一页')
  const [oldest] = await sql<
    { id: string }[]
  >`select id from effects where kind = 'nothing_of_this_kind' order by id limit 1`
  const page = await window(bot, 'administrator', `drop ${oldest?.id} `)
  const press = { value: `drop ${oldest?.id} 20`, confirm: true } as const
  await administrator.click(page, { action_id: 'outbox_row', block_id: `given_up_${oldest?.id}` }, press)
  await windowText(bot, 'administrator', '已放弃 29')
  expect(await state()).toEqual({ dead: 29, superseded: 1 })
  const audit = await sql`select person_id, action, after from audit_entries where action = 'effects_dropped'`
  expect(audit).toMatchObject([
    { person_id: String(bot.bank.person.administrator), after: { effects: [Number(oldest?.id)] } },
  ])
  await administrator.close(true)
  await bot.as('futianManager').command('/outbox')
  await windowText(bot, 'futianManager', '只有系统管理员可以这样做')
})

test('an alarm that cannot go out raises no alarm', async () => {
  await bot.service.idle()
  await sql`delete from effects where kind = 'delivery_notice'`
  const notice = { lane: 'x', kind: 'delivery_notice', payload: { personId: 999_999, notice: { type: 'given_up' } } }
  await db.transaction((tx) => queueEffects(tx, [notice], clock.now()))
  await expect.poll(async () => (await notices()).map(({ state }) => state), { timeout: 10_000 }).toEqual(['dead'])
})

test('the operator lists, retries and drops', async () => {
  await bot.service.stop()
  const listed = await run('list')
  expect(listed.code).toBe(0)
  expect(listed.said).toContain('已放弃 30')
  expect(listed.said).toContain('given up 30')
  expect(listed.said).toContain('no such person: 999999')
  const [first] = await sql<{ id: number }[]>`select id from effects where state = 'dead' order by id limit 1`
  const id = String(first?.id)
  expect(await run('retry', id)).toMatchObject({ code: 0, said: expect.stringContaining('queued again') })
  expect(await run('retry', id)).toMatchObject({ code: 1, said: expect.stringContaining('was not given up') })
  const { effects: claimed } = await claimEffects(bot.database, {
    limit: 100,
    backgroundLimit: 100,
    leaseMs: 10_000,
    aheadMs: 0,
  })
  expect(claimed.map((row) => String(row.id))).toContain(id)
  expect(await run('drop', 'all')).toMatchObject({ code: 0 })
  expect((await run('list')).said).toContain('given up 0')
  expect(await run('drop', 'all')).toMatchObject({ code: 0, said: expect.stringContaining('Nothing was given up') })
})

test.each([[[]], [['list', '3']], [['retry']], [['retry', 'x']], [['drop', '1', '2']]])(
  'usage for %j',
  async (args) => {
    expect(await run(...args)).toMatchObject({ code: 2, said: expect.stringContaining('npm run outbox') })
  },
)
