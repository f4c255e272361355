import { afterEach, beforeAll, expect, test } from 'vitest'
import { people } from '../../db/schema/people.ts'
import { createLog } from '../../src/log.ts'
import { createGateway } from '../../src/slack/gateway.ts'
import { createSlackClient } from '../../src/slack/slack-client.ts'
import { askForDirectory, askForDirectoryNow } from '../../src/usecases/follow-directory.ts'
import { askForReads } from '../../src/usecases/hold-members.ts'
import { testBot } from '../support/bot.ts'
import { readDirectory } from '../support/directory.ts'
import { shown } from '../support/gestures.ts'
import { strategicVanke } from '../support/strategic.ts'

const patience = { timeout: 60_000 }
const bot = await testBot()
const { sql, db } = bot.database
const { workspace } = bot
const { faults, log, rules } = workspace
const quiet = createLog('silent')
const { deps } = bot
const gateway = createGateway({
  client: createSlackClient({ token: workspace.botToken, apiUrl: workspace.apiUrl, log: quiet }),
  log: quiet,
})
const members = 2_350
const mail = (no: number) => `staff${no}@bank.example`
let ids: string[]

beforeAll(async () => {
  await bot.service.idle()
  workspace.deliveryFaults.add({ what: 'event:team_join', kind: 'lose', count: Infinity })
  ids = workspace
    .addUsers(Array.from({ length: members }, (_, no) => ({ realName: `员工${no}`, email: mail(no) })))
    .map(({ id }) => id)
  // On page 3 of 200: behind the small bank's own people and the bot.
  await db.insert(people).values({ employeeNo: 'sought', name: '员工450', email: mail(450) })
}, 60_000)

afterEach(() => {
  faults.clear()
  rules.shortPages = false
})

const read = () => readDirectory(bot)
const linked = async () => (await sql`select from slack_accounts where user_id = ${ids[450] ?? ''}`).length
const inUse = async () => Number((await sql`select count(*) n from slack_accounts where not deactivated`)[0]?.n)
/** Strikes the second page once. */
const onPageTwo = (method: string, fault: { kind: 'error'; error: string } | { kind: '429'; retryAfter: number }) =>
  faults.add({ method, ...fault, count: 1, match: ({ cursor }) => Boolean(cursor) })

test('B24 page 2 fails for good: nothing is changed, and nobody is taken for absent', async () => {
  const before = await inUse()
  onPageTwo('users.list', { kind: 'error', error: 'invalid_cursor' })
  expect(await read()).toEqual({ linked: 0, whole: false, doubted: false })
  expect(await linked()).toBe(0)
  expect(await inUse()).toBe(before)
  expect(await sql`select from slack_accounts where missing_since is not null`).toHaveLength(0)

  // The day's own reading: what cannot be read is given up, and so told to the administrators.
  await sql`delete from directory_reads`
  onPageTwo('users.list', { kind: 'error', error: 'invalid_cursor' })
  await askForDirectory(deps)
  await bot.service.idle()
  const [effect] =
    await sql`select state, last_error from effects where kind = 'directory_read' order by id desc limit 1`
  expect(effect).toEqual({ state: 'dead', last_error: 'invalid_cursor' })
  expect(await linked()).toBe(0)
}, 60_000)

test('B24 page 2 comes late, pages come short: the person on page 3 is found', async () => {
  onPageTwo('users.list', { kind: '429', retryAfter: 1 })
  rules.shortPages = true
  const before = log.calls('users.list').length
  expect(await read()).toMatchObject({ whole: true, doubted: false })
  expect(await linked()).toBe(1)
  expect(log.calls('users.list').length - before).toBeGreaterThan(members / 200)
}, 60_000)

test('B24 somebody whom Slack cannot say who they are is told that, never that there is no such person', async () => {
  const [known] = await sql`delete from slack_accounts where user_id = ${bot.as('luohuManager').id} returning user_id`
  faults.add({ method: 'users.info', kind: 'error', error: 'internal_error', count: 100 })
  await bot.as('luohuManager').command('/client 万科')
  const told = await shown(bot, 'luohuManager', 'Slack 暂时不能提供您的账号资料')
  expect(bot.as('luohuManager').render(told)).not.toContain('还没有对应')
  expect(known?.user_id).toBe(bot.as('luohuManager').id)
})

test('B24 an account that one whole reading does not name keeps its seat; after the second, half a day later, it is out of use', async () => {
  await sql`insert into slack_accounts (team_id, user_id, person_id, locale, seen_at)
    values (${workspace.teamId}, 'UGONE', ${bot.bank.person.beijingOfficer}, 'zh-CN', now())`
  const state = async () =>
    (await sql`select deactivated, missing_since from slack_accounts where user_id = 'UGONE'`)[0]
  await read()
  await read()
  expect(await state()).toMatchObject({ deactivated: false, missing_since: expect.anything() })
  await sql`update slack_accounts set missing_since = now() - interval '13 hours' where user_id = 'UGONE'`
  await read()
  expect((await state())?.deactivated).toBe(true)
  const [audit] = await sql`
    select subject_id from audit_entries where action = 'slack_account_deactivated' order by id desc limit 1`
  expect(Number(audit?.subject_id)).toBe(bot.bank.person.beijingOfficer)
}, 60_000)

