import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import { startWorkspace } from '../../src/workspace/workspace.ts'
import { emailOf, smallBank } from '../support/bank.ts'
import { startBotProcess } from '../support/bot-process.ts'
import { testDatabase } from '../support/database.ts'

const database = await testDatabase()
const bank = await smallBank(database)
const workspace = await startWorkspace()
const { sql } = database
const patience = { timeout: 20_000 }
const what = 'event:user_change'
const person = bank.person.futianPresident

afterAll(() => workspace.stop())

let user: string

beforeEach(async () => {
  const spec = { realName: '王行长', email: emailOf('futianPresident') }
  user = workspace.addUsers([spec])[0]?.id ?? ''
  await sql`delete from slack_accounts`
  await sql`
    insert into slack_accounts (team_id, user_id, person_id, locale, deactivated, seen_at)
    values (${workspace.teamId}, ${user}, ${person}, 'zh-CN', false, now())`
  workspace.log.clear()
})

/** Where what the directory says is not to interfere: it cannot be read. */
const unreadable = () =>
  workspace.faults.add({ method: 'users.list', kind: '429', retryAfter: 600, count: Number.POSITIVE_INFINITY })

const running: Awaited<ReturnType<typeof startBotProcess>>[] = []

/** Ended after the test: what is told next is for the next test's processes. */
async function start(name: string) {
  const process = await startBotProcess({ workspace, database }, name)
  running.push(process)
  return process
}

async function kill(process: (typeof running)[number]) {
  process.child.kill('SIGKILL')
  await process.ended
}

afterEach(async () => {
  workspace.deliveryFaults.clear()
  workspace.faults.clear()
  await Promise.all(running.splice(0).map(kill))
  await sql`delete from effects where kind = 'directory_read'`
})

const effects = async (since: number) =>
  (await sql`select id from audit_entries where action = 'slack_account_deactivated' and id > ${since}`).length
const newest = async () => Number((await sql`select coalesce(max(id), 0) id from audit_entries`)[0]?.id)
/** Deliveries of the deactivation alone: what was told before of a new account may still be on its way too. */
const told = () =>
  workspace.log.deliveries(what).filter(({ payload }) => {
    const { event } = payload as { event: { user: { deleted?: boolean } } }
    return event.user.deleted === true
  })
const delivered = () => told().filter(({ outcome }) => outcome !== 'waiting')
const deactivated = async () =>
  (await sql`select deactivated from slack_accounts where user_id = ${user}`)[0]?.deactivated

/** As an administrator would: a delivery acted on once more would show. */
const putBack = () => sql`update slack_accounts set deactivated = false where user_id = ${user}`

test('B07 delivered at 0 s, 60 s and 5 min: committed by a process that died before it acknowledged, it is done once', async () => {
  const first = await start('first')
  await expect.poll(() => workspace.log.calls('users.list').length, patience).toBeGreaterThan(0)
  const since = await newest()
  workspace.deliveryFaults.add({ what, kind: 'lose-ack', count: 4 })
  workspace.deactivateUser(user)
  await expect.poll(() => effects(since), patience).toBe(1)
  await kill(first)
  await putBack()

  for (const [name, wait, deliveries] of [
    ['second', 60_000, 3],
    ['first again', 310_000, 4],
  ] as const) {
    const process = await start(name)
    // Its own reading of the directory finds the account out of use.
    await expect.poll(deactivated, patience).toBe(true)
    await putBack()
    const before = await newest()
    await workspace.travel(wait)
    await expect.poll(() => delivered().length, patience).toBe(deliveries)
    expect(await effects(before)).toBe(0)
    expect(await deactivated()).toBe(false)
    await kill(process)
  }
  const ids = told().map(({ payload }) => (payload as { event_id: string }).event_id)
  expect(new Set(ids).size).toBe(1)
}, 120_000)

test('B07 the first delivery never arrives: the one marked as a retry is acted on', async () => {
  unreadable()
  await start('only')
  const since = await newest()
  workspace.deliveryFaults.add({ what, kind: 'lose', count: 2 })
  workspace.deactivateUser(user)
  await expect.poll(() => delivered().length, patience).toBe(2)
  await workspace.travel(60_000)
  await expect.poll(() => effects(since), patience).toBe(1)
  expect(await deactivated()).toBe(true)
}, 60_000)

test('B07 a process that dies between the change and its commit leaves the event open for its retry', async () => {
  unreadable()
  const first = await start('dies')
  const since = await newest()
  const lock = await sql.reserve()
  await lock`begin`
  await lock`lock table audit_entries in share mode`
  workspace.deactivateUser(user)
  const waiting = () => sql`
    select from pg_stat_activity where application_name = 'dies' and wait_event_type = 'Lock'`
  await expect.poll(async () => (await waiting()).length, patience).toBeGreaterThan(0)
  await kill(first)
  await lock`rollback`
  lock.release()
  expect(await deactivated()).toBe(false)
  expect(await effects(since)).toBe(0)

  await start('takes over')
  await workspace.travel(60_000)
  await expect.poll(() => effects(since), patience).toBe(1)
}, 60_000)

test('B07 ids are kept for a day and no longer', async () => {
  unreadable()
  await start('keeps')
  await sql`
    insert into slack_events (team_id, event_id, received_at)
    select ${workspace.teamId}, 'old' || n, now() - interval '25 hours' from generate_series(1, 150) n
    union all select ${workspace.teamId}, 'recent', now() - interval '23 hours'`
  const since = await newest()
  workspace.deactivateUser(user)
  await expect.poll(() => effects(since), patience).toBe(1)
  const kept = async () =>
    (
      await sql`
        select count(*) filter (where event_id like 'old%')::int old, bool_or(event_id = 'recent') recent from slack_events`
    )[0]
  // What an event before this one was still waiting for may come first, and takes a hundred away as well.
  await expect.poll(async () => (await kept())?.old, patience).toBeLessThanOrEqual(50)
  expect((await kept())?.recent).toBe(true)
}, 60_000)
