import { expect, test } from 'vitest'
import { policyVersions } from '../../db/schema/policy-versions.ts'
import { defaultPolicy, type Policy } from '../../src/policy.ts'
import { stepValue } from '../../src/slack/cards/button-value.ts'
import type { SeenMessage } from '../../src/workspace/actor/contract.ts'
import { recordingLog } from '../outbox/recording-log.ts'
import { asBot } from '../support/as-bot.ts'
import type { PersonKey } from '../support/bank.ts'
import { testBot } from '../support/bot.ts'
import { approve, recommend, routeOption, seen, shown, windowText } from '../support/gestures.ts'
import { forgedBlock } from '../support/press.ts'

const bot = await testBot()
const bareLog = recordingLog()
const bare = await testBot({ log: bareLog })
const { sql, db } = bot.database
const president = bot.as('shenzhenPresident')

/** Who sees the card and has no say, and what each is told. */
const strangers: [PersonKey, string][] = [
  ['futianManager', '本人推荐的客户，本人不能审批。（第八条(一)）'],
  ['beijingOfficer', '这一步由分行行长决定，您不在此岗位。（第八条(一)）'],
  ['administrator', '这一步由分行行长决定，您不在此岗位。（第八条(一)）'],
]

let number: number
let channel: string

async function record() {
  const decisions = await sql`
    select step_no, decided_by::int from recommendation_decisions where recommendation_id = ${number} order by step_no`
  const steps = await sql`select state from recommendation_steps where recommendation_id = ${number} order by no`
  return { decisions: [...decisions], steps: steps.map(({ state }) => state) }
}

async function refusedPresses(source: string) {
  const rows = await sql`
    select slack_user_id, after ->> 'refused' as refused from audit_entries
    where action = 'decision_refused' and subject_id = ${number} and source = ${source} order by id`
  return rows.map(({ slack_user_id, refused }) => [slack_user_id, refused])
}

const expectedRefusals = strangers.map(([key, words]) => [
  bot.as(key).id,
  words.startsWith('本人') ? 'own_submission' : 'may_not_decide',
])

function privateNotes(key: PersonKey): string[] {
  const actor = bot.as(key)
  return actor.ephemerals().map((message) => actor.render(message).trim())
}

function cardInChannel(key: PersonKey): SeenMessage {
  const card = bot
    .as(key)
    .messages(channel)
    .find((message) => JSON.stringify(message.blocks).includes('recommendation_record'))
  if (!card) throw new Error('the card is not in the channel')
  return card
}

/** What the administrator was told of the settings, as it reads. */
function alarms(of = bot): string[] {
  const actor = of.as('administrator')
  return actor
    .messages()
    .map((message) => actor.render(message))
    .filter((text) => text.includes('授权设置'))
}

async function publish(document: unknown): Promise<number> {
  const values = { document: document as Policy, publishedAt: new Date(), reason: '测试' }
  const [row] = await db.insert(policyVersions).values(values).returning({ id: policyVersions.id })
  return row?.id ?? 0
}

test('B04 on a card in the client’s channel: the submitter, another branch’s officer and the administrator are refused in private', async () => {
  number = await recommend(bot, 'futianManager', {
    client: '中集',
    route: routeOption.branchRecommends,
    category: 'key_industry_front_runner',
  })
  await approve(bot, 'futianPresident')
  const card = await seen(bot, 'shenzhenPresident', 'recommendation_approve', `R-${number}｜`)
  channel = bot.workspace.addChannel({
    name: 'client-room',
    isPrivate: true,
    creator: bot.as('futianManager').id,
    members: [...strangers.map(([key]) => bot.as(key).id), president.id, bot.workspace.botUserId],
  })
  await asBot(bot.workspace, 'chat.postMessage', { channel, text: card.text, blocks: card.blocks })
  const before = await record()

  for (const [key, words] of strangers) {
    await bot.as(key).click(cardInChannel(key), { action_id: 'recommendation_approve' })
    await bot.as(key).waitFor(() => privateNotes(key).includes(words))
  }
  for (const [key] of strangers) expect(privateNotes(key)).toHaveLength(1)
  expect(privateNotes('shenzhenPresident')).toEqual([])
  expect(await record()).toEqual(before)
  expect(await refusedPresses('card')).toEqual(expectedRefusals)
})

test('B04 the same payload as a submitted form: refused at its field', async () => {
  const before = await record()
  for (const [key, words] of strangers) {
    const actor = bot.as(key)
    await actor.command('/approvals')
    await windowText(bot, key, '等我办理')
    const view = {
      type: 'modal',
      callback_id: 'recommendation_reject_submit',
      private_metadata: stepValue({ recommendationId: number, round: 1, stepNo: 2 }),
      title: { type: 'plain_text', text: '否决' },
      submit: { type: 'plain_text', text: '提交' },
      blocks: [
        {
          type: 'input',
          block_id: 'reason',
          label: { type: 'plain_text', text: '理由' },
          element: { type: 'plain_text_input', action_id: 'reason' },
        },
      ],
    }
    await asBot(bot.workspace, 'views.update', { view_id: actor.view()?.id, view })
    await actor.type(actor.view() as NonNullable<ReturnType<typeof actor.view>>, { action_id: 'reason' }, '不同意')
    expect((await actor.submit()).errors).toEqual({ reason: words })
    await actor.close(true)
  }
  expect(await record()).toEqual(before)
  expect(await refusedPresses('form')).toEqual(expectedRefusals)
})

