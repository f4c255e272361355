import { SlackError } from '../slack-error.ts'
import { type Method, me } from './method.ts'

/** Who the token is, the team, the bot, and how the app opens a socket. */
export const teamMethods: Record<string, Method> = {
  'auth.test': {
    tier: null,
    run: (world) => ({
      url: `${world.url()}/`,
      team: world.state.team.name,
      user: world.state.users.get(me(world))?.name,
      team_id: world.state.team.id,
      user_id: me(world),
      bot_id: world.state.app.botId,
      is_enterprise_install: false,
    }),
  },
  'team.info': {
    tier: 3,
    scopes: ['team:read'],
    run: (world) => ({ team: { ...world.state.team, email_domain: '', icon: { image_default: true } } }),
  },
  'bots.info': {
    tier: 3,
    scopes: ['users:read'],
    run(world, args) {
      const { app } = world.state
      if (args.bot !== undefined && args.bot !== app.botId) throw new SlackError('bot_not_found')
      return {
        bot: {
          id: app.botId,
          deleted: false,
          name: app.name,
          updated: 0,
          app_id: app.id,
          user_id: app.botUserId,
          icons: {},
        },
      }
    },
  },
}
