import { beforeAll, expect, test } from 'vitest'
import { askForReads } from '../../src/usecases/hold-members.ts'
import { testBot } from '../support/bot.ts'
import { membersOf, shown } from '../support/gestures.ts'
import { strategicVanke } from '../support/strategic.ts'

const patience = { timeout: 20_000 }
const bot = await testBot()
const { sql } = bot.database
const { deliveryFaults, log } = bot.workspace
const { vanke } = bot.bank.client
const { deps } = bot
let channelId: string

beforeAll(async () => {
  channelId = await strategicVanke(bot)
  await bot.service.idle()
  for (const what of ['event:member_joined_channel', 'event:member_left_channel'])
    deliveryFaults.add({ what, kind: 'lose', count: Infinity })
})

async function read(): Promise<number> {
  await sql`update client_channels set read_asked_at = now() - interval '24 hours' where client_id = ${vanke}`
  const asked = await askForReads(deps)
  await bot.service.idle()
  return asked
}

const members = () => membersOf(bot, bot.as('corporateOfficer').conversation(channelId))

test('a channel is asked for once a day, and one that agrees with its team is left alone', async () => {
  const before = members()
  const since = log.calls('conversations.invite').length
  expect(await read()).toBe(1)
  expect(await askForReads(deps)).toBe(0)
  expect(members()).toEqual(before)
  expect(log.calls('conversations.invite')).toHaveLength(since)
  expect(await sql`select from channel_strangers`).toHaveLength(0)
})

test('events were lost: who left is invited again, who came in by hand is reported, who went again is forgotten', async () => {
  const guest = bot.workspace.addUser({ realName: '驻场顾问', email: 'x@y.example', kind: 'restricted' }).id
  bot.as('futianPresident').changeChannel(channelId, { do: 'invite', user: guest })
  bot.as('shenzhenPresident').changeChannel(channelId, { do: 'leave' })
  await read()
  await expect.poll(members, patience).toContain('shenzhenPresident')
  await shown(bot, 'futianManager', '驻场顾问', '身份：Slack 访客')
  bot.as('futianPresident').changeChannel(channelId, { do: 'remove', user: guest })
  await read()
  await shown(bot, 'futianManager', '驻场顾问', '已不在频道内')
})

test('B13 whom Slack refused for good is not asked for each day; who got in by hand counts as in', async () => {
  await sql`update team_seats set invitation = 'failed', failure = 'user_is_restricted'
    where client_id = ${vanke} and person_id = ${bot.bank.person.futianPresident}`
  bot.as('corporateOfficer').changeChannel(channelId, { do: 'remove', user: bot.as('futianPresident').id })
  const since = log.calls('conversations.invite').length
  await read()
  expect(log.calls('conversations.invite')).toHaveLength(since)
  bot.as('corporateOfficer').changeChannel(channelId, { do: 'invite', user: bot.as('futianPresident').id })
  await read()
  const [seat] = await sql`
    select invitation, failure from team_seats
    where client_id = ${vanke} and person_id = ${bot.bank.person.futianPresident}`
  expect(seat).toEqual({ invitation: 'member', failure: null })
})

test('an obstacle that somebody put right by hand is dropped', async () => {
  const user = bot.as('beijingOfficer').id
  await sql`update client_channels set obstacles = ${sql.json([{ step: 'remove', error: 'restricted_action', userId: user }])}
    where client_id = ${vanke}`
  await read()
  const [row] = await sql`select obstacles from client_channels where client_id = ${vanke}`
  expect(row?.obstacles).toEqual([])
})

test('a channel that somebody archived by hand is told to the administrators', async () => {
  bot.as('corporateOfficer').changeChannel(channelId, { do: 'archive' })
  await read()
  const [row] = await sql`select last_error from effects where kind = 'channel_read' and state = 'dead'`
  expect(row?.last_error).toContain('archived')
})
