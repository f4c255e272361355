import { afterEach, beforeAll, expect, test } from 'vitest'
import { wantChannel } from '../../db/queries/channel.ts'
import { queueEffects } from '../../db/queries/effects.ts'
import { keepInChannel } from '../../src/slack/deliver/client-payload.ts'
import { createGateway } from '../../src/slack/gateway.ts'
import { createSlackClient } from '../../src/slack/slack-client.ts'
import { openNotices } from '../../src/usecases/channel-notices.ts'
import { transact } from '../../src/usecases/transact.ts'
import type { PersonKey } from '../support/bank.ts'
import { testBot } from '../support/bot.ts'
import { membersOf, seen, shown, window, windowText } from '../support/gestures.ts'
import { strategicVanke } from '../support/strategic.ts'

const patience = { timeout: 20_000 }
const bot = await testBot({ english: ['corporateOfficer2'] })
const { sql } = bot.database
const { faults, log } = bot.workspace
const { vanke, cimc } = bot.bank.client
const admin = bot.as('administrator')
const own = createGateway({
  client: createSlackClient({
    token: bot.workspace.botToken,
    apiUrl: bot.workspace.apiUrl,
    log: bot.deps.log,
  }),
  log: bot.deps.log,
})
const wanted = 'sc-000002-sz-wan-ke-a'
let first: string

beforeAll(async () => {
  await sql`insert into appointments (person_id, unit_id, position, "from")
    values (${bot.bank.person.corporateOfficer2}, ${bot.bank.unit.ho}, 'administrator', '2020-01-01')`
  first = await strategicVanke(bot)
  await bot.service.idle()
})

afterEach(async () => {
  faults.clear()
  for (const key of ['administrator', 'corporateOfficer2', 'futianManager'] as const)
    if (bot.as(key).view()) await bot.as(key).close(true)
})

/** A private channel that an administrator made by hand, with the bot in it unless said. */
function room(name: string, others: readonly PersonKey[] = [], withBot = true): string {
  const id = admin.makeChannel(name, true)
  if (withBot) admin.changeChannel(id, { do: 'invite', user: bot.workspace.botUserId })
  for (const key of others) admin.changeChannel(id, { do: 'invite', user: bot.as(key).id })
  return id
}

async function row(clientId = vanke) {
  const [found] = await sql<
    { state: string; channel_id: string | null; name: string; obstacles: { step: string }[] }[]
  >`
    select * from client_channels where client_id = ${clientId}`
  return found
}

const info = async (id: string) => {
  const found = await own.channelInfo(id)
  if (!found.ok) throw new Error(found.failure.error)
  return found.value
}

const link = (id: string | null | undefined) => `https://bank.slack.com/archives/${id}`

/** Types the command in the channel and waits for the form. */
async function begin(id: string, key: PersonKey = 'administrator', typed = '万科') {
  await bot.as(key).command(`/client adopt ${typed}`, id)
  return window(bot, key, key === 'corporateOfficer2' ? 'Adopt a channel' : '采用团队频道')
}

async function refusedWith(id: string, words: string, typed = '万科', key: PersonKey = 'administrator') {
  const before = await row()
  await bot.as(key).command(`/client adopt ${typed}`, id)
  await windowText(bot, key, words)
  await bot.as(key).close(true)
  expect(await row()).toEqual(before)
}

test('a channel in use is replaced only where that is ticked; the form says who is there and who is invited', async () => {
  const id = room('vanke-by-hand', ['luohuManager', 'futianManager'])
  const form = await begin(id)
  const text = admin.render(form)
  expect(text).toContain('现有团队频道 sc-000002-sz-wan-ke-a')
  expect(text).toContain('不在营销小组的 2 人')
  expect(text).toContain('luohuManager')
  expect(text).toContain('将邀请的小组成员')
  expect(text).toContain('futianPresident')
  const unticked = await admin.submit()
  expect(unticked.errors?.replace).toContain('请勾选确认')
  expect((await row())?.channel_id).toBe(first)

  await admin.select(form, { action_id: 'replace' }, ['yes'])
  expect((await admin.submit()).closed).toBe(true)
  expect(await row()).toMatchObject({ state: 'open', channel_id: id })
  await bot.service.idle()
  const channel = bot.as('futianPresident').conversation(id)
  expect(membersOf(bot, channel)).toEqual(
    expect.arrayContaining(['futianManager', 'futianPresident', 'shenzhenPresident']),
  )
  expect(channel.topic).toContain('万科A')
  const cards = bot
    .as('futianPresident')
    .messages(id)
    .filter(({ blocks }) => JSON.stringify(blocks).includes('营销小组（第十四条）'))
  expect(cards).toHaveLength(1)
  expect(log.calls('pins.add').at(-1)?.args.channel).toBe(id)
  expect(log.calls('bookmarks.add').at(-1)?.args.channel_id).toBe(id)
  await shown(bot, 'futianManager', '万科A频道里有非小组成员', 'luohuManager')

  const [entry] = await sql`select p.employee_no, a.before, a.after, a.article from audit_entries a
    join people p on p.id = a.person_id where a.action = 'channel_adopted'`
  expect(entry).toMatchObject({
    employee_no: 'administrator',
    article: '14',
    before: { channelId: first, name: wanted, roomName: 'vanke-by-hand' },
    after: { channelId: id, replaced: true },
  })
})

