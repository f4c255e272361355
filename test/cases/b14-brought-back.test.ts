import { desc, eq } from 'drizzle-orm'
import { afterEach, expect, test } from 'vitest'
import { clients } from '../../db/schema/clients.ts'
import { recommendations } from '../../db/schema/recommendations.ts'
import { createLog } from '../../src/log.ts'
import { createGateway } from '../../src/slack/gateway.ts'
import { createSlackClient } from '../../src/slack/slack-client.ts'
import { designateClient } from '../../src/usecases/designate-client.ts'
import { parkChannel } from '../../src/usecases/park-channel.ts'
import { transact } from '../../src/usecases/transact.ts'
import { testBot } from '../support/bot.ts'
import { approve, channelOf, membersOf, recommend, routeOption, seen } from '../support/gestures.ts'

const bot = await testBot()
const { faults, log, rules } = bot.workspace
const own = createGateway({
  client: createSlackClient({ token: bot.workspace.botToken, apiUrl: bot.workspace.apiUrl, log: createLog('silent') }),
  log: createLog('silent'),
})
const { deps } = bot
const act = { personId: null, source: 'job' } as const
const team = ['futianManager', 'futianPresident', 'shenzhenPresident'] as const

afterEach(() => {
  faults.clear()
  log.clear()
  rules.mayKick = true
  rules.botMayUnarchive = false
})

/** Designates a client and gives its channel, seen by one who stays in it. */
async function designate(client: string, code: string) {
  await recommend(bot, 'shenzhenOfficer', {
    client,
    route: routeOption.branchDesignates,
    category: 'regional_monopoly',
    leadUnit: '福田',
  })
  await approve(bot, 'shenzhenPresident', client)
  const channel = await channelOf(bot, 'futianPresident', code)
  await bot.service.idle()
  expect(membersOf(bot, channel)).toEqual(expect.arrayContaining([...team]))
  return channel
}

/** What the exit does to a client and its channel. */
function exit(clientId: number) {
  return transact(deps, act, async (tx, moment) => {
    await tx
      .update(clients)
      .set({ state: 'exited', tier: null, category: null, leadUnitId: null, designatedAt: null, nextReviewOn: null })
      .where(eq(clients.id, clientId))
    await parkChannel(tx, clientId, moment)
    return { result: null, events: [] }
  })
}

/** Designates again by the newest recommendation, as its last approval does. */
function again(clientId: number) {
  return transact(deps, act, async (tx, moment) => {
    const [row] = await tx
      .select()
      .from(recommendations)
      .where(eq(recommendations.clientId, clientId))
      .orderBy(desc(recommendations.id))
      .limit(1)
    if (!row) throw new Error('no recommendation')
    return { result: null, events: await designateClient(tx, row, moment) }
  })
}

async function row(clientId: number) {
  const [found] = await bot.database.sql<{ state: string; name: string; channel_id: string; returns: number }[]>`
    select * from client_channels where client_id = ${clientId}`
  return found
}

const reaches = (clientId: number, state: string) =>
  expect.poll(() => row(clientId).then((found) => found?.state), { timeout: 15_000 }).toBe(state)

/** The channel as Slack tells the bot of it: name, and who else is in it. */
async function inSlack(channelId: string) {
  const [info, members] = [await own.channelInfo(channelId), await own.channelMembers(channelId)]
  if (!info.ok || !members.ok) throw new Error('the bot is not in the channel')
  return { name: info.value.name, others: members.value.filter((id) => id !== bot.workspace.botUserId).length }
}

function told(key: 'administrator' | 'futianManager', part: string): string[] {
  const actor = bot.as(key)
  return actor
    .messages()
    .map((message) => actor.render(message))
    .filter((text) => text.includes(part))
}

test('B14 an exited client’s channel is parked, not archived, and comes back as it was with a card of its own', async () => {
  const { vanke } = bot.bank.client
  const { id, name } = await designate('万科', '000002-sz')
  const cards = () => log.calls('chat.postMessage').filter(({ args }) => args.channel === id).length
  expect(cards()).toBe(1)
  await exit(vanke)
  await reaches(vanke, 'parked')
  expect(await inSlack(id)).toEqual({ name: `exited-${name}`, others: 0 })
  expect(log.calls('conversations.archive')).toEqual([])
  expect(log.calls('conversations.setTopic').at(-1)?.args.topic).toContain('退出战略客户')

  await again(vanke)
  await reaches(vanke, 'open')
  await bot.service.idle()
  expect((await inSlack(id)).name).toBe(name)
  const back = bot.as('futianPresident').conversation(id)
  expect(membersOf(bot, back)).toEqual(expect.arrayContaining([...team]))
  expect(cards()).toBe(2)
  expect(log.calls('conversations.setTopic').at(-1)?.args.topic).not.toContain('退出')
  expect(await row(vanke)).toMatchObject({ channel_id: id, name, returns: 1 })
})

test('B14 designated again while it is still being parked: the channel ends open, with the team in it', async () => {
  const { vanke } = bot.bank.client
  const id = (await row(vanke))?.channel_id ?? ''
  await exit(vanke)
  await again(vanke)
  await reaches(vanke, 'open')
  await bot.service.idle()
  expect((await inSlack(id)).name).not.toContain('exited')
  expect(membersOf(bot, bot.as('futianPresident').conversation(id))).toEqual(expect.arrayContaining([...team]))
})

