import { beforeAll, expect, test } from 'vitest'
import { editOrganisation } from '../../src/usecases/organisation/edit-organisation.ts'
import type { PersonKey } from '../support/bank.ts'
import { testBot } from '../support/bot.ts'
import { membersOf, seen, shown, window, windowText } from '../support/gestures.ts'
import { strategicVanke } from '../support/strategic.ts'
import { agree, nameInForm, openUnits, refuseConsent } from '../support/units.ts'

const bot = await testBot({ english: ['dongchengPresident'] })
const { sql } = bot.database
const { vanke } = bot.bank.client
const { deps } = bot
let channelId: string

beforeAll(async () => {
  channelId = await strategicVanke(bot)
})

const members = () => membersOf(bot, bot.as('shenzhenPresident').conversation(channelId))
const inChannel = () => {
  const reader = bot.as('shenzhenPresident')
  return reader.messages(channelId).map((message) => reader.render(message))
}
const seats = async () =>
  (
    await sql`select t.seat || ' ' || p.employee_no as one from team_seats t join people p on p.id = t.person_id
      where t.client_id = ${vanke} order by 1`
  ).map(({ one }) => one as string)

test('a unit of the lead branch co-operates at once: its people are seated, the channel says who, which seat and why', async () => {
  await nameInForm(bot, 'shenzhenOfficer', '万科', { aim: 'add', unit: '罗湖' })
  await windowText(bot, 'shenzhenOfficer', '深圳罗湖区支行即日起协办万科A', '深圳罗湖区支行，', '起协办', '[结束协办]')
  await expect.poll(members, { timeout: 15_000 }).toContain('luohuPresident')
  expect(members()).toContain('luohuManager')
  await bot.service.idle()
  const line = inChannel().find((text) => text.includes('营销小组成员变动')) ?? ''
  expect(line).toContain('luohuManager 加入，任协办客户经理')
  expect(line).toContain('luohuPresident 加入，任协办支行行长')
  expect(line).toContain('原因：深圳罗湖区支行开始协办')
  const card = inChannel().find((text) => text.includes('营销小组（第十四条）')) ?? ''
  expect(card).toContain('协办行：深圳罗湖区支行')
  expect(card).toContain('协办支行行长：@luohuPresident')
  // The branch president of both sits once, and is asked once.
  expect((await seats()).filter((one) => one.endsWith('shenzhenPresident'))).toEqual([
    'branch_president shenzhenPresident',
  ])
  const [audit] = await sql`select article, person_id::int, after from audit_entries where action = 'cooperation_begun'`
  expect(audit).toMatchObject({
    article: '11',
    person_id: bot.bank.person.shenzhenOfficer,
    after: { unitId: bot.bank.unit.luohu },
  })
})

test('what serves already is not added again, and what was typed stays', async () => {
  await nameInForm(bot, 'shenzhenOfficer', '万科', { aim: 'add', unit: '罗湖', reason: '再加一次' })
  const form = await windowText(bot, 'shenzhenOfficer', '已在万科A的营销小组中')
  expect(form).toContain('再加一次')
})

test('another branch is asked: nobody of it is seated before it agrees, and it waits in its inbox', async () => {
  await nameInForm(bot, 'shenzhenOfficer', '万科', { aim: 'add', unit: '东城' })
  await windowText(bot, 'shenzhenOfficer', '请写明理由')
  await nameInForm(bot, 'shenzhenOfficer', '万科', { aim: 'add', unit: '东城', reason: '项目在北京' })
  await windowText(bot, 'shenzhenOfficer', '正在征求同意', 'U-1｜请北京东城区支行协办万科A')
  await shown(
    bot,
    'beijingPresident',
    'U-1｜请北京东城区支行协办万科A',
    '项目在北京',
    '协办分行同意（北京分行）',
    '[同意]',
  )
  await shown(bot, 'beijingOfficer', 'U-1｜', '[同意]')
  expect(members()).not.toContain('dongchengManager')
  await bot.as('beijingPresident').command('/approvals')
  await windowText(bot, 'beijingPresident', '等我表态的主办、协办事项（1）', '协办分行同意，已等')
  await bot.as('beijingPresident').close(true)
  await bot.as('beijingOfficer').openHome()
  await bot.as('beijingOfficer').waitFor(() => {
    const home = bot.as('beijingOfficer').home()
    return home && bot.as('beijingOfficer').render(home).includes('等我表态的主办、协办事项（1）')
  })
  const [due] = await sql`select kind, step_no, due_on from deadlines where kind = 'unit_consent'`
  expect(due).toMatchObject({ kind: 'unit_consent', step_no: 1 })

  const late = await seen(bot, 'beijingPresident', 'unit_agree')
  await agree(bot, 'beijingOfficer', 1)
  await expect.poll(members, { timeout: 15_000 }).toContain('dongchengPresident')
  expect(members()).toEqual(expect.arrayContaining(['dongchengManager', 'beijingPresident']))
  expect(members()).not.toContain('beijingOfficer')
  await shown(bot, 'shenzhenOfficer', '北京东城区支行已同意协办万科A')
  await shown(bot, 'beijingPresident', 'U-1｜', '同意，beijingOfficer', '状态：已生效')
  await bot.as('beijingPresident').click(late, { action_id: 'unit_agree' }, { stale: true, confirm: true })
  await bot.as('beijingPresident').waitFor(() =>
    bot
      .as('beijingPresident')
      .ephemerals()
      .some((note) => bot.as('beijingPresident').render(note).includes('beijingOfficer 已于')),
  )
})

