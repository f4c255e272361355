import { afterEach, expect, test } from 'vitest'
import { emailOf, type PersonKey } from '../support/bank.ts'
import { testBot } from '../support/bot.ts'
import { recommend, routeOption, shown, window, windowText } from '../support/gestures.ts'

let at = Date.parse('2026-11-25T01:00:00Z')
const clock = { now: () => new Date(at) }
const bot = await testBot({ clock, english: ['corporateOfficer'] })
const { sql } = bot.database
const person = (key: PersonKey) => bot.bank.person[key]
const day = 24 * 3_600_000

afterEach(async () => {
  for (const key of Object.keys(bot.bank.person) as PersonKey[]) if (bot.as(key).view()) await bot.as(key).close(true)
})

interface Named {
  readonly principal?: string
  readonly deputy: string
  readonly from?: string
  readonly until: string
}

async function fillNaming(key: PersonKey, named: Named) {
  const actor = bot.as(key)
  await actor.command('/deputy')
  await actor.click(await window(bot, key, 'deputy_name'), { action_id: 'deputy_name' })
  const form = await window(bot, key, '"until"')
  if (named.principal) {
    const [found] = await actor.suggest(form, { action_id: 'principal' }, named.principal)
    await actor.select(form, { action_id: 'principal' }, found?.value ?? '')
  }
  const [deputy] = await actor.suggest(form, { action_id: 'deputy' }, named.deputy)
  await actor.select(form, { action_id: 'deputy' }, deputy?.value ?? '')
  if (named.from) await actor.select(form, { action_id: 'from' }, named.from)
  await actor.select(form, { action_id: 'until' }, named.until)
  return actor.submit()
}

async function endNewest(key: PersonKey) {
  const actor = bot.as(key)
  const [newest] = await sql`select max(id)::text id from deputyships`
  await actor.command('/deputy')
  const list = await window(bot, key, 'deputy_end')
  await actor.click(list, { action_id: 'deputy_end', value: newest?.id }, { confirm: true })
}

test('a president names a deputy: what waits is in the inbox of both, the decision bears both names', async () => {
  const number = await recommend(bot, 'futianManager', {
    client: '万科',
    route: routeOption.subBranchRecommends,
    category: 'regional_group',
  })
  await shown(bot, 'futianPresident', '万科A', '[同意]')
  await fillNaming('futianPresident', { deputy: 'luohuPresident', until: '2026-11-30' })
  await windowText(bot, 'futianPresident', '已指定luohuPresident代理futianPresident', '2026年11月30日', '我的代理人')
  await shown(bot, 'luohuPresident', 'futianPresident请您代理其职责', '[查看待办]')
  await bot.follow()
  const card = await shown(bot, 'luohuPresident', '万科A', '[同意]')
  await bot.as('futianPresident').close(true)

  await bot.as('futianPresident').command('/approvals')
  const own = await windowText(bot, 'futianPresident', `R-${number} 万科A`)
  expect(own).toContain('我的代理人：luohuPresident（至 2026年11月30日）')
  await bot.as('luohuPresident').command('/approvals')
  const deputys = await windowText(bot, 'luohuPresident', `R-${number} 万科A`)
  expect(deputys).toContain('代行职责：futianPresident')
  expect(deputys).toContain('代futianPresident')

  await bot.as('luohuPresident').click(card, { action_id: 'recommendation_approve' }, { confirm: true })
  await shown(bot, 'futianManager', '万科A', 'luohuPresident（代 futianPresident）')
  const [decision] =
    await sql`select decided_by, in_name_of from recommendation_decisions where recommendation_id = ${number}`
  expect(decision).toEqual({
    decided_by: String(person('luohuPresident')),
    in_name_of: String(person('futianPresident')),
  })
  const [audit] = await sql`
    select person_id, subject_kind, subject_id, after from audit_entries where action = 'deputy_named' order by id desc limit 1`
  expect(audit).toEqual({
    person_id: String(person('futianPresident')),
    subject_kind: 'person',
    subject_id: String(person('futianPresident')),
    after: { deputyId: person('luohuPresident'), from: '2026-11-25', until: '2026-11-30' },
  })
})

