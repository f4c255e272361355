import { contentField, findElement, readInput } from '../block-kit/input-state.ts'
import type { Block, Element } from '../block-kit/shape.ts'
import { deliver } from '../deliver/deliver.ts'
import type { PageInput, PageInputs, PagePlace } from '../protocol.ts'
import { SlackError } from '../slack-error.ts'
import type { World } from '../world.ts'
import { actingUser, interactionParts, type Outcome } from './person.ts'
import { blocksOf, enter, findSpot, offered, type Spot, typedIn, viewIdOf } from './place.ts'
import { spotPayload } from './spot-payload.ts'

/** A click, a choice or a dispatched entry. */
export interface Click {
  place: PagePlace
  blockId: string
  actionId: string
  input?: PageInput
  inputs?: PageInputs
  confirmed?: boolean
  /** The blocks as the person saw them, when they act on a screen that is out of date. */
  seen?: Block[]
}

/** Sends a block_actions payload; `needs_confirm` when the element asks first and was not confirmed. */
export async function click(world: World, userId: string, act: Click): Promise<Outcome> {
  const user = actingUser(world, userId)
  const spot = findSpot(world, userId, act.place)
  const blocks = act.seen ?? blocksOf(spot)
  const found = findElement(blocks, act.blockId, act.actionId)
  if (!found) throw new SlackError('not_found')
  if (found.element.confirm && !act.confirmed) return { ok: false, error: 'needs_confirm' }
  if (act.inputs) enter(world, userId, spot, act.inputs, blocks)
  if (act.input !== undefined) enter(world, userId, spot, { [act.blockId]: { [act.actionId]: act.input } }, blocks)
  const payload = {
    type: 'block_actions',
    ...interactionParts(world, user),
    ...spotPayload(world, spot, userId),
    trigger_id: world.triggers.issue(userId, viewIdOf(spot)),
    ...responseUrl(world, spot, userId),
    actions: [actionPart(world, userId, spot, found, act.input)],
  }
  const ack = await deliver(world, 'block_actions', userId, 'interactive', payload)
  return ack.outcome === 'acknowledged' ? { ok: true } : { ok: false, error: 'no_answer' }
}

function responseUrl(world: World, spot: Spot, userId: string): Record<string, unknown> {
  if (spot.kind === 'view') return {}
  const { conversation, message, ephemeral } = spot
  const thread = message.threadTs && message.threadTs !== message.ts ? { threadTs: message.threadTs } : {}
  const target = { userId, conversationId: conversation.id, ts: message.ts, ephemeral, ...thread }
  return { response_url: world.responseUrls.issue(target) }
}

function actionPart(
  world: World,
  userId: string,
  spot: Spot,
  placed: { block: Block; element: Element },
  input?: PageInput,
): Record<string, unknown> {
  const { block, element } = placed
  const actionId = element.action_id as string
  const base = { type: element.type, action_id: actionId, block_id: block.block_id, action_ts: actionTs(world) }
  if (element.type === 'button') {
    const { text, value, style, url } = element
    return {
      ...base,
      text,
      ...(value === undefined ? {} : { value }),
      ...(style ? { style } : {}),
      ...(url ? { url } : {}),
    }
  }
  const field = contentField(element)
  if (!field) return { ...base, ...(element.value === undefined ? {} : { value: element.value }) }
  const typed = typedIn(spot, userId)
  const chosen =
    element.type === 'overflow'
      ? readInput(element, input ?? null, offered(world, userId, spot, typed, block.block_id, actionId))
      : typed[block.block_id]?.[actionId]
  if (!chosen) throw new SlackError('invalid_input')
  const { placeholder } = element
  return { ...base, [field]: chosen[field], ...(placeholder ? { placeholder } : {}) }
}

function actionTs(world: World): string {
  return `${Math.floor(world.now() / 1000)}.${String(Math.floor(world.now() % 1000) * 1000).padStart(6, '0')}`
}
