import { expect, test } from 'vitest'
import { askedFor } from '../../db/queries/card.ts'
import { decideStep } from '../../src/usecases/decide-step.ts'
import { type PersonKey, personKeys, type SmallBank } from '../support/bank.ts'
import { testBot } from '../support/bot.ts'
import { approve, recommend, routeOption, shown } from '../support/gestures.ts'

const clock = { now: () => new Date('2026-11-25T01:00:00Z') }
const bot = await testBot({ clock, english: ['luohuManager'] })
const { sql } = bot.database
const { unit, person } = bot.bank

const bySubBranch = (client: string) => ({
  client,
  route: routeOption.subBranchRecommends,
  category: 'regional_group',
})

const name = (principal: PersonKey, deputy: PersonKey) => sql`
  insert into deputyships (principal_id, deputy_id, "from", "to", named_by, named_at)
  values (${person[principal]}, ${person[deputy]}, '2026-11-25', '2026-12-30', ${person[principal]}, now())`

const appoint = (key: PersonKey, at: keyof SmallBank['unit'], position: string) => sql`
  insert into appointments (person_id, unit_id, position, "from") values (${person[key]}, ${unit[at]}, ${position}, '2026-11-25')`

const endPosts = (key: PersonKey) =>
  sql`update appointments set "to" = '2026-11-25' where person_id = ${person[key]} and "to" is null`

const press = (key: PersonKey, id: number, stepNo: number) =>
  decideStep(
    bot.deps,
    { personId: person[key], source: 'card' },
    id,
    { round: 1, stepNo, verdict: 'approved', reason: null },
    String,
  )

const asked = async (id: number, stepNo: number) => {
  const ids = await bot.database.db.transaction((tx) => askedFor(tx, id, 1, stepNo))
  return personKeys.filter((key) => ids.includes(person[key]))
}

const lapsedTo = (key: PersonKey, text: string) =>
  bot
    .as(key)
    .messages()
    .filter((message) => bot.as(key).render(message).includes(text))

test('a president who now heads another branch: the deputy named in the old one neither is asked nor decides there', async () => {
  await name('shenzhenPresident', 'shenzhenOfficer')
  await bot.follow()
  await endPosts('beijingPresident')
  await endPosts('shenzhenPresident')
  await appoint('shenzhenPresident', 'beijing', 'branch_president')
  const id = await recommend(bot, 'dongchengManager', bySubBranch('万科'))
  await approve(bot, 'dongchengPresident', '万科')
  await shown(bot, 'shenzhenPresident', '万科A', '[同意]')
  expect(await asked(id, 2)).toEqual(['shenzhenPresident'])
  expect(await press('shenzhenOfficer', id, 2)).toMatchObject({ refused: 'may_not_decide' })

  await bot.follow()
  const lapsed = '因任职变动，shenzhenOfficer对shenzhenPresident的代理已终止'
  await shown(bot, 'shenzhenPresident', lapsed)
  await shown(bot, 'shenzhenOfficer', lapsed)
  await bot.follow()
  expect(lapsedTo('shenzhenPresident', lapsed)).toHaveLength(1)
  const [audit] = await sql`select person_id, source, before, after from audit_entries where action = 'deputy_ended'`
  expect(audit).toMatchObject({
    person_id: null,
    source: 'job',
    before: { deputyId: person.shenzhenOfficer },
    after: { because: 'no_post_in_house' },
  })
  await approve(bot, 'shenzhenPresident', '万科')
})

test('a deputy who lost every post, or has none but an administrator’s, decides nothing more, and both are told', async () => {
  await name('luohuPresident', 'luohuManager')
  const id = await recommend(bot, 'futianManager', bySubBranch('京东方'))
  await name('futianPresident', 'futianManager2')
  await bot.follow()
  await shown(bot, 'futianManager2', '京东方A', '[同意]')
  await endPosts('futianManager2')
  expect(await press('futianManager2', id, 1)).toMatchObject({ refused: 'may_not_decide' })
  await appoint('futianManager2', 'futian', 'administrator')
  expect(await press('futianManager2', id, 1)).toMatchObject({ refused: 'may_not_decide' })
  await endPosts('luohuManager')
  await bot.follow()
  expect(await asked(id, 1)).toEqual(['futianPresident'])
  await shown(bot, 'futianPresident', '因任职变动，futianManager2对futianPresident的代理已终止')
  await shown(bot, 'luohuPresident', '因任职变动，luohuManager对luohuPresident的代理已终止')
  await shown(bot, 'luohuManager', 'luohuManager no longer stands in for luohuPresident')
})

test('of one who heads two branches a deputy covers the one that they work in: steps and seats', async () => {
  await sql`update appointments set "to" = null where person_id = ${person.shenzhenPresident}`
  await name('shenzhenPresident', 'beijingOfficer')
  await sql`update clients set state = 'designated', tier = 'regional', category = 'regional_group', lead_unit_id = ${unit.luohu},
    designated_at = now(), next_review_on = '2099-01-01' where id = ${bot.bank.client.cimc}`
  await bot.follow()
  await bot.follow()
  expect(await sql`select 1 from deputyships where "to" > "from"`).toHaveLength(1)
  await approve(bot, 'futianPresident', '京东方')
  await shown(bot, 'shenzhenPresident', '京东方A', '[同意]')
  const [{ id } = { id: 0 }] = await sql`select max(id)::int id from recommendations`
  expect(await asked(id, 2)).toEqual(['shenzhenPresident'])
  expect(await press('beijingOfficer', id, 2)).toMatchObject({ refused: 'may_not_decide' })
  const seats = await sql`select client_id::int client, seat from team_seats where person_id = ${person.beijingOfficer}`
  expect([...seats]).toEqual([{ client: bot.bank.client.vanke, seat: 'deputy' }])

  await appoint('beijingOfficer', 'luohu', 'client_manager')
  await bot.follow()
  expect(await asked(id, 2)).toEqual(['shenzhenPresident', 'beijingOfficer'])
  await shown(bot, 'beijingOfficer', '京东方A', '[同意]')
  await sql`update appointments set "to" = "from" where person_id = ${person.beijingOfficer} and unit_id = ${unit.luohu}`
  await bot.follow()
  expect(await asked(id, 2)).toEqual(['shenzhenPresident'])
})

test('who left the bank is not told that nobody stands in for them any more; the deputy is', async () => {
  await name('futianManager', 'futianPresident')
  await sql`update people set left_on = '2026-11-25' where id = ${person.futianManager}`
  await sql`update slack_accounts set deactivated = true where person_id = ${person.futianManager}`
  await bot.follow()
  await shown(bot, 'futianPresident', '因任职变动，futianPresident对futianManager的代理已终止')
  await bot.service.idle()
  const told =
    await sql`select from effects where kind = 'deputy_notice' and lane = ${`person/${person.futianManager}/deputies`}`
  expect(told).toHaveLength(0)
})
