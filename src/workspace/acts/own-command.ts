import type { ChannelChange } from '../protocol.ts'
import { SlackError } from '../slack-error.ts'
import type { Conversation, User } from '../state.ts'
import type { World } from '../world.ts'
import { changeChannel } from './change-channel.ts'

type Change = (userId: string) => ChannelChange

/** What a command does to each account that it names. */
const toNamed: Record<string, Change> = {
  '/invite': (user) => ({ do: 'invite', user }),
  '/remove': (user) => ({ do: 'remove', user }),
}

/**
 * Carries out a slash command that is Slack's own: `/invite @NAME …`, `/remove @NAME …`, `/leave`. Of what it names those
 * before the first that Slack refuses are done.
 * @returns false where the command is none of these
 * @throws SlackError with Slack's code for what it refuses; `user_not_found` for a name that nobody has
 */
export function ownCommand(
  world: World,
  user: User,
  conversation: Conversation,
  command: string,
  text: string,
): boolean {
  const change = toNamed[command]
  if (change)
    for (const account of named(world, text)) changeChannel(world, user.id, conversation.id, change(account.id))
  else if (command === '/leave') changeChannel(world, user.id, conversation.id, { do: 'leave' })
  else return false
  return true
}

/** The accounts of a line such as `@li.na @战略客户`, by handle or by name. */
function named(world: World, text: string): User[] {
  const names = text
    .split('@')
    .map((one) => one.trim())
    .filter((one) => one !== '')
  if (names.length === 0) throw new SlackError('no_user')
  return names.map((name) => {
    const handle = world.lookups.byHandle.get(name)
    const found =
      world.state.users.get(handle ?? '') ?? [...world.state.users.values()].find((one) => one.realName === name)
    if (!found) throw new SlackError('user_not_found')
    return found
  })
}
