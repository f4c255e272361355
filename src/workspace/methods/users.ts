import { sees } from '../people.ts'
import { presentConversation, presentUser } from '../present.ts'
import { SlackError } from '../slack-error.ts'
import type { User } from '../state.ts'
import type { World } from '../world.ts'
import { conversationsOfTypes } from './conversation-list.ts'
import { type Method, me, page, readFlag } from './method.ts'

function knownUser(world: World, id: unknown): User {
  const user = typeof id === 'string' ? world.state.users.get(id) : undefined
  if (!user) throw new SlackError('user_not_found')
  if (!sees(world, user)) throw new SlackError('user_not_visible')
  return user
}

function seesEmail(world: World): boolean {
  return world.scopes.has('users:read.email')
}

// Without a limit a large team answers limit_required; Slack gives no figure for "large".
const largeTeam = 5000

/** Looking people up. */
export const userMethods: Record<string, Method> = {
  'users.info': {
    tier: 4,
    scopes: ['users:read'],
    required: ['user'],
    run(world, args) {
      const user = knownUser(world, args.user)
      return { user: presentUser(world, user, seesEmail(world), readFlag(args.include_locale)) }
    },
  },
  'users.list': {
    tier: 2,
    scopes: ['users:read'],
    run(world, args) {
      if (!args.limit && world.state.users.size > largeTeam) throw new SlackError('limit_required')
      const all = [...world.state.users.values()].filter((user) => sees(world, user))
      const { items, response_metadata } = page(world, all, args, { limit: largeTeam, max: 1000 * 10 })
      const withLocale = readFlag(args.include_locale)
      const members = items.map((user) => presentUser(world, user, seesEmail(world), withLocale))
      return { members, cache_ts: Math.floor(world.now() / 1000), response_metadata }
    },
  },
  'users.lookupByEmail': {
    tier: 3,
    scopes: ['users:read.email'],
    required: ['email'],
    run(world, args) {
      const id = world.lookups.byEmail.get(String(args.email).toLowerCase())
      const user = id ? world.state.users.get(id) : undefined
      if (!user || user.deactivated || user.kind === 'stranger') throw new SlackError('users_not_found')
      return { user: presentUser(world, user, true) }
    },
  },
  'users.profile.get': {
    tier: 4,
    scopes: ['users.profile:read'],
    run(world, args) {
      const user = args.user === undefined ? me(world) : args.user
      return { profile: presentUser(world, knownUser(world, user), seesEmail(world)).profile }
    },
  },
  'users.conversations': {
    tier: 3,
    scopes: ['channels:read', 'groups:read', 'im:read', 'mpim:read'],
    run(world, args) {
      const user = args.user === undefined ? me(world) : knownUser(world, args.user).id
      const mine = conversationsOfTypes(world, args).filter((one) => one.members.has(user))
      const { items, response_metadata } = page(world, mine, args, { limit: 100, max: 999 })
      return { channels: items.map((one) => presentConversation(world, one)), response_metadata }
    },
  },
}
