import type { App, ViewClosedAction } from '@slack/bolt'
import type { WebClient } from '@slack/web-api'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startWorkspace, type Workspace } from '../../src/workspace/workspace.ts'
import { createSocketBot } from './support/bot.ts'
import { answerOf, botClient, codeOf } from './support/client.ts'

const plain = (text: string) => ({ type: 'plain_text' as const, text })
const input = (id: string, element: object = {}, extra: object = {}) => ({
  type: 'input' as const,
  block_id: id,
  label: plain(id),
  element: { type: 'plain_text_input' as const, action_id: 'v', ...element },
  ...extra,
})
const modal = (title: string, blocks: object[] = [input('a', {}, { optional: true })], extra: object = {}) =>
  ({ type: 'modal', callback_id: 'm', title: plain(title), submit: plain('提交'), blocks, ...extra }) as never
const button = (id: string) => ({
  type: 'actions' as const,
  elements: [{ type: 'button' as const, action_id: id, text: plain(id) }],
})

let time = 1_800_000_000_000
let workspace: Workspace
let app: App
let client: WebClient
let li: ReturnType<Workspace['as']>
let triggers: string[] = []
let closed: { id: string; cleared: boolean }[] = []
let answer: unknown

beforeAll(async () => {
  workspace = await startWorkspace({ now: () => time })
  client = botClient(workspace)
  app = createSocketBot(workspace)
  app.command('/go', async ({ command, ack }) => {
    triggers.push(command.trigger_id)
    await ack()
  })
  app.action({ type: 'block_actions' }, async ({ body, ack }) => {
    triggers.push((body as { trigger_id: string }).trigger_id)
    await ack()
  })
  app.view('m', async ({ ack }) => ack(answer as never))
  app.view({ callback_id: 'm', type: 'view_closed' }, async ({ ack, body }) => {
    closed.push({ id: body.view.id, cleared: (body as ViewClosedAction).is_cleared })
    await ack()
  })
  await app.start()
})
afterAll(async () => {
  await app.stop()
  await workspace.stop()
})
beforeEach(() => {
  triggers = []
  closed = []
  answer = undefined
  li = workspace.as(workspace.addUser({ realName: '李', email: `li${Math.random()}@x.cn` }).id)
})

const trigger = async (): Promise<string> => {
  await li.command('/go')
  return triggers.at(-1) as string
}
const open = async (view = modal('一')) => client.views.open({ trigger_id: await trigger(), view })

describe('triggers', () => {
  it('serve once, for three seconds of the clock', async () => {
    const first = await trigger()
    await client.views.open({ trigger_id: first, view: modal('一') })
    expect(await codeOf(client.views.open({ trigger_id: first, view: modal('二') }))).toBe('exchanged_trigger_id')
    expect(await codeOf(client.views.open({ trigger_id: '1.2.x', view: modal('二') }))).toBe('invalid_trigger_id')
    const second = await trigger()
    time += 3001
    expect(await codeOf(client.views.open({ trigger_id: second, view: modal('二') }))).toBe('expired_trigger_id')
  })

  it('are not used up by a view that is refused', async () => {
    const id = await trigger()
    const refused = await answerOf(
      client.views.open({ trigger_id: id, view: modal('标题超过二十四个字符的时候会被拒绝所以不能这么长啊') }),
    )
    expect(refused).toMatchObject({
      error: 'invalid_arguments',
      response_metadata: { messages: ['[ERROR] must be less than 25 characters [json-pointer:/view/title/text]'] },
    })
    expect((await client.views.open({ trigger_id: id, view: modal('一') })).ok).toBe(true)
  })
})

