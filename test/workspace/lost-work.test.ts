import { WebClient } from '@slack/web-api'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { FaultKind } from '../../src/workspace/faults.ts'
import { startWorkspace, type Workspace } from '../../src/workspace/workspace.ts'

let workspace: Workspace
let channel: string

beforeAll(async () => {
  workspace = await startWorkspace()
  channel = workspace.addChannel({ name: 'team', creator: workspace.botUserId })
})
afterAll(() => workspace.stop())
beforeEach(() => workspace.faults.clear())

// Only those who wait for nothing are given a time: a busy machine must not decide a test.
const clientBy = (way: 'socket' | 'in process', kind?: FaultKind) =>
  new WebClient(workspace.botToken, {
    slackApiUrl: workspace.apiUrl,
    retryConfig: { retries: 0 },
    timeout: kind === 'hang' || kind === 'silence' ? 1000 : 0,
    ...(way === 'socket' ? {} : { fetch: workspace.fetch }),
  })

// Whether the message is there afterwards, and what the caller is told.
const kinds: [FaultKind, number, object][] = [
  ['error', 0, { data: { error: 'internal_error' } }],
  ['500', 0, { statusCode: 500 }],
  ['hang', 0, { code: 'slack_webapi_request_error' }],
  ['reset', 0, { code: 'slack_webapi_request_error' }],
  ['lost-answer', 1, { code: 'slack_webapi_request_error' }],
  ['silence', 1, { code: 'slack_webapi_request_error' }],
  ['late-error', 1, { data: { error: 'internal_error' } }],
]

describe.each(['socket', 'in process'] as const)('a call by %s', (way) => {
  it.each(kinds)('that meets "%s" leaves %i messages', async (kind, left, told) => {
    const client = clientBy(way, kind)
    const text = `${way} ${kind}`
    workspace.faults.add({ method: 'chat.postMessage', count: 1, kind })
    await expect(client.chat.postMessage({ channel, text })).rejects.toMatchObject(told)
    const { messages } = await clientBy(way).conversations.history({ channel })
    expect(messages?.filter((one) => one.text === text)).toHaveLength(left)
    expect(workspace.log.calls('chat.postMessage').at(-1)).toMatchObject({ fault: kind })
  })

  it('lists what still waits to strike', () => {
    const { remove } = workspace.faults.add({ method: 'auth.test', count: 2, kind: '429', retryAfter: 3 })
    expect(workspace.faults.list()).toEqual([{ method: 'auth.test', count: 2, kind: '429', retryAfter: 3 }])
    remove()
    expect(workspace.faults.list()).toEqual([])
  })
})

describe('a call in process', () => {
  it('opens no connection, and answers as the socket does', async () => {
    const fetches: string[] = []
    const client = new WebClient(workspace.botToken, {
      slackApiUrl: workspace.apiUrl,
      retryConfig: { retries: 0 },
      fetch: (url, init) => {
        fetches.push(String(url))
        return workspace.fetch(url, init)
      },
    })
    const here = await client.auth.test()
    expect(fetches).toHaveLength(1)
    const { response_metadata: _here, ...inProcess } = here
    const { response_metadata: _there, ...bySocket } = await clientBy('socket').auth.test()
    expect(inProcess).toEqual(bySocket)
    expect(here.response_metadata?.scopes).toContain('chat:write')
  })

  it('leaves every other address to the network', async () => {
    expect((await workspace.fetch(`${workspace.url}/nowhere`)).status).toBe(404)
  })
})
