import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { deliveryFaultKinds } from '../deliver/delivery-faults.ts'
import { faultKinds } from '../faults.ts'
import { setChannel } from '../owners.ts'
import type { PageRules, PageSwitches, SwitchActions } from '../protocol-switches.ts'
import { SlackError } from '../slack-error.ts'
import { travel } from '../travel.ts'
import type { World } from '../world.ts'

const struck = { count: z.int().min(1).nullable(), probability: z.number().min(0).max(1).optional() }
const shapes = {
  'set-channel': z.object({
    conversationId: z.string(),
    settings: z.strictObject({
      extShared: z.boolean().optional(),
      general: z.boolean().optional(),
      posting: z.enum(['read_only', 'thread_only', 'non_threadable']).nullable().optional(),
    }),
  }),
  'add-fault': z.strictObject({
    ...struck,
    method: z.string().min(1),
    kind: z.enum(faultKinds),
    error: z.string().optional(),
    ms: z.number().min(0).optional(),
    retryAfter: z.int().min(0).optional(),
  }),
  'add-delivery-fault': z.strictObject({
    ...struck,
    what: z.string().min(1),
    kind: z.enum(deliveryFaultKinds),
    behind: z.int().min(1).optional(),
  }),
  'remove-fault': z.object({ id: z.string() }),
  travel: z.object({ ms: z.number().min(0) }),
}

const count = z.int().min(1)
/** What each switch may be set to. */
const ruleShapes: Record<keyof PageRules, z.ZodType> = {
  mayCreatePrivate: z.boolean(),
  mayCreatePublic: z.boolean(),
  mayArchive: z.boolean(),
  mayKick: z.boolean(),
  mayInviteExternal: z.boolean(),
  mayManageUserGroups: z.boolean(),
  paidPlan: z.boolean(),
  canvases: z.boolean(),
  fileUploads: z.boolean(),
  fileProcessingMs: z.number().min(0),
  archivingRemovesBot: z.boolean(),
  uniqueNames: z.boolean(),
  botMayUnarchive: z.boolean(),
  unicodeChannelNames: z.boolean(),
  messagesTab: z.boolean(),
  homeTab: z.boolean(),
  editWindowMs: count.nullable(),
  refusesLostThreads: z.boolean(),
  shortPages: z.boolean(),
  rateLimits: z.boolean(),
  postBurst: count,
  postsPerMinute: count.nullable(),
  eventsPerHour: count,
  commercialApp: z.boolean(),
  tokenState: z.enum(['valid', 'account_inactive', 'token_revoked']),
  ackMs: count,
}

/** What the page shows of them. */
export function readSwitches(world: World): PageSwitches {
  const { events: _events, locale: _locale, ...rules } = world.rules
  const shown = <T extends { count: number }>(fault: T) => ({
    ...fault,
    count: Number.isFinite(fault.count) ? fault.count : null,
  })
  return {
    now: world.now(),
    rules,
    faults: world.faults.list().map(({ match: _match, ...fault }) => shown(fault)),
    deliveryFaults: world.deliveryFaults.list().map(shown),
  }
}

function checked<T>(shape: z.ZodType<T>, body: unknown): T {
  const read = shape.safeParse(body)
  if (!read.success) throw new SlackError('invalid_input')
  return read.data
}

// zod says `undefined` of a field left out, where the types here say it is not there.
function given<T extends object>(record: T): { [Key in keyof T]: Exclude<T[Key], undefined> } {
  const fields = Object.entries(record).filter(([, value]) => value !== undefined)
  return Object.fromEntries(fields) as { [Key in keyof T]: Exclude<T[Key], undefined> }
}

const forever = (fault: { count: number | null }) => ({ count: fault.count ?? Number.POSITIVE_INFINITY })

// The lists of faults give back what was put in, so that an id put along names the fault for as long as it waits.
const added = new WeakMap<World, Map<string, { remove(): void }>>()

function addNamed<T extends object>(world: World, list: { add(fault: T): { remove(): void } }, fault: T): void {
  const id = randomUUID()
  const named = added.get(world) ?? new Map()
  added.set(world, named.set(id, list.add({ ...fault, id })))
}

/** What each action does; who may is whoever reaches the page. */
export const switchHandlers: { [Name in keyof SwitchActions]: (world: World, body: unknown) => void } = {
  'set-rule'(world, body) {
    const { name } = checked(z.object({ name: z.enum(Object.keys(ruleShapes)) }), body)
    const { value } = checked(z.object({ value: ruleShapes[name as keyof PageRules] }), body)
    Object.assign(world.rules, { [name]: value })
  },
  'set-channel'(world, body) {
    const { conversationId, settings } = checked(shapes['set-channel'], body)
    setChannel(world, conversationId, given(settings))
  },
  'add-fault'(world, body) {
    const fault = checked(shapes['add-fault'], body)
    addNamed(world, world.faults, { ...given(fault), ...forever(fault) })
  },
  'add-delivery-fault'(world, body) {
    const fault = checked(shapes['add-delivery-fault'], body)
    addNamed(world, world.deliveryFaults, { ...given(fault), ...forever(fault) })
  },
  'remove-fault'(world, body) {
    const { id } = checked(shapes['remove-fault'], body)
    const named = added.get(world)?.get(id)
    if (!named) throw new SlackError('not_found')
    named.remove()
  },
  'clear-faults'(world) {
    added.delete(world)
    world.faults.clear()
    world.deliveryFaults.clear()
    world.deliveryFaults.release()
  },
  travel: (world, body) => travel(world, checked(shapes.travel, body).ms),
  'drop-sockets': (world) => world.dropSockets(),
}
