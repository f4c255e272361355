import type { App } from '@slack/bolt'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startWorkspace, type Workspace } from '../../src/workspace/workspace.ts'
import { createSocketBot } from './support/bot.ts'
import { botClient, codeOf } from './support/client.ts'

let workspace: Workspace
let app: App
let li: ReturnType<Workspace['as']>
const plain = (text: string) => ({ type: 'plain_text' as const, text })
const say: Promise<unknown>[] = []

beforeAll(async () => {
  workspace = await startWorkspace({
    shortcuts: [
      { type: 'global', callbackId: 'recommend', name: '推荐', description: '推荐客户' },
      { type: 'message', callbackId: 'keep', name: '留存', description: '留存消息' },
    ],
  })
  app = createSocketBot(workspace)
  app.shortcut('recommend', async ({ ack, shortcut, client }) => {
    await ack()
    const select = (action_id: string, extra: object) =>
      ({ type: 'conversations_select', action_id, placeholder: plain('选'), ...extra }) as const
    const blocks = [
      {
        type: 'input' as const,
        block_id: 'told',
        label: plain('告知'),
        element: select('to', { response_url_enabled: true }),
      },
      { type: 'input' as const, block_id: 'not', optional: true, label: plain('不告知'), element: select('no', {}) },
    ]
    const view = { type: 'modal' as const, callback_id: 'form', title: plain('推荐'), submit: plain('好'), blocks }
    await client.views.open({ trigger_id: shortcut.trigger_id, view })
  })
  app.shortcut({ type: 'message_action', callback_id: 'keep' }, async ({ ack, shortcut, respond }) => {
    await ack()
    if (shortcut.type === 'message_action') await respond(`已留存：${shortcut.message.text}`)
  })
  app.view('form', async ({ ack, body }) => {
    await ack()
    if (!('response_urls' in body)) return
    for (const { response_url } of body.response_urls ?? [])
      say.push(
        fetch(response_url, {
          method: 'POST',
          body: JSON.stringify({ text: '有新推荐' }),
          headers: { 'content-type': 'application/json' },
        }),
      )
  })
  await app.start()
  li = workspace.as(workspace.addUser({ realName: '李', email: 'li@x.cn' }).id)
})
afterAll(async () => {
  await app.stop()
  await workspace.stop()
})

describe('shortcuts', () => {
  it('global: opens a modal; a conversation chosen there can be written to, by everybody seen', async () => {
    const creator = workspace.addUser({ realName: '王', email: 'w@x.cn' }).id
    const channel = workspace.addChannel({ name: 'news', creator, members: [li.id] })
    expect(await li.shortcut('recommend')).toEqual({ ok: true })
    const view = await li.waitFor(() => li.view())
    await li.select(view, { action_id: 'to' }, channel)
    await li.select(view, { action_id: 'no' }, channel)
    expect(await li.submit()).toEqual({ closed: true })
    await li.waitFor(() => li.messages(channel).some((one) => one.text === '有新推荐' && !one.ephemeral))
    const submission = workspace.log.deliveries('view_submission').at(-1)?.payload as { response_urls: object[] }
    expect(submission.response_urls).toEqual([
      { block_id: 'told', action_id: 'to', channel_id: channel, response_url: expect.stringContaining('/response/') },
    ])
    // The bot is not in that channel and could not have written there by itself.
    expect(await codeOf(botClient(workspace).chat.postMessage({ channel, text: 'a' }))).toBe('not_in_channel')
    expect(await Promise.all(say)).toHaveLength(1)
  })

  it('on a message: brings the message and a way to answer', async () => {
    const message = li.say(li.dm().id, '请留存')
    expect(await li.shortcut('keep', message)).toEqual({ ok: true })
    const answer = await li.waitFor(() => li.ephemerals().at(-1))
    expect(answer.text).toBe('已留存：请留存')
  })

  it('are those of the app, each in its own menu', async () => {
    await expect(li.shortcut('keep')).rejects.toThrow('not_found')
    await expect(li.shortcut('recommend', li.messages().at(-1))).rejects.toThrow('not_found')
    await expect(li.shortcut('keep', li.ephemerals().at(-1))).rejects.toThrow('message_not_found')
  })
})
