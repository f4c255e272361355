import { expect, test } from 'vitest'
import { stepValue } from '../../src/slack/cards/button-value.ts'
import type { SeenMessage } from '../../src/workspace/actor/contract.ts'
import { testBot } from '../support/bot.ts'
import {
  approve,
  beginVerdict,
  cardsOf,
  giveVerdict,
  recommend,
  routeOption,
  seen,
  shown,
  stateOf,
  window,
} from '../support/gestures.ts'

const bot = await testBot()
const { sql } = bot.database
const officer = bot.as('shenzhenOfficer')
const president = bot.as('shenzhenPresident')
let { service } = bot

const live = /\[(?:同意|退回补充|否决|提问|撤回)\]/

function regional(client: string) {
  const what = { route: routeOption.branchDesignates, category: 'regional_monopoly', leadUnit: '福田' }
  return recommend(bot, 'shenzhenOfficer', { client, ...what })
}

function cardOf(number: number): Promise<SeenMessage> {
  return seen(bot, 'shenzhenPresident', 'recommendation_approve', `R-${number}｜`)
}

async function withdraw(number: number): Promise<void> {
  const own = await seen(bot, 'shenzhenOfficer', 'recommendation_withdraw', `R-${number}｜`)
  await officer.click(own, { action_id: 'recommendation_withdraw' }, { confirm: true })
}

async function approveFromHome(number: number): Promise<void> {
  await president.openHome()
  const value = stepValue({ recommendationId: number, round: 1, stepNo: 1 })
  const home = await president.waitFor(() => {
    const view = president.home()
    return view && JSON.stringify(view).includes(JSON.stringify(value).slice(1, -1)) ? view : null
  })
  await president.click(home, { action_id: 'inbox_card', value })
  const card = await window(bot, 'shenzhenPresident', 'recommendation_approve')
  await president.click(card, { action_id: 'recommendation_approve' }, { confirm: true })
}

async function resubmit(number: number): Promise<void> {
  const notice = await seen(bot, 'shenzhenOfficer', 'recommendation_resubmit', `"${number}"`)
  await officer.click(notice, { action_id: 'recommendation_resubmit' })
  const form = await window(bot, 'shenzhenOfficer', '"reason"')
  await officer.type(form, { action_id: 'reason' }, '已补充资料')
  expect((await officer.submit()).closed).toBe(true)
}

/** What a card in the president's messages reads like by now. */
function now(card: SeenMessage): string {
  return president.render(president.messages().find((message) => message.ts === card.ts))
}

/** What the president has been told since; Slack's limit for them to see something is 5 s. */
function told(words: string): Promise<unknown> {
  const reads = (message: SeenMessage) => president.render(message).includes(words)
  return president.waitFor(() => president.ephemerals().some(reads), { timeoutMs: 5_000 })
}

async function states(): Promise<unknown[]> {
  return [...(await sql`select id::int, state, round from recommendations where state <> 'draft' order by id`)]
}

test('B02 after a redeployment, with redraws that failed: only the honest press moves anything, every press is answered, old cards are repaired', async () => {
  const [r1, r2, r3] = [await regional('中集'), await regional('万科'), await regional('京东方')]
  const [card1, card2, card3] = [await cardOf(r1), await cardOf(r2), await cardOf(r3)]
  await service.idle()
  const failing = bot.workspace.faults.add({
    method: 'chat.update',
    kind: 'error',
    error: 'cant_update_message',
    count: 1_000,
  })
  await withdraw(r2)
  await approveFromHome(r1)
  const r4 = await regional('万科')
  const card4 = await cardOf(r4)
  await giveVerdict(bot, 'shenzhenPresident', 'return', '请补充', `R-${r4}｜`)
  await resubmit(r4)
  await shown(bot, 'shenzhenPresident', `R-${r4}｜`, '[同意]', '第 2 轮')
  await service.idle()
  for (const card of [card1, card2, card3, card4]) expect(now(card)).toMatch(live)

  await service.stop()
  service = await bot.another()
  const before = await states()
  expect(before).toEqual([
    { id: r1, state: 'approved', round: 1 },
    { id: r2, state: 'withdrawn', round: 1 },
    { id: r3, state: 'submitted', round: 1 },
    { id: r4, state: 'submitted', round: 2 },
  ])

  const confirm = { confirm: true, stale: true } as const
  await president.click(card2, { action_id: 'recommendation_approve' }, confirm)
  await told('这条推荐已撤回，不能再办理。')
  await president.click(card1, { action_id: 'recommendation_reject' }, { stale: true })
  const refused = await president.waitFor(() => {
    const view = president.view()
    return view && president.render(view).includes('无需再办') ? president.render(view) : null
  })
  expect(refused).toMatch(/shenzhenPresident 已于 .* 同意，无需再办。/)
  await president.close(true)
  await president.click(card4, { action_id: 'recommendation_approve' }, confirm)
  await told('这张卡片属于第 1 轮')
  for (const card of [card1, card2, card4]) {
    await president.waitFor(() => !live.test(now(card)), { timeoutMs: 5_000 })
  }
  expect(await states()).toEqual(before)

  await president.click(card3, { action_id: 'recommendation_approve' }, confirm)
  await president.waitFor(() => /状态：已认定/.test(now(card3)), { timeoutMs: 5_000 })
  expect(now(card3)).not.toMatch(live)
  expect(await states()).toEqual(
    before.map((one) => (one === before[2] ? { id: r3, state: 'approved', round: 1 } : one)),
  )
  const [{ count } = {}] =
    await sql`select count(*)::int as count from recommendation_decisions where recommendation_id = ${r4} and round = 2`
  expect(count).toBe(0)
  failing.remove()
})

