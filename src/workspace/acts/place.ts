import { findElement, keepsContent, readInput } from '../block-kit/input-state.ts'
import type { Block, Option, StateValues } from '../block-kit/shape.ts'
import { findMessage } from '../messages.ts'
import type { PageInput, PageInputs, PagePlace } from '../protocol.ts'
import { SlackError } from '../slack-error.ts'
import type { Conversation, Message, View } from '../state.ts'
import { homeOf } from '../views.ts'
import type { World } from '../world.ts'
import { ownConversation } from './person.ts'

/** Where a gesture happens: a message someone sees, or a view of theirs. */
export type Spot =
  | { kind: 'message'; conversation: Conversation; message: Message; ephemeral: boolean }
  | { kind: 'view'; view: View }

/** Finds the place, if it is this person's; `not_found` otherwise. */
export function findSpot(world: World, userId: string, place: PagePlace): Spot {
  if (place.kind === 'message') {
    const conversation = ownConversation(world, place.conversationId, userId)
    const message = findMessage(conversation, place.ts, userId)
    if (!message) throw new SlackError('not_found')
    return { kind: 'message', conversation, message, ephemeral: 'onlyFor' in message }
  }
  const view = place.kind === 'home' ? homeOf(world, userId) : world.state.views.get(place.viewId)
  if (!view || view.userId !== userId) throw new SlackError('not_found')
  return { kind: 'view', view }
}

/** All blocks of the place, those of attachments included. */
export function blocksOf(spot: Spot): Block[] {
  if (spot.kind === 'view') return spot.view.blocks
  return [...spot.message.blocks, ...spot.message.attachments.flatMap((one) => one.blocks ?? [])]
}

/** What this person has entered there so far. */
export function typedIn(spot: Spot, userId: string): StateValues {
  return spot.kind === 'view' ? spot.view.typed : (spot.message.typed.get(userId) ?? {})
}

/** Notes what a person entered; `invalid_input` when it fits no element there. */
export function enter(world: World, userId: string, spot: Spot, inputs: PageInputs, blocks = blocksOf(spot)): void {
  const typed = structuredClone(typedIn(spot, userId))
  for (const [blockId, actions] of Object.entries(inputs)) {
    for (const [actionId, input] of Object.entries(actions))
      enterOne(world, userId, spot, typed, blocks, blockId, actionId, input)
  }
  if (spot.kind === 'view') spot.view.typed = typed
  else spot.message.typed.set(userId, typed)
}

function enterOne(
  world: World,
  userId: string,
  spot: Spot,
  typed: StateValues,
  blocks: Block[],
  blockId: string,
  actionId: string,
  input: PageInput,
): void {
  const found = findElement(blocks, blockId, actionId)
  // A view may have been redrawn while a person typed: what was asked for then is gone, and so is the entry.
  if (!found || !keepsContent(found.element)) return
  const value = readInput(found.element, input, offered(world, userId, spot, typed, blockId, actionId))
  if (!value) throw new SlackError('invalid_input')
  typed[blockId] = { ...typed[blockId], [actionId]: value }
}

/** Options from outside that this person may choose: the last offered, and what is chosen already. */
export function offered(
  world: World,
  userId: string,
  spot: Spot,
  typed: StateValues,
  blockId: string,
  actionId: string,
): Option[] {
  const own = typed[blockId]?.[actionId]
  const chosen = [...(own?.selected_options ?? []), ...(own?.selected_option ? [own.selected_option] : [])]
  return [...(world.offers.get(offerKey(userId, spot, blockId, actionId)) ?? []), ...chosen]
}

/** The key under which an element's offers are kept. */
export function offerKey(userId: string, spot: Spot, blockId: string, actionId: string): string {
  return [userId, spot.kind === 'view' ? spot.view.id : spot.message.ts, blockId, actionId].join(' ')
}

/** The view a trigger from here belongs to; null in messages. */
export function viewIdOf(spot: Spot): string | null {
  return spot.kind === 'view' ? spot.view.id : null
}
