import type { AddressInfo } from 'node:net'
import { createActor } from './actor/actor.ts'
import type { Actor } from './actor/contract.ts'
import { addMember, createChannel } from './channels.ts'
import { createWorld } from './create-world.ts'
import type { DeliveryFaults } from './deliver/delivery-faults.ts'
import { createSignedHttp, verifyRequestUrl } from './deliver/signed-http.ts'
import type { SocketMode } from './deliver/socket-mode.ts'
import type { Faults } from './faults.ts'
import { createInProcessFetch } from './http/in-process-fetch.ts'
import { createHttpServer } from './http/server.ts'
import { newSecret } from './ids.ts'
import type { CallLog } from './log.ts'
import { type ChannelSettings, setChannel, uninstallApp } from './owners.ts'
import { addUsers, deactivateUser, type PersonSpec, setStatus } from './people.ts'
import type { Rules } from './rules.ts'
import { resumeScheduled } from './scheduled.ts'
import { createState, type Status, type User } from './state.ts'
import { createStore, loadState } from './store.ts'
import { travel } from './travel.ts'
import type { CommandSpec, ShortcutSpec, World } from './world.ts'

export interface WorkspaceOptions {
  /** 0 = any free port. */
  port?: number
  host?: string
  /** Keeps everything, tokens included, in this file from run to run. */
  stateFile?: string
  /**
   * The workspace's clock, in ms: triggers, response urls, rates, redelivery and time stamps go by it. One that always
   * gives the same moment makes time virtual: it then moves by `travel` only.
   */
  now?: () => number
  /** Of the dice for faults with a probability; any without. */
  seed?: number
  teamName?: string
  appName?: string
  /** The app's slash commands; without a list every word is one. */
  commands?: readonly CommandSpec[]
  /** The app's shortcuts; without a list every callback id is one. */
  shortcuts?: readonly ShortcutSpec[]
  /** How many calls and deliveries the log keeps; 5,000 unless said. */
  keepLog?: number
}

/** A running stand-in for Slack. */
export interface Workspace {
  url: string
  /** For `clientOptions.slackApiUrl`. */
  apiUrl: string
  botToken: string
  appToken: string
  signingSecret: string
  /** For an app that is installed by OAuth; the address is `/oauth/v2/authorize` of `url`. */
  clientId: string
  clientSecret: string
  teamId: string
  appId: string
  botUserId: string
  addUser(person: PersonSpec): User
  /** Found again by e-mail; the answer is in the order asked. */
  addUsers(people: readonly PersonSpec[]): User[]
  deactivateUser(userId: string): void
  setStatus(userId: string, status: Status): void
  /** A token with which the app acts for a person, with the app's own scopes. */
  userToken(userId: string): string
  user(userId: string): User | undefined
  userByEmail(email: string): User | undefined
  /** People the page offers to begin with. */
  suggestPeople(ids: readonly string[]): void
  /** A channel made by a person, not by the bot. */
  addChannel(channel: { name: string; isPrivate?: boolean; creator: string; members?: readonly string[] }): string
  /** What owners decide about one channel; throws SlackError when there is none. */
  setChannel(channelId: string, settings: ChannelSettings): void
  /** As when an administrator removes the app: the bot hears of it, and its token is dead. */
  uninstallApp(): void
  as(userId: string): Actor
  faults: Faults
  /** Loss, duplication and reordering of what the bot is told. */
  deliveryFaults: DeliveryFaults
  log: CallLog
  rules: Rules
  /** The bot token's scopes; add and delete freely. */
  scopes: Set<string>
  setCommands(commands: readonly CommandSpec[]): void
  setShortcuts(shortcuts: readonly ShortcutSpec[]): void
  /** From now on deliver by signed HTTP; checks the address with a challenge first. */
  connectHttp(requestUrl: string): Promise<void>
  /** As when Slack moves connections: `disconnect` to all. */
  disconnectSockets(reason?: 'warning' | 'refresh_requested' | 'link_disabled'): void
  /** Every connection breaks without a word. */
  dropSockets(): void
  /** The workspace's time in ms. */
  now(): number
  /** Moves the workspace's clock on; what falls due on the way happens in order. Throws RangeError for going back. */
  travel(ms: number): void
  /** All rate limits as after a long rest. */
  refillRates(): void
  /** For `clientOptions.fetch`: Web API calls in this process, without a socket. */
  fetch: typeof fetch
  /** Act on what has become due after moving a clock of one's own. */
  tick(): void
  stop(): Promise<void>
}

