import { App, type Logger, LogLevel, SocketModeReceiver } from '@slack/bolt'
import type { SlackConfig } from '../config.ts'
import type { Log } from '../log.ts'
import type { ContextDeps } from './contexts.ts'
import { followMembers } from './follow-members.ts'
import { followUser } from './follow-user.ts'
import type { Gesture } from './gesture.ts'
import { listenTo } from './listen.ts'
import { connectFirst, keepConnected } from './socket.ts'
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
  const logger = quiet(base.log)
  const { listen } = slack
  const receiver = 'appToken' in listen ? socketReceiver(slack, listen.appToken, logger) : undefined
  const app = new App({
    authorize: async () => ({ botToken: slack.botToken, botUserId: identity.botUserId }),
    logger,
    clientOptions: clientOptions(slack),
    ...(receiver ? { receiver } : 'signingSecret' in listen && { signingSecret: listen.signingSecret }),
  })
  app.error(async (error) => base.log.error({ error: error.stack ?? String(error) }, 'a delivery from Slack failed'))
  listenTo(app, gestures, base)
  const follow: Take = ({ eventId, teamId, event }) => followUser(base, teamId, eventId, event.user)
  takeEvents(app, { user_change: follow, team_join: follow, ...followMembers(base, identity.botUserId) })
  let letBe = () => {}
  return {
    async start() {
      if ('port' in listen) await app.start({ port: listen.port, host: listen.host })
      if (!receiver) return
      await connectFirst(() => app.start(), base.log)
      letBe = keepConnected(receiver.client, base.log)
    },
    async stop() {
      letBe()
      await app.stop()
    },
  }
}

/** `keepConnected` reconnects. */
function socketReceiver(slack: SlackConfig, appToken: string, logger: Logger): SocketModeReceiver {
  const installerOptions = { clientOptions: clientOptions(slack) }
  return new SocketModeReceiver({ appToken, logger, autoReconnectEnabled: false, installerOptions })
}

/** Each client has its own: in Socket Mode the SDK writes 100 retries into the object where none are given (3.1.0). */
function clientOptions({ apiUrl }: SlackConfig) {
  return {
    ...(apiUrl && { slackApiUrl: apiUrl }),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: 10_000,
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
