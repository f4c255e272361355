import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createGateway, type Gateway } from '../../src/slack/gateway.ts'
import { createSlackClient } from '../../src/slack/slack-client.ts'
import { startWorkspace, type Workspace } from '../../src/workspace/workspace.ts'
import { recordingLog } from '../outbox/recording-log.ts'

const message = {
  text: '推荐上报',
  blocks: [{ type: 'section' as const, text: { type: 'plain_text' as const, text: '中集' } }],
}

let workspace: Workspace
let gateway: Gateway
let log = recordingLog()
let people: string[]

function connect(timeoutMs?: number): Gateway {
  const { botToken: token, apiUrl } = workspace
  return createGateway({ client: createSlackClient({ token, apiUrl, log, ...(timeoutMs && { timeoutMs }) }), log })
}

beforeAll(async () => {
  workspace = await startWorkspace()
  const specs = ['a', 'b', 'c'].map((name) => ({ realName: name, email: `${name}@bank.example`, locale: 'zh-CN' }))
  people = workspace.addUsers(specs).map(({ id }) => id)
})
afterAll(() => workspace.stop())
beforeEach(() => {
  workspace.faults.clear()
  workspace.log.clear()
  log = recordingLog()
  gateway = connect()
})

async function value<T>(call: Promise<{ ok: true; value: T } | { ok: false; failure: unknown }>): Promise<T> {
  const result = await call
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.failure)}`)
  return result.value
}

let channels = 0
const newChannel = async () => (await value(gateway.createChannel(`client-${++channels}`, true))).id

describe('against the stand-in', () => {
  test('messages are posted, redrawn, linked and pinned', async () => {
    const dm = await value(gateway.openDm(people[0] as string))
    const posted = await value(gateway.postMessage({ channel: dm }, message))
    const reply = await value(gateway.postMessage({ channel: dm, threadTs: posted.ts }, { ...message, text: 'reply' }))
    await value(gateway.updateMessage(posted, { ...message, text: 'redrawn' }))
    expect(await value(gateway.permalink(posted))).toContain(dm)
    const shown = workspace.as(people[0] as string).messages(dm)
    expect(shown.find(({ ts }) => ts === posted.ts)).toMatchObject({ text: 'redrawn' })
    expect(workspace.log.calls('chat.postMessage').at(-1)?.args).toMatchObject({ thread_ts: posted.ts })
    expect(reply.ts).not.toBe(posted.ts)
    const channel = await newChannel()
    const card = await value(gateway.postMessage({ channel }, message))
    await value(gateway.pin(card))
    expect(await gateway.pin(card)).toMatchObject({
      ok: false,
      failure: { kind: 'already_so', error: 'already_pinned' },
    })
  })

  test('a channel is made, named, described, marked and listed', async () => {
    const channel = await newChannel()
    await value(gateway.setTopic(channel, '中集集团'))
    await value(gateway.setPurpose(channel, '战略客户'))
    await value(gateway.addBookmark(channel, { title: '名册', link: 'https://bank.example/register' }))
    expect(await gateway.createChannel(`client-${channels}`, true)).toMatchObject({
      ok: false,
      failure: { kind: 'give_up', error: 'name_taken' },
    })
    const self = await value(gateway.authTest())
    expect(self).toMatchObject({ teamId: workspace.teamId, userId: workspace.botUserId })
    expect(await value(gateway.channelMembers(channel))).toEqual([self.userId])
  })

  test('nobody keeps another out, and the bot does not invite itself (B13)', async () => {
    const channel = await newChannel()
    const [member, ordinary, third] = people as [string, string, string]
    const left = workspace.addUser({ realName: 'left', email: 'left@bank.example' }).id
    workspace.deactivateUser(left)
    await value(gateway.inviteMembers(channel, [member]))
    for (const force of [true, false]) {
      const ids = [member, left, 'U0UNKNOWN', workspace.botUserId, force ? ordinary : third]
      const { invited, failures } = await value(gateway.inviteMembers(channel, ids, force))
      expect(new Set(invited)).toEqual(new Set([member, force ? ordinary : third]))
      expect(failures.map(({ userId, error }) => [userId, error])).toEqual([
        [left, 'user_not_found'],
        ['U0UNKNOWN', 'user_not_found'],
      ])
    }
    expect(new Set(await value(gateway.channelMembers(channel)))).toEqual(new Set([workspace.botUserId, ...people]))
    const asked = workspace.log.calls('conversations.invite').map(({ args }) => String(args.users))
    expect(asked.join()).not.toContain(workspace.botUserId)
    await expect(gateway.inviteMembers(channel, Array(101).fill(member))).rejects.toThrow(RangeError)
  })

  test('a refusal of the whole invitation is not taken for one of its people', async () => {
    expect(await gateway.inviteMembers('C0NOWHERE', people)).toMatchObject({
      ok: false,
      failure: { kind: 'give_up', error: 'channel_not_found' },
    })
    expect(workspace.log.calls('conversations.invite')).toHaveLength(1)
  })

  test('people are found, or not', async () => {
    const [first] = people as [string]
    expect(await value(gateway.userInfo(first))).toMatchObject({
      id: first,
      email: 'a@bank.example',
      locale: 'zh-CN',
      deactivated: false,
      isBot: false,
    })
    expect(await value(gateway.lookupByEmail('a@bank.example'))).toMatchObject({ id: first })
    expect(await value(gateway.lookupByEmail('nobody@bank.example'))).toBeNull()
  })

  test('the directory is followed to the empty cursor, however short its pages', async () => {
    workspace.addUsers(Array.from({ length: 450 }, (_, no) => ({ realName: `${no}`, email: `p${no}@bank.example` })))
    workspace.rules.shortPages = true
    const seen = new Set<string>()
    for await (const page of gateway.users()) {
      if (!page.ok) throw new Error(page.failure.error)
      for (const { email } of page.value) if (email) seen.add(email)
    }
    for (let no = 0; no < 450; no++) expect(seen).toContain(`p${no}@bank.example`)
    expect(workspace.log.calls('users.list').length).toBeGreaterThan(2)
  })

  test('a directory of which a page fails for good says so last', async () => {
    const later = ({ cursor }: Record<string, unknown>) => Boolean(cursor)
    workspace.faults.add({ method: 'users.list', count: 1, kind: 'error', error: 'invalid_cursor', match: later })
    const pages = []
    for await (const page of gateway.users()) pages.push(page.ok)
    expect(pages).toEqual([true, false])
  })
})

describe('failures', () => {
  const dm = () => value(gateway.openDm(people[0] as string))

  test('a 429 is returned at once with its time, and no other method waits', async () => {
    const channel = await dm()
    workspace.faults.add({ method: 'chat.postMessage', count: 1, kind: '429', retryAfter: 30 })
    expect(await gateway.postMessage({ channel }, message)).toEqual({
      ok: false,
      failure: { kind: 'retry', afterMs: 30_000, away: false, error: 'ratelimited' },
    })
    await value(gateway.userInfo(people[0] as string))
    expect(workspace.log.calls('chat.postMessage')).toHaveLength(1)
  })

  test('an answer that is lost is unknown for a post and a retry for a redraw; neither is repeated here', async () => {
    const channel = await dm()
    const posted = await value(gateway.postMessage({ channel }, message))
    for (const kind of ['lost-answer', '500'] as const) {
      workspace.faults.add({ method: 'chat.postMessage', count: 1, kind })
      workspace.faults.add({ method: 'chat.update', count: 1, kind })
      expect(await gateway.postMessage({ channel }, message)).toMatchObject({ failure: { kind: 'unknown' } })
      expect(await gateway.updateMessage(posted, message)).toMatchObject({ failure: { kind: 'retry', away: true } })
    }
    expect(workspace.log.calls('chat.postMessage')).toHaveLength(3)
    expect(workspace.log.calls('chat.update')).toHaveLength(2)
  })

  test('silence ends at the time limit', async () => {
    const channel = await dm()
    const impatient = connect(200)
    workspace.faults.add({ method: 'chat.postMessage', count: 1, kind: 'hang' })
    workspace.faults.add({ method: 'users.info', count: 1, kind: 'hang' })
    expect(await impatient.postMessage({ channel }, message)).toMatchObject({
      failure: { kind: 'unknown', error: 'network_timeout' },
    })
    expect(await impatient.userInfo(people[0] as string)).toMatchObject({
      failure: { kind: 'retry', error: 'network_timeout' },
    })
  })

  test('half done is unknown for a post', async () => {
    workspace.faults.add({ method: '*', count: 2, kind: 'error', error: 'internal_error' })
    expect(await gateway.postMessage({ channel: 'C1' }, message)).toMatchObject({ failure: { kind: 'unknown' } })
    expect(await gateway.setTopic('C1', 'x')).toMatchObject({ failure: { kind: 'retry', afterMs: null, away: false } })
  })

  test('refused content says where, and is refused for good', async () => {
    const channel = await dm()
    const long = { type: 'section' as const, text: { type: 'plain_text' as const, text: '长'.repeat(3_001) } }
    const refused = await gateway.postMessage({ channel }, { text: 'x', blocks: [long] })
    expect(refused).toMatchObject({ failure: { kind: 'give_up', error: 'invalid_blocks' } })
    expect(JSON.stringify(refused)).not.toContain('长长')
  })

  test('a card that is gone is given up; a trigger that has passed too', async () => {
    const channel = await dm()
    expect(await gateway.updateMessage({ channel, ts: '1.000001' }, message)).toMatchObject({
      failure: { kind: 'give_up', error: 'message_not_found' },
    })
    const view = { type: 'modal' as const, title: { type: 'plain_text' as const, text: 'x' }, blocks: [] }
    expect(await gateway.openView('1.2.3', view)).toMatchObject({ failure: { kind: 'give_up' } })
  })

  test('what an operator must put right is tried slowly and said once', async () => {
    workspace.scopes.delete('pins:write')
    const channel = await newChannel()
    const card = await value(gateway.postMessage({ channel }, message))
    for (let no = 0; no < 3; no++) {
      expect(await gateway.pin(card)).toMatchObject({
        failure: { kind: 'retry', afterMs: 60_000, away: true, error: 'missing_scope', detail: /pins:write/ },
      })
    }
    expect(log.lines('error')).toHaveLength(1)
    workspace.scopes.add('pins:write')
    await value(gateway.pin(card))
  })

  test('nothing that a person wrote gets into the log', async () => {
    workspace.faults.add({ method: '*', count: 9, kind: 'error', error: 'channel_not_found' })
    await gateway.postMessage({ channel: 'C1' }, { ...message, text: 'a secret' })
    expect(log.lines('debug').length).toBeGreaterThan(0)
    expect(JSON.stringify(log.lines('debug'))).not.toMatch(/a secret|中集|xoxb/)
  })
})
