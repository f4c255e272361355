import { afterEach, beforeAll, expect, test } from 'vitest'
import { editOrganisation, rehearseEdit } from '../../src/usecases/organisation/edit-organisation.ts'
import type { PersonKey } from '../support/bank.ts'
import { testBot } from '../support/bot.ts'
import { approve, channelOf, membersOf, recommend, routeOption, window, windowText } from '../support/gestures.ts'

const bot = await testBot()
const { sql } = bot.database
const { unit } = bot.bank
const person = (key: PersonKey) => bot.bank.person[key]
const { deps } = bot
const administrator = bot.as('administrator')
const actor = { personId: person('administrator'), source: 'form' as const, slackUserId: administrator.id }
const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
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
}, 120_000)

afterEach(async () => {
  for (const key of ['administrator', 'futianManager'] as const) if (bot.as(key).view()) await bot.as(key).close(true)
})

const members = () => membersOf(bot, bot.as('corporateOfficer').conversation(channelId))
const untouched = async () =>
  (
    await sql`select md5(string_agg(t::text, '' order by t::text)) sum from (
    select a::text t from appointments a union all select u::text from units u union all select s::text from team_seats s
    union all select c::text from clients c) x`
  )[0]?.sum

async function begin(kind: string, at: string) {
  await administrator.command(`/organisation ${at}`)
  const page = await window(bot, 'administrator', `organisation_edit_${kind}`)
  await administrator.click(page, { action_id: `organisation_edit_${kind}` })
  return window(bot, 'administrator', '"reason"')
}

test('only administrators look at it and change it', async () => {
  await bot.as('futianManager').command('/organisation')
  await windowText(bot, 'futianManager', '只有系统管理员可以这样做')
  const before = await untouched()
  const other = { ...actor, personId: person('shenzhenPresident') }
  expect(await editOrganisation(deps, other, { kind: 'close', unitId: unit.luohu }, '')).toMatchObject({
    refused: 'administrators_only',
  })
  expect(await untouched()).toBe(before)
})

test('a unit with its people; a president is appointed, and what follows is shown before it is done', async () => {
  const form = await begin('appoint', '深圳福田')
  await administrator.suggest(form, { action_id: 'organisation_person' }, 'luohuManager')
  await administrator.select(form, { action_id: 'organisation_person' }, String(person('luohuManager')))
  await administrator.select(form, { action_id: 'position' }, 'sub_branch_president')
  const before = await untouched()
  await administrator.submit()
  await windowText(bot, 'administrator', '1 个营销小组变动：加入 1 人次', '万科A')
  expect(await untouched()).toBe(before)
  await administrator.submit()
  const page = await windowText(bot, 'administrator', '已办理', 'luohuManager')
  expect(page).toContain('深圳福田区支行')
  await bot.follow()
  await expect.poll(members, { timeout: 20_000 }).toContain('luohuManager')
  const [audit] = await sql`select person_id, action, subject_kind, subject_id, source, after from audit_entries
    where action = 'organisation_edited' order by id desc limit 1`
  expect(audit).toMatchObject({
    person_id: String(person('administrator')),
    subject_kind: 'unit',
    subject_id: String(unit.futian),
    source: 'form',
    after: { kind: 'appoint', position: 'sub_branch_president', personId: person('luohuManager') },
  })
})

test('what cannot be is said with what to do, and nothing is changed', async () => {
  const before = await untouched()
  const refusedEdits = [
    ['unit_in_use', { kind: 'close', unitId: unit.futian }],
    ['unit_in_use', { kind: 'close', unitId: unit.shenzhen }],
    ['unit_stays', { kind: 'close', unitId: unit.ho }],
    ['unit_stays', { kind: 'move', unitId: unit.shenzhen, otherId: unit.beijing }],
    ['unit_of_other_level', { kind: 'move', unitId: unit.futian, otherId: unit.luohu }],
    ['unit_there_already', { kind: 'move', unitId: unit.futian, otherId: unit.shenzhen }],
    ['unit_there_already', { kind: 'merge', unitId: unit.futian, otherId: unit.futian }],
    ['unit_of_other_level', { kind: 'merge', unitId: unit.futian, otherId: unit.shenzhen }],
    ['unit_name_taken', { kind: 'rename', unitId: unit.futian, name: '深圳罗湖区支行' }],
    [
      'post_of_other_level',
      {
        kind: 'appoint',
        unitId: unit.futian,
        personId: person('luohuManager'),
        position: 'branch_president',
        from: today,
      },
    ],
  ] as const
  for (const [code, edit] of refusedEdits) {
    expect(await rehearseEdit(deps, actor, edit), code).toMatchObject({ refused: code })
    expect(await editOrganisation(deps, actor, edit, ''), code).toMatchObject({ refused: code })
  }
  expect(await untouched()).toBe(before)
})

