import { expect, test } from 'vitest'
import { strangersOf } from '../../db/queries/stranger.ts'
import type { PersonKey } from '../support/bank.ts'
import { testBot } from '../support/bot.ts'
import { window, windowText } from '../support/gestures.ts'
import { teamChannel } from '../support/team-channel.ts'

let at = Date.parse('2026-11-25T01:00:00Z')
const clock = { now: () => new Date(at) }
const bot = await testBot({ clock, english: ['luohuPresident'] })
const { sql } = bot.database
const { vanke } = bot.bank.client
const person = (key: PersonKey) => bot.bank.person[key]
const dayLong = 24 * 3_600_000
const { channelId, members, lines, card } = await teamChannel(bot)

const deputies = async () =>
  (
    await sql`select p.employee_no || ' for ' || o.employee_no || ' ' || t.on_behalf_seat as one from team_seats t
      join people p on p.id = t.person_id join people o on o.id = t.on_behalf_of where t.client_id = ${vanke} order by 1`
  ).map(({ one }) => one as string)

async function name(key: PersonKey, deputy: string, until: string, from?: string) {
  const actor = bot.as(key)
  await actor.command('/deputy')
  await actor.click(await window(bot, key, 'deputy_name'), { action_id: 'deputy_name' })
  const form = await window(bot, key, '"until"')
  const [found] = await actor.suggest(form, { action_id: 'deputy' }, deputy)
  await actor.select(form, { action_id: 'deputy' }, found?.value ?? '')
  if (from) await actor.select(form, { action_id: 'from' }, from)
  await actor.select(form, { action_id: 'until' }, until)
  await actor.submit()
  await windowText(bot, key, `已指定${deputy}代理${key}`)
  await actor.close(true)
}

async function endNewest(key: PersonKey) {
  const [newest] = await sql`select max(id)::text id from deputyships`
  await bot.as(key).command('/deputy')
  const list = await window(bot, key, 'deputy_end')
  await bot.as(key).click(list, { action_id: 'deputy_end', value: newest?.id }, { confirm: true })
  const ended = async () => (await sql`select ended_by from deputyships where id = ${newest?.id ?? ''}`)[0]?.ended_by
  await expect.poll(ended).not.toBeNull()
  await bot.as(key).close(true)
}

test('a deputy sits from the first day of the deputyship: in the channel, on the card, and told for whom', async () => {
  await name('futianManager', 'luohuPresident', '2026-11-28', '2026-11-26')
  await bot.follow()
  expect(members()).not.toContain('luohuPresident')
  at += dayLong
  await bot.follow()
  await expect.poll(members, { timeout: 15_000 }).toContain('luohuPresident')
  expect(await deputies()).toEqual(['luohuPresident for futianManager lead_client_manager'])
  expect(lines().at(-1)).toContain('luohuPresident 加入，任futianManager（主办客户经理）的代理人')
  await expect.poll(card).toContain('主办客户经理：@futianManager、@luohuPresident（代 futianManager）')
  const [audit] =
    await sql`select article, after from audit_entries where action = 'team_changed' order by id desc limit 1`
  expect(audit).toMatchObject({
    article: '14',
    after: {
      joined: [
        {
          seat: 'deputy',
          personId: person('luohuPresident'),
          onBehalfOf: { personId: person('futianManager'), seat: 'lead_client_manager' },
        },
      ],
    },
  })
})

test('a mere deputy of the lead client manager gets no hand-over brief, and reads the card in their own language', async () => {
  expect(await sql`select id from effects where kind = 'hand_over'`).toHaveLength(0)
  const deputy = bot.as('luohuPresident')
  expect(deputy.messages().filter((one) => deputy.render(one).includes('You are now lead'))).toEqual([])
  await bot.as('luohuPresident').command('/client 万科')
  await bot.as('luohuPresident').waitFor(() =>
    bot
      .as('luohuPresident')
      .ephemerals()
      .some((one) => bot.as('luohuPresident').render(one).includes('@luohuPresident (for futianManager)')),
  )
})

test('the deputy leaves on the day after the last, and the channel is told why', async () => {
  at += 2 * dayLong
  await bot.follow()
  expect(members()).toContain('luohuPresident')
  at += dayLong
  await bot.follow()
  await expect.poll(members, { timeout: 15_000 }).not.toContain('luohuPresident')
  expect(await deputies()).toEqual([])
  expect(lines().at(-1)).toContain(
    'luohuPresident 不再任futianManager（主办客户经理）的代理人（代理已结束，或所代人员不再任此席位）',
  )
  await expect.poll(card).not.toContain('（代 futianManager）')
})

