import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { insertClient } from '../../db/queries/client.ts'
import { people } from '../../db/schema/people.ts'
import type { SeenMessage } from '../../src/workspace/actor/contract.ts'
import { decodeEntities, parseMrkdwn, references, type Token } from '../../src/workspace/mrkdwn.ts'
import { type PersonKey, personKeys } from '../support/bank.ts'
import { testBot } from '../support/bot.ts'
import {
  approve,
  channelOf,
  fill,
  giveVerdict,
  recommend,
  routeOption,
  seen,
  shown,
  window,
} from '../support/gestures.ts'
import { shownTexts } from '../support/shown-texts.ts'

/*
 * Surfaces that later features bring (campaigns, reviews, registers, exports) are held by the last test as soon as they are
 * walked through here: it reads every call that was made.
 */

const bot = await testBot()

const nasty = {
  broadcast: '<!channel> 华东',
  mention: `<@${bot.as('administrator').id}>控股`,
  link: '<https://bad.example|审批门户>',
  signs: 'A&B <C>',
  star: '*ST远山',
  otherStar: '*ST远海',
  underscores: '_甲_',
  backtick: '`乙` ~丙~ ```丁```',
  entity: '&lt;!here&gt;',
  emoji: ':tada: @channel #general http://bad.example',
} as const

const all = Object.values(nasty).join('，')
const twoStars = `${nasty.star} ${nasty.otherStar}`

/** As Slack sends what was typed after a command. */
const sent = (typed: string) => typed.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')

/** What a reader sees of a text that Slack reads as markup. */
function read(markup: string): string {
  const said = (tokens: Token[]): string =>
    tokens
      .map((token) => ('content' in token ? said(token.content) : 'text' in token ? token.text : `{${token.type}}`))
      .join('')
  return said(parseMrkdwn(markup))
    .replace(/\u200B/g, '')
    .normalize('NFKC')
}

/** A message as it reads, held against what was typed: in the notification up to the width of style signs. */
function expectAsTyped(message: SeenMessage, typed: string): void {
  expect(bot.as('shenzhenPresident').render(message)).toContain(typed)
  expect(read(message.text)).toContain(typed.normalize('NFKC'))
}

async function enter(shortName: string, code: string): Promise<void> {
  const client = { code, shortName, legalName: `${shortName}股份有限公司`, region: '深圳', industry: nasty.signs }
  await bot.database.db.transaction((tx) => insertClient(tx, client))
}

const branchRoute = { route: routeOption.branchDesignates, category: 'regional_group', leadUnit: '福田' } as const

test.each(Object.entries(nasty))(
  'B17: a client whose name is %s reads as typed from form to channel',
  async (kind, name) => {
    const code = `X-${kind.toUpperCase()}`
    await enter(name, code)
    const form = await fill(bot, 'shenzhenOfficer', {
      ...branchRoute,
      client: code,
      reason: `${name}：${all}`,
      typed: { industry: nasty.link, region: nasty.broadcast },
    })
    expect(form.state.client?.client?.selected_option?.text).toEqual({
      type: 'plain_text',
      text: `${name}（${code}）`,
      emoji: false,
    })
    expect(await bot.as('shenzhenOfficer').submit()).toEqual({ closed: true })

    const card = await seen(bot, 'shenzhenPresident', 'recommendation_approve', code)
    expectAsTyped(card, name)
    const text = bot.as('shenzhenPresident').render(card)
    expect(text).toContain(`｜${name}`)
    expect(text).toContain(`${name}：${all}`)
    expect(text).toContain(nasty.link)
    expect(text).toContain(nasty.broadcast)
    expectAsTyped(await shown(bot, 'shenzhenOfficer', `｜${name}`), name)

    await approve(bot, 'shenzhenPresident', code)
    const channel = await channelOf(bot, 'shenzhenPresident', code.toLowerCase())
    expect(decodeEntities(channel.topic)).toContain(name)
    expect(decodeEntities(channel.purpose)).toContain(name)
    const [welcome] = bot
      .as('shenzhenPresident')
      .messages(channel.id)
      .filter((message) => message.pinned)
    if (!welcome) throw new Error('no card is pinned in the channel')
    expectAsTyped(welcome, name)
    expectAsTyped(await shown(bot, 'shenzhenOfficer', `${name}已认定为区域性战略客户`), name)
  },
)

test('B17: a question, its answer and the reasons of return and rejection read as typed', async () => {
  await enter(twoStars, 'X-TWO')
  const number = await recommend(bot, 'shenzhenOfficer', { ...branchRoute, client: 'X-TWO' })
  const branch = bot.as('shenzhenPresident')
  const officer = bot.as('shenzhenOfficer')

  const card = await seen(bot, 'shenzhenPresident', 'recommendation_ask', 'X-TWO')
  await branch.click(card, { action_id: 'recommendation_ask' })
  const ask = await window(bot, 'shenzhenPresident', 'plain_text_input')
  expect(branch.render(ask)).toContain(twoStars)
  await branch.type(ask, { action_id: 'text' }, all)
  await branch.submit()
  const question = await shown(bot, 'shenzhenOfficer', '推荐提问', '[回答]')
  expectAsTyped(question, all)
  expectAsTyped(question, twoStars)
  expect(question.threadTs).toBeDefined()

  await officer.click(question, { action_id: 'recommendation_answer' })
  const answer = await window(bot, 'shenzhenOfficer', 'plain_text_input')
  expect(officer.render(answer)).toContain(all)
  await officer.type(answer, { action_id: 'text' }, `答：${all}`)
  await officer.submit()
  expectAsTyped(await shown(bot, 'shenzhenPresident', '回答了您'), `答：${all}`)

  await giveVerdict(bot, 'shenzhenPresident', 'return', `补：${all}`, 'X-TWO')
  const returned = await shown(bot, 'shenzhenOfficer', '退回补充', '[补充并重新提交]', `补：${all}`, '推荐被')
  expectAsTyped(returned, twoStars)
  await officer.click(returned, { action_id: 'recommendation_resubmit' })
  const again = await window(bot, 'shenzhenOfficer', '"reason"')
  expect(officer.render(again)).toContain(`补：${all}`)
  await officer.type(again, { action_id: 'reason' }, twoStars)
  expect(await officer.submit()).toEqual({ closed: true })
  await bot.service.idle()

  await giveVerdict(bot, 'shenzhenPresident', 'reject', `否：${all}`, `"n\\":2`)
  expectAsTyped(await shown(bot, 'shenzhenOfficer', '否决', `否：${all}`, '推荐被'), twoStars)

  await officer.click(await seen(bot, 'shenzhenOfficer', 'recommendation_record', `R-${number}｜`), {
    action_id: 'recommendation_record',
  })
  const record = officer.render(await window(bot, 'shenzhenOfficer', '全过程'))
  for (const words of [all, `答：${all}`, `补：${all}`, `否：${all}`, twoStars]) expect(record).toContain(words)
  await officer.close()
})

