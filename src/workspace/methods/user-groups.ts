import { tellEvent } from '../deliver/events.ts'
import { newId } from '../ids.ts'
import { SlackError } from '../slack-error.ts'
import type { UserGroup } from '../state.ts'
import type { World } from '../world.ts'
import { type Args, type Method, me, readFlag, readList } from './method.ts'

function present(world: World, group: UserGroup, args: Args): Record<string, unknown> {
  const { id, name, handle, description, created, updated } = group
  return {
    id,
    team_id: world.state.team.id,
    is_usergroup: true,
    name,
    handle,
    description,
    date_create: created,
    date_update: updated,
    date_delete: group.enabled ? 0 : updated,
    created_by: me(world),
    prefs: { channels: group.channels, groups: [] },
    ...(readFlag(args.include_users) ? { users: group.users } : {}),
    ...(readFlag(args.include_count) ? { user_count: group.users.length } : {}),
  }
}

function known(world: World, args: Args): UserGroup {
  const group = world.state.userGroups.get(String(args.usergroup))
  if (!group) throw new SlackError('no_such_subteam')
  return group
}

function checkPlan(world: World): void {
  if (!world.rules.paidPlan) throw new SlackError('plan_upgrade_required')
}

function mayManage(world: World): void {
  checkPlan(world)
  if (!world.rules.mayManageUserGroups) throw new SlackError('permission_denied')
}

/** Sets what was given; names and handles are unique in the workspace. */
function describe(world: World, group: UserGroup, args: Args): void {
  const others = [...world.state.userGroups.values()].filter((one) => one !== group)
  if (others.some((one) => one.name === args.name)) throw new SlackError('name_already_exists')
  if (others.some((one) => one.handle === args.handle)) throw new SlackError('handle_already_exists')
  if (args.handle !== undefined && !/^[a-z0-9._-]+$/.test(String(args.handle))) throw new SlackError('bad_handle')
  for (const id of readList(args.channels))
    if (!world.state.conversations.has(id)) throw new SlackError('invalid_channel_provided')
  for (const field of ['name', 'handle', 'description'] as const)
    if (args[field] !== undefined) group[field] = String(args[field])
  if (args.channels !== undefined) group.channels = readList(args.channels)
}

function changed(world: World, group: UserGroup, type: string, args: Args): Record<string, unknown> {
  group.updated = Math.floor(world.now() / 1000)
  world.changes.emit({ type: 'state' }, null)
  tellEvent(world, type, () => ({ subteam: present(world, group, { include_users: true }) }))
  return { usergroup: present(world, group, args) }
}

function create(world: World, args: Args): Record<string, unknown> {
  mayManage(world)
  const now = Math.floor(world.now() / 1000)
  const fresh = { id: newId('S'), name: '', handle: '', description: '', channels: [], users: [] }
  const group: UserGroup = { ...fresh, created: now, updated: now, enabled: true }
  describe(world, group, args)
  world.state.userGroups.set(group.id, group)
  return changed(world, group, 'subteam_created', args)
}

function setUsers(world: World, args: Args): Record<string, unknown> {
  mayManage(world)
  const group = known(world, args)
  const ids = readList(args.users)
  if (ids.length === 0) throw new SlackError('no_users_provided')
  if (ids.some((id) => !world.state.users.has(id) || world.state.users.get(id)?.deactivated))
    throw new SlackError('invalid_users')
  const body = {
    subteam_id: group.id,
    added_users: ids.filter((id) => !group.users.includes(id)),
    removed_users: group.users.filter((id) => !ids.includes(id)),
  }
  group.users = ids
  tellEvent(world, 'subteam_members_changed', () => body)
  return changed(world, group, 'subteam_updated', args)
}

function enabling(enabled: boolean): Method {
  return {
    tier: 2,
    scopes: ['usergroups:write'],
    required: ['usergroup'],
    run(world, args) {
      mayManage(world)
      const group = known(world, args)
      group.enabled = enabled
      return changed(world, group, 'subteam_updated', args)
    },
  }
}

/** Named groups of people. */
export const userGroupMethods: Record<string, Method> = {
  'usergroups.create': { tier: 2, scopes: ['usergroups:write'], required: ['name'], run: create },
  'usergroups.enable': enabling(true),
  'usergroups.disable': enabling(false),
  'usergroups.update': {
    tier: 2,
    scopes: ['usergroups:write'],
    required: ['usergroup'],
    run(world, args) {
      mayManage(world)
      const group = known(world, args)
      describe(world, group, args)
      return changed(world, group, 'subteam_updated', args)
    },
  },
  'usergroups.list': {
    tier: 2,
    scopes: ['usergroups:read'],
    run(world, args) {
      checkPlan(world)
      const all = [...world.state.userGroups.values()]
      const shown = readFlag(args.include_disabled) ? all : all.filter((one) => one.enabled)
      return { usergroups: shown.map((one) => present(world, one, args)) }
    },
  },
  'usergroups.users.list': {
    tier: 2,
    scopes: ['usergroups:read'],
    required: ['usergroup'],
    run(world, args) {
      checkPlan(world)
      return { users: known(world, args).users }
    },
  },
  'usergroups.users.update': {
    tier: 2,
    scopes: ['usergroups:write'],
    required: ['usergroup', 'users'],
    run: setUsers,
  },
}
