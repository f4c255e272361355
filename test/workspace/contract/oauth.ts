import { code, type Expectation } from './expectation.ts'
import { redirectUri, type Side } from './side.ts'

/** A new consent's code turned into a token, with whatever is given otherwise. */
async function access({ stranger, oauth }: Side, otherwise: Record<string, string> = {}) {
  const back = await oauth.allow('chat:write,users:read', 'state')
  const given = {
    client_id: oauth.clientId,
    client_secret: oauth.clientSecret,
    code: back.searchParams.get('code') ?? '',
    redirect_uri: redirectUri,
    ...otherwise,
  }
  return { back, ask: () => stranger.oauth.v2.access(given) }
}

/** Installing by OAuth. Asked last: who installs anew decides the scopes of the app's token. */
export const oauthExpectations: Expectation[] = [
  {
    name: 'consent sends back to the app with its state and a code',
    expected: [redirectUri, 'state', true],
    run: async (side) => {
      const { back } = await access(side)
      return [back.origin + back.pathname, back.searchParams.get('state'), back.searchParams.has('code')]
    },
  },
  {
    name: 'a code is good for one token of the scopes that were allowed',
    expected: [{ bot: true, token_type: 'bot', scope: 'chat:write,users:read' }, 'invalid_code'],
    run: async (side) => {
      const { ask } = await access(side)
      const { access_token, token_type, scope } = await ask()
      return [{ bot: access_token?.startsWith('xoxb-'), token_type, scope }, await code(ask())]
    },
  },
  {
    name: 'a code nobody gave',
    expected: 'invalid_code',
    run: async (side) => code((await access(side, { code: 'made-up' })).ask()),
  },
  {
    name: 'an app nobody knows',
    expected: 'invalid_client_id',
    run: async (side) => code((await access(side, { client_id: '9.9' })).ask()),
  },
  {
    name: 'an app with a wrong secret',
    expected: 'bad_client_secret',
    run: async (side) => code((await access(side, { client_secret: 'wrong' })).ask()),
  },
  {
    name: 'a code for another address than it was given for',
    expected: 'bad_redirect_uri',
    run: async (side) => code((await access(side, { redirect_uri: `${redirectUri}/other` })).ask()),
  },
]