test('B14 a refused removal is named once to the administrator and the lead; Retry finishes the parking', async () => {
  const { boe } = bot.bank.client
  const { id } = await designate('京东方', '000725-sz')
  rules.mayKick = false
  await exit(boe)
  await reaches(boe, 'parked')
  await bot.service.idle()
  expect((await inSlack(id)).name).toContain('exited-')
  const notice = await seen(bot, 'administrator', 'delivery_channel')
  expect(bot.as('administrator').render(notice)).toContain('restricted_action')
  expect(told('administrator', '停用时')).toHaveLength(1)
  expect(told('futianManager', '停用时')).toHaveLength(1)
  rules.mayKick = true
  await bot.as('administrator').click(notice, { action_id: 'delivery_channel' })
  await expect.poll(() => inSlack(id).then(({ others }) => others), { timeout: 15_000 }).toBe(0)
  await bot.service.idle()
  expect(told('futianManager', '停用时')).toHaveLength(1)
})

test('B14 archived by hand: the designation stands, the administrator is told the step, and Retry finishes the job', async () => {
  const { boe } = bot.bank.client
  const id = (await row(boe))?.channel_id ?? ''
  await own.inviteMembers(id, [bot.as('administrator').id])
  await own.archiveChannel(id)
  await again(boe)
  const notice = await seen(bot, 'administrator', 'delivery_channel', '取消归档')
  await bot.service.idle()
  expect(await row(boe)).toMatchObject({ state: 'returning' })
  const [client] = await bot.database.sql`select state from clients where id = ${boe}`
  expect(client?.state).toBe('designated')
  const [dead] = await bot.database.sql`select count(*)::int as rows from effects where state = 'dead'`
  expect(dead?.rows).toBe(0)

  // Too early: the presser is told again, with the button.
  await bot.as('administrator').click(notice, { action_id: 'delivery_channel' })
  await bot.service.idle()
  const actor = bot.as('administrator')
  const second = await actor.waitFor(() =>
    actor
      .messages()
      .findLast(({ ts, blocks }) => ts > notice.ts && JSON.stringify(blocks).includes('delivery_channel')),
  )

  bot.as('administrator').changeChannel(id, { do: 'unarchive' })
  bot.as('administrator').changeChannel(id, { do: 'invite', user: bot.workspace.botUserId })
  await bot.as('administrator').click(second, { action_id: 'delivery_channel' })
  await reaches(boe, 'open')
  await bot.service.idle()
  expect((await inSlack(id)).name).not.toContain('exited')
  expect(membersOf(bot, bot.as('futianPresident').conversation(id))).toEqual(expect.arrayContaining([...team]))
})

test('B14 a code nobody has heard of keeps neither the parking nor the return from going on', async () => {
  const { vanke } = bot.bank.client
  const id = (await row(vanke))?.channel_id ?? ''
  const unheard = { method: 'conversations.rename', kind: 'error', error: 'quite_new_error', count: 1 } as const
  faults.add(unheard)
  await exit(vanke)
  await reaches(vanke, 'parked')
  expect((await inSlack(id)).others).toBe(0)
  await bot.service.idle()
  expect(told('administrator', 'quite_new_error')).toHaveLength(1)

  await own.renameChannel(id, 'exited-by-hand')
  faults.add(unheard)
  await again(vanke)
  await reaches(vanke, 'open')
  await bot.service.idle()
  expect((await inSlack(id)).name).toBe('exited-by-hand')
  expect(told('administrator', 'quite_new_error')).toHaveLength(2)
  expect(membersOf(bot, bot.as('futianPresident').conversation(id))).toEqual(expect.arrayContaining([...team]))
})

test('B14 one person who may not be removed keeps nobody else in, and is named', async () => {
  const { vanke } = bot.bank.client
  const id = (await row(vanke))?.channel_id ?? ''
  const user = bot.as('futianPresident').id
  faults.add({ method: 'conversations.kick', kind: 'error', error: 'user_not_found', count: 1, match: { user } })
  await exit(vanke)
  await reaches(vanke, 'parked')
  expect((await inSlack(id)).others).toBe(1)
  const notice = await seen(bot, 'futianManager', 'delivery_channel', '万科', user)
  await bot.as('futianManager').click(notice, { action_id: 'delivery_channel' })
  await expect.poll(() => inSlack(id).then(({ others }) => others), { timeout: 15_000 }).toBe(0)
})

test('B14 an exit while the channel is being opened: it comes into being parked, with nobody in it', async () => {
  const { cimc } = bot.bank.client
  const slow = faults.add({ method: 'conversations.create', kind: 'delay', ms: 500, count: 1 })
  await recommend(bot, 'shenzhenOfficer', {
    client: '中集',
    route: routeOption.branchDesignates,
    category: 'regional_monopoly',
    leadUnit: '福田',
  })
  await approve(bot, 'shenzhenPresident', '中集')
  await reaches(cimc, 'wanted')
  await expect.poll(() => slow.remaining(), { timeout: 15_000 }).toBe(0)
  await exit(cimc)
  await reaches(cimc, 'parked')
  await bot.service.idle()
  const kept = await row(cimc)
  expect(await inSlack(kept?.channel_id ?? '')).toEqual({ name: `exited-${kept?.name}`, others: 0 })
})
