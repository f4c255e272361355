import { eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import type { SlackProfile } from '../../db/queries/account.ts'
import { people } from '../../db/schema/people.ts'
import { createLog } from '../../src/log.ts'
import { followDirectory } from '../../src/usecases/follow-directory.ts'
import { followAccount } from '../../src/usecases/link-accounts.ts'
import { recognise } from '../../src/usecases/recognise.ts'
import { emailOf, type SmallBank, smallBank } from '../support/bank.ts'
import { testDatabase } from '../support/database.ts'

const database = await testDatabase()
const deps = { database, clock: { now: () => new Date('2026-09-01T02:00:00Z') }, log: createLog('silent') }
let bank: SmallBank

beforeAll(async () => {
  bank = await smallBank(database)
})

const profile = (change: Partial<SlackProfile> = {}): SlackProfile => ({
  userId: 'U1',
  email: emailOf('shenzhenPresident'),
  locale: 'en-US',
  deactivated: false,
  ...change,
})

const link = async (change?: Partial<SlackProfile>) =>
  (await followDirectory(deps, 'T1', { profiles: [profile(change)], began: deps.clock.now() }, false)).linked
const refused = { refused: 'left_the_bank' }

async function audited() {
  const rows =
    await database.sql`select action, subject_id from audit_entries where action like 'slack_account%' order by id`
  return rows.map(({ action, subject_id }) => [action, Number(subject_id)])
}

test('an account that went out of use decides nothing, also where its e-mail in Slack is another or gone by then', async () => {
  const personId = bank.person.shenzhenPresident
  expect(await link()).toBe(1)
  for (const email of ['someone.else@bank.example', null]) {
    expect(await link({ email, deactivated: true })).toBe(1)
    expect(await recognise(deps, 'T1', 'U1')).toMatchObject(refused)
    expect(await link({ email })).toBe(1)
    expect(await recognise(deps, 'T1', 'U1')).toMatchObject({ personId })
  }
  expect(await audited()).toEqual([
    ['slack_account_deactivated', personId],
    ['slack_account_reactivated', personId],
    ['slack_account_deactivated', personId],
    ['slack_account_reactivated', personId],
  ])
})

test('what is read again unchanged is no event, and a locale that Slack does not tell stays as it was', async () => {
  const before = (await audited()).length
  await link({ locale: null })
  expect((await audited()).length).toBe(before)
  expect(await recognise(deps, 'T1', 'U1')).toMatchObject({ locale: 'en-US' })
})

test('an account of another’s e-mail keeps its person; a person who left keeps the account', async () => {
  const personId = bank.person.shenzhenPresident
  await link({ email: emailOf('beijingPresident') })
  expect(await recognise(deps, 'T1', 'U1')).toMatchObject({ personId })
  await database.db.update(people).set({ leftOn: '2026-08-31' }).where(eq(people.id, personId))
  expect(await link({ deactivated: true })).toBe(1)
  expect(await recognise(deps, 'T1', 'U1')).toMatchObject(refused)
})

test('nobody is linked without an e-mail of the staff', async () => {
  expect(await link({ userId: 'U2', email: null })).toBe(0)
  expect(await link({ userId: 'U2', email: 'stranger@else.example' })).toBe(0)
  expect(await recognise(deps, 'T1', 'U2')).toBeNull()
})

test('what an event told while the directory was being read is the last word on that account', async () => {
  const began = deps.clock.now()
  const at = (seconds: number) => ({ ...deps, clock: { now: () => new Date(began.getTime() + seconds * 1_000) } })
  const active = profile({ userId: 'U3', email: emailOf('corporateOfficer') })
  const gone = { ...active, deactivated: true }
  const read = (second: number, profiles: SlackProfile[], from: number) =>
    followDirectory(at(second), 'T1', { profiles, began: at(from).clock.now() }, true)
  await read(0, [active], 0)
  await followAccount(at(2), 'T1', 'E1', gone, at(2).clock.now())
  await read(3, [active], 1)
  expect(await recognise(deps, 'T1', 'U3')).toMatchObject(refused)
  await followAccount(at(5), 'T1', 'E2', gone, at(5).clock.now())
  await read(6, [active], 4)
  expect(await recognise(deps, 'T1', 'U3')).toMatchObject(refused)
  await read(8, [active], 7)
  expect(await recognise(deps, 'T1', 'U3')).toMatchObject({ personId: bank.person.corporateOfficer })
  expect(await followAccount(at(9), 'T1', 'E0', gone, at(7).clock.now())).toBe(false)
  await followAccount(at(10), 'T1', 'E3', active, at(10).clock.now())
  await read(11, [], 9)
  expect(await recognise(deps, 'T1', 'U3')).toMatchObject({ personId: bank.person.corporateOfficer })
})
