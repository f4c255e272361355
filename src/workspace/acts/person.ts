import { visibleConversation } from '../channels.ts'
import { SlackError } from '../slack-error.ts'
import type { Conversation, User } from '../state.ts'
import type { World } from '../world.ts'

/** How a person's gesture ended: `error` is one of `PageAnswer`'s codes. */
export interface Outcome {
  ok: boolean
  error?: string
}

/** The person acting; a deactivated one cannot. */
export function actingUser(world: World, id: string): User {
  const user = world.state.users.get(id)
  if (!user || user.kind === 'bot') throw new SlackError('user_not_found')
  if (user.deactivated) throw new SlackError('account_inactive')
  return user
}

/** A conversation this person is in. */
export function ownConversation(world: World, id: string, userId: string): Conversation {
  const conversation = visibleConversation(world, id, userId)
  if (!conversation.members.has(userId)) throw new SlackError('not_in_channel')
  return conversation
}

/** The parts every interaction payload has. */
export function interactionParts(world: World, user: User): Record<string, unknown> {
  const { team, app, verificationToken } = world.state
  return {
    user: { id: user.id, username: user.name, name: user.name, team_id: team.id },
    api_app_id: app.id,
    token: verificationToken,
    team: { id: team.id, domain: team.domain },
    enterprise: null,
    is_enterprise_install: false,
  }
}
