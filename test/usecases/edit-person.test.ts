import { expect, test } from 'vitest'
import { addDays } from '../../src/domain/working-days.ts'
import { editOrganisation } from '../../src/usecases/organisation/edit-organisation.ts'
import { editPerson, rehearsePersonEdit } from '../../src/usecases/organisation/edit-person.ts'
import { readPerson, suggestAnybody } from '../../src/usecases/organisation/read-person.ts'
import { readUnit } from '../../src/usecases/organisation/read-unit.ts'
import type { PersonKey } from '../support/bank.ts'
import { testBot } from '../support/bot.ts'

const bot = await testBot()
const { sql } = bot.database
const { deps } = bot
const { unit } = bot.bank
const person = (key: PersonKey) => bot.bank.person[key]
const by = (key: PersonKey) => ({ personId: person(key), source: 'form' as const })
const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
const leave = (key: PersonKey, on = today) => ({ kind: 'leave', personId: person(key), on }) as const
const comeBack = (key: PersonKey) => ({ kind: 'come_back', personId: person(key) }) as const

const appoint = (key: PersonKey, position: 'administrator' | 'client_manager', from: string, unitId = unit.ho) =>
  editOrganisation(deps, by('administrator'), { kind: 'appoint', unitId, personId: person(key), position, from }, '')
const state = async () =>
  (
    await sql`select md5(string_agg(t::text, '' order by t::text)) sum from (
    select a::text t from appointments a union all select p::text from people p) x`
  )[0]?.sum

test('what cannot be is said with what to do, looked at as well as done, and nothing is changed', async () => {
  const before = await state()
  const refusedEdits = [
    ['administrators_only', 'president', leave('luohuManager')],
    ['administrators_only', 'luohuManager', comeBack('luohuManager')],
    ['leaving_oneself', 'administrator', leave('administrator')],
    ['leaving_oneself', 'administrator', comeBack('administrator')],
    ['person_here_already', 'administrator', comeBack('luohuManager')],
    ['left_before_post', 'administrator', leave('luohuManager', '2019-12-31')],
    ['not_found', 'administrator', { ...leave('luohuManager'), personId: 999_999 }],
  ] as const
  for (const [code, key, edit] of refusedEdits) {
    expect(await rehearsePersonEdit(deps, by(key), edit), code).toMatchObject({ refused: code })
    expect(await editPerson(deps, by(key), edit, ''), code).toMatchObject({ refused: code })
  }
  expect(await readPerson(deps, person('president'), person('luohuManager'))).toMatchObject({
    refused: 'administrators_only',
  })
  expect(await suggestAnybody(deps, person('president'), 'luohu')).toEqual([])
  expect(await state()).toBe(before)
})

test('the last administrator whose post does not end stays, also when two have each other leave at once', async () => {
  await appoint('corporateOfficer2', 'administrator', today)
  await sql`update appointments set "to" = ${addDays(today, 5)} where person_id = ${person('corporateOfficer2')}
    and position = 'administrator'`
  expect(await editPerson(deps, by('corporateOfficer2'), leave('administrator'), '')).toMatchObject({
    refused: 'last_administrator',
  })
  await sql`update appointments set "to" = null where person_id = ${person('corporateOfficer2')}`
  const both = await Promise.all([
    editPerson(deps, by('corporateOfficer2'), leave('administrator'), ''),
    editPerson(deps, by('administrator'), leave('corporateOfficer2'), ''),
  ])
  expect(both.filter((one) => !('refused' in one))).toHaveLength(1)
  await sql`update people set left_on = null where id in (${person('administrator')}, ${person('corporateOfficer2')})`
})

test('the last two cannot go at once, one by leaving, one by the end of the post', async () => {
  const [post] = await sql`select id::int from appointments where person_id = ${person('administrator')}
    and position = 'administrator'`
  const end = { kind: 'end', unitId: unit.ho, appointmentId: post?.id, to: today } as const
  const both = await Promise.all([
    editPerson(deps, by('administrator'), leave('corporateOfficer2'), ''),
    editOrganisation(deps, by('corporateOfficer2'), end, ''),
  ])
  expect(both.filter((one) => typeof one === 'number' || !('refused' in one))).toHaveLength(1)
  await sql`update people set left_on = null where id = ${person('corporateOfficer2')}`
  await sql`update appointments set "to" = null where id = ${post?.id}`
})

test('a leaving is entered as an import enters it; a second one says since when', async () => {
  const posts = sql`select id, "to" from appointments where person_id = ${person('luohuManager')} order by id`
  const before = await posts
  const past = addDays(today, -3)
  expect(await editPerson(deps, by('administrator'), leave('luohuManager', past), '')).toHaveLength(1)
  expect(await sql`select left_on::text from people where id = ${person('luohuManager')}`).toEqual([{ left_on: past }])
  expect([
    ...(await sql`select id, "to" from appointments where person_id = ${person('luohuManager')} order by id`),
  ]).toEqual([...before])
  const marked = await sql`select 1 from unit_changes where unit_id = ${unit.luohu}`
  expect(marked).toHaveLength(1)
  expect(await editPerson(deps, by('administrator'), leave('luohuManager'), '')).toMatchObject({
    refused: 'person_left_already',
    params: { leftOn: past },
  })
  expect(await appoint('luohuManager', 'client_manager', today, unit.luohu)).toMatchObject({
    refused: 'person_not_here',
  })
})

test('who is here again holds none of the posts that were over, those ahead neither, and is appointed anew', async () => {
  const ahead = addDays(today, 10)
  await sql`insert into appointments (person_id, unit_id, position, "from")
    values (${person('luohuManager')}, ${unit.futian}, 'client_manager', ${ahead})`
  const over = await editPerson(deps, by('administrator'), comeBack('luohuManager'), '登记有误')
  expect(over).toMatchObject([{ unitName: '深圳罗湖区支行' }, { unitName: '深圳福田区支行', from: ahead }])
  expect(await readPerson(deps, person('administrator'), person('luohuManager'))).toMatchObject({
    person: { leftOn: null },
    posts: [],
  })
  const [audit] =
    await sql`select before, after from audit_entries where action = 'person_returned' order by id desc limit 1`
  expect(audit).toMatchObject({
    before: { leftOn: addDays(today, -3) },
    after: {
      leftOn: null,
      reason: '登记有误',
      posts: [{ position: 'client_manager' }, { position: 'client_manager' }],
    },
  })
  const at = async (unitId: number) => {
    const page = await readUnit(deps, person('administrator'), unitId)
    return 'posts' in page ? page.posts.filter(({ personId }) => personId === person('luohuManager')) : null
  }
  expect(await at(unit.futian)).toEqual([])
  expect(await appoint('luohuManager', 'client_manager', ahead, unit.futian)).toBe(unit.futian)
  expect(await appoint('luohuManager', 'client_manager', today, unit.luohu)).toBe(unit.luohu)
  expect(await at(unit.futian)).toMatchObject([{ from: ahead, to: null }])
  expect(await at(unit.luohu)).toMatchObject([{ from: today, to: null }])
})
