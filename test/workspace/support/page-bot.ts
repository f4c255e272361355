import type { App, BlockAction } from '@slack/bolt'
import type { Workspace } from '../../../src/workspace/workspace.ts'

const plain = (text: string) => ({ type: 'plain_text' as const, text })
const option = (text: string, value: string) => ({ text: plain(text), value })
const fruits = [option('苹果', 'apple'), option('香蕉', 'banana'), option('樱桃', 'cherry')]

/** Each kind of input, by block id: what Slack lets stand in a modal. */
const elements = {
  words: { type: 'plain_text_input', max_length: 20, placeholder: plain('写点什么') },
  story: { type: 'plain_text_input', multiline: true },
  amount: { type: 'number_input', is_decimal_allowed: true },
  email: { type: 'email_text_input' },
  address: { type: 'url_text_input' },
  fruit: { type: 'static_select', options: fruits },
  firm: { type: 'external_select', min_query_length: 1 },
  person: { type: 'users_select' },
  place: { type: 'conversations_select' },
  fruits: { type: 'multi_static_select', options: fruits },
  firms: { type: 'multi_external_select', min_query_length: 1 },
  people: { type: 'multi_users_select' },
  size: { type: 'radio_buttons', options: [option('大', 'large'), option('小', 'small')] },
  marks: { type: 'checkboxes', options: [option('甲', 'a'), option('乙', 'b')] },
  day: { type: 'datepicker' },
  hour: { type: 'timepicker' },
  moment: { type: 'datetimepicker' },
}

const inputs = Object.entries(elements).map(([name, element]) => ({
  type: 'input',
  block_id: name,
  label: plain(`标签 ${name}`),
  optional: name !== 'words',
  ...(name === 'words' ? { hint: plain('至少三个字') } : {}),
  element: { action_id: 'v', ...element },
}))

const form = {
  type: 'modal' as const,
  callback_id: 'form',
  title: plain('登记表'),
  submit: plain('交上去'),
  close: plain('算了'),
  blocks: inputs,
}

/** A modal whose text box stays while a choice makes the bot redraw it. */
function redrawn(choice: string | null) {
  const tier = { type: 'static_select', action_id: 'v', options: fruits }
  const blocks = [
    { type: 'input', block_id: 'tier', label: plain('级次'), dispatch_action: true, element: tier },
    { type: 'input', block_id: 'why', label: plain('理由'), element: { type: 'plain_text_input', action_id: 'v' } },
    { type: 'actions', elements: [{ type: 'button', action_id: 'deeper', text: plain('再开一层') }] },
    ...(choice ? [{ type: 'section', text: plain(`已选 ${choice}`) }] : []),
  ]
  return { type: 'modal' as const, callback_id: 'redrawn', title: plain('会变的表'), submit: plain('交'), blocks }
}

/** The message that two people decide on. */
export function cardBlocks(done?: string) {
  const confirm = {
    title: plain('确定吗'),
    text: plain('这一步不能撤回'),
    confirm: plain('确定同意'),
    deny: plain('再想想'),
  }
  const buttons = [
    { type: 'button', action_id: 'approve', text: plain('同意'), style: 'primary', value: '1', confirm },
    { type: 'button', action_id: 'silent', text: plain('不回应'), style: 'danger', value: '1' },
    { type: 'overflow', action_id: 'more', options: [option('完整记录', 'record'), option('提问', 'ask')] },
  ]
  return [
    { type: 'header', text: plain('待办 *原样*') },
    { type: 'section', text: { type: 'mrkdwn', text: '*粗体* :tada: &lt;b&gt; <https://example.com/a|链接>' } },
    done
      ? { type: 'context', block_id: 'done', elements: [{ type: 'mrkdwn', text: done }] }
      : { type: 'actions', block_id: 'decide', elements: buttons },
  ]
}

/** Teaches an app the gestures that the page's tests play; `submitted` gets every accepted `state.values`. */
export function teachPageBot(app: App, workspace: Workspace, submitted: unknown[]): void {
  app.command('/form', async ({ ack, client, body }) => {
    await ack()
    await client.views.open({ trigger_id: body.trigger_id, view: form as never })
  })
  app.command('/redrawn', async ({ ack, client, body }) => {
    await ack()
    await client.views.open({ trigger_id: body.trigger_id, view: redrawn(null) as never })
  })
  app.command('/mute', async () => undefined)
  app.options('v', async ({ ack, payload }) => {
    const found = ['中集集团', '中兴通讯'].filter((name) => name.includes(payload.value))
    await ack({ options: found.map((name) => option(name, name)) as never })
  })
  app.view('form', async ({ ack, view, client, body }) => {
    const words = view.state.values.words?.v?.value ?? ''
    if (words === 'broken') return ack({ response_action: 'errors', errors: { nowhere: 'x' } })
    if (words.length < 3) return ack({ response_action: 'errors', errors: { words: '太短了' } })
    submitted.push(view.state.values)
    await ack()
    await client.chat.postMessage({ channel: await dmOf(workspace, body.user.id), text: `收到 ${words}` })
  })
  app.view('redrawn', async ({ ack, view }) => {
    submitted.push(view.state.values)
    await ack()
  })
  teachActions(app)
  teachShortcuts(app)
}

/** A window from the lightning menu, one about a message, and one that nobody answers. */
function teachShortcuts(app: App): void {
  const opens = (trigger_id: string, title: string, text: string) => {
    const blocks = [{ type: 'section', text: plain(text) }]
    return app.client.views.open({ trigger_id, view: { type: 'modal', title: plain(title), blocks } as never })
  }
  app.shortcut('anywhere', async ({ ack, shortcut }) => {
    await ack()
    await opens(shortcut.trigger_id, '快捷登记', '从任何地方')
  })
  app.shortcut('remember', async ({ ack, shortcut }) => {
    await ack()
    const text = shortcut.type === 'message_action' ? (shortcut.message.text ?? '') : ''
    await opens(shortcut.trigger_id, '记下消息', `关于：${text}`)
  })
  app.shortcut('deaf', async () => undefined)
}

function teachActions(app: App): void {
  app.action<BlockAction>('v', async ({ ack, body, client, payload }) => {
    await ack()
    const chosen = 'selected_option' in payload ? payload.selected_option?.text.text : null
    const view_id = body.view?.id ?? ''
    await client.views.update({ view_id, view: redrawn(chosen ?? null) as never })
  })
  app.action<BlockAction>(/^(approve|more)$/, async ({ ack, body, client, payload }) => {
    await ack()
    const what = 'selected_option' in payload ? payload.selected_option?.value : 'approved'
    const blocks = cardBlocks(`<@${body.user.id}> ${what}`) as never
    await client.chat.update({ channel: body.channel?.id ?? '', ts: body.message?.ts ?? '', text: '已办', blocks })
  })
  app.action<BlockAction>('deeper', async ({ ack, body, client }) => {
    await ack()
    await client.views.push({ trigger_id: body.trigger_id, view: { ...form, title: plain('上面一层') } as never })
  })
  app.action('silent', async () => undefined)
  app.action<BlockAction>('again', async ({ ack }) => ack())
  app.event('app_home_opened', async ({ event, client }) => {
    if (event.tab !== 'home') return
    const button = { type: 'button', action_id: 'again', text: plain('刷新') }
    const blocks = [
      { type: 'header', text: plain('我的工作台') },
      { type: 'actions', elements: [button] },
    ]
    await client.views.publish({ user_id: event.user, view: { type: 'home', blocks: blocks as never } })
  })
}

async function dmOf(workspace: Workspace, userId: string): Promise<string> {
  return workspace.as(userId).dm().id
}
