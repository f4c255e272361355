import { WebClient } from '@slack/web-api'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startWorkspace, type Workspace } from '../../src/workspace/workspace.ts'
import { answerOf, botClient, codeOf } from './support/client.ts'

let workspace: Workspace
let client: WebClient
let time = 1_800_000_000_000

beforeAll(async () => {
  workspace = await startWorkspace({ now: () => time })
  client = botClient(workspace)
})
afterAll(() => workspace.stop())
beforeEach(() => {
  workspace.faults.clear()
  workspace.rules.rateLimits = false
})

const call = (method: string, init: RequestInit) =>
  fetch(workspace.apiUrl + method, { method: 'POST', ...init }).then((one) => one.json())

describe('tokens and arguments', () => {
  it('tells no token, a wrong one and the wrong kind apart', async () => {
    expect(await call('auth.test', {})).toMatchObject({ ok: false, error: 'not_authed' })
    expect(await codeOf(botClient(workspace, 'xoxb-wrong').auth.test())).toBe('invalid_auth')
    expect(await codeOf(botClient(workspace, workspace.appToken).auth.test())).toBe('not_allowed_token_type')
    expect(await codeOf(client.apps.connections.open())).toBe('not_allowed_token_type')
    expect(await codeOf(client.apiCall('no.such'))).toBe('unknown_method')
  })

  it('takes forms and JSON, the token in header or body, at HTTP 200', async () => {
    const bearer = { authorization: `Bearer ${workspace.botToken}` }
    const json = { ...bearer, 'content-type': 'application/json; charset=utf-8' }
    expect(await call('auth.test', { headers: bearer })).toMatchObject({ ok: true, user_id: workspace.botUserId })
    expect(await call('auth.test', { body: new URLSearchParams({ token: workspace.botToken }) })).toMatchObject({
      ok: true,
    })
    expect(await call('conversations.create', { headers: json, body: '{"name":"j","is_private":true}' })).toMatchObject(
      { ok: true, channel: { is_private: true } },
    )
    expect(await call('conversations.create', { headers: json, body: '{"name":' })).toMatchObject({
      ok: false,
      error: 'invalid_json',
    })
    const form = new URLSearchParams({ channel: 'C1', blocks: '[{' })
    expect(await call('chat.postMessage', { headers: bearer, body: form })).toMatchObject({
      ok: false,
      error: 'invalid_blocks_format',
    })
    expect(await call('chat.update', { headers: bearer })).toMatchObject({ ok: false, error: 'invalid_arguments' })
  })

  it('asks for scopes by method, argument and kind of channel', async () => {
    const { channel } = await client.conversations.create({ name: 'scoped', is_private: true })
    workspace.scopes.delete('groups:write')
    const missing = await answerOf(client.conversations.create({ name: 'p', is_private: true }))
    expect(missing).toMatchObject({ error: 'missing_scope', needed: 'groups:write' })
    expect(String(missing.provided).split(',')).toContain('chat:write')
    expect(await codeOf(client.conversations.archive({ channel: channel?.id as string }))).toBe('missing_scope')
    expect((await client.conversations.create({ name: 'pub' })).ok).toBe(true)
    workspace.scopes.add('groups:write')
    expect(await codeOf(client.team.info())).toBe('missing_scope')
    const { user } =
      workspace.addUser({ realName: '李', email: 'li@x.cn' }) &&
      (await client.users.lookupByEmail({ email: 'LI@x.cn' }))
    expect(user?.profile?.email).toBe('li@x.cn')
    workspace.scopes.delete('users:read.email')
    expect((await client.users.info({ user: user?.id as string, include_locale: true })).user).toMatchObject({
      locale: 'zh-CN',
      profile: { real_name: '李' },
    })
    expect((await client.users.info({ user: user?.id as string })).user?.profile).not.toHaveProperty('email')
    workspace.scopes.add('users:read.email')
  })
})

describe('faults', () => {
  it('strike the named method so often, and only where the arguments fit', async () => {
    const fault = workspace.faults.add({ method: 'auth.test', count: 2, kind: 'error', error: 'fatal_error' })
    expect(await codeOf(client.auth.test())).toBe('fatal_error')
    expect((await client.users.list({ limit: 1 })).ok).toBe(true)
    expect(fault.remaining()).toBe(1)
    expect(await codeOf(client.auth.test())).toBe('fatal_error')
    expect((await client.auth.test()).ok).toBe(true)
    workspace.faults.add({ method: 'users.info', count: 1, kind: '500', match: { user: 'U2' } })
    expect(await codeOf(client.users.info({ user: 'U1' }))).toBe('user_not_found')
    await expect(client.users.info({ user: 'U2' })).rejects.toMatchObject({ statusCode: 500 })
  })

  it('429 carries Retry-After', async () => {
    workspace.faults.add({ method: '*', count: 1, kind: '429', retryAfter: 7 })
    await expect(client.auth.test()).rejects.toMatchObject({ retryAfter: 7 })
  })

  it('does the work and loses the answer', async () => {
    const { channel } = await client.conversations.create({ name: 'lossy' })
    workspace.faults.add({ method: 'chat.postMessage', count: 1, kind: 'lost-answer' })
    await expect(client.chat.postMessage({ channel: channel?.id as string, text: 'once' })).rejects.toMatchObject({
      code: 'slack_webapi_request_error',
    })
    const { messages } = await client.conversations.history({ channel: channel?.id as string })
    expect(messages?.filter((one) => one.text === 'once')).toHaveLength(1)
    expect(workspace.log.calls('chat.postMessage').at(-1)).toMatchObject({
      fault: 'lost-answer',
      answer: { ok: true },
      answered: null,
    })
  })

  it('hangs until the caller gives up', async () => {
    workspace.faults.add({ method: 'auth.test', count: 1, kind: 'hang' })
    const impatient = new WebClient(workspace.botToken, {
      slackApiUrl: workspace.apiUrl,
      retryConfig: { retries: 0 },
      timeout: 100,
    })
    await expect(impatient.auth.test()).rejects.toThrow()
    expect(workspace.log.calls('auth.test').at(-1)).toMatchObject({ fault: 'hang', answered: null })
  })
})

describe('rates', () => {
  it('allow a burst a channel, then one a second, by the clock', async () => {
    const { channel } = await client.conversations.create({ name: 'busy' })
    const post = () => client.chat.postMessage({ channel: channel?.id as string, text: 'a' })
    workspace.rules.rateLimits = true
    for (let i = 0; i < workspace.rules.postBurst; i += 1) await post()
    await expect(post()).rejects.toMatchObject({ retryAfter: 1 })
    time += 1000
    await post()
    await expect(post()).rejects.toMatchObject({ retryAfter: 1 })
  })

  it('limit tier 2 methods to twenty a minute without touching others', async () => {
    workspace.rules.rateLimits = true
    time += 120_000
    for (let i = 0; i < 20; i += 1) await client.conversations.list()
    await expect(client.conversations.list()).rejects.toMatchObject({ retryAfter: 3 })
    expect((await client.auth.test()).ok).toBe(true)
    time += 3000
    expect((await client.conversations.list()).ok).toBe(true)
  })
})