test('B04 the same payload as a Home button, and a reason form asked for by somebody without a say', async () => {
  const before = await record()
  const value = stepValue({ recommendationId: number, round: 1, stepNo: 2 })
  for (const [key, words] of strangers) {
    const actor = bot.as(key)
    const blocks = [forgedBlock({ action_id: 'recommendation_approve', value })]
    await asBot(bot.workspace, 'views.publish', { user_id: actor.id, view: { type: 'home', blocks } })
    const home = await actor.waitFor(() => actor.home())
    await actor.click(home, { action_id: 'recommendation_approve' })
    await shown(bot, key, words)
    await actor.click(cardInChannel(key), { action_id: 'recommendation_return' })
    await windowText(bot, key, words)
    await actor.close(true)
  }
  expect(await record()).toEqual(before)
  expect(await refusedPresses('card')).toHaveLength(9)
})

test('B04 a step whose list is empty is nobody’s: refused, held, and the administrator is told once', async () => {
  const before = await record()
  await sql`
    update recommendation_steps set taken_by = '{"positions": []}'
    where recommendation_id = ${number} and state = 'open'`
  for (const times of [1, 2]) {
    await president.click(cardInChannel('shenzhenPresident'), { action_id: 'recommendation_approve' })
    await president.waitFor(() => privateNotes('shenzhenPresident').length === times)
  }
  expect(privateNotes('shenzhenPresident')[0]).toContain('没有任何岗位可以决定「分行行长审核」')
  await bot.service.idle()
  expect(alarms()).toEqual([expect.stringContaining(`中集集团的推荐（R-${number}）停在「分行行长审核」`)])
  expect(await record()).toEqual(before)
  await sql`
    update recommendation_steps set taken_by = '{"positions": ["branch_president"]}'
    where recommendation_id = ${number} and state = 'open'`
})

test('B04 settings that give the administrator a say cannot be read, and unreadable settings mean nobody: said at start and at the refusal, once', async () => {
  const before = await record()
  const stepPositions = { ...defaultPolicy.stepPositions, branch_endorses: ['administrator', 'branch_president'] }
  const version = await publish({ ...defaultPolicy, stepPositions })
  const told = alarms().length
  const noted = privateNotes('shenzhenPresident').length
  for (const key of ['shenzhenPresident', 'administrator'] as const)
    await bot.as(key).click(cardInChannel(key), { action_id: 'recommendation_approve' })
  await president.waitFor(() => privateNotes('shenzhenPresident').length > noted)
  expect(privateNotes('shenzhenPresident').at(-1)).toContain('任何人都不能办理')
  await bot.another()
  await bot.service.idle()
  expect(alarms().slice(told)).toEqual([expect.stringContaining(`授权设置第 ${version} 版无法读取`)])
  expect(await record()).toEqual(before)

  await publish(defaultPolicy)
  await president.click(cardInChannel('shenzhenPresident'), { action_id: 'recommendation_approve' })
  await shown(bot, 'corporateOfficer', `R-${number}｜`, '[同意]')
})

test('B04 missing and empty lists mean nobody: the administrator reads which at start, and nothing is submitted to them', async () => {
  const { joint_initiation: _, ...initiators } = defaultPolicy.initiators
  const stepPositions = { ...defaultPolicy.stepPositions, branch_designates: [] }
  const told = alarms().length
  const version = await publish({ ...defaultPolicy, initiators, stepPositions, branchFourEyes: [] })
  const service = await bot.another()
  await service.idle()
  const [alarm, ...more] = alarms().slice(told)
  expect(more).toEqual([])
  expect(alarm).toContain(`授权设置第 ${version} 版中，以下事项没有任何岗位可以办理`)
  const gaps = alarm?.trim().split('\n').slice(1)
  expect(gaps).toEqual(['发起：总行与分行联合发起', '分行认定', '分行行长本人推荐时，由分行其他人员作出的决定'])

  const refused = recommend(bot, 'luohuManager', {
    client: '万科',
    route: routeOption.subBranchRecommends,
    category: 'regional_group',
  })
  await expect(refused).rejects.toThrow('没有任何岗位可以决定「分行认定」')
  const [{ count } = {}] = await sql`select count(*)::int as count from recommendations where state = 'submitted'`
  expect(count).toBe(1)
})

test('B04 no settings at all: said in the log and to the administrator at start, once, and nobody begins anything', async () => {
  await bare.database.sql`delete from policy_versions`
  for (const service of [await bare.another(), await bare.another()]) await service.idle()
  const lack = { policyVersionId: null, gaps: null }
  const said: unknown = [{ lack }, 'the settings leave something to nobody; the administrators are told']
  expect(bareLog.lines('error')).toEqual([said, said])
  expect(alarms(bare)).toEqual(['本行尚未发布授权设置：任何人都不能推荐或审批战略客户。请发布授权设置。'])
  await bare.as('futianManager').command('/recommend 中集')
  await windowText(bare, 'futianManager', '本行尚未发布授权设置，任何人都不能办理')
  await bare.service.idle()
  expect(alarms(bare)).toHaveLength(1)
})
