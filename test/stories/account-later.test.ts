import { beforeAll, expect, test } from 'vitest'
import { askForReads } from '../../src/usecases/hold-members.ts'
import type { Actor } from '../../src/workspace/actor/contract.ts'
import { testBot } from '../support/bot.ts'
import { readDirectory } from '../support/directory.ts'
import { recommend, routeOption } from '../support/gestures.ts'
import { strategicVanke } from '../support/strategic.ts'

/** The personnel file comes before the account: who sits in a team or has a step is not in Slack yet. */
const patience = { timeout: 15_000 }
const bot = await testBot()
const { sql } = bot.database
const { vanke } = bot.bank.client
const { deliveryFaults, log, rules, teamId } = bot.workspace
let channelId: string

beforeAll(async () => {
  channelId = await strategicVanke(bot)
  await bot.service.idle()
  rules.mayKick = true
})

const emailOf = (name: string) => `${name}@bank.example`

/** Appointed, and without an account. */
async function appointed(name: string, unit: keyof typeof bot.bank.unit, position: string): Promise<number> {
  const [row] = await sql`
    insert into people (employee_no, name, email) values (${name}, ${name}, ${emailOf(name)}) returning id`
  const personId = Number(row?.id)
  await sql`insert into appointments (person_id, unit_id, position, "from")
    values (${personId}, ${bot.bank.unit[unit]}, ${position}, current_date)`
  await bot.follow()
  return personId
}

const joins = (name: string) => bot.workspace.addUser({ realName: name, email: emailOf(name) }).id
const seat = async (personId: number) =>
  (await sql`select invitation, failure from team_seats where client_id = ${vanke} and person_id = ${personId}`)[0]
const isMember = (userId: string) =>
  bot
    .as('futianManager')
    .conversation(channelId)
    .members.some(({ id }) => id === userId)
const refused = { invitation: 'failed', failure: 'no_slack_account' }
const invitations = (userId: string) =>
  log.calls('conversations.invite').filter(({ args }) => String(args.users).includes(userId)).length
const cards = (actor: Actor) =>
  actor
    .messages()
    .map((message) => actor.render(message))
    .filter((text) => text.includes('# '))

const readWhole = () => readDirectory(bot)

async function withoutEvents(work: () => Promise<void>) {
  deliveryFaults.add({ what: 'event:team_join', kind: 'lose', count: Infinity })
  await work()
  deliveryFaults.clear()
}

test('an account comes by an event: its person gets into the channel and has the card of the step that waits, once', async () => {
  const personId = await appointed('lianwei', 'futian', 'sub_branch_president')
  expect(await seat(personId)).toEqual(refused)
  const number = await recommend(bot, 'futianManager', {
    client: '中集',
    route: routeOption.subBranchRecommends,
    category: 'regional_group',
  })
  await bot.service.idle()
  expect(await sql`select from effects where state = 'dead' and last_error = 'no_slack_account'`).not.toHaveLength(0)
  const others = log.calls('conversations.invite').length

  const userId = joins('lianwei')
  await expect.poll(() => isMember(userId), patience).toBe(true)
  await bot.service.idle()
  expect(await seat(personId)).toEqual({ invitation: 'member', failure: null })
  expect(log.calls('conversations.invite')).toHaveLength(others + 1)
  const actor = bot.workspace.as(userId)
  const asked = () => cards(actor).filter((text) => text.includes(`R-${number}`) && text.includes('[同意]'))
  expect(asked()).toHaveLength(1)
  const said = actor.messages().length

  // Linked once more, and read once more: everything is there already.
  bot.workspace.addUser({ realName: 'lianwei', email: emailOf('lianwei'), locale: 'en-US' })
  await readWhole()
  await bot.service.idle()
  expect(asked().length + actor.messages().length).toBe(1 + said)
  expect(invitations(userId)).toBe(1)
  expect(await sql`select from effects where state = 'dead'`).toHaveLength(0)
})