test('what cannot be is said at its field, nothing is recorded, and what was chosen stays', async () => {
  const before = (await sql`select count(*)::int n from deputyships`)[0]?.n
  const again = await fillNaming('futianPresident', { deputy: 'futianManager2', until: '2026-11-28' })
  expect(again.errors?.from).toContain('已有代理人')
  await bot.as('futianPresident').close(true)
  const away = await fillNaming('shenzhenPresident', { deputy: 'futianPresident', until: '2026-11-28' })
  expect(away.errors?.deputy).toContain('自己也有代理人')
  await bot.as('shenzhenPresident').close(true)
  const long = await fillNaming('shenzhenPresident', { deputy: 'shenzhenOfficer', until: '2027-11-28' })
  expect(long.errors?.until).toContain('180')
  expect((await sql`select count(*)::int n from deputyships`)[0]?.n).toBe(before)
  const form = bot.as('shenzhenPresident').view()
  await bot.as('shenzhenPresident').select(form ?? raise(), { action_id: 'until' }, '2026-11-28')
  expect((await bot.as('shenzhenPresident').submit()).errors).toBeUndefined()
  await windowText(bot, 'shenzhenPresident', 'shenzhenOfficer')
})

function raise(): never {
  throw new Error('the form is gone')
}

test('people of another branch are not offered, and the superior is told for whom they may speak', async () => {
  const president = bot.as('beijingPresident')
  await president.command('/deputy')
  await president.click(await window(bot, 'beijingPresident', 'deputy_name'), { action_id: 'deputy_name' })
  const form = await window(bot, 'beijingPresident', '"until"')
  const offered = await president.suggest(form, { action_id: 'principal' }, '')
  expect(offered.map(({ label }) => label).join()).toContain('dongchengManager')
  expect(offered.map(({ label }) => label).join()).not.toContain('futian')
  expect(await president.suggest(form, { action_id: 'deputy' }, 'futian')).toEqual([])
})

test('a superior names one for somebody below; the person is told, and the deputy hands it back', async () => {
  await fillNaming('beijingPresident', {
    principal: 'dongchengPresident',
    deputy: 'beijingOfficer',
    from: '2026-11-27',
    until: '2026-12-02',
  })
  await windowText(bot, 'beijingPresident', '我所辖人员的代理', '尚未开始')
  await shown(bot, 'dongchengPresident', 'beijingPresident指定beijingOfficer代理您')
  await shown(bot, 'beijingOfficer', 'beijingPresident指定您代理dongchengPresident')
  await recommend(bot, 'dongchengManager', {
    client: '京东方',
    route: routeOption.subBranchRecommends,
    category: 'regional_group',
  })
  await bot.follow()
  const offered = () =>
    bot
      .as('beijingOfficer')
      .messages()
      .filter((one) => bot.as('beijingOfficer').render(one).includes('[同意]')).length
  expect(offered()).toBe(0)
  at += 2 * day
  await bot.follow()
  await shown(bot, 'beijingOfficer', '京东方A', '[同意]')

  await endNewest('beijingOfficer')
  await shown(bot, 'dongchengPresident', 'beijingOfficer已结束beijingOfficer对dongchengPresident的代理')
  await bot.follow()
  await expect.poll(offered, { timeout: 20_000 }).toBe(0)
  const [audit] = await sql`select person_id, after from audit_entries where action = 'deputy_ended'`
  expect(audit).toEqual({ person_id: String(person('beijingOfficer')), after: { to: '2026-11-27' } })
})

