import { afterEach, expect, test, vi } from 'vitest'
import { insertQuestion } from '../../db/queries/question.ts'
import type { Draft } from '../../src/domain/recommendation/draft.ts'
import { isRefusal } from '../../src/domain/refusal.ts'
import { decideStep } from '../../src/usecases/decide-step.ts'
import { openRecommendationForm } from '../../src/usecases/recommendation-form.ts'
import { submitRecommendation } from '../../src/usecases/submit-recommendation.ts'
import type { PageView } from '../../src/workspace/protocol.ts'
import type { PersonKey } from '../support/bank.ts'
import { testBot } from '../support/bot.ts'
import { approve, fill, giveVerdict, routeOption, seen, shown, window } from '../support/gestures.ts'

const bot = await testBot()
const branch = bot.as('shenzhenPresident')
const officer = bot.as('shenzhenOfficer')

afterEach(async () => {
  bot.workspace.faults.clear()
  await bot.service.idle()
})

const han = (length: number) => '战略客户营销'.repeat(Math.ceil(length / 6)).slice(0, length)
const emoji = (length: number) => '😀'.repeat(length)
const route = { route: routeOption.branchDesignates, category: 'regional_group', leadUnit: '福田' } as const

const { deps } = bot

let serial = 0

/** Submits past the form, which takes no more than 3,000 characters: as an import or a later way in may. */
async function submitted(draft: Draft): Promise<{ id: number; name: string }> {
  const name = `长文${++serial}`
  const act = { personId: bot.bank.person.shenzhenOfficer, source: 'form' } as const
  const form = await openRecommendationForm(deps, act, name)
  if (isRefusal(form)) throw new Error(form.refused)
  const [criteria] = await bot.database.sql`select id from criteria_versions where tier = 'regional'`
  const whole: Draft = {
    newName: name,
    route: 'branch_designates',
    beganAtUnitId: bot.bank.unit.shenzhen,
    leadUnitId: bot.bank.unit.futian,
    category: 'regional_group',
    industry: '制造',
    region: '深圳',
    ...draft,
  }
  const result = await submitRecommendation(deps, act, form.recommendationId, whole, Number(criteria?.id))
  if (Array.isArray(result)) throw new Error(JSON.stringify(result))
  return { id: result.recommendationId, name }
}

async function storedReason(id: number): Promise<string> {
  const [row] = await bot.database.sql`select reason from recommendations where id = ${id}`
  return row?.reason ?? ''
}

function cardOf(key: PersonKey, name: string) {
  return seen(bot, key, 'recommendation_approve', `｜${name}`)
}

/** Everything that the record's windows say, page after page, without line breaks. */
async function wholeRecord(key: PersonKey, name: string): Promise<string> {
  const actor = bot.as(key)
  await actor.click(await seen(bot, key, 'recommendation_record', `｜${name}`), { action_id: 'recommendation_record' })
  let view = await window(bot, key, '"rich_text_quote"')
  let text = plainOf(view)
  while (JSON.stringify(view).includes('recommendation_record_later')) {
    const { hash } = view
    await actor.click(view, { action_id: 'recommendation_record_later' })
    view = await actor.waitFor(() => (actor.view()?.hash === hash ? null : actor.view()))
    text += plainOf(view)
  }
  await actor.close()
  return text
}

function plainOf({ blocks }: PageView): string {
  const texts: string[] = []
  JSON.stringify(blocks, (key, value) => {
    if (key === 'text' && typeof value === 'string') texts.push(value)
    return value
  })
  return texts.join('')
}

test.each([
  ['2,999 Chinese characters', han(2999)],
  ['3,000 Chinese characters', han(3000)],
  ['3,000 emoji', emoji(3000)],
])('B16: a reason of %s is taken by the form, kept whole, and the card comes', async (what, reason) => {
  const name = `表单${what}`
  await fill(bot, 'shenzhenOfficer', { ...route, client: name, reason, typed: { industry: '制造', region: '深圳' } })
  expect(await officer.submit()).toEqual({ closed: true })
  const card = await cardOf('shenzhenPresident', name)
  expect(branch.render(card)).toContain('……全文见“完整记录”。')
  expect(await storedReason(Number(/R-(\d+)/.exec(branch.render(card))?.[1]))).toBe(reason)
  expect(await wholeRecord('shenzhenPresident', name)).toContain(reason)
})

test('B16: 3,001 characters do not leave the field, which says so; what was typed stays', async () => {
  const form = await fill(bot, 'shenzhenOfficer', {
    ...route,
    client: '表单超长',
    reason: han(3001),
    typed: { industry: '制造', region: '深圳' },
  })
  const field = form.blocks.find(({ block_id }) => block_id === 'reason')
  expect(field?.element).toMatchObject({ type: 'plain_text_input', max_length: 3000 })
  expect(field?.hint?.text).toContain('最多 3000 字')
  const sent = bot.workspace.log.deliveries('view_submission').length
  const result = await officer.submit()
  expect(result.closed).toBe(false)
  expect(Object.keys(result.errors ?? {})).toEqual(['reason'])
  expect(bot.workspace.log.deliveries('view_submission').length).toBe(sent)
  expect(officer.view()?.state.reason?.reason?.value).toBe(han(3001))
  await officer.close()
})

