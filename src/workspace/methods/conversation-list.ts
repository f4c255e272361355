import { SlackError } from '../slack-error.ts'
import type { Conversation } from '../state.ts'
import type { World } from '../world.ts'
import { type Args, me, readFlag, readList } from './method.ts'

const knownTypes = ['public_channel', 'private_channel', 'im', 'mpim']

/** The conversations that the bot may list, of the types asked for, oldest first. */
export function conversationsOfTypes(world: World, args: Args): Conversation[] {
  const types = args.types === undefined ? ['public_channel'] : readList(args.types)
  if (types.some((type) => !knownTypes.includes(type))) throw new SlackError('invalid_types')
  const withoutArchived = readFlag(args.exclude_archived)
  return [...world.state.conversations.values()].filter((one) => {
    const type = one.kind !== 'channel' ? one.kind : one.isPrivate ? 'private_channel' : 'public_channel'
    const visible = type === 'public_channel' || one.members.has(me(world))
    return visible && types.includes(type) && !(withoutArchived && one.archived)
  })
}
