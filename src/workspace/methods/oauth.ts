import { SlackError } from '../slack-error.ts'
import type { World } from '../world.ts'
import type { Args, Method } from './method.ts'

function exchange(world: World, args: Args): Record<string, unknown> {
  const { state } = world
  if (args.client_id !== state.clientId) throw new SlackError('invalid_client_id')
  if (args.client_secret !== state.clientSecret) throw new SlackError('bad_client_secret')
  const install = world.installs.use(String(args.code))
  if (!install) throw new SlackError('invalid_code')
  if (args.redirect_uri !== undefined && args.redirect_uri !== install.redirectUri)
    throw new SlackError('bad_redirect_uri')
  world.scopes.clear()
  for (const scope of install.scopes) world.scopes.add(scope)
  world.rules.tokenState = 'valid'
  world.changes.emit({ type: 'switches' }, null)
  return {
    access_token: state.botToken,
    token_type: 'bot',
    scope: install.scopes.join(','),
    bot_user_id: state.app.botUserId,
    app_id: state.app.id,
    team: { id: state.team.id, name: state.team.name },
    enterprise: null,
    is_enterprise_install: false,
    authed_user: { id: install.userId },
  }
}

/** Installing the app: a code for a token. The scopes allowed are the token's from then on. */
export const oauthMethods: Record<string, Method> = {
  'oauth.v2.access': { tier: null, anybody: true, run: exchange },
}