describe('the stack', () => {
  const pushed = async () => {
    await open(modal('一', [button('next')], { notify_on_close: true }))
    for (const title of ['二', '三']) {
      await li.click(li.view() as never, { action_id: 'next' })
      await client.views.push({
        trigger_id: triggers.at(-1) as string,
        view: modal(title, [button('next')], { notify_on_close: true }),
      })
    }
  }

  it('holds three views and no more', async () => {
    await pushed()
    await li.click(li.view() as never, { action_id: 'next' })
    expect(await codeOf(client.views.push({ trigger_id: triggers.at(-1) as string, view: modal('四') }))).toBe(
      'push_limit_reached',
    )
    expect(li.view()?.title).toBe('三')
  })

  it('goes back one by one, and tells the bot when asked to', async () => {
    await pushed()
    const top = li.view()?.id
    await li.close()
    expect(closed).toEqual([{ id: top, cleared: false }])
    expect(li.view()?.title).toBe('二')
    await li.close(true)
    expect(li.view()).toBeNull()
    expect(closed.slice(1).map((one) => one.cleared)).toEqual([true, true])
  })

  it('is cleared by the answer to a submission', async () => {
    await pushed()
    answer = { response_action: 'clear' }
    expect(await li.submit()).toEqual({ closed: true })
  })

  it('does not take a push from outside a modal', async () => {
    expect(await codeOf(client.views.push({ trigger_id: await trigger(), view: modal('一') }))).toBe('not_found')
  })
})

describe('answers to a submission', () => {
  it('update and push', async () => {
    await open()
    answer = { response_action: 'update', view: modal('改') }
    expect(await li.submit()).toMatchObject({ closed: false, view: { title: '改' } })
    answer = { response_action: 'push', view: modal('上') }
    expect(await li.submit()).toMatchObject({ closed: false, view: { title: '上' } })
    answer = undefined
    expect(await li.submit()).toMatchObject({ closed: true, view: { title: '改' } })
  })

  it.each([
    ['an unknown action', { response_action: 'dance' }],
    ['errors at no input', { response_action: 'errors', errors: { zzz: 'x' } }],
    ['errors without any', { response_action: 'errors', errors: {} }],
    ['a view Slack refuses', { response_action: 'update', view: { type: 'modal' } }],
  ])('that Slack cannot use show its failure and keep the form: %s', async (_what, bad) => {
    await open()
    await li.type(li.view() as never, { text: 'a' }, '留着')
    answer = bad
    expect(await li.submit()).toEqual({ closed: false, trouble: 'bad_answer' })
    expect(li.view()).toMatchObject({ title: '一', trouble: 'bad_answer', state: { a: { v: { value: '留着' } } } })
  })
})

describe('updating', () => {
  it('keeps what was typed where the same input stays, and refuses an old hash', async () => {
    const { view } = await open(modal('一', [input('a', {}, { optional: true }), input('b', {}, { optional: true })]))
    await li.type(li.view() as never, { text: 'a' }, '甲')
    await li.type(li.view() as never, { text: 'b' }, '乙')
    const next = modal('二', [
      input('a', { initial_value: '初' }, { optional: true }),
      input('b', { action_id: 'other', initial_value: '新' }, { optional: true }),
    ])
    await client.views.update({ view_id: view?.id as string, hash: view?.hash as string, view: next })
    expect(li.view()?.state).toMatchObject({ a: { v: { value: '甲' } }, b: { other: { value: '新' } } })
    expect(
      await codeOf(client.views.update({ view_id: view?.id as string, hash: view?.hash as string, view: next })),
    ).toBe('hash_conflict')
  })

  it('finds views by external id, which is unique, and not those closed', async () => {
    const { view } = await open(modal('一', undefined, { external_id: 'x1' }))
    await client.views.update({ external_id: 'x1', view: modal('二', undefined, { external_id: 'x1' }) })
    expect(
      await codeOf(
        client.views.open({ trigger_id: await trigger(), view: modal('三', undefined, { external_id: 'x1' }) }),
      ),
    ).toBe('duplicate_external_id')
    await li.close(true)
    expect(await codeOf(client.views.update({ view_id: view?.id as string, view: modal('四') }))).toBe('not_found')
  })
})

