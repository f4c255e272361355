import { afterEach, beforeAll, expect, test } from 'vitest'
import { addDays } from '../../src/domain/working-days.ts'
import { dateText } from '../../src/slack/text/moment.ts'
import { nameDeputyFor } from '../../src/usecases/deputies/name-deputy.ts'
import { editOrganisation } from '../../src/usecases/organisation/edit-organisation.ts'
import { editPerson } from '../../src/usecases/organisation/edit-person.ts'
import type { PersonKey } from '../support/bank.ts'
import { testBot } from '../support/bot.ts'
import {
  approve,
  channelOf,
  membersOf,
  recommend,
  routeOption,
  shown,
  window,
  windowText,
} from '../support/gestures.ts'

const bot = await testBot({ english: ['corporateOfficer2'] })
const { sql } = bot.database
const { unit } = bot.bank
const { deps } = bot
const person = (key: PersonKey) => bot.bank.person[key]
const administrator = bot.as('administrator')
const actor = { personId: person('administrator'), source: 'form' as const, slackUserId: administrator.id }
const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
const regional = { route: routeOption.subBranchRecommends, category: 'regional_group' }
let channelId: string

beforeAll(async () => {
  await recommend(bot, 'futianManager', { client: '万科', ...regional })
  await approve(bot, 'futianPresident', '万科')
  await approve(bot, 'shenzhenPresident', '万科')
  channelId = (await channelOf(bot, 'futianPresident', '000002-sz')).id
  await bot.service.idle()
  await bot.follow()
}, 120_000)

afterEach(async () => {
  for (const key of ['administrator', 'corporateOfficer2'] as const)
    if (bot.as(key).view()) await bot.as(key).close(true)
})

const members = () => membersOf(bot, bot.as('corporateOfficer').conversation(channelId))

async function personPage(key: PersonKey, by: PersonKey = 'administrator') {
  const page = await organisation(by)
  const [found] = await bot.as(by).suggest(page, { action_id: 'organisation_someone' }, key)
  await bot.as(by).select(page, { action_id: 'organisation_someone' }, found?.value ?? '')
  return window(bot, by, 'organisation_someone_edit')
}

async function organisation(by: PersonKey) {
  await bot.as(by).command('/organisation')
  return window(bot, by, 'organisation_someone')
}

async function begin(kind: 'leave' | 'come_back', key: PersonKey, by: PersonKey = 'administrator') {
  const page = await personPage(key, by)
  await bot.as(by).click(page, { action_id: `organisation_someone_edit_${kind}` })
  return window(bot, by, '"reason"')
}

const deputies = () => sql`select "to" > ${today} running from deputyships`
const leftOn = async (key: PersonKey) =>
  (await sql`select left_on::text from people where id = ${person(key)}`)[0]?.left_on as string | null

test('a president has left: seat, waiting step and deputy follow; taken back, the post is appointed anew', async () => {
  const naming = { principalId: person('futianPresident'), deputyId: person('luohuPresident'), from: today }
  const byPresident = { personId: person('futianPresident'), source: 'form' as const }
  expect(
    await nameDeputyFor(deps, byPresident, { ...naming, until: addDays(today, 30), reason: '' }),
  ).not.toHaveProperty('refused')
  const number = await recommend(bot, 'futianManager', { client: '京东方', ...regional })
  await shown(bot, 'futianPresident', `R-${number}｜`, '[同意]')
  await shown(bot, 'luohuPresident', `R-${number}｜`, '[同意]')

  const form = await begin('leave', 'futianPresident')
  expect(administrator.render()).toContain('深圳福田区支行 支行行长')
  await administrator.type(form, { action_id: 'reason' }, '人事〔2026〕8号')
  await administrator.submit()
  await windowText(bot, 'administrator', '随之结束的任职', '1 个营销小组变动', '1 项待办步骤转给他人', '万科A')
  expect(await leftOn('futianPresident')).toBeNull()
  await administrator.submit()
  await windowText(bot, 'administrator', '已登记futianPresident离职', '已离职', '离职时结束的任职')
  expect(await leftOn('futianPresident')).toBe(today)
  await bot.follow()
  await expect.poll(members, { timeout: 20_000 }).not.toContain('futianPresident')
  expect(await deputies()).toEqual([{ running: false }])
  await expect
    .poll(() =>
      bot
        .as('futianPresident')
        .messages()
        .some((one) => bot.as('futianPresident').render(one).includes('[同意]')),
    )
    .toBe(false)
  const [audit] =
    await sql`select person_id::int who, subject_kind, subject_id::int subject, source, article, before, after
    from audit_entries where action = 'person_left'`
  expect(audit).toMatchObject({
    who: person('administrator'),
    subject_kind: 'person',
    subject: person('futianPresident'),
    source: 'form',
    article: '2',
    before: { leftOn: null },
    after: {
      leftOn: today,
      reason: '人事〔2026〕8号',
      posts: [{ position: 'sub_branch_president', unitName: '深圳福田区支行' }],
    },
  })
  await administrator.close(true)

  const back = await begin('come_back', 'futianPresident')
  expect(administrator.render()).toContain('任职不自动恢复')
  await administrator.type(back, { action_id: 'reason' }, '登记有误')
  await administrator.submit()
  await windowText(bot, 'administrator', '撤回futianPresident的离职登记', '没有变化')
  await administrator.submit()
  await windowText(bot, 'administrator', '仍是本行员工', '请重新任命：深圳福田区支行 支行行长', '没有任职')
  await bot.follow()
  expect(members()).not.toContain('futianPresident')
  await administrator.close(true)

  await administrator.command('/organisation 深圳福田')
  const page = await window(bot, 'administrator', 'organisation_edit_appoint')
  await administrator.click(page, { action_id: 'organisation_edit_appoint' })
  const appoint = await window(bot, 'administrator', '"reason"')
  await administrator.suggest(appoint, { action_id: 'organisation_person' }, 'futianPresident')
  await administrator.select(appoint, { action_id: 'organisation_person' }, String(person('futianPresident')))
  await administrator.select(appoint, { action_id: 'position' }, 'sub_branch_president')
  await administrator.submit()
  await windowText(bot, 'administrator', '加入 1 人次')
  await administrator.submit()
  await windowText(bot, 'administrator', '已办理', 'futianPresident')
  await bot.follow()
  await expect.poll(members, { timeout: 20_000 }).toContain('futianPresident')
  await approve(bot, 'futianPresident', '京东方')
  await shown(bot, 'shenzhenPresident', `R-${number}｜`, '[同意]')
})