test('the event was lost: the whole directory read tells of it, also where the account was linked long ago', async () => {
  const fresh = await appointed('chenxi', 'ho', 'corporate_officer')
  const known = await appointed('zhaoyu', 'ho', 'corporate_officer')
  await withoutEvents(async () => {
    const userIds = [joins('chenxi'), joins('zhaoyu')]
    await sql`insert into slack_accounts (team_id, user_id, person_id, locale, deactivated, seen_at)
      values (${teamId}, ${userIds[1] ?? ''}, ${known}, 'zh-CN', false, now())`
    await readWhole()
    await bot.service.idle()
    expect(userIds.map(isMember)).toEqual([true, true])
    expect(userIds.map(invitations)).toEqual([1, 1])
  })
  expect(await seat(fresh)).toEqual({ invitation: 'member', failure: null })
})

test('the event was lost: what the person does first in Slack tells of it', async () => {
  await appointed('wangli', 'ho', 'corporate_officer')
  await withoutEvents(async () => {
    const userId = joins('wangli')
    await bot.workspace.as(userId).command('/approvals')
    await expect.poll(() => isMember(userId), patience).toBe(true)
  })
})

test('the event was lost: a card for the person, delivered by their e-mail, tells of it', async () => {
  const personId = await appointed('sunhao', 'futian', 'sub_branch_president')
  expect(await seat(personId)).toEqual(refused)
  await withoutEvents(async () => {
    const userId = joins('sunhao')
    await recommend(bot, 'futianManager2', {
      client: '京东方',
      route: routeOption.subBranchRecommends,
      category: 'regional_group',
    })
    await bot.service.idle()
    expect(isMember(userId)).toBe(true)
    expect(cards(bot.workspace.as(userId)).filter((text) => text.includes('京东方A'))).toHaveLength(1)
  })
})

test('an account comes back into use: its person gets into the channel', async () => {
  const personId = await appointed('hejing', 'ho', 'corporate_officer')
  const userId = joins('hejing')
  await expect.poll(() => isMember(userId), patience).toBe(true)
  await sql`update team_seats set invitation = 'failed', failure = 'no_slack_account' where person_id = ${personId}`
  await sql`update slack_accounts set deactivated = true where user_id = ${userId}`
  bot.as('futianManager').changeChannel(channelId, { do: 'remove', user: userId })
  await readWhole()
  await bot.follow()
  expect(isMember(userId)).toBe(true)
})

test('a seat that was left so before: the day’s reading of the channel invites whoever has an account by then', async () => {
  const personId = await appointed('gaoyan', 'ho', 'corporate_officer')
  await withoutEvents(async () => {
    const userId = joins('gaoyan')
    await sql`insert into slack_accounts (team_id, user_id, person_id, locale, deactivated, seen_at)
      values (${teamId}, ${userId}, ${personId}, 'zh-CN', false, now())`
    await sql`update client_channels set read_asked_at = now() - interval '24 hours'`
    await askForReads(bot.deps)
    await bot.service.idle()
    expect(isMember(userId)).toBe(true)
  })
})

test('who left the bank gets nothing of what waited, also where their account comes back into use', async () => {
  const personId = await appointed('fanlin', 'ho', 'corporate_officer')
  await withoutEvents(async () => {
    const userId = joins('fanlin')
    await sql`insert into slack_accounts (team_id, user_id, person_id, locale, deactivated, seen_at)
      values (${teamId}, ${userId}, ${personId}, 'zh-CN', true, now())`
    await sql`insert into effects (lane, kind, payload, state, last_error, due_at, created_at, finished_at)
      values (${`client/${vanke}/person/${personId}`}, 'hand_over', ${sql.json({ clientId: vanke, personId })}, 'dead',
        'no_slack_account', now(), now(), now())`
    await sql`update people set left_on = current_date - 1 where id = ${personId}`
    await bot.follow()
    await readWhole()
    await bot.service.idle()
    const [waited] = await sql`select state from effects where lane = ${`client/${vanke}/person/${personId}`}`
    expect(waited).toEqual({ state: 'dead' })
    expect(bot.workspace.as(userId).messages()).toEqual([])
  })
})
