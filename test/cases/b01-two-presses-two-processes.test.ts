import { beforeAll, expect, test } from 'vitest'
import type { SeenMessage } from '../../src/workspace/actor/contract.ts'
import { testBot } from '../support/bot.ts'
import { startBotProcess } from '../support/bot-process.ts'
import { cardsOf, recommend, routeOption, seen, shown } from '../support/gestures.ts'

const bot = await testBot()
const branch = bot.as('shenzhenPresident')
const second = 'bot, second process'
const alreadyApproved = /^shenzhenPresident 已于 \S+ \S+ 同意，无需再办。$/

/** A recommendation that waits for the branch president: the branch officer began it, so head office's step is next. */
async function waiting(client: string): Promise<{ number: number; card: SeenMessage }> {
  const number = await recommend(bot, 'shenzhenOfficer', {
    client,
    route: routeOption.branchRecommends,
    category: 'key_industry_front_runner',
    leadUnit: '福田',
  })
  return { number, card: await seen(bot, 'shenzhenPresident', 'recommendation_approve', `R-${number}｜`) }
}

function press(card: SeenMessage) {
  return branch.click(card, { action_id: 'recommendation_approve' }, { stale: true })
}

/** Sessions that wait for a row lock, by the process they belong to. */
async function waitingSessions(): Promise<{ first: number; second: number }> {
  const rows = await bot.database.sql<{ name: string }[]>`
    select application_name as name from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`
  const ofSecond = rows.filter(({ name }) => name === second).length
  return { first: rows.length - ofSecond, second: ofSecond }
}

/** Holds the row of a recommendation: returns once the lock is had, so that no press comes before it. */
async function lockRow(number: number): Promise<{ release(): Promise<void> }> {
  const session = await bot.database.sql.reserve()
  await session`begin`
  await session`select id from recommendations where id = ${number} for update`
  return {
    async release() {
      await session`rollback`
      session.release()
    },
  }
}

async function record(number: number) {
  const { sql } = bot.database
  const decisions = await sql`
    select round, step_no, verdict from recommendation_decisions where recommendation_id = ${number}`
  const open = await sql`select no from recommendation_steps where recommendation_id = ${number} and state = 'open'`
  return { decisions: [...decisions], open: open.map(({ no }) => no) }
}

/** What the presser was told beside the card, as it reads; that a busy machine takes longer is no answer. */
function notes(since: number): string[] {
  const said = branch.ephemerals().slice(since)
  return said.map((message) => branch.render(message).trim()).filter((text) => !text.startsWith('系统响应较慢'))
}

/** How often a card was posted to a person, whatever became of it later. */
function cardsPosted(to: string, number: number): number {
  return bot.workspace.log.calls('chat.postMessage').filter(({ args, answer }) => {
    const text = JSON.stringify(args.blocks ?? '')
    return (
      args.channel === to && answer?.ok && text.includes(`R-${number}｜`) && text.includes('recommendation_approve')
    )
  }).length
}

async function expectOneStep(number: number): Promise<void> {
  expect(await record(number)).toEqual({ decisions: [{ round: 1, step_no: 1, verdict: 'approved' }], open: [2] })
  for (const key of ['corporateOfficer', 'corporateOfficer2'] as const) {
    await shown(bot, key, `R-${number}｜`, '[同意]')
    expect(cardsPosted(bot.as(key).id, number)).toBe(1)
    expect(cardsOf(bot, number).filter((card) => card.key === key)).toHaveLength(1)
  }
}

beforeAll(async () => {
  await bot.service.idle()
})

test('B01 two presses 300 ms apart, one in each process, while redrawing takes 2 s: one decision, one kind note', async () => {
  await startBotProcess(bot, second)
  const { number, card } = await waiting('中集')
  const before = branch.ephemerals().length
  const slow = bot.workspace.faults.add({ method: 'chat.update', kind: 'delay', ms: 2_000, count: 1_000 })
  const presses = [press(card), new Promise((resolve) => setTimeout(resolve, 300)).then(() => press(card))]
  expect(await Promise.all(presses)).toEqual([{ ok: true }, { ok: true }])

  await branch.waitFor(() => notes(before).length > 0)
  await expectOneStep(number)
  await bot.service.idle()
  slow.remove()
  expect(notes(before)).toEqual([expect.stringMatching(alreadyApproved)])
})

test('B01 five presses at once, all at the row’s lock in both processes, and no card is ever redrawn by chat.update', async () => {
  await startBotProcess(bot, second)
  const { number, card } = await waiting('京东方')
  const before = branch.ephemerals().length
  await bot.service.idle()
  const failing = bot.workspace.faults.add({
    method: 'chat.update',
    kind: 'error',
    error: 'cant_update_message',
    count: 1_000,
  })

  const row = await lockRow(number)
  const presses = [1, 2, 3, 4, 5].map(() => press(card))
  const atLeastTwo = expect.toSatisfy((n) => n >= 2)
  await expect.poll(waitingSessions).toEqual({ first: atLeastTwo, second: atLeastTwo }).finally(row.release)
  await Promise.all(presses)

  await branch.waitFor(() => notes(before).length === 4)
  await expectOneStep(number)
  await bot.service.idle()
  expect(notes(before)).toHaveLength(4)
  for (const note of notes(before)) expect(note).toMatch(alreadyApproved)
  expect(failing.remaining()).toBeLessThan(1_000)

  await press(card)
  await branch.waitFor(() => notes(before).length === 5)
  expect(await record(number)).toMatchObject({ open: [2] })
  failing.remove()
})

test('B01 the database itself keeps a second decision on the step out', async () => {
  const [row] = await bot.database.sql`select * from recommendation_decisions limit 1`
  const again = bot.database.sql`insert into recommendation_decisions ${bot.database.sql({ ...row })}`
  await expect(again).rejects.toMatchObject({ code: '23505' })
})
