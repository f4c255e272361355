import { afterEach, expect, test } from 'vitest'
import { createLog } from '../../src/log.ts'
import { createGateway } from '../../src/slack/gateway.ts'
import { createSlackClient } from '../../src/slack/slack-client.ts'
import { testBot } from '../support/bot.ts'
import { recommend, routeOption, seen, shown, window, windowText } from '../support/gestures.ts'

const bot = await testBot()
const { faults, rules } = bot.workspace
const own = createGateway({
  client: createSlackClient({ token: bot.workspace.botToken, apiUrl: bot.workspace.apiUrl, log: createLog('silent') }),
  log: createLog('silent'),
})
const manager = bot.as('luohuManager')

afterEach(() => {
  faults.clear()
  rules.refusesLostThreads = true
})

const reads = (part: string) => manager.messages().filter((message) => manager.render(message).includes(part))

/** A recommendation whose recommender's card was deleted. */
async function withoutOwnCard(client: string): Promise<number> {
  const number = await recommend(bot, 'luohuManager', {
    client,
    route: routeOption.subBranchRecommends,
    category: 'regional_group',
  })
  await seen(bot, 'luohuPresident', 'recommendation_ask', client)
  await bot.service.idle()
  const card = await shown(bot, 'luohuManager', `# 推荐上报 R-${number}｜`)
  await own.deleteMessage({ channel: card.conversationId, ts: card.ts })
  return number
}

async function askAbout(client: string, question: string) {
  const president = bot.as('luohuPresident')
  const card = await seen(bot, 'luohuPresident', 'recommendation_ask', client)
  await president.click(card, { action_id: 'recommendation_ask' })
  await president.type(await window(bot, 'luohuPresident', 'plain_text_input'), { action_id: 'text' }, question)
  expect((await president.submit()).closed).toBe(true)
}

test.each([
  ['refuses', '万科', true, false],
  ['lets land outside', '中集', false, false],
  ['lets land outside, with the answer lost', '京东方', false, true],
])(
  'B27 a question to the thread of a deleted card, which Slack %s, reaches the recommender once, and the card is back',
  async (_what, client, refuses, lost) => {
    const number = await withoutOwnCard(client)
    rules.refusesLostThreads = refuses
    const question = `${client}的主要结算行是哪家？`
    if (lost)
      faults.add({
        method: 'chat.postMessage',
        kind: 'lost-answer',
        count: 1,
        match: ({ blocks }) => JSON.stringify(blocks ?? '').includes(question),
      })
    await askAbout(client, question)
    const asked = await shown(bot, 'luohuManager', question, '[回答]')
    const card = await shown(bot, 'luohuManager', `# 推荐上报 R-${number}｜`)
    await bot.service.idle()
    expect(asked.threadTs ?? null).toBeNull()
    expect(reads(question)).toHaveLength(1)
    await shown(bot, 'luohuManager', question, `的推荐（R-${number}）：您的卡片已被删除，故在此告知。`)
    expect(reads(`# 推荐上报 R-${number}｜`).map(({ ts }) => ts)).toEqual([card.ts])
    expect(await bot.database.sql`select kind, last_error from effects where state = 'dead'`).toHaveLength(0)

    await manager.click(asked, { action_id: 'recommendation_answer' })
    await windowText(bot, 'luohuManager', '== 回答提问 ==')
    await manager.close()
    // From now on the thread of the fresh card is the thread.
    await askAbout(client, '占几成？')
    const next = await shown(bot, 'luohuManager', client, '占几成？')
    expect(next.threadTs).toBe(card.ts)
  },
)
