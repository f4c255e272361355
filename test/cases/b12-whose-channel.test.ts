import { afterEach, expect, test } from 'vitest'
import { insertClient } from '../../db/queries/client.ts'
import { beginSend } from '../../db/queries/sends.ts'
import { createLog } from '../../src/log.ts'
import { createGateway } from '../../src/slack/gateway.ts'
import { createSlackClient } from '../../src/slack/slack-client.ts'
import { testBot } from '../support/bot.ts'
import { approve, membersOf, recommend, routeOption, shown } from '../support/gestures.ts'

const bot = await testBot()
const { faults, log, rules } = bot.workspace
const own = createGateway({
  client: createSlackClient({ token: bot.workspace.botToken, apiUrl: bot.workspace.apiUrl, log: createLog('silent') }),
  log: createLog('silent'),
})

afterEach(() => {
  faults.clear()
  log.clear()
  rules.mayArchive = true
  rules.uniqueNames = true
})

const names = {
  万科: 'sc-000002-sz-wan-ke-a',
  京东方: 'sc-000725-sz-jing-dong-fang-a',
  中集: 'sc-000039-sz-zhong-ji-ji-tuan',
  招商银行: 'sc-600036-sh-zhao-shang-yin-hang',
}

/** Designates a client by its branch and gives its channel once everything about it is done. */
async function designate(client: keyof typeof names, before: () => Promise<unknown> = async () => undefined) {
  await recommend(bot, 'shenzhenOfficer', {
    client,
    route: routeOption.branchDesignates,
    category: 'regional_monopoly',
    leadUnit: '福田',
  })
  await before()
  await approve(bot, 'shenzhenPresident', client)
  await expect.poll(() => channel(client).then((row) => row?.state), { timeout: 20_000 }).toBe('open')
  await bot.service.idle()
  return channel(client)
}

async function channel(client: string) {
  const [row] = await bot.database.sql<{ state: string; name: string; channel_id: string; client_id: string }[]>`
    select client_channels.* from client_channels join clients on clients.id = client_channels.client_id
    where clients.short_name like ${`${client}%`}`
  return row
}

/** Everything that was ever asked to be written or changed in a channel. */
function touched(channelId: string): string[] {
  return log.calls().flatMap(({ method, args }) => (JSON.stringify(args).includes(channelId) ? [method] : []))
}

test('B12 (a) a name that staff took for a channel the bot cannot see: another name, the administrator told, theirs untouched', async () => {
  const foreign = bot.workspace.addChannel({ name: names.万科, isPrivate: true, creator: bot.as('futianManager').id })
  const opened = await designate('万科')
  expect(opened?.name).toBe(`${names.万科}-2`)
  expect(opened?.channel_id).not.toBe(foreign)
  expect(touched(foreign)).toEqual([])
  await shown(bot, 'administrator', names.万科, `${names.万科}-2`)
  const seats = bot.as('shenzhenPresident').conversation(opened?.channel_id ?? '')
  expect(membersOf(bot, seats)).toContain('futianPresident')
})

test('B12 (b) another client’s archived channel keeps its name and stays as it is', async () => {
  const made = await own.createChannel(names.京东方, true)
  if (!made.ok) throw new Error(made.failure.error)
  const { sql } = bot.database
  await sql`insert into client_channels (client_id, state, channel_id, name) values (${bot.bank.client.cimc}, 'open', ${made.value.id}, ${names.京东方})`
  await own.archiveChannel(made.value.id)
  log.clear()
  const opened = await designate('京东方')
  expect(opened?.name).toBe(`${names.京东方}-2`)
  expect(touched(made.value.id)).toEqual([])
  await shown(bot, 'administrator', names.京东方, `${names.京东方}-2`)
  await sql`delete from client_channels where channel_id = ${made.value.id}`
})

test('B12 (c) died after create, two processes at work: ours is adopted by its proof, and nothing is created again', async () => {
  await bot.another()
  let first = ''
  const opened = await designate('中集', async () => {
    const subject = `channel/${bot.bank.client.cimc}/${names.中集}`
    await beginSend(bot.database.db, 1, subject, null)
    const made = await own.createChannel(names.中集, true)
    if (made.ok) first = made.value.id
    log.clear()
  })
  expect(opened).toMatchObject({ channel_id: first, name: names.中集 })
  expect(log.calls('conversations.create')).toEqual([])
  const cards = log.calls('chat.postMessage').filter(({ args }) => args.channel === first)
  expect(cards).toHaveLength(1)
})

test('B12 (d) two creations crossed and both came through: one is the client’s, the other is closed and reported', async () => {
  rules.uniqueNames = false
  const company = { shortName: '招商银行', legalName: '招商银行股份有限公司', region: '深圳', industry: '银行' }
  const { id } = await bot.database.db.transaction((tx) => insertClient(tx, { code: '600036.SH', ...company }))
  const made: string[] = []
  const opened = await designate('招商银行', async () => {
    await beginSend(bot.database.db, 1, `channel/${id}/${names.招商银行}`, null)
    for (let no = 0; no < 2; no++) {
      const one = await own.createChannel(names.招商银行, true)
      if (one.ok) made.push(one.value.id)
    }
    log.clear()
  })
  expect(opened?.name).toBe(names.招商银行)
  expect(made).toContain(opened?.channel_id)
  expect(log.calls('conversations.create')).toEqual([])
  const [extra = ''] = made.filter((one) => one !== opened?.channel_id)
  expect(touched(extra)).toEqual(['conversations.archive'])
  await shown(bot, 'administrator', '招商银行出现了重复的团队频道，多余的一个已归档')
})
