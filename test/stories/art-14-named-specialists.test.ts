import { expect, test } from 'vitest'
import { parkChannel } from '../../src/usecases/park-channel.ts'
import { transact } from '../../src/usecases/transact.ts'
import type { PersonKey } from '../support/bank.ts'
import { testBot } from '../support/bot.ts'
import { shown, window, windowText } from '../support/gestures.ts'
import { teamChannel } from '../support/team-channel.ts'
import { openUnits } from '../support/units.ts'

let at = Date.parse('2026-11-25T01:00:00Z')
const clock = { now: () => new Date(at) }
const bot = await testBot({ clock, english: ['corporateOfficer'] })
const { sql } = bot.database
const { vanke } = bot.bank.client
const { deps } = bot
const person = (key: PersonKey) => bot.bank.person[key]
const dayLong = 24 * 3_600_000
const { members, lines, card } = await teamChannel(bot)

const specialists = async () =>
  (
    await sql`select p.employee_no as one from team_seats t join people p on p.id = t.person_id
      where t.client_id = ${vanke} and t.seat = 'specialist' order by 1`
  ).map(({ one }) => one as string)

interface Naming {
  readonly who: string
  readonly purpose: string
  readonly until?: string
}

async function name(key: PersonKey, { who, purpose, until }: Naming) {
  const actor = bot.as(key)
  await openUnits(bot, key, '万科')
  await actor.click(await window(bot, key, 'specialist_name'), { action_id: 'specialist_name' })
  const form = await window(bot, key, '"block_id":"specialist"')
  const [found] = await actor.suggest(form, { action_id: 'specialist' }, who)
  await actor.select(form, { action_id: 'specialist' }, found?.value ?? '')
  await actor.type(form, { action_id: 'purpose' }, purpose)
  if (until) await actor.select(form, { action_id: 'until' }, until)
  return actor.submit()
}

async function endFor(key: PersonKey, reason: string) {
  const actor = bot.as(key)
  await openUnits(bot, key, '万科')
  await actor.click(await window(bot, key, 'specialist_end'), { action_id: 'specialist_end' })
  const form = await window(bot, key, 'plain_text_input')
  await actor.type(form, { action_id: 'reason' }, reason)
  return actor.submit()
}

test('the lead client manager names somebody of another branch: seated at once, with what for on the card', async () => {
  await name('futianManager', { who: 'dongchengManager', purpose: '跨境结算产品支持', until: '2026-11-27' })
  const text = await windowText(bot, 'futianManager', 'dongchengManager即日起任万科A的专家')
  expect(text).toContain('dongchengManager：跨境结算产品支持（至 2026年11月27日）')
  await expect.poll(members, { timeout: 15_000 }).toContain('dongchengManager')
  await bot.service.idle()
  expect(await specialists()).toEqual(['dongchengManager'])
  expect(lines().at(-1)).toContain('dongchengManager 加入，任专家（跨境结算产品支持；由futianManager指定）')
  expect(card()).toContain('专家：@dongchengManager（跨境结算产品支持）')
  const [audit] = await sql`
    select article, person_id::int, in_name_of::int, after from audit_entries where action = 'specialist_named'`
  expect(audit).toMatchObject({
    article: '14',
    person_id: person('futianManager'),
    in_name_of: person('futianManager'),
    after: { personId: person('dongchengManager'), purpose: '跨境结算产品支持', until: '2026-11-27' },
  })
})

test('the specialist is told in private by whom they were named, for which client, what for and until when', async () => {
  const message = await shown(bot, 'dongchengManager', 'futianManager指定您担任万科A的专家', '到 2026年11月27日 止')
  const text = bot.as('dongchengManager').render(message)
  expect(text).toContain('跨境结算产品支持')
  expect(text).toContain('[查看客户]')
  await bot.service.idle()
  const told = await sql`select payload from effects where kind = 'specialist_notice'`
  expect(told.map(({ payload }) => payload.personId)).toEqual([person('dongchengManager')])
})

