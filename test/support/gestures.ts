import { common } from '../../src/slack/text/common.ts'
import type { GestureResult, SeenMessage, SubmitResult } from '../../src/workspace/actor/contract.ts'
import type { PageView } from '../../src/workspace/protocol.ts'
import { type PersonKey, personKeys } from './bank.ts'
import type { TestBot } from './bot.ts'

/** A machine that tests much at once is slow; nothing here waits longer than for what comes. */
const patience = { timeoutMs: 15_000 }

/** The newest message to a person that holds all of these texts or action ids; waits for it. */
export function seen(bot: TestBot, key: PersonKey, ...parts: readonly string[]): Promise<SeenMessage> {
  const actor = bot.as(key)
  return actor.waitFor(
    () =>
      actor.messages().findLast((message) => {
        const whole = `${message.text}${JSON.stringify(message.blocks)}`
        return parts.every((part) => whole.includes(part))
      }),
    patience,
  )
}

/** The newest message to a person that reads so, buttons included; waits for it. */
export function shown(bot: TestBot, key: PersonKey, ...parts: readonly string[]): Promise<SeenMessage> {
  const actor = bot.as(key)
  return actor.waitFor(() => actor.messages().findLast((message) => reads(actor.render(message), parts)), patience)
}

function reads(text: string, parts: readonly string[]): boolean {
  return parts.every((part) => text.includes(part))
}

/** The window on top once it holds this text or action id. */
export function window(bot: TestBot, key: PersonKey, part: string): Promise<PageView> {
  const actor = bot.as(key)
  return actor.waitFor(() => {
    const view = actor.view()
    return view && JSON.stringify(view).includes(part) ? view : null
  }, patience)
}

/** What the window on top reads like, once it reads so. */
export async function windowText(bot: TestBot, key: PersonKey, ...parts: readonly string[]): Promise<string> {
  const actor = bot.as(key)
  return actor.waitFor(() => {
    const view = actor.view()
    const text = view ? actor.render(view) : ''
    return reads(text, parts) ? text : null
  }, patience)
}

export interface Recommended {
  /** What is typed after /recommend. */
  readonly client: string
  /** The option's whole text. */
  readonly route: string
  /** The option's value. */
  readonly category: string
  /** Typed into the lead unit's search, and chosen; where the route asks for one. */
  readonly leadUnit?: string
  readonly reason?: string
  /** Further fields, typed by input name. */
  readonly typed?: Readonly<Record<string, string>>
}

/** Opens the recommendation form and fills it; nothing is submitted yet. */
export async function fill(bot: TestBot, key: PersonKey, what: Recommended): Promise<PageView> {
  const actor = bot.as(key)
  await actor.command(`/recommend ${what.client}`)
  const form = await window(bot, key, '"route"')
  const begun = form.state.route?.route?.selected_option?.value
  if (!begun) await actor.select(form, { action_id: 'route' }, what.route)
  const ready = await window(bot, key, what.category)
  await actor.select(ready, { action_id: 'category' }, what.category)
  if (what.leadUnit) {
    const [unit] = await actor.suggest(ready, { action_id: 'leadUnit' }, what.leadUnit)
    await actor.select(ready, { action_id: 'leadUnit' }, unit?.value ?? '')
  }
  await actor.type(ready, { action_id: 'reason' }, what.reason ?? '结算量大，行业地位突出')
  for (const [name, value] of Object.entries(what.typed ?? {})) await actor.type(ready, { action_id: name }, value)
  return ready
}

/** Closed at once, or, on a slow machine, after "working on it": what came of it is then waited for. */
function isTaken({ closed, view }: SubmitResult): boolean {
  return closed || [common.zh.workingTitle, common.en.workingTitle].includes(view?.title ?? '')
}

/** Fills and submits the recommendation form; gives the recommendation's number from the recommender's own card. */
export async function recommend(bot: TestBot, key: PersonKey, what: Recommended): Promise<number> {
  const actor = bot.as(key)
  const before = numbersSeen(bot, key)
  await fill(bot, key, what)
  const result = await actor.submit()
  if (!isTaken(result)) throw new Error(`the form was not accepted: ${actor.render()}`)
  return actor.waitFor(() => numbersSeen(bot, key).find((number) => !before.includes(number)), patience)
}

function numbersSeen(bot: TestBot, key: PersonKey): number[] {
  const actor = bot.as(key)
  return actor.messages().flatMap((message) => {
    const [, number] = /^# \S+ R-(\d+)/.exec(actor.render(message)) ?? []
    return number ? [Number(number)] : []
  })
}

/** Presses Approve on the person's newest live card about a client, saying yes to the confirm dialog of a last step. */
export async function approve(bot: TestBot, key: PersonKey, client = ''): Promise<SeenMessage & GestureResult> {
  const card = await seen(bot, key, 'recommendation_approve', client)
  const result = await bot.as(key).click(card, { action_id: 'recommendation_approve' }, { confirm: true })
  return { ...card, ...result }
}

/** Opens the reason form of a return or a rejection from the person's newest live card about a client. */
export async function beginVerdict(
  bot: TestBot,
  key: PersonKey,
  verdict: 'return' | 'reject',
  client = '',
): Promise<PageView> {
  const action = `recommendation_${verdict}`
  const card = await seen(bot, key, action, client)
  await bot.as(key).click(card, { action_id: action })
  return window(bot, key, 'plain_text_input')
}

/** Returns or rejects with a reason. */
export async function giveVerdict(
  bot: TestBot,
  key: PersonKey,
  verdict: 'return' | 'reject',
  reason: string,
  client = '',
): Promise<void> {
  const form = await beginVerdict(bot, key, verdict, client)
  await bot.as(key).type(form, { action_id: 'reason' }, reason)
  const result = await bot.as(key).submit()
  if (!isTaken(result)) throw new Error(`the reason was not accepted: ${bot.as(key).render()}`)
}

/** Everybody's copies of a recommendation's card, as they read. */
export function cardsOf(bot: TestBot, number: number): { key: PersonKey; text: string }[] {
  return personKeys.flatMap((key) => {
    const actor = bot.as(key)
    const texts = actor.messages().map((message) => actor.render(message))
    return texts.filter((text) => new RegExp(`^# \\S+ R-${number}\\b`).test(text)).map((text) => ({ key, text }))
  })
}

/** What a card says its state is. */
export function stateOf(card: string): string {
  return /^(?:状态：|State: )(.*)$/m.exec(card)?.[1] ?? ''
}

/** The private channel of this name part that the person is in, once they are. */
export async function channelOf(bot: TestBot, key: PersonKey, namePart: string) {
  const actor = bot.as(key)
  const line = await actor.waitFor(
    () => actor.conversations().find((one) => one.kind === 'private_channel' && one.name.includes(namePart)),
    patience,
  )
  await bot.service.idle()
  return actor.conversation(line.id)
}

/** Who sits in a channel, the bot left out. */
export function membersOf(bot: TestBot, channel: { members: readonly { id: string }[] }): PersonKey[] {
  const ids = new Set(channel.members.map((member) => member.id))
  return personKeys.filter((key) => ids.has(bot.as(key).id))
}

export const routeOption = {
  branchRecommends: '全行性战略客户｜分行推荐，总行认定（第八条(一)）',
  headOfficeInitiates: '全行性战略客户｜总行直接发起认定（第八条(二)）',
  jointInitiation: '全行性战略客户｜总行与分行联合发起（第八条(二)）',
  branchDesignates: '区域性战略客户｜分行直接认定（第十条(一)）',
  subBranchRecommends: '区域性战略客户｜支行推荐，分行认定（第十条(二)）',
} as const
