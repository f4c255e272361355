import { WebClient } from '@slack/web-api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startWorkspace, type Workspace } from '../../src/workspace/workspace.ts'
import { botClient, codeOf } from './support/client.ts'

let workspace: Workspace
const redirect_uri = 'http://127.0.0.1:1/slack/oauth_redirect'

beforeAll(async () => {
  workspace = await startWorkspace()
})
afterAll(() => workspace.stop())

async function allow(query: Record<string, string>): Promise<Response> {
  return fetch(`${workspace.url}/oauth/v2/authorize?${new URLSearchParams(query)}`, { redirect: 'manual' })
}

describe('installing by OAuth', () => {
  it('gives a code once for a token with the scopes allowed', async () => {
    const client_id = workspace.clientId
    const response = await allow({ client_id, redirect_uri, scope: 'chat:write,users:read', state: 's' })
    const back = new URL(response.headers.get('location') as string)
    expect([response.status, back.origin + back.pathname, back.searchParams.get('state')]).toEqual([
      302,
      redirect_uri,
      's',
    ])
    const code = back.searchParams.get('code') as string
    const client = new WebClient(undefined, { slackApiUrl: workspace.apiUrl, retryConfig: { retries: 0 } })
    const access = (client_secret: string) => client.oauth.v2.access({ client_id, client_secret, code, redirect_uri })
    expect(await codeOf(access('wrong'))).toBe('bad_client_secret')
    const installed = await access(workspace.clientSecret)
    expect(installed).toMatchObject({ access_token: workspace.botToken, scope: 'chat:write,users:read' })
    expect(await codeOf(access(workspace.clientSecret))).toBe('invalid_code')
    expect((await botClient(workspace).users.list({ limit: 1 })).ok).toBe(true)
    expect(await codeOf(botClient(workspace).conversations.create({ name: 'a' }))).toBe('missing_scope')
  })

  it('sends nobody anywhere for a wrong app, address or nothing asked', async () => {
    const client_id = workspace.clientId
    for (const query of [
      { client_id: 'x', redirect_uri, scope: 'chat:write' },
      { client_id, redirect_uri: 'javascript:alert(1)', scope: 'chat:write' },
      { client_id, redirect_uri, scope: '' },
    ])
      expect((await allow(query)).status).toBe(400)
  })
})