test('B17: lists, searches, refusals, look-alikes and new clients read as typed', async () => {
  const officer = bot.as('shenzhenOfficer')
  await officer.openHome()
  await officer.waitFor(() => officer.home())
  await officer.command('/approvals')
  const inbox = officer.render(await window(bot, 'shenzhenOfficer', '我发起的'))
  await officer.close()
  for (const name of [...Object.values(nasty), twoStars]) {
    expect(inbox).toContain(name)
    expect(officer.render(officer.home() ?? undefined)).toContain(name)
  }

  for (const name of Object.values(nasty)) {
    await officer.command(`/client ${sent(name)}`)
    const card = await officer.waitFor(() =>
      officer.ephemerals().find((message) => officer.render(message).startsWith(`# ${name}｜战略客户`)),
    )
    expectAsTyped(card, name)
  }
  await officer.command(`/client find ${sent('*ST远')}`)
  expectAsTyped(await shown(bot, 'shenzhenOfficer', '*ST远', nasty.star, nasty.otherStar), '*ST远')
  await officer.command(`/client find ${sent(`没有${all}`)}`)
  expectAsTyped(await shown(bot, 'shenzhenOfficer', '没有找到'), `没有${all}`)

  await officer.command(`/recommend ${sent(nasty.broadcast)}`)
  expect(officer.render(await window(bot, 'shenzhenOfficer', '/client '))).toContain(`${nasty.broadcast}已经是`)
  await officer.close()

  await officer.command(`/recommend ${sent(`${nasty.broadcast}集团`)}`)
  const form = await window(bot, 'shenzhenOfficer', 'surelyNew')
  expect(officer.render(form)).toContain(`${nasty.broadcast}集团`)
  expect(officer.render(form)).toContain(`${nasty.broadcast}（X-BROADCAST）`)
  await officer.suggest(form, { action_id: 'client' }, nasty.link)
  await officer.close()
})

test('B17: the alarm about an empty post reads as typed', async () => {
  const { luohuPresident } = bot.bank.person
  await bot.database.db.update(people).set({ leftOn: '2026-01-31' }).where(eq(people.id, luohuPresident))
  await enter(`${nasty.mention}${twoStars}`, 'X-EMPTY')
  await recommend(bot, 'luohuManager', {
    client: 'X-EMPTY',
    route: routeOption.subBranchRecommends,
    category: 'regional_group',
  })
  expectAsTyped(await shown(bot, 'administrator', '目前没有可以办理此步'), `${nasty.mention}${twoStars}`)
})

test('B17: nothing that was ever sent holds a mention, link, style or emoji that the bot did not mean', async () => {
  await bot.service.idle()
  const screens = personKeys.flatMap((key: PersonKey) => {
    const actor = bot.as(key)
    const messages = actor.conversations().flatMap(({ id }) => actor.messages(id))
    return messages.filter(({ author }) => author.kind === 'bot')
  })
  const { markup, described, plain, rich } = shownTexts(bot.workspace, screens)
  expect(markup.length).toBeGreaterThan(100)
  expect(plain.length).toBeGreaterThan(1000)
  expect(rich.length).toBeGreaterThan(1000)

  expect(markup.filter((text) => references(text).length > 0)).toEqual([])
  const styled = (text: string) => parseMrkdwn(text).some((token) => !['text', 'newline'].includes(token.type))
  expect(markup.filter(styled)).toEqual([])
  expect(described.filter((text) => references(text).length > 0)).toEqual([])
  expect(plain.filter(({ emoji }) => emoji !== false)).toEqual([])

  const people_ = new Set(personKeys.map((key) => bot.as(key).id))
  const meant = rich.filter(({ type }) => type !== 'text')
  expect(meant.filter(({ type }) => type !== 'user' && type !== 'channel')).toEqual([])
  const users = new Set(meant.flatMap(({ user_id }) => user_id ?? []))
  expect([...users].filter((id) => !people_.has(id))).toEqual([])
  expect(users).not.toContain(bot.as('administrator').id)

  const calls = bot.workspace.log.calls().filter(({ method }) => /^chat\.(post|update)/.test(method))
  const read = ({ args }: (typeof calls)[number]) => [String(args.parse), String(args.link_names)].join()
  expect(new Set(calls.map(read))).toEqual(new Set(['none,false']))
  expect(calls.filter(({ args }) => args.markdown_text !== undefined)).toEqual([])
})