test('B16: every text field of every form says how much it takes', async () => {
  const views = bot.workspace.log
    .calls()
    .filter(({ method }) => method.startsWith('views.'))
    .map(({ args }) => (typeof args.view === 'string' ? JSON.parse(args.view) : args.view) as PageView)
  const card = await submitted({ reason: '够短' }).then(({ name }) => cardOf('shenzhenPresident', name))
  for (const action of ['recommendation_ask', 'recommendation_return', 'recommendation_reject']) {
    await branch.click(card, { action_id: action })
    views.push(await window(bot, 'shenzhenPresident', 'plain_text_input'))
    await branch.close()
  }
  const fields = views.flatMap(({ blocks }) => blocks).filter(({ element }) => element?.type === 'plain_text_input')
  expect(new Set(fields.map(({ block_id }) => block_id?.split('@')[0])).size).toBeGreaterThan(5)
  const unsaid = fields.filter(({ block_id, hint, element }) => {
    const isFigure = block_id?.startsWith('criterion_')
    return element?.max_length === undefined || !(isFigure || hint?.text.includes(`最多 ${element.max_length} 字`))
  })
  expect(unsaid.map(({ block_id }) => block_id)).toEqual([])
})

test.each([
  ['2,999', han(2999)],
  ['3,000', han(3000)],
  ['3,001', han(3001)],
  ['6,130', han(6130)],
  ['3,001 emoji', emoji(3001)],
  ['6,130 emoji', emoji(6130)],
])(
  'B16: a reason of %s that came another way: stored whole, on the card shortened, in the record whole',
  async (_, reason) => {
    const { id, name } = await submitted({ reason })
    expect(await storedReason(id)).toBe(reason)
    const card = await cardOf('shenzhenPresident', name)
    const text = branch.render(card)
    expect(text).toContain(reason.slice(0, 500))
    expect(text).toContain('……全文见“完整记录”。')
    expect(text).toContain('[完整记录]')
    expect(text).not.toContain('内容过长，已精简显示')
    expect(JSON.stringify(card.blocks)).not.toMatch(/\\ud[89ab]../i)
    expect(await wholeRecord('shenzhenPresident', name)).toContain(reason)
  },
)

test('B16: five such fields in one card', async () => {
  const long = (sign: string) => `${sign}${han(6130)}${sign}`
  const { id, name } = await submitted({
    legalName: long('甲'),
    industry: long('乙'),
    region: long('丙'),
    reason: long('丁'),
  })
  await cardOf('shenzhenPresident', name)
  const request = { round: 1, stepNo: 1, verdict: 'returned', reason: long('戊') } as const
  const act = { personId: bot.bank.person.shenzhenPresident, source: 'form' } as const
  expect(isRefusal(await decideStep(deps, act, id, request, String))).toBe(false)

  const returned = await shown(bot, 'shenzhenOfficer', `# 推荐上报 R-${id}｜${name}`, '退回意见')
  expect(officer.render(returned)).not.toContain('内容过长，已精简显示')
  expect(officer.render(await shown(bot, 'shenzhenOfficer', `${name}的推荐被`, '戊'))).toContain('[完整记录]')
  const record = await wholeRecord('shenzhenOfficer', name)
  for (const sign of ['甲', '乙', '丙', '丁', '戊']) expect(record).toContain(long(sign))
  const [row] = await bot.database.sql`select shortened_at from recommendations where id = ${id}`
  expect(row).toEqual({ shortened_at: null })
})

test('B16: a reason longer than the field opens for its supplement, and the form says what it leaves out', async () => {
  const { name } = await submitted({ reason: han(6130) })
  await giveVerdict(bot, 'shenzhenPresident', 'return', '请精简', `｜${name}`)
  const notice = await shown(bot, 'shenzhenOfficer', `${name}的推荐被`, '请精简')
  await officer.click(notice, { action_id: 'recommendation_resubmit' })
  const form = await window(bot, 'shenzhenOfficer', '"reason"')
  expect(form.state.reason?.reason?.value).toBe(han(3000))
  expect(officer.render(form)).toContain('原推荐理由有 6130 字，超过表单的 3000 字')
  await officer.close()
})

const whole = (args: Record<string, unknown>) => JSON.stringify(args.blocks ?? '').includes('推荐理由')

