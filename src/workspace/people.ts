import { tellEvent } from './deliver/events.ts'
import { newUserId } from './ids.ts'
import { presentUser } from './present.ts'
import type { PagePerson, PersonKind } from './protocol.ts'
import type { Status, User } from './state.ts'
import type { World } from './world.ts'

/** A person to be in the workspace; found again by `email`. */
export interface PersonSpec {
  id?: string
  /** The handle; from the e-mail when absent. Made unique. */
  name?: string
  realName: string
  email: string
  title?: string
  locale?: string
  tz?: string
  kind?: PersonKind
}

/** Adds people, or brings those with the same e-mail up to date; the answer is in the order asked. */
export function addUsers(world: World, specs: readonly PersonSpec[]): User[] {
  const before = world.state.users.size
  const users = specs.map((spec) => {
    const known = world.lookups.byEmail.get(spec.email.toLowerCase())
    return known ? updateUser(world, world.state.users.get(known) as User, spec) : createUser(world, spec)
  })
  if (world.state.users.size > before) world.changes.emit({ type: 'people' }, null)
  return users
}

function createUser(world: World, spec: PersonSpec): User {
  const user: User = {
    id: spec.id ?? newUserId(),
    name: freeHandle(world, spec.name ?? (spec.email.split('@')[0] as string)),
    realName: spec.realName,
    email: spec.email,
    title: spec.title ?? '',
    locale: spec.locale ?? 'zh-CN',
    tz: spec.tz ?? 'Asia/Shanghai',
    kind: spec.kind ?? 'member',
    deactivated: false,
    updated: Math.floor(world.now() / 1000),
  }
  world.state.users.set(user.id, user)
  world.lookups.byEmail.set(user.email.toLowerCase(), user.id)
  world.lookups.byHandle.set(user.name, user.id)
  tellEvent(world, 'team_join', () => ({ user: presentUser(world, user, true, true) }))
  return user
}

function updateUser(world: World, user: User, spec: PersonSpec): User {
  const { realName, title = user.title, locale = user.locale, tz = user.tz, kind = user.kind } = spec
  const now = { realName, title, locale, tz, kind, deactivated: false }
  if (Object.entries(now).some(([field, value]) => user[field as keyof User] !== value)) {
    Object.assign(user, now)
    userChanged(world, user)
  }
  return user
}

function freeHandle(world: World, wanted: string): string {
  const base = wanted.toLowerCase().replace(/[^a-z0-9._-]+/g, '') || 'user'
  let name = base
  for (let n = 2; world.lookups.byHandle.has(name); n += 1) name = `${base}${n}`
  return name
}

/** The person left: no channel keeps them, messages to them are refused, their past stays. */
export function deactivateUser(world: World, userId: string): void {
  const user = world.state.users.get(userId)
  if (!user) throw new Error(`no such person: ${userId}`)
  user.deactivated = true
  for (const conversation of world.state.conversations.values()) {
    if (conversation.kind === 'channel' && conversation.members.delete(userId)) {
      world.changes.emit({ type: 'conversation', id: conversation.id }, conversation.members)
    }
  }
  userChanged(world, user)
}

/** A person says what they are doing, or that they are away. */
export function setStatus(world: World, userId: string, status: Status): void {
  const user = world.state.users.get(userId)
  if (!user) throw new Error(`no such person: ${userId}`)
  user.status = status
  userChanged(world, user)
}

function userChanged(world: World, user: User): void {
  user.updated = Math.floor(world.now() / 1000)
  tellEvent(world, 'user_change', () => ({ user: presentUser(world, user, true, true) }))
  world.changes.emit({ type: 'people' }, null)
}

/** Whether the bot can see this person: one of another organisation only where they share a conversation. */
export function sees(world: World, user: User): boolean {
  if (user.kind !== 'stranger') return true
  const bot = world.state.app.botUserId
  return [...world.state.conversations.values()].some((one) => one.members.has(user.id) && one.members.has(bot))
}

/** People whose handle, name, title or e-mail has every word of the query; by handle. */
export function searchPeople(world: World, query: string, limit: number): { people: PagePerson[]; total: number } {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  const found = [...world.state.users.values()].filter((user) => {
    if (user.kind === 'bot') return false
    const text = `${user.name}\n${user.realName}\n${user.title}\n${user.email}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
  found.sort((a, b) => (a.name < b.name ? -1 : 1))
  return { people: found.slice(0, limit).map(pagePerson), total: found.length }
}

/** A user as the page shows them. */
export function pagePerson(user: User): PagePerson {
  const { id, name, realName, email, title, locale, tz, kind, deactivated } = user
  return { id, name, realName, email, title, locale, tz, kind: kind === 'bot' ? 'member' : kind, deactivated }
}