test('what cannot be is said at its field in the reader’s language, and what was typed stays', async () => {
  const again = await name('futianPresident', { who: 'dongchengManager', purpose: '再来一次' })
  expect(again.errors?.specialist).toContain('dongchengManager已在万科A的营销小组中')
  expect(await windowText(bot, 'futianPresident', '再来一次')).toContain('dongchengManager')
  const late = await name('corporateOfficer', { who: 'beijingOfficer', purpose: 'Trade', until: '2026-11-24' })
  expect(late.errors?.until).toContain('The last day cannot be before today')
  const blank = await name('corporateOfficer', { who: 'beijingOfficer', purpose: '  ' })
  expect(blank.errors?.purpose).toContain('Please say what for')
  expect((await sql`select count(*)::int n from client_specialists`)[0]?.n).toBe(1)
})

test('whoever may not name specialists sees them without buttons, and is refused in the use of an old form', async () => {
  await openUnits(bot, 'futianManager2', '万科')
  const text = await windowText(bot, 'futianManager2', '专家（第十四条）', 'dongchengManager：跨境结算产品支持')
  expect(text).not.toContain('[指定专家]')
  expect(text).not.toContain('[结束]')
  await bot.as('futianManager2').close(true)

  const lead = bot.as('futianManager')
  await openUnits(bot, 'futianManager', '万科')
  await lead.click(await window(bot, 'futianManager', 'specialist_name'), { action_id: 'specialist_name' })
  const form = await window(bot, 'futianManager', '"block_id":"specialist"')
  const [found] = await lead.suggest(form, { action_id: 'specialist' }, 'beijingOfficer')
  await lead.select(form, { action_id: 'specialist' }, found?.value ?? '')
  await lead.type(form, { action_id: 'purpose' }, '项目融资')
  await sql`update team_seats set person_id = ${person('futianManager2')}
    where client_id = ${vanke} and seat = 'lead_client_manager'`
  expect((await lead.submit()).errors?.specialist).toContain('专家由主办客户经理、主办行行长')
  await sql`update team_seats set person_id = ${person('futianManager')}
    where client_id = ${vanke} and seat = 'lead_client_manager'`
  const refused = await sql`select after from audit_entries where action = 'specialist_act_refused'`
  expect(refused.map(({ after }) => after.refused)).toEqual(['may_not_name_specialist'])
  await lead.close(true)
})

test('the seat ends on the day after the last, and the person can be named anew', async () => {
  at += 2 * dayLong
  await bot.follow()
  expect(await specialists()).toEqual(['dongchengManager'])
  at += dayLong
  await bot.follow()
  expect(await specialists()).toEqual([])
  await expect.poll(members, { timeout: 15_000 }).not.toContain('dongchengManager')
  expect(lines().at(-1)).toContain('dongchengManager 不再任专家（指定已结束）')
  await shown(bot, 'dongchengManager', '您担任万科A专家的指定到 2026年11月27日 止，现已到期')
  await name('shenzhenPresident', { who: 'dongchengManager', purpose: '第二次' })
  await windowText(bot, 'shenzhenPresident', 'dongchengManager即日起任万科A的专家')
  expect(await specialists()).toEqual(['dongchengManager'])
})

test('ended with a reason by somebody who may', async () => {
  expect((await endFor('corporateOfficer', ' ')).errors?.reason).toContain('Please give a reason')
  await endFor('corporateOfficer', 'the project is done')
  await windowText(bot, 'corporateOfficer', 'dongchengManager is no longer a specialist')
  await expect.poll(members, { timeout: 15_000 }).not.toContain('dongchengManager')
  expect(await specialists()).toEqual([])
  await shown(bot, 'dongchengManager', 'corporateOfficer结束了您在万科A的专家指定', 'the project is done')
  const [row] = await sql`select ended_by::int, end_reason from client_specialists order by id desc limit 1`
  expect(row).toEqual({ ended_by: person('corporateOfficer'), end_reason: 'the project is done' })
  const [audit] = await sql`select before, after from audit_entries where action = 'specialist_ended'`
  expect(audit).toMatchObject({
    before: { personId: person('dongchengManager') },
    after: { reason: 'the project is done' },
  })
})