test('a day ahead: seen as on that day, in force until then, taken back with every post', async () => {
  const day = addDays(today, 20)
  const form = await begin('leave', 'futianPresident')
  await administrator.select(form, { action_id: 'on' }, day)
  await administrator.submit()
  await windowText(bot, 'administrator', '将会', '1 个营销小组变动')
  await administrator.submit()
  await windowText(bot, 'administrator', '已登记', '起不在本行')
  expect(await leftOn('futianPresident')).toBe(day)
  await bot.follow()
  expect(members()).toContain('futianPresident')
  await administrator.close(true)
  await administrator.command('/organisation 深圳福田')
  await windowText(bot, 'administrator', `至 ${dateText(addDays(day, -1), 'zh')}`)
  await administrator.close(true)
  await begin('come_back', 'futianPresident')
  await administrator.submit()
  await windowText(bot, 'administrator', '任职照旧')
  await administrator.submit()
  const page = await windowText(bot, 'administrator', '仍是本行员工', '支行行长')
  expect(page).not.toContain('请重新任命')
  expect(await leftOn('futianPresident')).toBeNull()
})

test('a day before the person’s post is refused, and what was typed stays', async () => {
  const form = await begin('leave', 'luohuManager')
  await administrator.select(form, { action_id: 'on' }, '2019-12-31')
  await administrator.type(form, { action_id: 'reason' }, '离职')
  await administrator.submit()
  const refused = await windowText(bot, 'administrator', '离职不能更早')
  expect(refused).toContain('离职')
  expect(await leftOn('luohuManager')).toBeNull()
})

test('what was typed is there again where somebody was faster', async () => {
  const form = await begin('leave', 'luohuManager')
  await administrator.type(form, { action_id: 'reason' }, '人事〔2026〕9号')
  await administrator.submit()
  await windowText(bot, 'administrator', '登记luohuManager离职')
  await editPerson(deps, actor, { kind: 'leave', personId: person('luohuManager'), on: today }, '')
  await administrator.submit()
  await windowText(bot, 'administrator', 'luohuManager已登记自', '请先撤回', '人事〔2026〕9号')
  await editPerson(deps, actor, { kind: 'come_back', personId: person('luohuManager') }, '')
})

test('a stranger who waits for the answer of whoever leaves is told to whoever answers then', async () => {
  const { id } = bot.workspace.addUser({ realName: 'visitor', email: 'visitor@client.example', kind: 'restricted' })
  bot.as('futianManager').changeChannel(channelId, { do: 'invite', user: id })
  await shown(bot, 'futianManager', 'visitor', '万科A', '[移出]')
  await editPerson(deps, actor, { kind: 'leave', personId: person('futianManager'), on: today }, '')
  await bot.follow()
  await shown(bot, 'futianManager2', 'visitor', '万科A', '[移出]')
  await expect.poll(members, { timeout: 20_000 }).not.toContain('futianManager')
})

test('oneself is refused with a reason, in English too', async () => {
  await editOrganisation(
    deps,
    actor,
    { kind: 'appoint', unitId: unit.ho, personId: person('corporateOfficer2'), position: 'administrator', from: today },
    '',
  )
  await begin('leave', 'corporateOfficer2', 'corporateOfficer2')
  await bot.as('corporateOfficer2').submit()
  await windowText(bot, 'corporateOfficer2', 'please ask another administrator')
  expect(await leftOn('corporateOfficer2')).toBeNull()
})