test.each(['invalid_blocks', 'msg_too_long', 'msg_blocks_too_long', 'invalid_blocks_format'])(
  'B16: %s: a minimal card goes out, its buttons work, and the administrator is told once',
  async (error) => {
    bot.workspace.faults.add({ method: '*', count: Number.POSITIVE_INFINITY, kind: 'error', error, match: whole })
    const { id, name } = await submitted({ reason: han(1000) })
    const card = await cardOf('shenzhenPresident', name)
    const text = branch.render(card)
    expect(text).toContain(`# 推荐上报 R-${id}｜${name}`)
    expect(text).toContain('待分行认定（深圳分行）')
    expect(text).toContain('内容过长，已精简显示，请查看完整记录。')
    for (const button of ['同意', '退回补充', '否决', '提问', '完整记录']) expect(text).toContain(`[${button}]`)
    await shown(bot, 'shenzhenOfficer', `R-${id}｜${name}`, '内容过长')

    await approve(bot, 'shenzhenPresident', `｜${name}`)
    await shown(bot, 'shenzhenPresident', `R-${id}｜${name}`, '已认定', '内容过长')
    await shown(bot, 'shenzhenOfficer', `R-${id}｜${name}`, '已认定', '内容过长')
    await bot.service.idle()
    const alarms = bot
      .as('administrator')
      .messages()
      .filter((message) => message.text.includes(`（R-${id}）`))
    expect(alarms).toHaveLength(1)
    expect(alarms[0]?.text).toContain(error)
    expect(alarms[0]?.text).toContain(name)
    const [entry] = await bot.database.sql`
      select count(*)::int as entries from audit_entries where action = 'message_shortened' and subject_id = ${id}`
    expect(entry).toEqual({ entries: 1 })
  },
)

test('B16: questions, answers and outcomes that Slack refuses go out in their least form, with their buttons', async () => {
  const { id, name } = await submitted({ reason: '够短' })
  const card = await cardOf('shenzhenPresident', name)
  const quoted = (args: Record<string, unknown>) => JSON.stringify(args.blocks ?? '').includes('很长的话')
  const error = 'msg_blocks_too_long'
  bot.workspace.faults.add({
    method: 'chat.postMessage',
    count: Number.POSITIVE_INFINITY,
    kind: 'error',
    error,
    match: quoted,
  })

  await branch.click(card, { action_id: 'recommendation_ask' })
  await branch.type(await window(bot, 'shenzhenPresident', 'plain_text_input'), { action_id: 'text' }, '很长的话？')
  await branch.submit()
  const question = await seen(bot, 'shenzhenOfficer', 'recommendation_answer', name)
  expect(officer.render(question)).toContain('内容过长，已精简显示，请查看完整记录。')
  await officer.click(question, { action_id: 'recommendation_answer' })
  const form = await window(bot, 'shenzhenOfficer', 'plain_text_input')
  expect(officer.render(form)).toContain('很长的话？')
  await officer.type(form, { action_id: 'text' }, '答：很长的话')
  await officer.submit()
  await branch.waitFor(() => branch.messages().find(({ text }) => text.includes('答：很长的话')))

  await giveVerdict(bot, 'shenzhenPresident', 'return', '退：很长的话', `｜${name}`)
  const returned = await officer.waitFor(() => officer.messages().find(({ text }) => text.includes('退：很长的话')))
  expect(officer.render(returned)).toContain('[补充并重新提交]')
  await bot.service.idle()
  const alarms = bot
    .as('administrator')
    .messages()
    .filter((message) => message.text.includes(`（R-${id}）`))
  expect(alarms).toHaveLength(1)
})

test('B16: a record of very many long questions is read to its end, page by page', async () => {
  const { id, name } = await submitted({ reason: '够短' })
  await cardOf('shenzhenPresident', name)
  await bot.database.db.transaction(async (tx) => {
    for (let number = 1; number <= 120; number++) {
      const askedBy = bot.bank.person.shenzhenPresident
      const question = `第${number}问${han(2000)}完`
      await insertQuestion(tx, { recommendationId: id, round: 1, askedBy, question, askedAt: new Date() })
    }
  })
  const record = await wholeRecord('shenzhenPresident', name)
  for (let number = 1; number <= 120; number++) expect(record).toContain(`第${number}问${han(2000)}完`)
  expect(record).toContain('全过程')
})

test('B16: no item waits at a step without a card, and nothing was given up', async () => {
  await bot.service.idle()
  const { sql } = bot.database
  const without = await sql`
    select recommendations.id from recommendations
    join recommendation_steps steps on steps.recommendation_id = recommendations.id and steps.state = 'open'
    where not exists (
      select from recommendation_cards cards
      where cards.recommendation_id = recommendations.id and cards.step_no = steps.no
        and cards.round = recommendations.round and cards.ts is not null)`
  expect([...without]).toEqual([])
  await vi.waitFor(async () =>
    expect([...(await sql`select kind, last_error from effects where state = 'dead'`)]).toEqual([]),
  )
})