test('whoever leaves the bank leaves the team; a deactivated account keeps the naming for when it is back', async () => {
  await name('futianPresident', { who: 'beijingOfficer', purpose: '项目融资' })
  await windowText(bot, 'futianPresident', 'beijingOfficer即日起任万科A的专家')
  await sql`update slack_accounts set deactivated = true where person_id = ${person('beijingOfficer')}`
  await bot.follow()
  expect(await specialists()).toEqual([])
  await sql`update slack_accounts set deactivated = false where person_id = ${person('beijingOfficer')}`
  await bot.follow()
  expect(await specialists()).toEqual(['beijingOfficer'])
  await sql`update people set left_on = '2026-11-29' where id = ${person('beijingOfficer')}`
  await bot.follow()
  expect(await specialists()).toEqual(['beijingOfficer'])
  at = Date.parse('2026-11-29T01:00:00Z')
  await bot.follow()
  expect(await specialists()).toEqual([])
  expect(lines().at(-1)).toContain('beijingOfficer 不再任专家（已离任）')
  await bot.service.idle()
  const told =
    await sql`select payload from effects where kind = 'specialist_notice' and payload->>'personId' = ${String(person('beijingOfficer'))}`
  expect(told.map(({ payload }) => payload.over)).toEqual([false])
})

test('without a post the seat ends like any other, an administrator’s is none; with the next post it is back', async () => {
  await name('futianPresident', { who: 'luohuPresident', purpose: '区域产业' })
  await windowText(bot, 'futianPresident', 'luohuPresident即日起任万科A的专家')
  await expect.poll(members, { timeout: 15_000 }).toContain('luohuPresident')
  const takes = (position: string) => sql`
    insert into appointments (person_id, unit_id, position, "from")
    values (${person('luohuPresident')}, ${bot.bank.unit.luohu}, ${position}, '2026-11-29')`
  await sql`update appointments set "to" = '2026-11-29' where person_id = ${person('luohuPresident')}`
  await takes('administrator')
  await bot.follow()
  expect(await specialists()).toEqual([])
  await expect.poll(members, { timeout: 15_000 }).not.toContain('luohuPresident')
  expect(lines().at(-1)).toContain('luohuPresident 不再任专家（岗位变动）')
  await takes('client_manager')
  await bot.follow()
  expect(await specialists()).toEqual(['luohuPresident'])
  await expect.poll(members, { timeout: 15_000 }).toContain('luohuPresident')
})

test('who stands in for a specialist sits on the specialist’s behalf', async () => {
  await name('futianPresident', { who: 'dongchengPresident', purpose: '区域协同' })
  await windowText(bot, 'futianPresident', 'dongchengPresident即日起任万科A的专家')
  const [principal, deputy] = [person('dongchengPresident'), person('beijingPresident')]
  await sql`insert into deputyships (principal_id, deputy_id, "from", "to", named_by, named_at)
    values (${principal}, ${deputy}, '2026-11-29', '2026-11-30', ${principal}, now())`
  await bot.follow()
  await expect.poll(members, { timeout: 15_000 }).toContain('beijingPresident')
  expect(card()).toContain('@dongchengPresident（区域协同）、@beijingPresident（代 dongchengPresident）')
  at += dayLong
  await bot.follow()
  await expect.poll(members, { timeout: 15_000 }).not.toContain('beijingPresident')
})

test('the database keeps one open naming a client and person, and nobody’s of themselves', async () => {
  const [manager, other] = [person('luohuManager'), person('futianManager')]
  const insert = (personId: number, by: number, purpose: string) => sql`
    insert into client_specialists (client_id, person_id, purpose, named_at, named_by, named_in_name_of)
    values (${vanke}, ${personId}, ${purpose}, now(), ${by}, ${by})`
  await expect(insert(other, other, 'x')).rejects.toThrow('client_specialists_not_oneself')
  await expect(insert(manager, other, ' ')).rejects.toThrow('client_specialists_purpose')
  await insert(manager, other, 'x')
  await expect(insert(manager, other, 'y')).rejects.toThrow('client_specialists_once')
})

test('a client’s exit ends the naming with the team', async () => {
  await transact(deps, { personId: null, source: 'job' }, async (tx, moment) => {
    await parkChannel(tx, vanke, moment)
    return { result: null, events: [] }
  })
  expect(await sql`select id from client_specialists where ended_at is null`).toHaveLength(0)
  expect(await specialists()).toEqual([])
})