test('who sits already gets no second seat, and nothing is said', async () => {
  const before = lines().length
  await name('futianManager', 'futianPresident', '2026-12-30')
  await bot.follow()
  expect(await deputies()).toEqual([])
  expect(lines()).toHaveLength(before)
  await endNewest('futianManager')
})

test('a deputyship ended early ends the seat; a chain seats as many as the settings allow', async () => {
  await sql`
    insert into policy_versions (document, published_at, published_by, reason)
    select jsonb_set(document, '{deputyships,chain}', '2'), published_at, published_by, reason from policy_versions order by id desc limit 1`
  await name('shenzhenPresident', 'shenzhenOfficer', '2026-12-30')
  await name('shenzhenOfficer', 'luohuManager', '2026-12-30')
  await bot.follow()
  expect(await deputies()).toEqual([
    'luohuManager for shenzhenPresident branch_president',
    'shenzhenOfficer for shenzhenPresident branch_president',
  ])
  await expect.poll(members, { timeout: 15_000 }).toContain('luohuManager')
  await endNewest('shenzhenOfficer')
  await bot.follow()
  await expect.poll(members, { timeout: 15_000 }).not.toContain('luohuManager')
  expect(await deputies()).toEqual(['shenzhenOfficer for shenzhenPresident branch_president'])
})

test('an account out of use, or leaving the bank by date, ends a deputy’s seat', async () => {
  await sql`update slack_accounts set deactivated = true where person_id = ${person('shenzhenOfficer')}`
  await bot.follow()
  expect(await deputies()).toEqual([])
  await sql`update slack_accounts set deactivated = false where person_id = ${person('shenzhenOfficer')}`
  await bot.follow()
  expect(await deputies()).toHaveLength(1)
  await sql`update people set left_on = '2026-11-30' where id = ${person('shenzhenOfficer')}`
  await bot.follow()
  expect(await deputies()).toHaveLength(1)
  at = Date.parse('2026-11-30T01:00:00Z')
  await bot.follow()
  expect(await deputies()).toEqual([])
  expect(lines().at(-1)).toContain('shenzhenOfficer 不再任shenzhenPresident（分行行长）的代理人（已离任）')
})

test('a stranger who becomes a deputy is a stranger no more', async () => {
  const user = bot.as('luohuPresident').id
  const strangers = async () =>
    (await bot.database.db.transaction((tx) => strangersOf(tx, vanke))).map(({ userId }) => userId)
  bot.as('shenzhenPresident').changeChannel(channelId, { do: 'invite', user })
  await expect.poll(strangers, { timeout: 15_000 }).toEqual([user])
  await name('futianPresident', 'luohuPresident', '2026-12-30')
  await bot.follow()
  expect(await strangers()).toEqual([])
})

test('a deputy fills no vacancy: with the holder gone, the deputy goes and the seat is vacant', async () => {
  expect(await deputies()).toEqual(['luohuPresident for futianPresident sub_branch_president'])
  await sql`update appointments set "to" = '2026-11-30' where person_id = ${person('futianPresident')} and "to" is null`
  await bot.follow()
  expect(await deputies()).toEqual([])
  await expect.poll(members, { timeout: 15_000 }).not.toContain('luohuPresident')
  await expect.poll(card).toContain('支行行长：空缺')
})

test('the database refuses a deputy with a seat of their own, and one for a seat that nobody holds', async () => {
  const seat = (personId: number, of: number, seat: string) => sql`
    insert into team_seats (client_id, seat, person_id, on_behalf_of, on_behalf_seat, seated_at)
    values (${vanke}, 'deputy', ${personId}, ${of}, ${seat}, now())`
  const [lead, president] = [person('futianManager'), person('shenzhenPresident')]
  await expect(seat(president, lead, 'lead_client_manager')).rejects.toThrow('team_seats_own_or_deputy')
  await expect(seat(person('luohuManager'), lead, 'branch_president')).rejects.toThrow('team_seats_principal')
  await expect(sql`insert into team_seats (client_id, seat, person_id, seated_at)
    values (${vanke}, 'deputy', ${person('luohuManager')}, now())`).rejects.toThrow('team_seats_on_behalf')
})