test('the channel before it says where the team went, shows nothing of the client and keeps its people', async () => {
  const { channel_id: id } = (await row()) ?? {}
  expect((await info(first)).name).toBe(`former-${wanted}`)
  const reader = bot.as('shenzhenPresident')
  const texts = reader.messages(first).map((message) => reader.render(message))
  expect(texts.filter((text) => text.includes('万科A的营销小组已转到#vanke-by-hand，本频道不再使用'))).toHaveLength(2)
  expect(reader.conversation(first).topic).toContain('本频道不再使用')
  expect(texts.join('\n')).not.toContain('营销小组（第十四条）')
  expect(membersOf(bot, reader.conversation(first))).toContain('futianManager')
  expect(id).not.toBe(first)
})

test('a bookmark that was still on its way into the channel before is not taken for the new one’s', async () => {
  const before = await row()
  await keepInChannel(bot.deps, { clientId: vanke, channelId: first }, { bookmarkId: 'BkLate' })
  expect(await row()).toEqual(before)
})

test('Slack lets the app rename none that it did not make: it keeps its name, and the step waits with a button', async () => {
  const { channel_id: id } = (await row()) ?? {}
  expect((await info(id ?? '')).name).toBe('vanke-by-hand')
  const notice = await seen(bot, 'administrator', 'delivery_channel', wanted)
  expect(admin.render(notice)).toContain('保留了原名')
  expect(admin.render(notice)).toContain('not_authorized')
  await seen(bot, 'futianManager', 'delivery_channel', wanted)
  admin.changeChannel(id ?? '', { do: 'rename', name: wanted })
  await admin.click(notice, { action_id: 'delivery_channel' })
  await expect.poll(() => row(), patience).toMatchObject({ name: wanted, obstacles: [] })
  await bot.service.idle()
})

test('only proof makes a channel the client’s: each other one is refused with what to do', async () => {
  const other = room('some-room')
  await refusedWith(room('unseen', [], false), '本应用看不到这个频道')
  await refusedWith(admin.makeChannel('open-room'), '只能采用私密频道')
  await refusedWith(admin.dm().id, '只能采用私密频道')
  await refusedWith(other, '已经是万科A的团队频道', `万科 ${link((await row())?.channel_id)}`)
  await refusedWith(other, '目前不是战略客户', '中集')
  await refusedWith(other, '没有对应到唯一的客户', '科技股份')
  await bot.as('futianManager').command('/client adopt 万科', (await row())?.channel_id ?? '')
  await windowText(bot, 'futianManager', '只有系统管理员可以这样做')
  await admin.command('/client adopt 万科 #some-room', other)
  await expect
    .poll(() => admin.ephemerals().some((said) => admin.render(said).includes('名称不能证明')), patience)
    .toBe(true)
  const archived = room('old-room')
  const made = await own.createChannel('made-by-the-app', true)
  await own.inviteMembers(made.ok ? made.value.id : '', [admin.id])
  await refusedWith(made.ok ? made.value.id : '', '本应用开设的')
  admin.changeChannel(archived, { do: 'archive' })
  await refusedWith(other, '已归档', `万科 ${link(archived)}`)
  await refusedWith(admin.dm().id, '您不在这个频道里', `万科 ${link(await withoutAdmin())}`)
})

/** A private channel with the bot in which the administrator is not. */
async function withoutAdmin(): Promise<string> {
  const id = bot.as('luohuManager').makeChannel('not-the-administrators', true)
  bot.as('luohuManager').changeChannel(id, { do: 'invite', user: bot.workspace.botUserId })
  return id
}

