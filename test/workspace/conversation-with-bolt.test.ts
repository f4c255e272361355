import type { App, BlockAction, BlockSuggestion, ViewSubmitAction } from '@slack/bolt'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startWorkspace, type Workspace } from '../../src/workspace/workspace.ts'
import { createSocketBot, startHttpBot } from './support/bot.ts'

const plain = (text: string) => ({ type: 'plain_text' as const, text })

const form = {
  type: 'modal' as const,
  callback_id: 'order',
  private_metadata: 'kept',
  title: plain('订单'),
  submit: plain('提交'),
  close: plain('取消'),
  blocks: [
    {
      type: 'input' as const,
      block_id: 'what',
      label: plain('名称'),
      element: { type: 'plain_text_input' as const, action_id: 'v' },
    },
    {
      type: 'input' as const,
      block_id: 'firm',
      label: plain('客户'),
      element: { type: 'external_select' as const, action_id: 'firm', min_query_length: 1 },
    },
    {
      type: 'input' as const,
      block_id: 'size',
      label: plain('规模'),
      optional: true,
      element: {
        type: 'static_select' as const,
        action_id: 'v',
        options: [
          { text: plain('大'), value: 'l' },
          { text: plain('小'), value: 's' },
        ],
      },
    },
  ],
}

const card = [
  { type: 'section', text: { type: 'mrkdwn', text: '*订单* 待审批' } },
  {
    type: 'actions',
    block_id: 'decide',
    elements: [
      {
        type: 'button',
        action_id: 'approve',
        value: '7',
        text: plain('同意'),
        style: 'primary',
        confirm: { title: plain('确认'), text: plain('确定同意？'), confirm: plain('同意'), deny: plain('取消') },
      },
      { type: 'button', action_id: 'reject', value: '7', text: plain('拒绝') },
    ],
  },
]

interface Seen {
  actions: BlockAction[]
  submissions: ViewSubmitAction[]
  suggestions: BlockSuggestion[]
}

function teach(app: App, seen: Seen): void {
  app.command('/order', async ({ command, ack, client }) => {
    await ack()
    await client.views.open({ trigger_id: command.trigger_id, view: { ...form, private_metadata: command.text } })
  })
  app.command('/echo', async ({ ack, respond, command }) => {
    await ack(`ack ${command.text}`)
    await respond({ text: `in channel ${command.text}`, response_type: 'in_channel' })
  })
  app.options('firm', async ({ ack, body }) => {
    seen.suggestions.push(body as BlockSuggestion)
    await ack({ options: [{ text: plain(`${body.value}集团`), value: 'c1' }] })
  })
  app.view('order', async ({ ack, body, view, client }) => {
    seen.submissions.push(body as ViewSubmitAction)
    const name = view.state.values.what?.v?.value ?? ''
    if (name === '坏') return ack({ response_action: 'errors', errors: { what: '不行' } })
    if (name === '怪') return ack({ response_action: 'errors', errors: { elsewhere: '不行' } })
    await ack()
    await client.chat.postMessage({ channel: body.user.id, text: '待审批', blocks: card as never })
  })
  app.action({ type: 'block_actions' }, async ({ ack, body, respond }) => {
    await ack()
    seen.actions.push(body as BlockAction)
    await respond({
      replace_original: true,
      text: '已办',
      blocks: [{ type: 'section', text: { type: 'mrkdwn', text: '已办' } }],
    })
  })
}

