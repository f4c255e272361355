import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createGateway, type Gateway } from '../../src/slack/gateway.ts'
import { inviteEach } from '../../src/slack/invite.ts'
import { createSlackClient } from '../../src/slack/slack-client.ts'
import { isKnownError, type SlackFailure } from '../../src/slack/slack-error.ts'
import { recordingLog } from '../outbox/recording-log.ts'
import { documentedErrors } from './documented-errors.ts'

const message = { text: 'x', blocks: [] }
const log = recordingLog()

/** What no stand-in for Slack does: the things between us and Slack. */
let answer: (response: ServerResponse) => void = (response) => response.end('{"ok":true}')
const server = createServer((_request, response) => answer(response))
let gateway: Gateway
let apiUrl: string

function gatewayAt(apiUrl: string, timeoutMs = 10_000): Gateway {
  return createGateway({ client: createSlackClient({ token: 'xoxb-test', apiUrl, log, timeoutMs }), log })
}

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`
  gateway = gatewayAt(apiUrl)
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

/** What a post (not repeatable) and a topic (repeatable) come to. */
async function failures(of = gateway): Promise<[post: SlackFailure, topic: SlackFailure]> {
  const [post, topic] = [await of.postMessage({ channel: 'C1' }, message), await of.setTopic('C1', 'x')]
  if (post.ok || topic.ok) throw new Error('expected two failures')
  return [post.failure, topic.failure]
}

const says =
  (status: number, body: string, headers: Record<string, string> = {}) =>
  (response: ServerResponse) => {
    response.writeHead(status, headers).end(body)
  }

describe('Slack’s codes', () => {
  test.each(Object.entries(documentedErrors))('%s: each documented error has a stated meaning', (_method, errors) => {
    expect(errors.split(' ').filter((error) => error !== '' && !isKnownError(error))).toEqual([])
  })

  test('a code nobody has heard of is tried a bounded number of times', async () => {
    answer = says(200, '{"ok":false,"error":"brand_new_error"}')
    const bounded = { kind: 'retry', afterMs: null, away: false, error: 'brand_new_error' }
    expect(await failures()).toEqual([bounded, bounded])
  })

  test('a limit said in an answer waits as Slack says, or half a minute', async () => {
    answer = says(200, '{"ok":false,"error":"ratelimited"}', { 'Retry-After': '4' })
    expect(await failures()).toMatchObject([{ afterMs: 4_000 }, { afterMs: 4_000 }])
    answer = says(429, '')
    expect(await failures()).toMatchObject([
      { kind: 'retry', afterMs: 30_000, error: 'ratelimited' },
      { kind: 'retry', afterMs: 30_000, error: 'ratelimited' },
    ])
  })
})

describe('what lies between', () => {
  test('nobody there: nothing was sent, so even a post may be repeated', async () => {
    const nowhere = createServer()
    await new Promise<void>((resolve) => nowhere.listen(0, '127.0.0.1', resolve))
    const { port } = nowhere.address() as AddressInfo
    await new Promise((resolve) => nowhere.close(resolve))
    const away = { kind: 'retry', afterMs: null, away: true, error: 'network_ECONNREFUSED' }
    expect(await failures(gatewayAt(`http://127.0.0.1:${port}/api/`))).toEqual([away, away])
  })

  test('a page of a proxy is no answer of Slack, and is not kept', async () => {
    answer = says(200, '<html>please log in</html>')
    expect(await failures()).toEqual([
      { kind: 'unknown', error: 'unreadable_answer' },
      { kind: 'retry', afterMs: null, away: true, error: 'unreadable_answer' },
    ])
    answer = says(403, 'who are you')
    const refused = { kind: 'retry', afterMs: 60_000, away: true, error: 'http_403' }
    expect(await failures()).toEqual([refused, refused])
  })

  test('ok without what was asked for is no answer either', async () => {
    answer = says(200, '{"ok":true}')
    expect(await gateway.postMessage({ channel: 'C1' }, message)).toMatchObject({
      failure: { kind: 'unknown', error: 'unreadable_answer' },
    })
  })

  test('an answer that breaks off, or never ends, is lost', async () => {
    answer = (response) => {
      response.writeHead(200, { 'Content-Length': '100' })
      response.write('{"ok":')
      setTimeout(() => response.destroy(), 20)
    }
    expect(await failures()).toMatchObject([{ kind: 'unknown' }, { kind: 'retry', away: true }])
    answer = (response) => response.writeHead(200).write('{"ok":')
    expect(await failures(gatewayAt(apiUrl, 200))).toMatchObject([
      { kind: 'unknown', error: 'network_timeout' },
      { kind: 'retry', error: 'network_timeout' },
    ])
  })
})

describe('an invitation that names nobody', () => {
  /** Slack as older workspaces answer: one error for the list, no names. */
  function slack(bad: Record<string, string>) {
    const asked: string[][] = []
    const ask: Parameters<typeof inviteEach>[1] = async (ids) => {
      asked.push([...ids])
      const error = ids.map((id) => bad[id]).find((one) => one !== undefined)
      if (error === undefined) return { ok: true, value: { errors: [], whole: true } }
      return { ok: false, failure: { kind: 'give_up', error } }
    }
    return { ask, asked }
  }

  test('is halved down to the person it is about', async () => {
    const ids = Array.from({ length: 20 }, (_, no) => `U${no}`)
    const { ask } = slack({ U3: 'ura_max_channels', U4: 'already_in_channel', U17: 'user_not_found' })
    const result = await inviteEach(ids, ask)
    if (!result.ok) throw new Error(result.failure.error)
    expect(result.value.invited).toEqual(ids.filter((id) => id !== 'U3' && id !== 'U17'))
    expect(result.value.failures).toEqual([
      { userId: 'U3', error: 'ura_max_channels' },
      { userId: 'U17', error: 'user_not_found' },
    ])
  })

  test('is not halved for what concerns the channel', async () => {
    const { ask, asked } = slack({ U1: 'not_in_channel' })
    expect(await inviteEach(['U1', 'U2'], ask)).toMatchObject({ ok: false, failure: { error: 'not_in_channel' } })
    expect(asked).toHaveLength(1)
  })
})
