import { expect, test } from 'vitest'
import { createLog } from '../../src/log.ts'
import { createGateway } from '../../src/slack/gateway.ts'
import { createSlackClient } from '../../src/slack/slack-client.ts'
import { testBot } from '../support/bot.ts'
import { strategicVanke } from '../support/strategic.ts'

const bot = await testBot()
const own = createGateway({
  client: createSlackClient({ token: bot.workspace.botToken, apiUrl: bot.workspace.apiUrl, log: createLog('silent') }),
  log: createLog('silent'),
})

test('B08 a bookmark sent again after a lost answer: its late twin is taken away, the known one stays', async () => {
  const { sql } = bot.database
  bot.workspace.faults.add({ method: 'bookmarks.add', kind: 'reset', count: 1 })
  const channelId = await strategicVanke(bot)
  const reader = bot.as('futianPresident')
  const bookmarks = () => reader.conversation(channelId).bookmarks
  await expect.poll(() => bookmarks().length, { timeout: 15_000 }).toBe(1)
  await bot.service.idle()
  const [known] = bookmarks()
  await own.addBookmark(channelId, { title: known?.title ?? '', link: known?.link ?? '' })
  await own.addBookmark(channelId, { title: '别人的', link: 'https://bank.example/' })

  const due =
    await sql`update effects set due_at = clock_timestamp() where kind = 'twin_look' and state = 'ready' returning id`
  expect(due).toHaveLength(2)
  await sql`select pg_notify('effects', '')`
  await expect.poll(() => bookmarks().map(({ title }) => title), { timeout: 15_000 }).toEqual([known?.title, '别人的'])
  expect(bookmarks()[0]?.id).toBe(known?.id)
})
