import type { Database } from '../db/connection.ts'
import type { Clock } from './clock.ts'
import type { SlackConfig } from './config.ts'
import { loadFolder } from './folder.ts'
import type { Log } from './log.ts'
import { startOutbox } from './outbox/outbox.ts'
import type { Job } from './scheduler/job.ts'
import { startScheduler } from './scheduler/scheduler.ts'
import { createSlackApp } from './slack/app.ts'
import type { Gate } from './slack/calls.ts'
import { createBudget, createLimitKeeper } from './slack/deliver/budget.ts'
import { deliverBy } from './slack/deliver/deliver-by.ts'
import type { OutgoingKind } from './slack/deliver/kind.ts'
import { createGateway } from './slack/gateway.ts'
import type { Gesture } from './slack/gesture.ts'
import { createLanguages } from './slack/languages.ts'
import { createMarks } from './slack/mark.ts'
import { createSlackClient } from './slack/slack-client.ts'
import { reportGivenUp } from './usecases/delivery-notice.ts'
import { askForDirectoryNow } from './usecases/follow-directory.ts'
import { reportLack } from './usecases/report-lack.ts'
import { readStart } from './usecases/start.ts'

export interface ServiceOptions {
  readonly slack: SlackConfig
  /** Migrated. */
  readonly database: Database
  readonly clock: Clock
  readonly log: Log
  /** How long a call whose answer was lost is given before a look, in ms; see `DeliverDeps`. */
  readonly lookAfterMs?: number
  /** False = no rates are kept, where there are none: the demo's and the tests' workspace. */
  readonly rates?: boolean
}

/** The seconds of the gateway's time limit, and as many for a request that lay on the way. */
const LOOK_AFTER_MS = 20_000

/** The priority of what may wait longest. */
const BACKGROUND = 2

/** The bot at work. */
export interface Service {
  /** Resolves when everything that was waiting to go out has gone. */
  idle(): Promise<void>
  /** Takes nothing more from Slack and ends what is in hand. */
  stop(): Promise<void>
}

/** The bot could not begin; the message says in a line what is wrong. */
export class StartError extends Error {
  override readonly name = 'StartError'
}

/** The commands' gestures, in the order of their files. */
export function loadGestures(): Promise<Gesture[]> {
  return loadFolder<Gesture>(new URL('../commands', import.meta.url).pathname, 'gesture')
}

/** Wires the rooms together and begins: answers Slack only once everything it needs is there. */
export async function startService(options: ServiceOptions): Promise<Service> {
  const { slack, database, clock, log, lookAfterMs = LOOK_AFTER_MS, rates = true } = options
  const deps = { database, clock, log }
  const gatewayOf = (token: string, gate?: Gate) => {
    const client = createSlackClient({ token, ...(slack.apiUrl && { apiUrl: slack.apiUrl }), log })
    return createGateway({ client, log, ...(rates && gate && { gate }) })
  }
  const self = await gatewayOf(slack.botToken).authTest()
  if (!self.ok)
    throw new StartError(`Slack did not accept the bot (${self.failure.error}): check SLACK_BOT_TOKEN and the network`)
  const { teamId, userId: botUserId } = self.value
  const gateway = gatewayOf(slack.botToken, createLimitKeeper(database, teamId))
  const archivist = slack.userToken ? gatewayOf(slack.userToken, createBudget(database, teamId, BACKGROUND)) : null
  const markOf = createMarks(slack.botToken)
  const start = await readStart(deps, teamId)
  const lack = await reportLack(deps)
  if (lack) log.error({ lack }, 'the settings leave something to nobody; the administrators are told')
  const languages = createLanguages(start.locales)
  const base = { deps, gateway, languages, teamId, log, timeZone: () => start.timeZone }
  const kinds = await loadFolder<OutgoingKind>(new URL('./slack/deliver', import.meta.url).pathname, 'outgoing')
  const gateways = [0, 1, BACKGROUND].map((priority) =>
    gatewayOf(slack.botToken, createBudget(database, teamId, priority)),
  )
  const gatewayFor = (priority: number) => gateways[priority] ?? gateway
  const outbox = startOutbox({
    database,
    log,
    deliver: deliverBy(kinds, { ...base, archivist, botUserId, markOf, lookAfterMs }, gatewayFor),
    onGivenUp: (tx, effect) => reportGivenUp(deps, tx, effect.kind),
  })
  const app = createSlackApp(slack, { botUserId }, await loadGestures(), base)
  await app.start()
  const jobs = await loadFolder<Job>(new URL('./scheduler/jobs', import.meta.url).pathname, 'job')
  const scheduler = startScheduler(jobs, deps, start.timeZone)
  await askForDirectoryNow(deps)
  return {
    idle: outbox.idle,
    async stop() {
      await scheduler.stop()
      await app.stop()
      await outbox.stop()
    },
  }
}