describe.each(['socket', 'http'] as const)('a Bolt app over %s', (way) => {
  let workspace: Workspace
  let app: App
  let li: ReturnType<Workspace['as']>
  const seen: Seen = { actions: [], submissions: [], suggestions: [] }

  beforeAll(async () => {
    workspace = await startWorkspace({
      commands: [
        { command: '/order', description: 'd' },
        { command: '/echo', description: 'd' },
      ],
    })
    if (way === 'socket') {
      app = createSocketBot(workspace)
      teach(app, seen)
      await app.start()
    } else app = await startHttpBot(workspace, (one) => teach(one, seen))
    li = workspace.as(workspace.addUser({ realName: '李工', email: 'li@x.cn', title: '客户经理' }).id)
  })

  afterAll(async () => {
    await app.stop()
    await workspace.stop()
  })

  it('opens a modal by command, checks it, submits it and closes', async () => {
    expect(await li.command('/order 备注')).toEqual({ ok: true })
    const view = await li.waitFor(() => li.view())
    expect(li.render(view)).toContain('== 订单 ==')
    expect((await li.submit(view)).errors).toEqual({ what: '请填写此必填项。', firm: '请填写此必填项。' })
    expect(seen.submissions).toHaveLength(0)

    await li.type(view, { text: '名称' }, '坏')
    await li.select(view, { action_id: 'firm' }, '中集')
    await li.select(view, { text: '规模' }, '大')
    expect((await li.submit(view)).errors).toEqual({ what: '不行' })
    await li.type(view, { text: '名称' }, '怪')
    expect((await li.submit(view)).trouble).toBe('bad_answer')
    await li.type(view, { text: '名称' }, '货')
    expect(await li.submit(view)).toEqual({ closed: true })
    expect(li.view()).toBeNull()

    const last = seen.submissions.at(-1) as ViewSubmitAction
    expect(last.view.private_metadata).toBe('备注')
    expect(last.view.state.values).toEqual({
      what: { v: { type: 'plain_text_input', value: '货' } },
      firm: { firm: { type: 'external_select', selected_option: { text: plain('中集集团'), value: 'c1' } } },
      size: { v: { type: 'static_select', selected_option: { text: plain('大'), value: 'l' } } },
    })
    expect(seen.suggestions[0]).toMatchObject({
      type: 'block_suggestion',
      action_id: 'firm',
      block_id: 'firm',
      value: '中集',
      view: { id: view.id },
    })
  })

  it('posts a card whose button asks first and is then redrawn by the click’s own answer', async () => {
    const message = await li.waitFor(() => li.messages().find((one) => one.blocks.length === 2))
    expect(li.render(message)).toBe('订单 待审批\n[同意] [拒绝]')
    await expect(li.click(message, { text: '同意' })).rejects.toThrow('确定同意？')
    const result = await li.click(message, { text: '同意' }, { confirm: true })
    expect(result).toMatchObject({ ok: true, confirm: { text: '确定同意？' } })
    await li.waitFor(() => li.messages().some((one) => li.render(one) === '已办'))
    const body = seen.actions[0] as BlockAction
    expect(body).toMatchObject({
      type: 'block_actions',
      container: { type: 'message', message_ts: message.ts, channel_id: li.dm().id, is_ephemeral: false },
      channel: { id: li.dm().id, name: 'directmessage' },
      user: { id: li.id, team_id: workspace.teamId },
      actions: [{ type: 'button', action_id: 'approve', block_id: 'decide', value: '7', style: 'primary' }],
    })
    await expect(li.click(message, { text: '同意' })).rejects.toThrow(/no element fits.*there are: none/s)
    expect(await li.click(message, { text: '拒绝' }, { stale: true })).toEqual({ ok: true })
  })

  it('shows an acknowledgement’s text to the person alone and a response in the channel', async () => {
    const channel = workspace.addChannel({ name: `c-${way}`, creator: li.id })
    await li.command('/echo 你好', channel)
    await li.waitFor(() => li.messages(channel).some((one) => one.text === 'in channel 你好' && !one.ephemeral))
    expect(li.ephemerals().map((one) => one.text)).toContain('ack 你好')
    const other = workspace.as(workspace.addUser({ realName: '王', email: 'wang@x.cn' }).id)
    expect(other.ephemerals()).toEqual([])
  })

  it('refuses a command that the app does not have', async () => {
    expect(await li.command('/nothing')).toEqual({ ok: false, error: 'unknown_command' })
    expect(li.ephemerals().at(-1)).toMatchObject({ text: '/nothing 不是有效的命令。', author: { kind: 'slackbot' } })
  })
})
