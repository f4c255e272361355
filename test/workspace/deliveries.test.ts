import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import type { App } from '@slack/bolt'
import type { WebClient } from '@slack/web-api'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startWorkspace, type Workspace } from '../../src/workspace/workspace.ts'
import { createSocketBot, startHttpBot } from './support/bot.ts'
import { botClient } from './support/client.ts'

let time = 1_800_000_000_000
let workspace: Workspace
let client: WebClient
let li: ReturnType<Workspace['as']>

interface Heard {
  type: string
  retry: number | undefined
  id: string
  event: Record<string, unknown>
}

function listen(app: App, heard: Heard[]): void {
  app.use(async ({ body, context, next }) => {
    if ('event_id' in body)
      heard.push({ type: body.event.type, retry: context.retryNum, id: body.event_id, event: body.event })
    await next()
  })
  app.event('team_join', async () => {})
}

describe('Socket Mode', () => {
  let app: App
  const heard: Heard[] = []

  beforeAll(async () => {
    workspace = await startWorkspace({ now: () => time })
    client = botClient(workspace)
    workspace.addUser({ realName: '早', email: 'early@x.cn' })
    app = createSocketBot(workspace)
    listen(app, heard)
    app.command('/slow', async () => {})
    app.view('never', async () => {})
    app.command('/form', async ({ ack, command, client: own }) => {
      await ack()
      const title = { type: 'plain_text' as const, text: 't' }
      await own.views.open({
        trigger_id: command.trigger_id,
        view: { type: 'modal', callback_id: 'never', title, submit: title, blocks: [{ type: 'divider' }] },
      })
    })
    app.action('quiet', async () => {})
    await app.start()
    li = workspace.as(workspace.addUser({ realName: '李', email: 'li@x.cn' }).id)
  })
  afterAll(async () => {
    await app.stop()
    await workspace.stop()
  })
  afterEach(() => {
    workspace.rules.ackMs = 3000
  })

  it('tells of nothing that happened before the bot came, and of what happens then', async () => {
    await li.waitFor(() => heard.length > 0)
    expect(heard.map((one) => (one.event.user as { name: string }).name)).toEqual(['li'])
  })

  it('tells of members, names, archiving and the home tab', async () => {
    heard.length = 0
    const { channel } = await client.conversations.create({ name: 'one', is_private: true })
    const id = channel?.id as string
    await client.conversations.invite({ channel: id, users: li.id })
    await client.conversations.rename({ channel: id, name: 'two' })
    await client.conversations.kick({ channel: id, user: li.id })
    await client.conversations.archive({ channel: id })
    await li.openHome()
    await li.waitFor(() => heard.length === 4)
    expect(heard.map((one) => one.event)).toMatchObject([
      { type: 'member_joined_channel', user: li.id, channel: id, inviter: workspace.botUserId },
      { type: 'group_rename', channel: { id, name: 'two' } },
      { type: 'member_left_channel', user: li.id, channel: id },
      { type: 'app_home_opened', user: li.id, tab: 'home' },
    ])
    // Bolt keeps from its listeners what the bot did itself; told it was.
    const archived = workspace.log.deliveries('event:group_archive').at(-1)
    expect(archived).toMatchObject({
      outcome: 'acknowledged',
      payload: { event: { channel: id, user: workspace.botUserId } },
    })
  })

  it('shows Slack’s failure to a person when the bot is too late', async () => {
    workspace.rules.ackMs = 60
    expect(await li.command('/slow')).toEqual({ ok: false, error: 'no_answer' })
    expect(li.ephemerals().at(-1)).toMatchObject({
      author: { kind: 'slackbot' },
      text: expect.stringContaining('operation_timeout'),
    })
    expect(workspace.log.deliveries('command:/slow').at(-1)).toMatchObject({ outcome: 'no_answer', acknowledged: null })
    await li.command('/form')
    await li.waitFor(() => li.view())
    expect(await li.submit()).toEqual({ closed: false, trouble: 'no_answer' })
    expect(li.view()?.title).toBe('t')
    await li.close()
    const label = { type: 'plain_text' as const, text: 'x' }
    await client.chat.postMessage({
      channel: li.id,
      text: 'a',
      blocks: [{ type: 'actions', elements: [{ type: 'button', action_id: 'quiet', text: label }] }],
    })
    expect(await li.click(li.messages().at(-1) as never, { text: 'x' })).toEqual({ ok: false, error: 'no_answer' })
  })

  it('lets the bot come back after Slack moves its connection', async () => {
    workspace.disconnectSockets()
    await li.waitFor(() => workspace.log.calls('apps.connections.open').length === 2, { timeoutMs: 12_000 })
    heard.length = 0
    await li.waitFor(
      () => {
        if (heard.length === 0) void li.openHome('messages')
        return heard.length > 0
      },
      { timeoutMs: 5000 },
    )
    expect(heard[0]?.event).toMatchObject({ type: 'app_home_opened', tab: 'messages' })
  })
})