test('a press by a deputy whose time was ended a moment ago is refused', async () => {
  const number = await recommend(bot, 'luohuManager', {
    client: '中集',
    route: routeOption.subBranchRecommends,
    category: 'regional_group',
  })
  await fillNaming('luohuPresident', { deputy: 'futianManager2', until: '2026-11-29' })
  await bot.follow()
  const card = await shown(bot, 'futianManager2', '中集集团', '[同意]')
  await bot.as('luohuPresident').close(true)
  await endNewest('luohuPresident')
  await expect
    .poll(async () => (await sql`select count(*)::int n from deputyships where ended_by is not null`)[0]?.n, {
      timeout: 20_000,
    })
    .toBe(2)
  await bot.as('futianManager2').click(card, { action_id: 'recommendation_approve' }, { confirm: true, stale: true })
  await expect
    .poll(
      () =>
        bot
          .as('futianManager2')
          .ephemerals()
          .some((one) => bot.as('futianManager2').render(one).includes('您不在此岗位')),
      {
        timeout: 20_000,
      },
    )
    .toBe(true)
  expect(await sql`select 1 from recommendation_decisions where recommendation_id = ${number}`).toHaveLength(0)
})

test('the database itself keeps one deputy at a time', async () => {
  const add = (from: string, to: string) => sql`
    insert into deputyships (principal_id, deputy_id, "from", "to", named_by, named_at)
    values (${person('president')}, ${person('corporateOfficer')}, ${from}, ${to}, ${person('president')}, now())`
  await add('2027-01-01', '2027-01-10')
  await expect(add('2027-01-09', '2027-01-12')).rejects.toThrow('deputyships_one_at_a_time')
  await add('2027-01-10', '2027-01-12')
})

test('with a longer chain in the settings a deputy’s deputy decides too, and the step follows', async () => {
  await sql`insert into policy_versions (document, published_at, reason)
    select jsonb_set(document, '{deputyships,chain}', '2'), now(), '两层' from policy_versions order by id desc limit 1`
  const add = (principal: PersonKey, deputy: PersonKey) => sql`
    insert into deputyships (principal_id, deputy_id, "from", "to", named_by, named_at)
    values (${person(principal)}, ${person(deputy)}, '2026-11-27', '2026-12-10', ${person(principal)}, now())`
  await add('luohuPresident', 'luohuManager')
  await bot.follow()
  await add('luohuManager', 'futianManager')
  await bot.follow()
  await shown(bot, 'futianManager', '中集集团', '[同意]')
  await sql`update people set left_on = '2026-11-27' where id = ${person('luohuManager')}`
  await bot.follow()
  await expect
    .poll(
      () =>
        bot
          .as('futianManager')
          .messages()
          .some(
            (one) =>
              bot.as('futianManager').render(one).includes('中集集团') &&
              bot.as('futianManager').render(one).includes('[同意]'),
          ),
      { timeout: 20_000 },
    )
    .toBe(false)
})

test('a status that says “away” is asked about once an absence, and passes nothing on; “in a meeting” is not', async () => {
  const suggestions = () =>
    bot
      .as('corporateOfficer2')
      .messages()
      .filter(({ text }) => text.includes('您的 Slack 状态显示您近期可能不在岗'))
  const userId = bot.workspace.userByEmail(emailOf('corporateOfficer2'))?.id ?? ''
  const expiration = Math.floor(at / 1_000) + 5 * 86_400
  const away = { text: '休假中', emoji: ':palm_tree:', expiration }
  bot.workspace.setStatus(userId, { text: '开会', emoji: ':spiral_calendar_pad:', expiration: 0 })
  bot.workspace.setStatus(userId, away)
  const asked = await shown(bot, 'corporateOfficer2', '不在岗', '[代理安排]')
  bot.workspace.setStatus(userId, { ...away, text: '年假' })
  await bot.service.idle()
  expect(suggestions()).toHaveLength(1)
  expect(await sql`select from deputyships where principal_id = ${person('corporateOfficer2')}`).toHaveLength(0)
  await bot.as('corporateOfficer2').click(asked, { action_id: 'deputy_open' })
  await windowText(bot, 'corporateOfficer2', '代理安排', '我的代理人')
})