describe('inputs', () => {
  const option = (value: string) => ({ text: plain(value), value })
  const choices = { options: [option('x'), option('y')] }

  it('leave their content in Slack’s form, initial values included', async () => {
    await open(
      modal('一', [
        input('num', { type: 'number_input', is_decimal_allowed: true, min_value: '1' }),
        input('radio', { type: 'radio_buttons', ...choices, initial_option: option('y') }),
        input('boxes', { type: 'checkboxes', ...choices }, { optional: true }),
        input('multi', { type: 'multi_static_select', ...choices }, { optional: true }),
        input('user', { type: 'users_select' }),
        input('users', { type: 'multi_users_select' }, { optional: true }),
        input('date', { type: 'datepicker', initial_date: '2026-11-25' }),
        input('time', { type: 'timepicker' }, { optional: true }),
        input('when', { type: 'datetimepicker' }, { optional: true }),
      ]),
    )
    const view = li.view() as never
    await li.type(view, { block_id: 'num' }, '0.5')
    await li.select(view, { block_id: 'multi' }, ['x', 'y'])
    await li.select(view, { block_id: 'user' }, li.id)
    await li.type(view, { block_id: 'when' }, '1800000000')
    expect((await li.submit()).errors).toEqual({ num: '请输入符合要求的内容。' })
    await li.type(view, { block_id: 'num' }, '1.5')
    await li.submit()
    const sent = workspace.log.deliveries('view_submission').at(-1)?.payload as { view: { state: { values: unknown } } }
    expect(sent.view.state.values).toEqual({
      num: { v: { type: 'number_input', value: '1.5' } },
      radio: { v: { type: 'radio_buttons', selected_option: option('y') } },
      boxes: { v: { type: 'checkboxes', selected_options: [] } },
      multi: { v: { type: 'multi_static_select', selected_options: [option('x'), option('y')] } },
      user: { v: { type: 'users_select', selected_user: li.id } },
      users: { v: { type: 'multi_users_select', selected_users: [] } },
      date: { v: { type: 'datepicker', selected_date: '2026-11-25' } },
      time: { v: { type: 'timepicker', selected_time: null } },
      when: { v: { type: 'datetimepicker', selected_date_time: 1_800_000_000 } },
    })
  })

  it('are sent at once where the block asks for it, with the state so far', async () => {
    await open(
      modal('一', [
        input('tier', { type: 'static_select', ...choices }, { dispatch_action: true }),
        input('a', {}, { optional: true }),
      ]),
    )
    await li.type(li.view() as never, { block_id: 'a' }, '已填')
    await li.select(li.view() as never, { block_id: 'tier' }, 'y')
    expect(workspace.log.deliveries('block_actions').at(-1)?.payload).toMatchObject({
      container: { type: 'view', view_id: li.view()?.id },
      actions: [{ type: 'static_select', block_id: 'tier', action_id: 'v', selected_option: option('y') }],
      view: { state: { values: { a: { v: { value: '已填' } }, tier: { v: { selected_option: option('y') } } } } },
    })
    await expect(li.select(li.view() as never, { block_id: 'tier' }, 'z')).rejects.toThrow(
      '"z" is not offered; there are: x, y',
    )
  })
})

describe('App Home', () => {
  it('is published per person, with a hash against races', async () => {
    const view = { type: 'home' as const, blocks: [{ type: 'divider' as const }] }
    expect(li.home()).toBeNull()
    const first = await client.views.publish({ user_id: li.id, view })
    expect(li.home()?.blocks).toHaveLength(1)
    await client.views.publish({ user_id: li.id, view, hash: first.view?.hash as string })
    expect(await codeOf(client.views.publish({ user_id: li.id, view, hash: first.view?.hash as string }))).toBe(
      'hash_conflict',
    )
    workspace.rules.homeTab = false
    expect(await codeOf(client.views.publish({ user_id: li.id, view }))).toBe('not_enabled')
    workspace.rules.homeTab = true
  })
})
