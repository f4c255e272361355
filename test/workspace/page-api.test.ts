import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type {
  PageActions,
  PageAnswer,
  PageConversation,
  PageEvent,
  PageLog,
  PagePeople,
  PageState,
} from '../../src/workspace/protocol.ts'
import { startWorkspace, type Workspace } from '../../src/workspace/workspace.ts'
import { botClient } from './support/client.ts'

let workspace: Workspace
let li: string
let wang: string

beforeAll(async () => {
  workspace = await startWorkspace({ commands: [{ command: '/go', description: '走', usageHint: '[去哪]' }] })
  const people = workspace.addUsers([
    { realName: '李工', email: 'li@x.cn', title: '客户经理 · 福田支行' },
    { realName: '王行长', email: 'wang@x.cn', title: '行长 · 福田支行' },
    ...Array.from({ length: 6300 }, (_, i) => ({ realName: `员工${i}`, email: `e${i}@x.cn`, title: '柜员' })),
  ])
  ;[li, wang] = people.map((one) => one.id) as [string, string]
  workspace.suggestPeople([wang])
})
afterAll(() => workspace.stop())

const get = async <T>(path: string): Promise<T> =>
  (await fetch(`${workspace.url}/page-api/${path}`)).json() as Promise<T>
const post = async <Name extends keyof PageActions>(name: Name, body: PageActions[Name]): Promise<PageAnswer> => {
  const answer = await fetch(`${workspace.url}/page-api/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return answer.json() as Promise<PageAnswer>
}

describe('reading', () => {
  it('finds people by every word, or by id, and offers the suggested ones', async () => {
    const found = await get<PagePeople>(`people?q=${encodeURIComponent('福田 行长')}`)
    expect(found).toMatchObject({ total: 1, people: [{ id: wang, realName: '王行长' }], suggested: [{ id: wang }] })
    expect(await get<PagePeople>('people?limit=3')).toMatchObject({ total: 6302, people: { length: 3 } })
    expect((await get<PagePeople>(`people?ids=${workspace.botUserId},U0,${li}`)).people.map((one) => one.id)).toEqual([
      workspace.botUserId,
      li,
    ])
  })

  it('shows the side bar with unread counts, which reading clears', async () => {
    await botClient(workspace).chat.postMessage({ channel: li, text: `你好 <@${wang}>` })
    const state = await get<PageState>(`state?as=${li}`)
    expect(state).toMatchObject({
      me: { id: li },
      commands: [{ command: '/go', usageHint: '[去哪]' }],
      botConnected: false,
      directMessages: [{ kind: 'app_dm', unread: 1, with: workspace.botUserId }],
    })
    const dm = state.directMessages[0]?.id as string
    const conversation = await get<PageConversation>(`conversation/${dm}?as=${li}`)
    expect(conversation.messages).toMatchObject([{ text: `你好 <@${wang}>`, author: { kind: 'bot' } }])
    expect(conversation.people[wang]?.realName).toBe('王行长')
    await post('read', { as: li, conversationId: dm })
    expect((await get<PageState>(`state?as=${li}`)).directMessages[0]?.unread).toBe(0)
  })

  it('shows nobody what is not theirs', async () => {
    const hidden = workspace.addChannel({ name: 'hidden', isPrivate: true, creator: wang })
    expect(await get(`conversation/${hidden}?as=${li}`)).toEqual({ ok: false, error: 'channel_not_found' })
    expect(await get('state?as=U0')).toEqual({ ok: false, error: 'user_not_found' })
  })

  it('gives the log in pieces', async () => {
    await botClient(workspace).auth.test()
    const log = await get<PageLog>('log?after=0&limit=1')
    expect(log.entries).toHaveLength(1)
    const rest = await get<PageLog>(`log?after=${log.next}`)
    expect(rest.entries.at(-1)).toMatchObject({ kind: 'call', method: 'auth.test', status: 200 })
  })
})

describe('acting', () => {
  it('writes, opens direct messages, and says plainly when nobody is there to hear a command', async () => {
    const { conversationId } = await post('open-dm', { as: li, with: wang })
    expect(await post('message', { as: li, conversationId: conversationId as string, text: '在吗' })).toEqual({
      ok: true,
    })
    const seen = await get<PageConversation>(`conversation/${conversationId}?as=${wang}`)
    expect(seen).toMatchObject({
      kind: 'person_dm',
      name: '李工',
      messages: [{ text: '在吗', author: { kind: 'person' } }],
    })
    expect(await post('command', { as: li, conversationId: conversationId as string, text: '/go' })).toEqual({
      ok: false,
      error: 'no_answer',
      views: [],
    })
    expect(await post('message', { as: 'U0', conversationId: conversationId as string, text: 'a' })).toEqual({
      ok: false,
      error: 'user_not_found',
    })
  })

  it('takes JSON only, and known actions only', async () => {
    const form = await fetch(`${workspace.url}/page-api/message`, {
      method: 'POST',
      body: new URLSearchParams({ as: li }),
    })
    expect(form.status).toBe(415)
    const unknown = await fetch(`${workspace.url}/page-api/constructor`, {
      method: 'POST',
      body: '{}',
      headers: { 'content-type': 'application/json' },
    })
    expect(unknown.status).toBe(404)
  })
})

describe('strangers', () => {
  it('do not get in under another name for this machine', async () => {
    const { port } = new URL(workspace.url)
    const status = await new Promise((resolve) => {
      const asked = request({ host: '127.0.0.1', port, path: '/page-api/people', headers: { host: 'evil.example' } })
      asked.on('response', (answer) => resolve(answer.statusCode)).end()
    })
    expect(status).toBe(403)
  })
})

describe('events', () => {
  it('name what to read again, to those whom it concerns', async () => {
    const answer = await fetch(`${workspace.url}/page-api/events?as=${wang}`)
    const reader = (answer.body as ReadableStream<Uint8Array>).getReader()
    const { conversationId } = await post('open-dm', { as: wang, with: li })
    await botClient(workspace).chat.postMessage({ channel: li, text: '不给王' })
    await post('message', { as: li, conversationId: conversationId as string, text: '给王' })
    const events: PageEvent[] = []
    let text = ''
    while (!events.some((one) => one.type === 'conversation' && one.id === conversationId)) {
      text += new TextDecoder().decode((await reader.read()).value)
      events.splice(
        0,
        events.length,
        ...[...text.matchAll(/^data: (.*)$/gm)].map((one) => JSON.parse(one[1] as string) as PageEvent),
      )
    }
    await reader.cancel()
    expect(events.filter((one) => one.type === 'conversation').map((one) => one.id)).toEqual([conversationId])
  })
})