test('a branch that refuses says why, and who asked is told; nobody is seated', async () => {
  await nameInForm(bot, 'shenzhenPresident', '万科', { aim: 'add', unit: '北京分行', reason: '统筹京津业务' })
  await shown(bot, 'beijingPresident', '请北京分行协办万科A', '[不同意]')
  await refuseConsent(bot, 'beijingPresident', 2, '人手不足')
  await shown(bot, 'shenzhenPresident', '请北京分行协办万科A：未获同意', '人手不足')
  expect(
    (await sql`select unit_id::int from cooperations where ended_at is null order by id`).map((r) => r.unit_id),
  ).toEqual([bot.bank.unit.luohu, bot.bank.unit.dongcheng])
})

test('whoever may not change them sees the units without buttons', async () => {
  await openUnits(bot, 'luohuManager', '万科')
  const text = await windowText(bot, 'luohuManager', '主办行：深圳福田区支行', '北京东城区支行')
  expect(text).not.toContain('[增加协办行]')
  expect(text).not.toContain('[结束协办]')
})

test('seats of a co-operating unit follow its appointments', async () => {
  const { luohuPresident, futianManager2 } = bot.bank.person
  await sql`update appointments set "to" = current_date where person_id = ${luohuPresident} and "to" is null`
  await sql`insert into appointments (person_id, unit_id, position, "from")
    values (${futianManager2}, ${bot.bank.unit.luohu}, 'sub_branch_president', current_date)`
  await bot.follow()
  await expect.poll(members, { timeout: 15_000 }).toContain('futianManager2')
  await expect.poll(members, { timeout: 15_000 }).not.toContain('luohuPresident')
  expect(await seats()).toContain('co_sub_branch_president futianManager2')
})

test('the co-operating branch hands it back with a reason: its people leave, and are told why in their language', async () => {
  await openUnits(bot, 'beijingOfficer', '万科')
  const list = await window(bot, 'beijingOfficer', 'units_end')
  const [cooperation] = await sql`select id::text from cooperations where unit_id = ${bot.bank.unit.dongcheng}`
  await bot.as('beijingOfficer').click(list, { action_id: 'units_end', value: cooperation?.id })
  const form = await window(bot, 'beijingOfficer', 'plain_text_input')
  await bot.as('beijingOfficer').type(form, { action_id: 'reason' }, '项目已完成')
  await bot.as('beijingOfficer').submit()
  await expect.poll(members, { timeout: 15_000 }).not.toContain('beijingPresident')
  await expect.poll(members, { timeout: 15_000 }).not.toContain('dongchengManager')
  await shown(
    bot,
    'dongchengPresident',
    '北京东城区支行 no longer co-operates for 万科A (beijingOfficer)',
    '项目已完成',
  )
  await bot.service.idle()
  const line = inChannel().findLast((text) => text.includes('营销小组成员变动'))
  expect(line).toContain('beijingPresident 不再任协办分行行长（所在行不再主办或协办）')
  expect(line).toContain('原因：北京东城区支行不再协办')
})

test('for a bank-wide client the corporate department names any unit at once; for a regional one it does not', async () => {
  await nameInForm(bot, 'corporateOfficer', '万科', { aim: 'add', unit: '东城', reason: '总行统筹' })
  await windowText(bot, 'corporateOfficer', '办理')
  await sql`update clients set tier = 'bank_wide', category = 'industry_leader' where id = ${vanke}`
  await nameInForm(bot, 'corporateOfficer', '万科', { aim: 'add', unit: '东城' })
  await windowText(bot, 'corporateOfficer', '北京东城区支行即日起协办万科A')
  await expect.poll(members, { timeout: 15_000 }).toContain('dongchengManager')
})

test('an empty post holds the consent: the administrators see it, and nothing passes', async () => {
  await sql`update appointments set "to" = current_date where unit_id = ${bot.bank.unit.beijing} and "to" is null`
  await bot.follow()
  await nameInForm(bot, 'shenzhenOfficer', '万科', { aim: 'add', unit: '北京分行', reason: '统筹' })
  const text = await shown(bot, 'administrator', '请北京分行协办万科A', '目前无人可以表态')
  expect(bot.as('administrator').render(text)).not.toContain('[同意]')
  await sql`insert into appointments (person_id, unit_id, position, "from")
    values (${bot.bank.person.luohuPresident}, ${bot.bank.unit.beijing}, 'branch_president', current_date)`
  await bot.follow()
  await shown(bot, 'luohuPresident' satisfies PersonKey, '请北京分行协办万科A', '[同意]')
})

test('a merger hands co-operation over, and ends it where the other unit leads', async () => {
  const { luohu, futian } = bot.bank.unit
  const admin = { personId: bot.bank.person.administrator, source: 'form' as const }
  const merge = { kind: 'merge', unitId: luohu, otherId: futian } as const
  expect(await editOrganisation(deps, admin, merge, '机构调整')).toBe(futian)
  await bot.follow()
  expect(
    await sql`select id from cooperations where unit_id in (${luohu}, ${futian}) and ended_at is null`,
  ).toHaveLength(0)
  expect((await seats()).filter((one) => one.startsWith('co_')).sort()).toEqual([
    'co_branch_president luohuPresident',
    'co_client_manager dongchengManager',
    'co_sub_branch_president dongchengPresident',
  ])
})
