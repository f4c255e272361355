import { answerLimits } from '../slack/limits.ts'
import { createChanges } from './changes.ts'
import { createClock } from './clock.ts'
import { createDeliveryFaults } from './deliver/delivery-faults.ts'
import { createOutbound } from './deliver/outbound.ts'
import { createSocketMode, type SocketMode } from './deliver/socket-mode.ts'
import { createFaults } from './faults.ts'
import { createInstalls } from './installs.ts'
import { createLog } from './log.ts'
import { createRandom } from './random.ts'
import { createRates } from './rates.ts'
import { createResponseUrls } from './response-urls.ts'
import { defaultRules, defaultScopes } from './rules.ts'
import type { State } from './state.ts'
import { createTimers } from './timers.ts'
import { createTriggers } from './triggers.ts'
import type { WorkspaceOptions } from './workspace.ts'
import { buildLookups, type World } from './world.ts'

/** All parts around a state, tied together; nothing is running yet. */
export function createWorld(
  state: State,
  options: WorkspaceOptions,
  touch: () => void,
  url: () => string,
): { world: World; sockets: SocketMode } {
  const clock = createClock(options.now ?? Date.now, state.travelled)
  const { now } = clock
  const random = createRandom(options.seed ?? Date.now())
  const changes = createChanges((event) => {
    state.travelled = clock.travelled()
    // Calls and deliveries are logged in memory only: a look at the bot must not rewrite the state.
    if (event.type !== 'log') touch()
  })
  const rules = defaultRules(answerLimits.ackMs)
  const sockets = createSocketMode(state.app.id, () => {
    world.outbound.everConnected()
    changes.emit({ type: 'state' }, null)
  })
  const world: World = {
    state,
    clock,
    now,
    random,
    rules,
    scopes: new Set(defaultScopes),
    userTokens: new Map(),
    caller: null,
    commands: options.commands ? [...options.commands] : null,
    shortcuts: options.shortcuts ? [...options.shortcuts] : null,
    lookups: buildLookups(state),
    log: createLog(() => changes.emit({ type: 'log' }, null), options.keepLog),
    faults: createFaults(random),
    deliveryFaults: createDeliveryFaults(random),
    rates: createRates(rules, now),
    changes,
    timers: createTimers(now, options.now !== undefined),
    triggers: createTriggers(now),
    installs: createInstalls(),
    responseUrls: createResponseUrls(now, url),
    outbound: createOutbound(sockets),
    dropSockets: () => sockets.dropAll(),
    eventCount: { since: 0, told: 0, lastWarning: 0 },
    offers: new Map(),
    suggested: [],
    url,
  }
  return { world, sockets }
}