describe('signed HTTP', () => {
  let app: App
  const heard: Heard[] = []

  beforeAll(async () => {
    workspace = await startWorkspace({ now: () => time })
    app = await startHttpBot(workspace, (one) => listen(one, heard))
    li = workspace.as(workspace.addUser({ realName: '李', email: 'li@x.cn' }).id)
    await li.waitFor(() => heard.length === 1)
  })
  afterAll(() => workspace.stop())

  it('is signed so that Bolt takes it, and refused when it is not', async () => {
    const url = (app as unknown as { receiver: { server: { address(): { port: number } } } }).receiver.server.address()
      .port
    const answer = await fetch(`http://127.0.0.1:${url}/slack/events`, {
      method: 'POST',
      body: '{}',
      headers: { 'content-type': 'application/json' },
    })
    expect(answer.status).toBe(401)
  })

  it('tries an event again at once, after a minute and after five, with the same id, then gives up', async () => {
    await app.stop()
    const tries = () => workspace.log.deliveries('event:app_home_opened')
    await li.openHome()
    await li.waitFor(() => tries().length === 2 && tries()[1]?.outcome === 'no_answer')
    time += 59_000
    workspace.tick()
    expect(tries()).toHaveLength(2)
    time += 1000
    workspace.tick()
    await li.waitFor(() => tries().length === 3 && tries()[2]?.outcome === 'no_answer')
    time += 300_000
    workspace.tick()
    await li.waitFor(() => tries().length === 4 && tries()[3]?.outcome === 'no_answer')
    time += 3_600_000
    workspace.tick()
    expect(tries().map((one) => one.attempt)).toEqual([0, 1, 2, 3])
    expect(new Set(tries().map((one) => (one.payload as { event_id: string }).event_id)).size).toBe(1)
  })

  it('carries the retry number and reason, and heeds a wish for no more', async () => {
    const got: IncomingHttpHeaders[] = []
    const answers: [number, Record<string, string>][] = [
      [503, {}],
      [500, { 'x-slack-no-retry': '1' }],
    ]
    const server = createServer(async (request, response) => {
      const body = JSON.parse(String(await text(request))) as { type: string; challenge?: string }
      if (body.type === 'url_verification') return response.end(body.challenge)
      got.push(request.headers)
      response.writeHead(...(answers.shift() as [number, Record<string, string>])).end()
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    await workspace.connectHttp(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
    await li.openHome()
    await li.waitFor(() => got.length === 2 && workspace.log.deliveries('event:').at(-1)?.outcome === 'refused')
    time += 3_600_000
    workspace.tick()
    expect(got.map((one) => [one['x-slack-retry-num'], one['x-slack-retry-reason']])).toEqual([
      [undefined, undefined],
      ['1', 'http_error'],
    ])
    server.closeAllConnections()
    server.close()
  })

  it('does not go to an address that cannot answer the challenge', async () => {
    await expect(workspace.connectHttp(`${workspace.url}/nowhere`)).rejects.toThrow('did not answer the challenge')
  })
})
