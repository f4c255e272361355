import { type Refusal, refuse } from '../refusal.ts'

/** A channel that people made, as Slack shows it to the bot. */
export interface Room {
  readonly channelId: string
  readonly name: string
  readonly isPrivate: boolean
  readonly archived: boolean
  /** Another company is in it, or invited. */
  readonly sharedOutside: boolean
  /** The bot made it: it is some client's, or is about to be. */
  readonly byBot: boolean
  /** Accounts of all members but the bot. */
  readonly members: readonly string[]
}

/** What an adoption is judged on, read under the locks of client and channel. */
export interface AdoptionGround {
  readonly clientId: number
  readonly clientName: string
  readonly designated: boolean
  /** Account of the administrator. */
  readonly userId: string
  /** Whose channel it is by the database, now or before; null = nobody's. */
  readonly owner: { readonly clientId: number; readonly name: string; readonly now: boolean } | null
}

/**
 * Why a channel cannot become a client's, with what to do; null where it can. Its name is looked at nowhere: the bot is in it, an
 * administrator who is a member of it says so, and it never was another client's (B12).
 */
export function refuseAdoption(room: Room, ground: AdoptionGround): Refusal | null {
  const { owner, clientId, clientName, designated, userId } = ground
  if (!designated) return refuse('room_for_strategic', { params: { client: clientName } })
  if (owner?.clientId === clientId && owner.now) return refuse('room_already_this', { params: { client: clientName } })
  if (owner && owner.clientId !== clientId) return refuse('room_of_another', { params: { client: owner.name } })
  if (room.byBot && owner === null) return refuse('room_of_the_app')
  if (!room.isPrivate) return refuse('room_not_private', { article: '14' })
  if (room.archived) return refuse('room_archived')
  if (room.sharedOutside) return refuse('room_shared_outside', { article: '14' })
  return room.members.includes(userId) ? null : refuse('adopter_not_in_room')
}