test('B24 a reading that would lose too many is doubted and told; an administrator says that it is so', async () => {
  const person = bot.bank.person.beijingOfficer
  for (const n of [1, 2, 3, 4, 5, 6, 7])
    await sql`insert into slack_accounts (team_id, user_id, person_id, locale, seen_at)
      values (${workspace.teamId}, ${`ULOST${n}`}, ${person}, 'zh-CN', now())`
  const lost = async () =>
    Number((await sql`select count(*) n from slack_accounts where user_id like 'ULOST%' and deactivated`)[0]?.n)
  expect(await read()).toMatchObject({ whole: true, doubted: true, linked: 0 })
  expect(await read()).toMatchObject({ doubted: true })
  const alarm = await shown(bot, 'administrator', '名录不合常理', '7 个不见', '[情况属实')
  await bot.service.idle()
  const alarms = bot
    .as('administrator')
    .messages()
    .filter((message) => bot.as('administrator').render(message).includes('名录不合常理'))
  expect(alarms).toHaveLength(1)
  expect(await lost()).toBe(0)
  expect(await sql`select from slack_accounts where user_id like 'ULOST%' and missing_since is not null`).toHaveLength(
    0,
  )
  // Their word holds also where Slack has no time and another process starts meanwhile.
  faults.add({ method: 'users.list', kind: '429', retryAfter: 3, count: 1 })
  await bot.as('administrator').click(alarm, { action_id: 'delivery_directory' }, { confirm: true })
  const putOff = () =>
    sql`select from effects where kind = 'directory_read' and state = 'ready' and last_error is not null`
  await expect.poll(async () => (await putOff()).length, patience).toBe(1)
  await askForDirectoryNow(deps)
  await expect.poll(lost, { timeout: 20_000 }).toBe(7)
}, 120_000)

test('B05 the directory is asked for once a day, whoever wakes', async () => {
  await sql`delete from directory_reads`
  expect(await Promise.all([askForDirectory(deps), askForDirectory(deps)])).toContain(true)
  expect(await askForDirectory(deps)).toBe(false)
  await bot.service.idle()
  const [row] = await sql`select accounts, followed_at from directory_reads`
  expect(row?.accounts).toBeGreaterThan(members)
}, 60_000)

test('B24 180 people in a channel: a list that breaks off removes, invites and reports nobody', async () => {
  const channelId = await strategicVanke(bot)
  for (const what of ['event:member_joined_channel', 'event:member_left_channel'])
    workspace.deliveryFaults.add({ what, kind: 'lose', count: Infinity })
  const guests = ids.slice(0, 174)
  for (const user of ids.slice(0, 175)) bot.as('futianPresident').changeChannel(channelId, { do: 'invite', user })
  await sql`
    insert into channel_strangers (client_id, user_id, name, kind, seen_at, state, keep_until)
    select ${bot.bank.client.vanke}, user_id, user_id, 'unknown', now(), 'kept', current_date + 30
    from jsonb_array_elements_text(${sql.json(guests)}) user_id`
  bot.as('shenzhenPresident').changeChannel(channelId, { do: 'leave' })
  const readChannel = async () => {
    await sql`update client_channels set read_asked_at = null`
    await askForReads(deps)
    await bot.service.idle()
  }
  const strangers = async () =>
    (await sql`select state, count(*)::int n from channel_strangers group by state order by state`).map((row) => ({
      ...row,
    }))
  const isBack = () => {
    const { id } = bot.as('shenzhenPresident')
    return bot
      .as('futianPresident')
      .conversation(channelId)
      .members.some((member) => member.id === id)
  }
  rules.shortPages = true
  onPageTwo('conversations.members', { kind: 'error', error: 'invalid_cursor' })
  const calls = log.calls('conversations.members').length
  await readChannel()
  expect(log.calls('conversations.members').length - calls).toBe(2)
  expect(await strangers()).toEqual([{ state: 'kept', n: 174 }])
  expect(isBack()).toBe(false)
  faults.clear()
  await readChannel()
  await expect.poll(isBack, patience).toBe(true)
  expect(await strangers()).toEqual([
    { state: 'kept', n: 174 },
    { state: 'waiting', n: 1 },
  ])
}, 180_000)

test('B24 1,400 channels: the one on page 3 is found', async () => {
  for (let no = 0; no < 1_400; no++)
    workspace.addChannel({
      name: `c-${no}`,
      creator: workspace.botUserId,
      members: [workspace.botUserId],
      isPrivate: true,
    })
  const own = await gateway.ownChannels()
  expect(own.ok && own.value.some(({ name }) => name === 'c-560')).toBe(true)
  expect(own.ok && own.value.length).toBeGreaterThanOrEqual(1_400)
}, 60_000)
