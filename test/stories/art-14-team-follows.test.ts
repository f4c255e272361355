import { afterEach, beforeAll, expect, test } from 'vitest'
import type { PersonKey } from '../support/bank.ts'
import { testBot } from '../support/bot.ts'
import { approve, channelOf, membersOf, recommend, routeOption, shown } from '../support/gestures.ts'

const bot = await testBot()
const { sql } = bot.database
const { vanke } = bot.bank.client
let channelId: string

beforeAll(async () => {
  await recommend(bot, 'futianManager', {
    client: '万科',
    route: routeOption.subBranchRecommends,
    category: 'regional_group',
  })
  await approve(bot, 'futianPresident', '万科')
  await approve(bot, 'shenzhenPresident', '万科')
  channelId = (await channelOf(bot, 'futianPresident', '000002-sz')).id
  await bot.service.idle()
  await bot.follow()
})

afterEach(() => {
  bot.workspace.rules.mayKick = true
})

const members = () => membersOf(bot, bot.as('corporateOfficer').conversation(channelId)).sort()
const lines = () =>
  bot
    .as('corporateOfficer')
    .messages(channelId)
    .map((message) => bot.as('corporateOfficer').render(message))
    .filter((text) => text.includes('营销小组成员变动'))
const person = (key: PersonKey) => bot.bank.person[key]
const ends = (key: PersonKey) =>
  sql`update appointments set "to" = current_date where person_id = ${person(key)} and "to" is null`
const begins = (key: PersonKey, unit: keyof typeof bot.bank.unit, position: string) => sql`
  insert into appointments (person_id, unit_id, position, "from")
  values (${person(key)}, ${bot.bank.unit[unit]}, ${position}, current_date)`

test('nothing changed: nobody is invited or removed, nothing is said', async () => {
  expect(members()).toEqual(
    ['corporateOfficer', 'corporateOfficer2', 'futianManager', 'futianPresident', 'shenzhenPresident'].sort(),
  )
  await sql`select mark_units((select array_agg(id) from units))`
  await bot.follow()
  expect(lines()).toEqual([])
})

test('a president moves: the successor is in, the predecessor out, the channel says who, which seat and why', async () => {
  await ends('futianPresident')
  await begins('luohuPresident', 'futian', 'sub_branch_president')
  await bot.follow()
  await expect.poll(members, { timeout: 15_000 }).toContain('luohuPresident')
  await expect.poll(members, { timeout: 15_000 }).not.toContain('futianPresident')
  expect(lines()).toHaveLength(1)
  expect(lines()[0]).toContain('futianPresident 不再任支行行长（岗位变动）')
  expect(lines()[0]).toContain('luohuPresident 加入，任支行行长')
  const reader = bot.as('corporateOfficer')
  const cards = reader.messages(channelId).map((message) => reader.render(message))
  expect(cards.find((text) => text.includes('营销小组（第十四条）'))).toContain('支行行长：@luohuPresident')
  const [audit] = await sql`
    select source, article, after from audit_entries where action = 'team_changed' and subject_id = ${vanke} order by id desc limit 1`
  expect(audit).toMatchObject({
    source: 'job',
    article: '14',
    after: {
      joined: [{ seat: 'sub_branch_president', personId: person('luohuPresident') }],
      left: [{ seat: 'sub_branch_president', personId: person('futianPresident'), reason: 'post_ended' }],
    },
  })
  const count = lines().length
  await bot.follow()
  expect(lines()).toHaveLength(count)
})

test('the lead client manager leaves the bank: the colleague of the sub-branch leads from then on', async () => {
  await sql`update people set left_on = current_date where id = ${person('futianManager')}`
  await bot.follow()
  await expect.poll(members, { timeout: 15_000 }).toContain('futianManager2')
  await expect.poll(members, { timeout: 15_000 }).not.toContain('futianManager')
  expect(lines().at(-1)).toContain('futianManager 不再任主办客户经理（已离任）')
  const [row] = await sql`select lead_client_manager_id id from clients where id = ${vanke}`
  expect(Number(row?.id)).toBe(person('futianManager2'))
  await sql`update people set left_on = null where id = ${person('futianManager')}`
  await bot.follow()
  expect(members()).not.toContain('futianManager')
})

test('a removal that the workspace refuses is a named step with Retry, told once', async () => {
  bot.workspace.rules.mayKick = false
  await ends('corporateOfficer2')
  await bot.follow()
  const told = await shown(bot, 'administrator', '请手动处理', 'corporateOfficer2', '[重试]')
  expect(members()).toContain('corporateOfficer2')
  const notices = () =>
    bot
      .as('administrator')
      .messages()
      .filter((message) => bot.as('administrator').render(message).includes('有人应当移出')).length
  expect(notices()).toBe(1)
  bot.workspace.rules.mayKick = true
  await bot.as('administrator').click(told, { action_id: 'delivery_channel' })
  await expect.poll(members, { timeout: 15_000 }).not.toContain('corporateOfficer2')
  await bot.service.idle()
  expect(notices()).toBe(0)
  const [row] = await sql`select obstacles from client_channels where client_id = ${vanke}`
  expect(row?.obstacles).toEqual([])
})

test('a unit that moves under another branch takes its clients’ branch president along', async () => {
  await sql`update units set parent_id = ${bot.bank.unit.beijing}, branch_id = ${bot.bank.unit.beijing} where id = ${bot.bank.unit.futian}`
  await bot.follow()
  await expect.poll(members, { timeout: 15_000 }).toContain('beijingPresident')
  await expect.poll(members, { timeout: 15_000 }).not.toContain('shenzhenPresident')
  await sql`update units set parent_id = ${bot.bank.unit.shenzhen}, branch_id = ${bot.bank.unit.shenzhen} where id = ${bot.bank.unit.futian}`
  await bot.follow()
  await expect.poll(members, { timeout: 15_000 }).toContain('shenzhenPresident')
})

test('a post that begins by its date is followed on that day, once, and missed days are caught up', async () => {
  await sql`delete from organisation_days`
  await sql`insert into organisation_days (day) values (current_date - 5)`
  // As if it had been entered long before: no mark of its own is left.
  await sql`insert into appointments (person_id, unit_id, position, "from")
    values (${person('beijingOfficer')}, ${bot.bank.unit.ho}, 'corporate_officer', current_date - 2)`
  await sql`delete from unit_changes`
  await bot.follow()
  await expect.poll(members, { timeout: 15_000 }).toContain('beijingOfficer')
  expect(await sql`select day from organisation_days`).toHaveLength(2)
})
