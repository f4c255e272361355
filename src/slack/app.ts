import { App, type Logger, LogLevel } from '@slack/bolt'
import type { SlackConfig } from '../config.ts'
import type { Log } from '../log.ts'
import type { ContextDeps } from './contexts.ts'
import { followMembers } from './follow-members.ts'
import { followUser } from './follow-user.ts'
import type { Gesture } from './gesture.ts'
import { listenTo } from './listen.ts'
import { type Take, takeEvents } from './taken-events.ts'

/** The bot's ear: Bolt, by Socket Mode or signed HTTP. */
export interface SlackApp {
  start(): Promise<void>
  stop(): Promise<void>
}

/**
 * Makes the Bolt app that calls the gestures. It answers with the identity given, so that no request to Slack stands
 * before an acknowledgement.
 */
export function createSlackApp(
  slack: SlackConfig,
  identity: { botUserId: string },
  gestures: readonly Gesture[],
  base: ContextDeps,
): SlackApp {
  const app = new App({
    authorize: async () => ({ botToken: slack.botToken, botUserId: identity.botUserId }),
    logger: quiet(base.log),
    clientOptions: {
      ...(slack.apiUrl && { slackApiUrl: slack.apiUrl }),
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      timeout: 10_000,
    },
    ...('appToken' in slack.listen
      ? { socketMode: true, appToken: slack.listen.appToken }
      : { signingSecret: slack.listen.signingSecret }),
  })
  app.error(async (error) => base.log.error({ error: error.stack ?? String(error) }, 'a delivery from Slack failed'))
  listenTo(app, gestures, base)
  const follow: Take = ({ eventId, teamId, event }) => followUser(base, teamId, eventId, event.user)
  takeEvents(app, { user_change: follow, team_join: follow, ...followMembers(base, identity.botUserId) })
  return {
    async start() {
      await ('appToken' in slack.listen ? app.start() : app.start({ port: slack.listen.port, host: slack.listen.host }))
    },
    async stop() {
      await app.stop()
    },
  }
}

/** What Bolt says beside our own lines may hold message texts, so it goes to the lowest level. */
function quiet(log: Log): Logger {
  const say = (...said: unknown[]) => log.debug({ said: said.map(String) }, 'Bolt says')
  return {
    debug: () => {},
    info: say,
    warn: say,
    error: say,
    setLevel: () => {},
    getLevel: () => LogLevel.WARN,
    setName: () => {},
  }
}