test('two administrators at once: one adoption, the other is told that things have changed', async () => {
  const [one, two] = [room('race-one', ['corporateOfficer2']), room('race-two', ['corporateOfficer2'])]
  await admin.select(await begin(one), { action_id: 'replace' }, ['yes'])
  const officer = bot.as('corporateOfficer2')
  const form = await begin(two, 'corporateOfficer2')
  expect(officer.render(form)).toContain('Adopt a channel')
  await officer.select(form, { action_id: 'replace' }, ['yes'])
  const results = await Promise.all([admin.submit(), officer.submit()])
  await bot.service.idle()
  expect(results.filter(({ closed }) => closed)).toHaveLength(1)
  const loser = results[0]?.closed ? officer : admin
  expect(loser.render(loser.view() ?? undefined)).toMatch(/刚刚有变动|has just changed/)
  expect([one, two]).toContain((await row())?.channel_id)
  const adopted = await sql`select from audit_entries where action = 'channel_adopted'`
  expect(adopted).toHaveLength(2)
})

test('one channel for two clients at once goes to one of them', async () => {
  await sql`insert into client_channels (client_id, state) values (${cimc}, 'wanted')`
  await sql`update clients set state = 'designated', tier = 'regional', category = 'regional_group', designated_at = now(),
    lead_unit_id = ${bot.bank.unit.luohu} where id = ${cimc}`
  const id = room('for-two', ['corporateOfficer2'])
  await admin.select(await begin(id), { action_id: 'replace' }, ['yes'])
  await begin(id, 'corporateOfficer2', '中集')
  const results = await Promise.all([admin.submit(), bot.as('corporateOfficer2').submit()])
  await bot.service.idle()
  expect(results.filter(({ closed }) => closed)).toHaveLength(1)
  const owners = await sql`select client_id from client_channels where channel_id = ${id}`
  expect(owners).toHaveLength(1)
  const loser = results[0]?.closed ? bot.as('corporateOfficer2') : admin
  expect(loser.render(loser.view() ?? undefined)).toMatch(/（或曾是）|is, or was/)
})

test('a guest who is there keeps the client’s card hidden from the first moment', async () => {
  const guest = bot.workspace.addUser({ realName: '客户财务总监', email: 'cfo@client.example', kind: 'restricted' }).id
  const id = room('with-a-guest', ['futianPresident'])
  admin.changeChannel(id, { do: 'invite', user: guest })
  await admin.select(await begin(id), { action_id: 'replace' }, ['yes'])
  log.clear()
  expect((await admin.submit()).closed).toBe(true)
  await bot.service.idle()
  expect(await row()).toMatchObject({ channel_id: id })
  const said = log.calls('chat.postMessage').filter(({ args }) => args.channel === id)
  expect(said.length).toBeGreaterThan(0)
  expect(JSON.stringify(said)).toContain('暂不在此显示')
  expect(JSON.stringify(said)).not.toContain('营销小组（第十四条）')
})

test('one of the client’s own earlier channels can be taken back, with a card of its own', async () => {
  admin.changeChannel((await row())?.channel_id ?? '', { do: 'leave' })
  bot.as('futianPresident').changeChannel(first, { do: 'invite', user: admin.id })
  const posted = () => log.calls('chat.postMessage').filter(({ args }) => args.channel === first).length
  const before = posted()
  await admin.select(await begin(first), { action_id: 'replace' }, ['yes'])
  expect((await admin.submit()).closed).toBe(true)
  await bot.service.idle()
  await expect.poll(() => row(), patience).toMatchObject({ channel_id: first, obstacles: [] })
  expect(posted()).toBe(before + 1)
  expect(await sql`select from former_channels where channel_id = ${first}`).toHaveLength(0)
})

test('adopted while the bot is still opening one: the adopted one stands, the other is closed and told', async () => {
  const { boe } = bot.bank.client
  const slow = faults.add({ method: 'conversations.create', kind: 'delay', ms: 3_000, count: 1 })
  await sql`update clients set state = 'designated', tier = 'regional', category = 'regional_group', designated_at = now(),
    lead_unit_id = ${bot.bank.unit.luohu} where id = ${boe}`
  await transact(bot.deps, { personId: null, source: 'job' }, async (tx, { now }) => {
    await wantChannel(tx, boe)
    await queueEffects(tx, openNotices(boe), now)
    return { result: null, events: [] }
  })
  await expect.poll(() => slow.remaining(), patience).toBe(0)
  const id = room('boe-by-hand')
  await begin(id, 'administrator', '京东方')
  expect((await admin.submit()).closed).toBe(true)
  await bot.service.idle()
  await expect.poll(() => row(boe), patience).toMatchObject({ state: 'open', channel_id: id })
  await shown(bot, 'administrator', '京东方A出现了重复的团队频道')
  expect(log.calls('conversations.archive').at(-1)?.args.channel).not.toBe(id)
})

test('the database itself gives no channel that was one client’s to another', async () => {
  await expect(
    sql`update client_channels set channel_id = (select min(channel_id) from former_channels) where client_id = ${cimc}`,
  ).rejects.toThrow('was a client')
})
