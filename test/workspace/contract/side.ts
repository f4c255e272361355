import { type AddressInfo, createServer } from 'node:net'
import { LogLevel, WebClient } from '@slack/web-api'
import { createEmulator } from 'emulate'
import { startWorkspace } from '../../../src/workspace/workspace.ts'

/** Two stand-ins for Slack that are to give the same answers. */
export const sideNames = ['this stand-in', 'emulate'] as const
export type SideName = (typeof sideNames)[number]

/** One of them, running: a bot's client, and the same people in both. */
export interface Side {
  client: WebClient
  /** Without any token. */
  stranger: WebClient
  bot: string
  /** Ids of three people; the bot is in nothing with them yet. */
  people: [string, string, string]
  /** A trigger as a gesture of the first person's would bring it. */
  trigger(): Promise<string>
  /** A bot's client whose token may read users and nothing else, for as long as `run` takes. */
  onlyReadingUsers<T>(run: (client: WebClient) => Promise<T>): Promise<T>
  /** Puts the first person's own message into a channel of the bot's; its ts. */
  written(channel: string, text: string): Promise<string>
  /** The app as it is installed: its id and secret, and what the first person's consent to these scopes sends back. */
  oauth: { clientId: string; clientSecret: string; allow(scope: string, state: string): Promise<URL> }
  close(): Promise<void>
}

/** Where an installed app has people sent back to; nobody listens there. */
export const redirectUri = 'http://127.0.0.1:1/slack/oauth_redirect'

const names = ['zhang', 'wang', 'zhao'] as const

export const openSide: Record<SideName, () => Promise<Side>> = {
  'this stand-in': openOwn,
  emulate: openEmulate,
}

function clientOf(apiUrl: string, token: string | undefined): WebClient {
  const options = { slackApiUrl: apiUrl, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true }
  // What is refused here is meant to be; the client would write a line for each.
  const logger = {
    debug() {},
    info() {},
    warn() {},
    error() {},
    setLevel() {},
    getLevel: () => LogLevel.ERROR,
    setName() {},
  }
  return new WebClient(token, { ...options, logger })
}

async function openOwn(): Promise<Side> {
  const workspace = await startWorkspace()
  for (const scope of [
    'reactions:write',
    'reactions:read',
    'pins:read',
    'files:read',
    'mpim:write',
    'channels:join',
    'team:read',
  ])
    workspace.scopes.add(scope)
  const users = workspace.addUsers(names.map((name) => ({ name, realName: name, email: `${name}@x.cn` })))
  const [first] = users
  if (!first) throw new Error('nobody was added')
  const client = clientOf(workspace.apiUrl, workspace.botToken)
  return {
    client,
    stranger: clientOf(workspace.apiUrl, undefined),
    bot: workspace.botUserId,
    people: users.map((one) => one.id) as Side['people'],
    async trigger() {
      // Nobody answers this command; what counts is the trigger it brings.
      workspace.rules.ackMs = 1
      await workspace.as(first.id).command('/any')
      const command = workspace.log.deliveries('command:/any').at(-1)?.payload as { trigger_id: string }
      return command.trigger_id
    },
    async onlyReadingUsers(run) {
      const before = [...workspace.scopes]
      workspace.scopes.clear()
      workspace.scopes.add('users:read')
      const restore = () => {
        for (const scope of before) workspace.scopes.add(scope)
      }
      return run(client).finally(restore)
    },
    async written(channel, text) {
      await client.conversations.invite({ channel, users: first.id })
      return workspace.as(first.id).say(channel, text).ts
    },
    oauth: {
      clientId: workspace.clientId,
      clientSecret: workspace.clientSecret,
      allow(scope, state) {
        const asked = { client_id: workspace.clientId, redirect_uri: redirectUri, scope, state }
        return sentBack(
          fetch(`${workspace.url}/oauth/v2/authorize?${new URLSearchParams(asked)}`, { redirect: 'manual' }),
        )
      },
    },
    close: () => workspace.stop(),
  }
}

async function openEmulate(): Promise<Side> {
  const [botToken, firstToken, poorToken] = ['xoxb-contract', 'xoxp-first', 'xoxb-poor']
  const emulator = await createEmulator({
    service: 'slack',
    port: await freePort(),
    seed: {
      slack: {
        strict_scopes: true,
        users: ['bot', ...names].map((name) => ({ name, real_name: name, email: `${name}@x.cn` })),
        tokens: [
          { token: botToken, user: 'bot' },
          { token: firstToken, user: names[0] },
          { token: poorToken, user: 'bot', scopes: ['users:read'] },
        ],
        oauth_apps: [{ client_id: '1.1', client_secret: 'secret', name: 'contract', redirect_uris: [redirectUri] }],
      },
    },
  })
  const apiUrl = `${emulator.url}/api/`
  const client = clientOf(apiUrl, botToken)
  const first = clientOf(apiUrl, firstToken)
  const ids: string[] = []
  for (const name of names) ids.push((await client.users.lookupByEmail({ email: `${name}@x.cn` })).user?.id as string)
  return {
    client,
    stranger: clientOf(apiUrl, undefined),
    bot: (await client.auth.test()).user_id as string,
    people: ids as Side['people'],
    trigger: async () =>
      String(
        ((await client.apiCall('views.generateTriggerId', { user_id: ids[0] })) as { trigger_id?: string }).trigger_id,
      ),
    onlyReadingUsers: (run) => run(clientOf(apiUrl, poorToken)),
    async written(channel, text) {
      await client.conversations.invite({ channel, users: ids[0] as string })
      return (await first.chat.postMessage({ channel, text })).ts as string
    },
    oauth: {
      clientId: '1.1',
      clientSecret: 'secret',
      allow(scope, state) {
        const body = new URLSearchParams({
          user_id: ids[0] ?? '',
          client_id: '1.1',
          redirect_uri: redirectUri,
          scope,
          state,
        })
        const callback = `${emulator.url}/oauth/v2/authorize/callback`
        return sentBack(fetch(callback, { method: 'POST', body, redirect: 'manual' }))
      },
    },
    close: () => emulator.close(),
  }
}

async function sentBack(answer: Promise<Response>): Promise<URL> {
  return new URL((await answer).headers.get('location') ?? '')
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
