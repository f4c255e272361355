import type { App, RespondFn } from '@slack/bolt'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startWorkspace, type Workspace } from '../../src/workspace/workspace.ts'
import { createSocketBot } from './support/bot.ts'
import { botClient } from './support/client.ts'

let time = 1_800_000_000_000
let workspace: Workspace
let app: App
let li: ReturnType<Workspace['as']>
let respond: RespondFn

const button = [
  {
    type: 'actions' as const,
    elements: [{ type: 'button' as const, action_id: 'b', text: { type: 'plain_text' as const, text: '按' } }],
  },
]

beforeAll(async () => {
  workspace = await startWorkspace({ now: () => time })
  app = createSocketBot(workspace)
  app.command('/go', async ({ ack, respond: own }) => {
    respond = own
    await ack()
  })
  app.action('b', async ({ ack, respond: own }) => {
    respond = own
    await ack()
  })
  await app.start()
})
afterAll(async () => {
  await app.stop()
  await workspace.stop()
})
beforeEach(() => {
  li = workspace.as(workspace.addUser({ realName: '李', email: `li${Math.random()}@x.cn` }).id)
})

describe('a response_url', () => {
  it('serves five times', async () => {
    await li.command('/go')
    for (let i = 1; i <= 5; i += 1) await respond(`第${i}次`)
    await expect(respond('第6次')).rejects.toMatchObject({ statusCode: 404 })
    expect(li.ephemerals().map((one) => one.text)).toEqual(['第1次', '第2次', '第3次', '第4次', '第5次'])
  })

  it('serves for thirty minutes of the clock', async () => {
    await li.command('/go')
    time += 30 * 60_000
    await respond('赶上')
    time += 1
    await expect(respond('晚了')).rejects.toMatchObject({ statusCode: 404 })
  })

  it('is the only way to change or remove an ephemeral', async () => {
    await li.command('/go')
    await respond({ text: '只给你', blocks: button })
    await li.click(li.ephemerals().at(-1) as never, { text: '按' })
    const payload = workspace.log.deliveries('block_actions').at(-1)?.payload as Record<string, unknown>
    expect(payload.container).toMatchObject({ is_ephemeral: true })
    expect(payload).not.toHaveProperty('message')
    await respond({ text: '换了', replace_original: true })
    expect(li.ephemerals().map((one) => [one.text, one.blocks.length])).toEqual([['换了', 0]])
    await respond({ delete_original: true })
    expect(li.ephemerals()).toEqual([])
  })

  it('replaces or answers a message in a direct message, without touching it by default', async () => {
    const { ts } = await botClient(workspace).chat.postMessage({ channel: li.id, text: '卡片', blocks: button })
    const card = () => li.messages().find((one) => one.ts === ts)
    await li.click(card() as never, { text: '按' })
    await respond({ text: '悄悄说', replace_original: false })
    expect(card()?.blocks).toHaveLength(1)
    await respond({ text: '大家看', response_type: 'in_channel', replace_original: false })
    expect(li.messages().at(-1)).toMatchObject({ text: '大家看', ephemeral: false })
    await respond({ text: '新卡片', replace_original: true })
    expect(card()).toMatchObject({ text: '新卡片', blocks: [] })
  })

  it('refuses blocks that Slack would refuse', async () => {
    await li.command('/go')
    await expect(
      respond({ text: 'a', blocks: [{ type: 'header', text: { type: 'plain_text', text: '' } }] }),
    ).rejects.toMatchObject({ statusCode: 404 })
  })
})
