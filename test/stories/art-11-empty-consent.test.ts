import { beforeAll, expect, test } from 'vitest'
import { takeUnitConsent } from '../../src/usecases/units/decide-consent.ts'
import type { PersonKey } from '../support/bank.ts'
import { testBot } from '../support/bot.ts'
import { shown, windowText } from '../support/gestures.ts'
import { strategicVanke } from '../support/strategic.ts'
import { agree, nameInForm } from '../support/units.ts'

const bot = await testBot()
const { sql } = bot.database
const { person, unit } = bot.bank
const { deps } = bot
const accepts = 2
const department = 3

beforeAll(async () => {
  await strategicVanke(bot)
  await holdFor(3)
  await leave('beijingPresident')
})

async function holdFor(days: number): Promise<void> {
  await sql`
    insert into policy_versions (document, published_at, reason)
    select document || jsonb_build_object('emptyPostDays', ${days}::int), now(), '空缺' from policy_versions order by id desc limit 1`
}

async function leave(key: PersonKey): Promise<void> {
  await sql`update people set left_on = '2026-01-31' where id = ${person[key]}`
}

async function propose(key: PersonKey): Promise<number> {
  await nameInForm(bot, key, '万科', { aim: 'change', unit: '东城', reason: '总部迁址' })
  await windowText(bot, key, '正在征求同意')
  await bot.as(key).close(true)
  await bot.service.idle()
  const [row] = await sql`select max(id)::int as id from unit_proposals`
  return row?.id
}

const consent = async (number: number, no: number) =>
  (
    await sql`select unit_id::int as unit, taken_by->'positions' as positions, raised_from, state
      from unit_consents where proposal_id = ${number} and no = ${no}`
  )[0]

const give = (key: PersonKey, number: number, no: number) =>
  takeUnitConsent(
    deps,
    { personId: person[key], source: 'card' },
    number,
    { no, verdict: 'given', reason: null },
    String,
  )

const planned = { unitId: unit.beijing, positions: ['branch_president'] }

test('a consent at an empty post is held for the bank’s time, said on every card, and then goes one level up', async () => {
  const number = await propose('shenzhenOfficer')
  for (const key of ['shenzhenOfficer', 'administrator'] as const)
    await shown(bot, key, `U-${number}｜`, '新主办分行同意（北京分行） · 目前无人可以表态，已请系统管理员安排')
  await bot.follow()
  expect(await consent(number, accepts)).toMatchObject({ unit: unit.beijing, raised_from: null, state: 'open' })

  await holdFor(0)
  await bot.follow()
  expect(await consent(number, accepts)).toEqual({
    unit: unit.ho,
    positions: ['corporate_officer'],
    raised_from: planned,
    state: 'open',
  })
  const raised = '新主办分行同意（总行）（岗位空缺，由上一级办理） · 等待表态'
  for (const key of ['corporateOfficer', 'corporateOfficer2'] as const) await shown(bot, key, raised, '[同意]')
  await shown(bot, 'shenzhenOfficer', raised)
  await bot.as('corporateOfficer2').command('/approvals')
  await windowText(bot, 'corporateOfficer2', '等我表态的主办、协办事项（2）')
  const [audit] = await sql`select source, before, after from audit_entries where action = 'unit_consent_raised'`
  expect(audit).toMatchObject({ source: 'job', before: planned, after: { unitId: unit.ho } })
  const [proposal] = await sql`select state from unit_proposals where id = ${number}`
  expect(proposal?.state).toBe('open')
})

test('nobody gives two consents, also of one that went up: then it goes up once more, and comes back when the post is filled', async () => {
  const number = 1
  expect(await give('corporateOfficer', number, department)).toMatchObject({ next: 'waits' })
  expect(await give('corporateOfficer', number, accepts)).toMatchObject({ refused: 'unit_second_consent' })
  await leave('corporateOfficer2')
  await bot.follow()
  await bot.follow()
  expect(await consent(number, accepts)).toEqual({
    unit: unit.ho,
    positions: ['head_office_president'],
    raised_from: planned,
    state: 'open',
  })
  await shown(bot, 'president', `U-${number}｜`, '[同意]')

  await sql`insert into appointments (person_id, unit_id, position, "from")
    values (${person.beijingOfficer}, ${unit.beijing}, 'branch_president', current_date)`
  await bot.follow()
  expect(await consent(number, accepts)).toMatchObject({ unit: unit.beijing, raised_from: null })
  expect(await give('president', number, accepts)).toMatchObject({ refused: 'may_not_decide' })
  await agree(bot, 'beijingOfficer', number)
  await agree(bot, 'shenzhenPresident', number)
  await shown(bot, 'shenzhenOfficer', '万科A的主办行现为北京东城区支行')
})

test('nobody consents to what they proposed, wherever it went up to', async () => {
  await sql`update people set left_on = null where id = ${person.corporateOfficer2}`
  await sql`update clients set lead_unit_id = ${unit.futian} where id = ${bot.bank.client.vanke}`
  await leave('beijingOfficer')
  await bot.follow()
  const number = await propose('corporateOfficer')
  await bot.follow()
  expect(await consent(number, accepts)).toMatchObject({ unit: unit.ho, positions: ['corporate_officer'] })
  expect(await give('corporateOfficer', number, accepts)).toMatchObject({ refused: 'unit_own_proposal' })
  const cards = await sql`
    select person_id::int as person from unit_proposal_cards where proposal_id = ${number} and consent_no = ${accepts} and asked`
  expect(cards.map((card) => card.person)).toEqual([person.corporateOfficer2])
  expect(await give('corporateOfficer2', number, accepts)).toMatchObject({ next: 'waits' })
})
