import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { PageSwitches } from '../../src/workspace/protocol-switches.ts'
import { startWorkspace, type Workspace } from '../../src/workspace/workspace.ts'
import { createSocketBot } from './support/bot.ts'
import { botClient, codeOf } from './support/client.ts'

let workspace: Workspace

beforeAll(async () => {
  workspace = await startWorkspace({ now: () => 1_800_000_000_000 })
})
afterAll(() => workspace.stop())
beforeEach(async () => {
  await flip('clear-faults')
})

async function flip(action: string, body: object = {}): Promise<unknown> {
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(`${workspace.url}/page-api/${action}`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  })
  return response.json()
}

const read = async () => (await (await fetch(`${workspace.url}/page-api/switches`)).json()) as PageSwitches

describe('the switches of the page', () => {
  it('show how the workspace behaves, and the next call meets what was set', async () => {
    expect((await read()).rules).toMatchObject({ mayCreatePrivate: true, rateLimits: false, postsPerMinute: null })
    expect(await flip('set-rule', { name: 'mayCreatePrivate', value: false })).toEqual({ ok: true })
    const client = botClient(workspace)
    expect(await codeOf(client.conversations.create({ name: 'a', is_private: true }))).toBe('restricted_action')
    expect((await read()).rules.mayCreatePrivate).toBe(false)
  })

  it('can be set to what makes sense only', async () => {
    for (const [name, value] of [
      ['mayKick', 'no'],
      ['ackMs', 0],
      ['postsPerMinute', 1.5],
      ['tokenState', 'lost'],
      ['events', []],
      ['__proto__', {}],
    ])
      expect(await flip('set-rule', { name, value })).toEqual({ ok: false, error: 'invalid_input' })
    expect(await flip('travel', { ms: -1 })).toEqual({ ok: false, error: 'invalid_input' })
    expect(await flip('add-fault', { method: '*', kind: 'nonsense', count: 1 })).toMatchObject({ ok: false })
  })

  it('have every rule in them', async () => {
    const { rules } = await read()
    for (const [name, value] of Object.entries(rules))
      expect(await flip('set-rule', { name, value })).toEqual({ ok: true })
    const kept = Object.keys(workspace.rules).filter((name) => name !== 'events' && name !== 'locale')
    expect(Object.keys(rules).sort()).toEqual(kept.sort())
  })

  it('add faults of calls and deliveries, for so often or for good, and take them all away', async () => {
    await flip('add-fault', { method: 'auth.test', kind: '429', count: null, retryAfter: 9 })
    await flip('add-delivery-fault', { what: 'event:', kind: 'duplicate', count: 2, probability: 0.5 })
    await expect(botClient(workspace).auth.test()).rejects.toMatchObject({ retryAfter: 9 })
    expect(await read()).toMatchObject({
      faults: [{ method: 'auth.test', kind: '429', count: null }],
      deliveryFaults: [{ what: 'event:', kind: 'duplicate', count: 2, probability: 0.5 }],
    })
    await flip('clear-faults')
    expect(await read()).toMatchObject({ faults: [], deliveryFaults: [] })
    expect((await botClient(workspace).auth.test()).ok).toBe(true)
  })

  it('take one fault back and leave the others', async () => {
    const keep = workspace.faults.add({ method: 'auth.test', kind: 'delay', ms: 0, count: 1 })
    for (const kind of ['error', 'hang']) await flip('add-fault', { method: 'api.test', kind, count: 1 })
    await flip('add-delivery-fault', { what: '*', kind: 'lose', count: null })
    const { faults, deliveryFaults } = await read()
    const ids = [faults.find((one) => one.kind === 'error')?.id, deliveryFaults[0]?.id]
    for (const id of ids) expect(await flip('remove-fault', { id })).toEqual({ ok: true })
    const left = await read()
    expect(left.faults.map((one) => [one.kind, typeof one.id])).toEqual([
      ['delay', 'undefined'],
      ['hang', 'string'],
    ])
    expect(left.deliveryFaults).toEqual([])
    expect(keep.remaining()).toBe(1)
    expect(await flip('remove-fault', { id: 'nobody' })).toEqual({ ok: false, error: 'not_found' })
  })

  it('move the clock, and change one channel', async () => {
    const before = (await read()).now
    await flip('travel', { ms: 3_600_000 })
    expect((await read()).now).toBe(before + 3_600_000)
    const channel = workspace.addChannel({ name: 'shared', creator: workspace.botUserId })
    expect(await flip('set-channel', { conversationId: channel, settings: { extShared: true } })).toEqual({ ok: true })
    expect((await botClient(workspace).conversations.info({ channel })).channel?.is_ext_shared).toBe(true)
    expect(await flip('set-channel', { conversationId: 'C0', settings: {} })).toEqual({
      ok: false,
      error: 'channel_not_found',
    })
  })
})

describe('events beyond the hour’s limit', () => {
  it('are not told; the bot hears so, once a minute, and in the next hour all is well', async () => {
    const app = createSocketBot(workspace)
    await app.start()
    const li = workspace.as(workspace.addUser({ realName: '李', email: 'li@x.cn' }).id)
    workspace.travel(3_600_000)
    Object.assign(workspace.rules, { rateLimits: true, eventsPerHour: 2 })
    workspace.log.clear()
    for (let i = 0; i < 4; i += 1) await li.openHome()
    expect(workspace.log.deliveries('event:')).toHaveLength(2)
    expect(workspace.log.deliveries('app_rate_limited')).toMatchObject([
      { payload: { type: 'app_rate_limited', team_id: workspace.teamId, minute_rate_limited: expect.any(Number) } },
    ])
    workspace.travel(3_600_000)
    await li.openHome()
    expect(workspace.log.deliveries('event:')).toHaveLength(3)
    await app.stop()
  })
})
