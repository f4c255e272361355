import { afterAll } from 'vitest'
import type { Database } from '../../db/connection.ts'
import type { Clock } from '../../src/clock.ts'
import type { SlackConfig } from '../../src/config.ts'
import { createLog, type Log } from '../../src/log.ts'
import { type Service, startService } from '../../src/service.ts'
import { followOrganisation } from '../../src/usecases/follow-organisation.ts'
import type { Deps } from '../../src/usecases/transact.ts'
import type { Actor } from '../../src/workspace/actor/contract.ts'
import { startWorkspace, type Workspace } from '../../src/workspace/workspace.ts'
import { emailOf, type PersonKey, personKeys, type SmallBank, smallBank } from './bank.ts'
import { testDatabase } from './database.ts'
import { freePort } from './free-port.ts'

export interface TestBot {
  readonly database: Awaited<ReturnType<typeof testDatabase>>
  readonly bank: SmallBank
  readonly workspace: Workspace
  /** The process under test; more may be started beside it. */
  readonly service: Service
  as(key: PersonKey): Actor
  /** What use cases work with beside it: its database and its clock. */
  readonly deps: Deps
  /** Has teams and steps follow the organisation, as the job does each minute, and waits until everything has gone out. */
  follow(): Promise<void>
  /** Another process on the same database and workspace. */
  another(): Promise<Service>
}

export interface TestBotOptions {
  readonly clock?: Clock
  readonly log?: Log
  /** People whose Slack is in English; everybody else's is in Chinese. */
  readonly english?: readonly PersonKey[]
  /** The bot's own pool, where it is not the test's: behind a line that can be slowed down, say. */
  readonly pool?: (own: Database) => Promise<Database>
  /** How long a call whose answer was lost is given before a look; 300 ms. */
  readonly lookAfterMs?: number
  /** Keeps Slack's rates, as the stand-in does where `rules.rateLimits` is set. */
  readonly rates?: true
  /** Signed HTTP in place of Socket Mode: one process only, as there is one address. */
  readonly http?: true
  /** Whose token the bot has for archived channels. */
  readonly archivist?: PersonKey
}

/** The small bank, the stand-in with its people, and the bot: real Bolt, real PostgreSQL. Ended after the file. */
export async function testBot(options: TestBotOptions = {}): Promise<TestBot> {
  const database = await testDatabase()
  const bank = await smallBank(database)
  const workspace = await startWorkspace({ appName: '战略客户' })
  const users = workspace.addUsers(
    personKeys.map((key) => ({
      name: key.toLowerCase(),
      realName: key,
      email: emailOf(key),
      locale: options.english?.includes(key) ? 'en-US' : 'zh-CN',
      tz: 'Asia/Shanghai',
    })),
  )
  const clock = options.clock ?? { now: () => new Date() }
  const services: Service[] = []
  const pool = options.pool ? await options.pool(database) : database
  const port = options.http && (await freePort())
  const listen: SlackConfig['listen'] = port
    ? { signingSecret: workspace.signingSecret, port, host: '127.0.0.1' }
    : { appToken: workspace.appToken }
  const { archivist } = options
  const userToken = archivist && workspace.userToken(users[personKeys.indexOf(archivist)]?.id ?? '')
  const another = async () => {
    const service = await startService({
      slack: { botToken: workspace.botToken, ...(userToken && { userToken }), apiUrl: workspace.apiUrl, listen },
      database: pool,
      clock,
      log: options.log ?? createLog('silent'),
      lookAfterMs: options.lookAfterMs ?? 300,
      rates: options.rates ?? false,
    })
    services.push(service)
    return service
  }
  const service = await another()
  if (port) await workspace.connectHttp(`http://127.0.0.1:${port}/slack/events`)
  afterAll(async () => {
    for (const one of services) await one.stop()
    await workspace.stop()
  })
  const as = (key: PersonKey) => workspace.as(users[personKeys.indexOf(key)]?.id ?? '')
  const deps = { database, clock, log: createLog('silent') }
  const follow = async () => {
    await followOrganisation(deps)
    await service.idle()
  }
  return { database, bank, workspace, service, another, as, deps, follow }
}