/** Starts the stand-in. Rejects with the system's error when the port is taken or the state file unreadable. */
export async function startWorkspace(options: WorkspaceOptions = {}): Promise<Workspace> {
  const loaded = options.stateFile ? loadState(options.stateFile) : null
  const state = loaded ?? createState(options.teamName ?? 'Workspace', options.appName ?? 'bot')
  const store = createStore(state, options.stateFile)
  const address = { url: '' }
  const { world, sockets } = createWorld(state, options, store.touch, () => address.url)
  const parts = { openSocket: () => world.url().replace(/^http/, 'ws') + sockets.ticketPath() }
  const server = createHttpServer(world, sockets, parts)
  await listen(server, options.port ?? 0, options.host ?? '127.0.0.1')
  const { port } = server.address() as AddressInfo
  address.url = `http://${options.host ?? '127.0.0.1'}:${port}`
  if (!loaded) store.touch()
  resumeScheduled(world)
  const stop = async (): Promise<void> => {
    world.timers.stop()
    world.deliveryFaults.release()
    await world.outbound.transport().stop()
    await sockets.stop()
    const closed = new Promise((resolve) => server.close(resolve))
    server.closeAllConnections()
    await closed
    store.flush()
  }
  return {
    ...identity(world),
    ...contents(world),
    ...connections(world, sockets),
    fetch: createInProcessFetch(world, parts),
    stop,
  }
}

function listen(server: ReturnType<typeof createHttpServer>, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
}

type Identity =
  | 'url'
  | 'apiUrl'
  | 'botToken'
  | 'appToken'
  | 'signingSecret'
  | 'clientId'
  | 'clientSecret'
  | 'teamId'
  | 'appId'
  | 'botUserId'
type Bot = 'setCommands' | 'setShortcuts' | 'uninstallApp' | 'connectHttp' | 'disconnectSockets' | 'dropSockets'

function identity({ state, url }: World): Pick<Workspace, Identity> {
  return {
    url: url(),
    apiUrl: `${url()}/api/`,
    botToken: state.botToken,
    appToken: state.appToken,
    signingSecret: state.signingSecret,
    clientId: state.clientId,
    clientSecret: state.clientSecret,
    teamId: state.team.id,
    appId: state.app.id,
    botUserId: state.app.botUserId,
  }
}

function contents(world: World): Omit<Workspace, Identity | Bot | 'fetch' | 'stop'> {
  const { state } = world
  return {
    faults: world.faults,
    deliveryFaults: world.deliveryFaults,
    log: world.log,
    rules: world.rules,
    scopes: world.scopes,
    addUser: (person) => addUsers(world, [person])[0] as User,
    addUsers: (people) => addUsers(world, people),
    deactivateUser: (id) => deactivateUser(world, id),
    setStatus: (id, status) => setStatus(world, id, status),
    userToken(id) {
      const token = `xoxp-${newSecret()}`
      world.userTokens.set(token, id)
      return token
    },
    user: (id) => state.users.get(id),
    userByEmail: (email) => state.users.get(world.lookups.byEmail.get(email.toLowerCase()) ?? ''),
    suggestPeople(ids) {
      world.suggested = [...ids]
      world.changes.emit({ type: 'people' }, null)
    },
    addChannel: (channel) => addChannel(world, channel),
    as: (id) => createActor(world, id),
    setChannel: (id, settings) => setChannel(world, id, settings),
    now: () => world.now(),
    travel: (ms) => travel(world, ms),
    refillRates: () => world.rates.clear(),
    tick: () => world.timers.tick(),
  }
}

function connections(world: World, sockets: SocketMode): Pick<Workspace, Bot> {
  const { state } = world
  return {
    setCommands(commands) {
      world.commands = [...commands]
      world.changes.emit({ type: 'state' }, null)
    },
    setShortcuts(shortcuts) {
      world.shortcuts = [...shortcuts]
      world.changes.emit({ type: 'state' }, null)
    },
    uninstallApp: () => uninstallApp(world),
    async connectHttp(requestUrl) {
      await verifyRequestUrl(requestUrl, state.signingSecret, state.verificationToken, world.rules.ackMs)
      world.outbound.use(createSignedHttp(requestUrl, state.signingSecret))
      world.changes.emit({ type: 'state' }, null)
    },
    disconnectSockets: (reason = 'refresh_requested') => sockets.disconnectAll(reason),
    dropSockets: () => world.dropSockets(),
  }
}

function addChannel(world: World, channel: Parameters<Workspace['addChannel']>[0]): string {
  const made = createChannel(world, channel.name, channel.isPrivate ?? false, channel.creator)
  for (const id of channel.members ?? []) addMember(world, made, world.state.users.get(id) as User, channel.creator)
  return made.id
}
