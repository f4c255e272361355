/**
 * From a press of Approve to the changed card in the stand-in: `npx tsx bench/click.ts`, some ten minutes; fewer
 * recommendations by two numbers, paced and pressed: `npx tsx bench/click.ts 4 30`. The bot runs from
 * `dist` in a process of its own, with the whole sample bank; stand-in and bench are another one. One person presses at a
 * time. What the outbox brings is measured at a pace that Slack's rates allow (50 `chat.update` a minute), the pressed card,
 * which needs none of them, as fast as people could.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { count, eq, isNull, sql } from 'drizzle-orm'
import { effectsPending } from '../db/queries/effect-claims.ts'
import { EFFECTS_CHANNEL } from '../db/queries/effects.ts'
import { effects } from '../db/schema/effects.ts'
import { recommendationCards } from '../db/schema/recommendation-cards.ts'
import type { Deps } from '../src/usecases/transact.ts'
import { type BankAtWork, withBankAtWork } from './support/bank-at-work.ts'
import { latencies, printMachine } from './support/figures.ts'
import {
  type MeasuredFollowing,
  type MeasuredPress,
  type Press,
  pressAndFollow,
  pressApprove,
} from './support/press.ts'
import { processorMs } from './support/processor-time.ts'
import { approve, clientCodes, depsOn, type Line, linesOf, submit } from './support/recommendations.ts'

/** Two presses each: the sub-branch president's and the branch president's. */
const [pacedCount = 25, pressedCount = 160] = process.argv.slice(2).map(Number)
const RECOMMENDATIONS = { paced: pacedCount, alone: pressedCount, meanwhile: pressedCount }
const PACE_MS = 4_000
const CHANNELS = 100
const IDLE_WITHIN_MS = 600_000

/** Does the work for all, eight at a time. */
async function forAll<T, R>(items: readonly T[], work: (item: T, index: number) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  for (let from = 0; from < items.length; from += 8) {
    const some = items.slice(from, from + 8)
    results.push(...(await Promise.all(some.map((item, index) => work(item, from + index)))))
  }
  return results
}

/** A recommendation from each line's sub-branch, as its two presses. */
async function recommended(deps: Deps, lines: readonly Line[], codes: readonly string[]): Promise<Press[][]> {
  return forAll(lines, async (line, index) => {
    const { manager, subBranchId, subBranchPresident, branchPresident } = line
    const recommendationId = await submit(deps, manager, subBranchId, codes[index] ?? '', 'branch_recommends')
    return [subBranchPresident, branchPresident].map((by) => ({ by, recommendationId }))
  })
}

/** Designates clients by their branches; what provisions their channels is put off until it is wanted. */
async function designated(deps: Deps, lines: readonly Line[], codes: readonly string[]): Promise<void> {
  await forAll(codes, async (code, index) => {
    const line = lines[index % lines.length] as Line
    const id = await submit(deps, line.branchOfficer, line.branchId, code, 'branch_designates')
    await approve(deps, line.branchPresident, id)
  })
  await deps.database.db.execute(
    sql`update effects set due_at = due_at + interval '1 day' where lane like 'client/%/channel'`,
  )
}

async function provision({ database }: BankAtWork): Promise<void> {
  await database.db.transaction(async (tx) => {
    await tx.execute(sql`update effects set due_at = statement_timestamp() where lane like 'client/%/channel'`)
    await tx.execute(sql`select pg_notify(${EFFECTS_CHANNEL}, '')`)
  })
}

/** Of how many clients the channel is not whole yet. */
async function beingProvisioned({ database }: BankAtWork): Promise<number> {
  const [row] = await database.db.execute<{ lanes: string }>(sql`
    select count(distinct lane) as lanes from effects where lane like 'client/%/channel' and state in ('ready', 'sending')`)
  return Number(row?.lanes)
}

async function idle({ database }: BankAtWork): Promise<void> {
  const deadline = performance.now() + IDLE_WITHIN_MS
  while (await effectsPending(database.db)) {
    if (performance.now() > deadline) throw new Error('the bot did not come to rest')
    await sleep(200)
  }
}

/** Every card that somebody should have stands before them. */
async function posted({ database }: BankAtWork): Promise<void> {
  const deadline = performance.now() + IDLE_WITHIN_MS
  for (;;) {
    const [row] = await database.db
      .select({ waiting: count() })
      .from(recommendationCards)
      .where(isNull(recommendationCards.ts))
    if (row?.waiting === 0) return
    if (performance.now() > deadline) throw new Error(`${row?.waiting} cards were not posted`)
    await sleep(200)
  }
}

async function paced(bank: BankAtWork, recommendations: readonly Press[][]): Promise<void> {
  const measured: MeasuredFollowing[] = []
  for (const press of recommendations.flat()) {
    const next = sleep(PACE_MS)
    measured.push(await pressAndFollow(bank, press))
    await next
  }
  console.log(`what follows from a press, one each ${PACE_MS / 1_000} s`)
  console.table({
    'other copies changed': latencies(measured.flatMap(({ copies }) => copies)),
    'card before the next decider': latencies(measured.flatMap(({ next }) => next)),
  })
}

async function oneAfterAnother(
  title: string,
  bank: BankAtWork,
  bot: number,
  recommendations: readonly Press[][],
): Promise<void> {
  const measured: MeasuredPress[] = []
  let usedMs = 0
  for (const step of [0, 1]) {
    await posted(bank)
    const before = processorMs(bot)
    for (const presses of recommendations) {
      const press = presses[step]
      if (press) measured.push(await pressApprove(bank, press))
    }
    usedMs += processorMs(bot) - before
  }
  console.log(`${title}; ${(usedMs / measured.length).toFixed(0)} ms of the bot's processor a press`)
  console.table({
    acknowledged: latencies(measured.map((one) => one.acknowledged)),
    'clicked card changed': latencies(measured.map((one) => one.clicked)),
  })
}

async function assertNoneGivenUp({ database }: BankAtWork): Promise<void> {
  const [row] = await database.db.select({ dead: count() }).from(effects).where(eq(effects.state, 'dead'))
  if (row?.dead !== 0) throw new Error(`${row?.dead} effects were given up: these figures are worth nothing`)
}

await withBankAtWork(async (bank) => {
  const deps = depsOn(bank.database)
  const lines = await linesOf(bank.database)
  const codes = await clientCodes(bank.database)
  const { paced: slow, alone, meanwhile } = RECOMMENDATIONS
  const all = await recommended(deps, lines.slice(0, slow + alone + meanwhile), codes)
  await designated(deps, lines, codes.slice(all.length, all.length + CHANNELS))
  const bot = (await bank.startBot()).child.pid as number
  await idle(bank)
  printMachine()
  await paced(bank, all.slice(0, slow))
  await oneAfterAnother('presses one after another', bank, bot, all.slice(slow, slow + alone))
  await provision(bank)
  await oneAfterAnother(`while ${CHANNELS} channels are provisioned`, bank, bot, all.slice(slow + alone))
  const left = await beingProvisioned(bank)
  console.log(`  ${left} of the channels were not yet whole at the end`)
  if (left === 0) throw new Error('the channels were all there before the presses ended')
  await assertNoneGivenUp(bank)
  printMachine()
})
