import {
  addMember,
  conversationChanged,
  createChannel,
  describeChannel,
  removeMember,
  renameChannel,
  setArchived,
  visibleConversation,
} from '../channels.ts'
import { tellEvent } from '../deliver/events.ts'
import type { ChannelChange } from '../protocol.ts'
import { SlackError } from '../slack-error.ts'
import type { Conversation, User } from '../state.ts'
import type { World } from '../world.ts'
import { actingUser, ownConversation } from './person.ts'

/** A person makes a channel. */
export function makeChannel(world: World, userId: string, name: string, isPrivate: boolean): Conversation {
  checkNoGuest(actingUser(world, userId))
  return createChannel(world, name, isPrivate, userId)
}

/** A person does to a channel what its menu offers; the bot hears of it. Refusals by Slack's codes. */
export function changeChannel(world: World, userId: string, conversationId: string, change: ChannelChange): void {
  const user = actingUser(world, userId)
  const conversation = visibleConversation(world, conversationId, userId)
  if (conversation.kind !== 'channel') throw new SlackError('method_not_supported_for_channel_type')
  if (change.do === 'join') join(world, conversation, user)
  else if (change.do === 'unarchive') bringBack(world, conversation, user)
  else if (change.do === 'leave') leave(world, ownConversation(world, conversationId, userId), user)
  else manage(world, ownConversation(world, conversationId, userId), user, change)
}

function manage(
  world: World,
  own: Conversation,
  user: User,
  change: Exclude<ChannelChange, { do: 'join' | 'leave' | 'unarchive' }>,
): void {
  checkNoGuest(user)
  switch (change.do) {
    case 'invite':
      invite(world, own, user, change.user)
      break
    case 'remove':
      remove(world, own, change.user)
      break
    case 'rename':
      renameChannel(world, own, change.name, user.id)
      break
    case 'topic':
    case 'purpose':
      describeChannel(world, own, change.do, change.text, user.id)
      break
    case 'archive':
      if (own.general) throw new SlackError('cant_archive_general')
      setArchived(world, own, true, user.id)
      break
    case 'delete':
      deleteChannel(world, own, user)
      break
  }
}

function checkNoGuest(user: User): void {
  if (['restricted', 'ultra_restricted', 'stranger'].includes(user.kind)) throw new SlackError('user_is_restricted')
}

function join(world: World, conversation: Conversation, user: User): void {
  checkNoGuest(user)
  if (conversation.archived) throw new SlackError('is_archived')
  if (!conversation.members.has(user.id)) addMember(world, conversation, user, null)
}

function bringBack(world: World, conversation: Conversation, user: User): void {
  checkNoGuest(user)
  setArchived(world, conversation, false, user.id)
}

function leave(world: World, conversation: Conversation, user: User): void {
  if (conversation.general) throw new SlackError('cant_leave_general')
  removeMember(world, conversation, user.id)
}

function invite(world: World, conversation: Conversation, by: User, userId: string): void {
  const user = world.state.users.get(userId)
  if (!user || user.deactivated) throw new SlackError('user_not_found')
  if (conversation.archived) throw new SlackError('is_archived')
  if (conversation.members.has(userId)) throw new SlackError('already_in_channel')
  if (user.kind === 'stranger' && !conversation.extShared) throw new SlackError('org_user_not_in_team')
  addMember(world, conversation, user, by.id)
}

function remove(world: World, conversation: Conversation, userId: string): void {
  if (!conversation.members.has(userId)) throw new SlackError('not_in_channel')
  if (conversation.general) throw new SlackError('cant_kick_from_general')
  removeMember(world, conversation, userId)
}

// Deleting is for administrators, and nothing of the channel stays, not even its name.
function deleteChannel(world: World, conversation: Conversation, user: User): void {
  if (user.kind !== 'admin' && user.kind !== 'owner') throw new SlackError('restricted_action')
  const type = conversation.isPrivate ? 'group_deleted' : 'channel_deleted'
  tellEvent(world, type, () => ({ channel: conversation.id, actor_id: user.id }), conversation)
  world.state.conversations.delete(conversation.id)
  world.lookups.byChannelName.delete(conversation.name)
  conversationChanged(world, conversation)
}