test('B02 a reason given too late is refused at its field, and the copy that asked for it is repaired', async () => {
  const upgrade = { route: routeOption.branchRecommends, category: 'key_industry_front_runner', leadUnit: '福田' }
  const number = await recommend(bot, 'shenzhenOfficer', { client: '中集', ...upgrade })
  await approve(bot, 'shenzhenPresident', `R-${number}｜`)
  const second = bot.as('corporateOfficer2')
  const form = await beginVerdict(bot, 'corporateOfficer2', 'return', `R-${number}｜`)
  const card = await seen(bot, 'corporateOfficer2', 'recommendation_return', `R-${number}｜`)
  await service.idle()

  const failing = bot.workspace.faults.add({
    method: 'chat.update',
    kind: 'error',
    error: 'cant_update_message',
    count: 1_000,
    match: ({ channel }) => channel === card.conversationId,
  })
  await approve(bot, 'corporateOfficer', `R-${number}｜`)
  await shown(bot, 'president', `R-${number}｜`, '[同意]')
  await service.idle()
  failing.remove()
  const reads = () => second.render(second.messages().find((message) => message.ts === card.ts))
  expect(reads()).toMatch(live)

  await second.type(form, { action_id: 'reason' }, '请补充')
  const refused = await second.submit()
  expect(refused.errors?.reason).toMatch(/^corporateOfficer 已于 .* 同意，无需再办。$/)
  await second.waitFor(() => !live.test(reads()), { timeoutMs: 5_000 })
  await second.close(true)
})

test('B02 every ending redraws every copy of the card', async () => {
  const endings = async (number: number, state: string) => {
    const read = async () => (await sql`select state from recommendations where id = ${number}`)[0]?.state
    await expect.poll(read, { timeout: 5_000 }).toBe(state)
    await service.idle()
    const cards = cardsOf(bot, number)
    return { people: cards.length, states: new Set(cards.map(({ text }) => stateOf(text).split(' · ')[0])), cards }
  }
  const rejected = Number((await sql`select max(id) as id from recommendations where state = 'submitted'`)[0]?.id)
  await giveVerdict(bot, 'president', 'reject', '暂不认定', `R-${rejected}｜`)
  const after = await endings(rejected, 'rejected')
  expect(after.people).toBe(5)
  expect(after.states).toEqual(new Set(['已否决']))
  expect(after.cards.filter(({ text }) => live.test(text))).toEqual([])

  // The first test left copies of this one behind that Slack would not redraw.
  await withdraw(Number((await sql`select id from recommendations where state = 'submitted'`)[0]?.id))
  const returned = await regional('万科')
  await giveVerdict(bot, 'shenzhenPresident', 'return', '仍需补充', `R-${returned}｜`)
  const second = await endings(returned, 'returned')
  expect(second.states).toEqual(new Set(['已退回补充']))
  expect(second.cards.filter(({ key, text }) => key !== 'shenzhenOfficer' && live.test(text))).toEqual([])

  await withdraw(returned)
  const third = await endings(returned, 'withdrawn')
  expect(third.states).toEqual(new Set(['已撤回']))
  expect(third.cards.filter(({ text }) => live.test(text))).toEqual([])

  const approved = await regional('万科')
  await approve(bot, 'shenzhenPresident', `R-${approved}｜`)
  const fourth = await endings(approved, 'approved')
  expect(fourth.states).toEqual(new Set(['已认定']))
  expect(fourth.cards.filter(({ text }) => live.test(text))).toEqual([])
})

test('B02 moved to somebody else, or a level up: only whoever is asked now has buttons', async () => {
  const { shenzhenPresident, beijingPresident } = bot.bank.person
  const post = (personId: number) =>
    sql`unit_id = ${bot.bank.unit.shenzhen} and position = 'branch_president' and person_id = ${personId}`
  const asked = (number: number) =>
    cardsOf(bot, number)
      .filter(({ text }) => text.includes('[同意]'))
      .map(({ key }) => key)
  await sql`insert into clients (code, short_name, legal_name, region, industry, short_name_key, legal_name_key)
    values ('000001.SZ', '平安银行', '平安银行股份有限公司', '深圳', '银行', '平安银行', '平安银行')`
  const number = await regional('平安银行')
  await cardOf(number)
  expect(asked(number)).toEqual(['shenzhenPresident'])

  await sql`update appointments set "to" = current_date where ${post(shenzhenPresident)}`
  await sql`insert into appointments (person_id, unit_id, position, "from")
    values (${beijingPresident}, ${bot.bank.unit.shenzhen}, 'branch_president', current_date - 1)`
  await bot.follow()
  expect(asked(number)).toEqual(['beijingPresident'])

  await sql`update appointments set "to" = current_date where ${post(beijingPresident)}`
  await bot.follow()
  expect(new Set(asked(number))).toEqual(new Set(['corporateOfficer', 'corporateOfficer2']))
})