test('the last administrator stays, also when two end each other’s post at once', async () => {
  const post = async (key: PersonKey) =>
    Number(
      (await sql`select id from appointments where person_id = ${person(key)} and position = 'administrator'`)[0]?.id,
    )
  const end = (appointmentId: number) => ({ kind: 'end', unitId: unit.ho, appointmentId, to: today }) as const
  expect(await editOrganisation(deps, actor, end(await post('administrator')), '')).toMatchObject({
    refused: 'last_administrator',
  })
  const second = { kind: 'appoint', unitId: unit.ho, personId: person('corporateOfficer2') } as const
  await editOrganisation(deps, actor, { ...second, position: 'administrator', from: today }, '')
  const posts = [await post('administrator'), await post('corporateOfficer2')]
  const both = await Promise.all(posts.map((id) => editOrganisation(deps, actor, end(id), '')))
  expect(both.filter((one) => typeof one === 'number')).toHaveLength(1)
  await sql`update appointments set "to" = null where id = ${posts[0] ?? 0}`
})

test('sub-branches are merged: people, clients and what is on its way go along, the old one is closed', async () => {
  const number = await recommend(bot, 'futianManager2', {
    client: '京东方',
    route: routeOption.subBranchRecommends,
    category: 'regional_group',
  })
  const edit = { kind: 'merge', unitId: unit.futian, otherId: unit.luohu } as const
  const before = await untouched()
  const found = await rehearseEdit(deps, actor, edit)
  expect(found).toMatchObject({ teams: 1, steps: 1, examples: ['万科A'] })
  expect(await untouched()).toBe(before)
  expect(await editOrganisation(deps, actor, edit, '深银发〔2026〕12号')).toBe(unit.luohu)
  await bot.follow()
  await expect.poll(members, { timeout: 20_000 }).toContain('luohuPresident')
  expect(members()).toContain('futianManager')
  expect(members()).not.toContain('futianPresident')
  const [row] =
    await sql`select lead_unit_id, (select closed_on is not null and merged_into_id = ${unit.luohu} from units
    where id = ${unit.futian}) closed from clients where id = ${bot.bank.client.vanke}`
  expect(row).toEqual({ lead_unit_id: String(unit.luohu), closed: true })
  await approve(bot, 'luohuPresident', '京东方')
  await expect
    .poll(async () => (await sql`select 1 from recommendation_decisions where recommendation_id = ${number}`).length, {
      timeout: 20_000,
    })
    .toBe(1)
  expect(await editOrganisation(deps, actor, { kind: 'rename', unitId: unit.futian, name: '新' }, '')).toMatchObject({
    refused: 'unit_closed',
  })
})

test('a sub-branch moves under another branch, and is renamed', async () => {
  const moved = { kind: 'move', unitId: unit.luohu, otherId: unit.beijing } as const
  expect(await rehearseEdit(deps, actor, moved)).toMatchObject({ teams: 1, joined: 1, left: 1 })
  expect(await editOrganisation(deps, actor, moved, '')).toBe(unit.luohu)
  await bot.follow()
  await expect.poll(members, { timeout: 20_000 }).toContain('beijingPresident')
  expect(members()).not.toContain('shenzhenPresident')
  const form = await begin('rename', '深圳罗湖')
  await administrator.type(form, { action_id: 'name' }, '北京罗湖路支行')
  await administrator.submit()
  await windowText(bot, 'administrator', '没有变化')
  await administrator.submit()
  await windowText(bot, 'administrator', '已办理', '北京罗湖路支行')
})
