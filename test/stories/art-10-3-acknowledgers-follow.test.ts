import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { clients } from '../../db/schema/clients.ts'
import { defaultPolicy } from '../../src/policy.ts'
import { publishDocument } from '../../src/usecases/settings/publish-settings.ts'
import type { PersonKey } from '../support/bank.ts'
import { testBot } from '../support/bot.ts'
import { shown, window, windowText } from '../support/gestures.ts'

/** A filed register follows whoever may acknowledge it, as a step does. */
const patience = { timeout: 15_000 }
const bot = await testBot()
const { db, sql } = bot.database
const person = (key: PersonKey) => bot.bank.person[key]

await db
  .update(clients)
  .set({
    state: 'designated',
    tier: 'regional',
    category: 'regional_group',
    leadUnitId: bot.bank.unit.futian,
    leadClientManagerId: person('futianManager'),
    designatedAt: new Date('2026-01-05T02:00:00Z'),
    nextReviewOn: '2099-01-05',
  })
  .where(eq(clients.code, '000039.SZ'))

async function file() {
  await bot.as('shenzhenOfficer').command('/register file')
  await window(bot, 'shenzhenOfficer', '"submit"')
  await bot.as('shenzhenOfficer').submit()
  await bot.service.idle()
}

/** The newest copy of a version's card that a person has, as it reads; empty where they have none. */
function card(key: PersonKey, version: number): string {
  const actor = bot.as(key)
  const texts = actor.messages().map((message) => actor.render(message))
  return texts.findLast((text) => text.includes(`名册备案｜深圳分行第 ${version} 版`)) ?? ''
}
const officers = ['corporateOfficer', 'corporateOfficer2'] as const
const postsEnd = () => sql`update appointments set "to" = current_date where position = 'corporate_officer'`
const postsHold = () => sql`update appointments set "to" = null where position = 'corporate_officer'`
const deputy = () => sql`
  insert into deputyships (principal_id, deputy_id, "from", "to", named_by, named_at)
  values (${person('corporateOfficer')}, ${person('president')}, current_date, current_date + 5, ${person('corporateOfficer')}, now())`

test('the department is empty: nobody can press, the administrators see it; who is appointed then has the card', async () => {
  await file()
  for (const key of officers) expect(card(key, 1)).toContain('[确认备案]')
  const old = await shown(bot, 'corporateOfficer', '名册备案｜深圳分行第 1 版', '[确认备案]')
  await postsEnd()
  await bot.follow()
  for (const key of officers) expect(card(key, 1)).not.toContain('[确认备案]')
  for (const key of ['administrator', 'shenzhenOfficer'] as const) {
    expect(card(key, 1)).toContain('待总行确认，目前无人可以确认')
    expect(card(key, 1)).not.toContain('[确认备案]')
  }
  await sql`insert into appointments (person_id, unit_id, position, "from")
    values (${person('beijingOfficer')}, ${bot.bank.unit.ho}, 'corporate_officer', current_date)`
  await bot.follow()
  const fresh = await shown(bot, 'beijingOfficer', '名册备案｜深圳分行第 1 版', '[确认备案]')
  for (const key of ['administrator', 'shenzhenOfficer'] as const)
    expect(card(key, 1)).not.toContain('目前无人可以确认')
  const [moved] = await sql`
    select article, subject_kind, before, after from audit_entries where action = 'register_moved' order by id desc limit 1`
  expect(moved).toEqual({
    article: '10(3)',
    subject_kind: 'filing',
    before: { asked: [] },
    after: { asked: [person('beijingOfficer')] },
  })

  // A press on an old copy that was not redrawn.
  await bot.as('corporateOfficer').click(old, { action_id: 'register_acknowledge' }, { stale: true })
  await bot.service.idle()
  expect(card('corporateOfficer', 1)).not.toContain('[确认备案]')
  await bot.as('beijingOfficer').click(fresh, { action_id: 'register_acknowledge' })
  await shown(bot, 'shenzhenOfficer', '名册备案｜深圳分行第 1 版', '已确认，beijingOfficer')
  await sql`delete from appointments where person_id = ${person('beijingOfficer')} and position = 'corporate_officer'`
  await postsHold()
  await bot.follow()
})

test('nothing changed: no copy is drawn anew', async () => {
  await sql`update clients set industry = '装备' where code = '000039.SZ'`
  await file()
  const before = bot.workspace.log.calls('chat.update').length + bot.workspace.log.calls('chat.postMessage').length
  await sql`select mark_units((select array_agg(id) from units))`
  await bot.follow()
  expect(bot.workspace.log.calls('chat.update').length + bot.workspace.log.calls('chat.postMessage').length).toBe(
    before,
  )
})

test('a deputy who is named later has the card, and loses its buttons when the time is over', async () => {
  await deputy()
  await bot.follow()
  expect(card('president', 2)).toContain('[确认备案]')
  await sql`update deputyships set "to" = current_date`
  await bot.follow()
  expect(card('president', 2)).not.toBe('')
  expect(card('president', 2)).not.toContain('[确认备案]')
  for (const key of officers) expect(card(key, 2)).toContain('[确认备案]')
})

test('the settings name other posts: the card is theirs', async () => {
  const settings = { ...defaultPolicy, registerAcknowledgers: ['head_office_president' as const] }
  await publishDocument(bot.deps, settings, { reason: '试', operator: 'test' })
  await bot.follow()
  expect(card('president', 2)).toContain('[确认备案]')
  for (const key of officers) expect(card(key, 2)).not.toContain('[确认备案]')
  await publishDocument(bot.deps, defaultPolicy, { reason: '试', operator: 'test' })
  await bot.follow()
  expect(card('president', 2)).not.toContain('[确认备案]')
  for (const key of officers) expect(card(key, 2)).toContain('[确认备案]')
})

test('what waits to be acknowledged is among what waits for a person, and is acknowledged there', async () => {
  const actor = bot.as('corporateOfficer')
  await actor.command('/approvals')
  const list = await windowText(bot, 'corporateOfficer', '等我确认的名册备案（1）', '名册备案｜深圳分行第 2 版')
  expect(list).toContain('1 户区域性战略客户，已等')
  await bot.as('president').command('/approvals')
  expect(await windowText(bot, 'president', '等我办理')).not.toContain('名册备案')
  await actor.click(await window(bot, 'corporateOfficer', 'inbox_filing'), { action_id: 'inbox_filing' })
  await windowText(bot, 'corporateOfficer', '状态：待总行确认', '[确认备案]')
  await actor.click(await window(bot, 'corporateOfficer', 'register_acknowledge'), {
    action_id: 'register_acknowledge',
  })
  const states = () => sql`select state from register_filings where version = 2`
  await expect.poll(states, patience).toEqual([{ state: 'acknowledged' }])
  expect(await windowText(bot, 'corporateOfficer', '已确认，corporateOfficer')).not.toContain('[确认备案]')
})
