import type { App } from '@slack/bolt'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startWorkspace, type Workspace } from '../../src/workspace/workspace.ts'
import { createSocketBot } from './support/bot.ts'

let workspace: Workspace
let app: App
let li: ReturnType<Workspace['as']>
const heard: { id: string; tab: string }[] = []
let commands = 0

beforeAll(async () => {
  workspace = await startWorkspace({ now: () => 1_800_000_000_000 })
  app = createSocketBot(workspace)
  app.event('app_home_opened', async ({ body, event }) => {
    heard.push({ id: body.event_id, tab: String(event.tab) })
  })
  app.command('/go', async ({ ack }) => {
    commands += 1
    await ack()
  })
  await app.start()
  li = workspace.as(workspace.addUser({ realName: '李', email: 'li@x.cn' }).id)
})
afterAll(async () => {
  await app.stop()
  await workspace.stop()
})
beforeEach(() => {
  workspace.deliveryFaults.clear()
  workspace.log.clear()
  heard.length = 0
})

const tabs = () => heard.map((one) => one.tab)

describe('deliveries go wrong on demand', () => {
  it('lost: an event comes with the next try, a command fails before the person', async () => {
    workspace.deliveryFaults.add({ what: 'event:', count: 1, kind: 'lose' })
    await li.openHome()
    await expect.poll(tabs).toEqual(['home'])
    const tries = () => workspace.log.deliveries('event:').map((one) => [one.attempt, one.fault, one.outcome])
    await expect.poll(tries).toEqual([
      [0, 'lose', 'no_answer'],
      [1, undefined, 'acknowledged'],
    ])
    workspace.deliveryFaults.add({ what: 'command:/go', count: 1, kind: 'lose' })
    expect(await li.command('/go')).toEqual({ ok: false, error: 'no_answer' })
    expect(commands).toBe(0)
  })

  it('with the acknowledgement lost: the bot did it, and is told again under the same id', async () => {
    workspace.deliveryFaults.add({ what: 'event:app_home_opened', count: 1, kind: 'lose-ack' })
    await li.openHome()
    await expect.poll(tabs).toEqual(['home', 'home'])
    expect(new Set(heard.map((one) => one.id)).size).toBe(1)
    workspace.deliveryFaults.add({ what: 'command:/go', count: 1, kind: 'lose-ack' })
    expect(await li.command('/go')).toEqual({ ok: false, error: 'no_answer' })
    expect(commands).toBe(1)
  })

  it('doubled: twice at once, under the same id', async () => {
    workspace.deliveryFaults.add({ what: '*', count: 1, kind: 'duplicate' })
    await li.openHome()
    await expect.poll(tabs).toEqual(['home', 'home'])
    expect(new Set(heard.map((one) => one.id)).size).toBe(1)
    await li.openHome('messages')
    await expect.poll(tabs).toEqual(['home', 'home', 'messages'])
  })

  it('overtaken by as many later ones as wished, or held until let go', async () => {
    workspace.deliveryFaults.add({ what: 'event:', count: 1, kind: 'late', behind: 2 })
    await li.openHome('home')
    await li.openHome('messages')
    await expect.poll(tabs).toEqual(['messages'])
    await li.openHome('messages')
    await expect.poll(tabs).toEqual(['messages', 'messages', 'home'])
    workspace.deliveryFaults.add({ what: 'event:', count: 1, kind: 'late' })
    await li.openHome('home')
    workspace.deliveryFaults.release()
    await expect.poll(tabs).toEqual(['messages', 'messages', 'home', 'home'])
  })

  it('by chance, at the share wished for', async () => {
    const count = Number.POSITIVE_INFINITY
    workspace.deliveryFaults.add({ what: 'event:', count, kind: 'duplicate', probability: 0.5 })
    for (let i = 0; i < 60; i += 1) await li.openHome()
    await expect.poll(() => new Set(heard.map((one) => one.id)).size).toBe(60)
    // The last ones may still be on their way.
    await expect.poll(() => workspace.log.deliveries('event:').length - heard.length, { timeout: 10_000 }).toBe(0)
    expect(heard.length).toBeGreaterThan(70)
    expect(heard.length).toBeLessThan(110)
  })

  it('to the socket too: the bot finds its way back', async () => {
    workspace.dropSockets()
    await li.waitFor(() => workspace.log.calls('apps.connections.open').length > 0, { timeoutMs: 15_000 })
    await expect.poll(async () => (await li.command('/go')).ok, { timeout: 15_000, interval: 200 }).toBe(true)
  })
})
