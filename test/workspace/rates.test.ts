import type { WebClient } from '@slack/web-api'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startWorkspace, type Workspace } from '../../src/workspace/workspace.ts'
import { botClient } from './support/client.ts'

let workspace: Workspace
let client: WebClient

beforeAll(async () => {
  workspace = await startWorkspace({ now: () => 1_800_000_000_000, seed: 7 })
  client = botClient(workspace)
})
afterAll(() => workspace.stop())
beforeEach(() => {
  workspace.refillRates()
  workspace.log.clear()
  Object.assign(workspace.rules, { rateLimits: true, postsPerMinute: null, commercialApp: false })
})

/** Calls until refused; how many went through, and for how many seconds the next must wait. */
async function exhaust(method: string, args: Record<string, unknown> = {}): Promise<[number, number]> {
  for (let done = 0; done < 1000; done += 1) {
    try {
      await client.apiCall(method, args)
    } catch (error) {
      const { retryAfter } = error as { retryAfter?: number }
      if (retryAfter !== undefined) return [done, retryAfter]
    }
  }
  throw new Error(`${method} was never limited`)
}

describe('rate limits', () => {
  it.each([
    ['users.list', {}, 20, 3],
    ['conversations.info', { channel: 'C1' }, 50, 2],
    ['users.info', { user: 'U1' }, 100, 1],
  ])('%s: by its tier, refused calls counting for nothing', async (method, args, calls, wait) => {
    expect(await exhaust(method, args)).toEqual([calls, wait])
    workspace.travel(wait * 1000)
    expect((await exhaust(method, args))[0]).toBe(Math.floor((wait * calls) / 60))
  })

  it('fill up with time and no further', async () => {
    await exhaust('users.list')
    workspace.travel(3_600_000)
    expect((await exhaust('users.list'))[0]).toBe(20)
  })

  it('hold for connections too', async () => {
    const own = botClient(workspace, workspace.appToken)
    for (let i = 0; i < 50; i += 1) await own.apps.connections.open()
    await expect(own.apps.connections.open()).rejects.toMatchObject({ retryAfter: 2 })
  })

  it('count messages by channel, a person’s id and their direct message being one', async () => {
    const { id } = workspace.addUser({ realName: '李', email: 'li@x.cn' })
    const { channel } = await client.chat.postMessage({ channel: id, text: 'a' })
    expect(await exhaust('chat.postMessage', { channel, text: 'a' })).toEqual([workspace.rules.postBurst - 1, 1])
    await expect(client.chat.postMessage({ channel: id, text: 'a' })).rejects.toMatchObject({ retryAfter: 1 })
    const other = workspace.addUser({ realName: '王', email: 'wang@x.cn' }).id
    expect((await client.chat.postMessage({ channel: other, text: 'a' })).ok).toBe(true)
  })

  it('can hold a whole workspace’s messages', async () => {
    workspace.rules.postsPerMinute = 6
    const people = workspace.addUsers(Array.from({ length: 7 }, (_, i) => ({ realName: 'p', email: `p${i}@x.cn` })))
    for (const { id } of people.slice(0, 6)) await client.chat.postMessage({ channel: id, text: 'a' })
    await expect(client.chat.postMessage({ channel: people[6]?.id as string, text: 'a' })).rejects.toMatchObject({
      retryAfter: 10,
    })
  })

  it('are harsh on reading by apps that are sold outside the marketplace', async () => {
    const { channel } = await client.conversations.create({ name: 'long' })
    const id = channel?.id as string
    for (let i = 0; i < 17; i += 1) {
      await client.chat.postMessage({ channel: id, text: `${i}` })
      workspace.travel(1000)
    }
    expect((await client.conversations.history({ channel: id, limit: 100 })).messages).toHaveLength(17)
    workspace.refillRates()
    workspace.rules.commercialApp = true
    const { messages, has_more } = await client.conversations.history({ channel: id, limit: 100 })
    expect([messages?.length, has_more]).toEqual([15, true])
    await expect(client.conversations.history({ channel: id })).rejects.toMatchObject({ retryAfter: 60 })
  })

  it('tell their own refusals from injected ones in the tally', async () => {
    await exhaust('users.list')
    workspace.faults.add({ method: 'users.info', count: Number.POSITIVE_INFINITY, kind: '429', probability: 0.05 })
    workspace.rules.rateLimits = false
    const results = await Promise.allSettled(
      Array.from({ length: 1000 }, () => client.users.info({ user: workspace.botUserId })),
    )
    const struck = results.filter((one) => one.status === 'rejected').length
    workspace.faults.clear()
    expect(struck).toBeGreaterThan(20)
    expect(struck).toBeLessThan(80)
    expect(workspace.log.tally('users.info')).toEqual({ calls: 1000, done: 1000 - struck, limited: 0, faults: struck })
    expect(workspace.log.tally('users.list')).toEqual({ calls: 21, done: 20, limited: 1, faults: 0 })
  })
})

describe('faults by chance', () => {
  it('strike the same calls for the same seed', async () => {
    const struck = async (seed: number): Promise<string> => {
      const other = await startWorkspace({ seed })
      other.faults.add({ method: '*', count: Number.POSITIVE_INFINITY, kind: 'error', probability: 0.5 })
      const calls = []
      for (let i = 0; i < 40; i += 1)
        calls.push(
          await botClient(other)
            .auth.test()
            .then(
              () => '.',
              () => 'x',
            ),
        )
      await other.stop()
      return calls.join('')
    }
    const first = await struck(1)
    expect(first).toContain('x')
    expect(first).toContain('.')
    expect(await struck(1)).toBe(first)
    expect(await struck(2)).not.toBe(first)
  })
})
