import { computeState } from '../block-kit/input-state.ts'
import { payloadChannelName, presentMessage, presentView } from '../present.ts'
import type { World } from '../world.ts'
import { blocksOf, type Spot, typedIn } from './place.ts'

/** `container`, and `view` or `channel`, `message` and `state`, as interaction payloads show a place. */
export function spotPayload(world: World, spot: Spot, userId: string): Record<string, unknown> {
  if (spot.kind === 'view') {
    return { container: { type: 'view', view_id: spot.view.id }, view: presentView(world, spot.view) }
  }
  const { conversation, message, ephemeral } = spot
  const thread = message.threadTs ? { thread_ts: message.threadTs } : {}
  return {
    container: {
      type: 'message',
      message_ts: message.ts,
      channel_id: conversation.id,
      is_ephemeral: ephemeral,
      ...thread,
    },
    channel: { id: conversation.id, name: payloadChannelName(conversation) },
    // Slack keeps no ephemerals, so it cannot show the bot what was clicked.
    ...(ephemeral ? {} : { message: presentMessage(world, conversation, message, false) }),
    state: { values: computeState(blocksOf(spot), typedIn(spot, userId)) },
  }
}
