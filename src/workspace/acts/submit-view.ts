import { checkInputs } from '../block-kit/check-inputs.ts'
import { computeState, placedElements } from '../block-kit/input-state.ts'
import { deliver } from '../deliver/deliver.ts'
import type { Ack } from '../deliver/outbound.ts'
import { presentView } from '../present.ts'
import type { PageInputs } from '../protocol.ts'
import { SlackError } from '../slack-error.ts'
import type { View } from '../state.ts'
import { closeFrom, pushView, readView, stackOf, updateView } from '../views.ts'
import { wordsFor } from '../words.ts'
import type { World } from '../world.ts'
import { actingUser, interactionParts, type Outcome } from './person.ts'
import { enter } from './place.ts'

/** A person presses the modal's submit button. */
export async function submitView(world: World, userId: string, viewId: string, inputs: PageInputs): Promise<Outcome> {
  const user = actingUser(world, userId)
  const view = world.state.views.get(viewId)
  if (!view || stackOf(world, userId).at(-1) !== view || view.submit === null) throw new SlackError('not_found')
  enter(world, userId, { kind: 'view', view }, inputs)
  view.trouble = null
  view.errors = checkInputs(view.blocks, computeState(view.blocks, view.typed), wordsFor(user.locale))
  world.changes.emit({ type: 'views' }, [userId])
  if (Object.keys(view.errors).length > 0) return { ok: false, error: 'invalid_input' }
  const payload = {
    type: 'view_submission',
    ...interactionParts(world, user),
    trigger_id: world.triggers.issue(userId, view.id),
    view: presentView(world, view),
    response_urls: responseUrls(world, view),
  }
  const ack = await deliver(world, 'view_submission', userId, 'interactive', payload)
  const trouble = applyAnswer(world, view, ack)
  view.trouble = trouble
  world.changes.emit({ type: 'views' }, [userId])
  if (trouble) return { ok: false, error: trouble }
  return Object.keys(view.errors).length > 0 ? { ok: false, error: 'invalid_input' } : { ok: true }
}

// For each conversation chosen in a select that asks for it, a way to write there.
function responseUrls(world: World, view: View): Record<string, unknown>[] {
  const values = computeState(view.blocks, view.typed)
  return placedElements(view.blocks).flatMap(({ block, element }) => {
    if (element.response_url_enabled !== true) return []
    const { block_id } = block
    const action_id = element.action_id as string
    const chosen = values[block_id]?.[action_id]
    const channel_id = chosen?.selected_conversation ?? chosen?.selected_channel
    if (!channel_id || !world.state.conversations.has(channel_id)) return []
    const target = { userId: view.userId, conversationId: channel_id, ts: null, ephemeral: false, open: true } as const
    return [{ block_id, action_id, channel_id, response_url: world.responseUrls.issue(target) }]
  })
}

function applyAnswer(world: World, view: View, ack: Ack): View['trouble'] {
  if (ack.outcome !== 'acknowledged') return 'no_answer'
  const body = (ack.body ?? {}) as Record<string, unknown>
  try {
    return followAction(world, view, body) ? null : 'bad_answer'
  } catch (error) {
    if (error instanceof SlackError) return 'bad_answer'
    throw error
  }
}

function followAction(world: World, view: View, body: Record<string, unknown>): boolean {
  if (typeof body !== 'object') return false
  const open = world.state.views.get(view.id) === view
  if (body.response_action === undefined) {
    if (Object.keys(body).length > 0) return false
    closeFrom(world, view)
    return true
  }
  if (!open && body.response_action !== 'clear') return true
  switch (body.response_action) {
    case 'errors':
      return showErrors(view, body.errors)
    case 'update':
      updateView(world, view, readView(world, body.view), undefined)
      return true
    case 'push':
      pushView(world, view.userId, readView(world, body.view))
      return true
    case 'clear':
      closeFrom(world, stackOf(world, view.userId)[0] ?? view)
      return true
    default:
      return false
  }
}

// Errors that name anything but an input of this view make Slack show its general failure instead.
function showErrors(view: View, errors: unknown): boolean {
  if (typeof errors !== 'object' || errors === null) return false
  const entries = Object.entries(errors)
  const inputs = new Set(view.blocks.filter((block) => block.type === 'input').map((block) => block.block_id))
  if (entries.length === 0 || !entries.every(([id, text]) => inputs.has(id) && typeof text === 'string' && text !== ''))
    return false
  view.errors = Object.fromEntries(entries)
  return true
}
