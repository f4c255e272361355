import { z } from 'zod'
import { blockLimits } from '../../slack/limits.ts'
import { findElement } from '../block-kit/input-state.ts'
import { items, optionGroup, selectOption } from '../block-kit/objects.ts'
import type { Option, OptionGroup } from '../block-kit/shape.ts'
import { deliver } from '../deliver/deliver.ts'
import type { PagePlace, PageSuggestions } from '../protocol.ts'
import { SlackError } from '../slack-error.ts'
import type { World } from '../world.ts'
import { actingUser, interactionParts, type Outcome } from './person.ts'
import { blocksOf, findSpot, offerKey, type Spot } from './place.ts'
import { spotPayload } from './spot-payload.ts'

const limit = blockLimits.select
const answerShape = z.union([
  z.looseObject({ options: items(selectOption, limit.options) }),
  z.looseObject({ option_groups: items(optionGroup, limit.optionGroups) }),
])

// An old offer costs little; a page left open for days must not cost much.
const keptOffers = 1000

/** Asks the bot for the options of an external select; fewer letters than `min_query_length` ask nothing. */
export async function suggest(
  world: World,
  userId: string,
  act: { place: PagePlace; blockId: string; actionId: string; query: string },
): Promise<Outcome & { suggestions?: PageSuggestions }> {
  const user = actingUser(world, userId)
  const spot = findSpot(world, userId, act.place)
  const found = findElement(blocksOf(spot), act.blockId, act.actionId)
  if (!found?.element.type.endsWith('external_select')) throw new SlackError('not_found')
  if ([...act.query].length < (found.element.min_query_length ?? 3)) return { ok: true, suggestions: { options: [] } }
  const { state: _state, ...where } = spotPayload(world, spot, userId)
  const ids = { block_id: act.blockId, action_id: act.actionId, value: act.query }
  const payload = { type: 'block_suggestion', ...interactionParts(world, user), ...where, ...ids }
  const ack = await deliver(world, 'block_suggestion', userId, 'interactive', payload)
  if (ack.outcome !== 'acknowledged') return { ok: false, error: 'no_answer' }
  const answer = answerShape.safeParse(ack.body)
  if (!answer.success) return { ok: false, error: 'bad_answer' }
  return { ok: true, suggestions: keepOffer(world, userId, spot, act, ack.body as Answered) }
}

interface Answered {
  options?: Option[]
  option_groups?: OptionGroup[]
}

function keepOffer(
  world: World,
  userId: string,
  spot: Spot,
  act: { blockId: string; actionId: string },
  answer: Answered,
): PageSuggestions {
  const grouped = (answer.option_groups ?? []).flatMap((group) =>
    group.options.map((option) => ({ option, group: group.label.text })),
  )
  const flat = (answer.options ?? []).map((option) => ({ option, group: undefined }))
  const all = [...flat, ...grouped]
  const key = offerKey(userId, spot, act.blockId, act.actionId)
  const fresh = all.map((one) => one.option)
  // Someone may search again and still choose what an earlier search showed.
  const earlier = (world.offers.get(key) ?? []).filter((one) => !fresh.some((other) => other.value === one.value))
  world.offers.delete(key)
  world.offers.set(key, [...fresh, ...earlier].slice(0, limit.options * 3))
  if (world.offers.size > keptOffers) world.offers.delete(world.offers.keys().next().value as string)
  return {
    options: all.map(({ option, group }) => ({
      label: option.text.text,
      value: option.value,
      ...(option.description ? { description: option.description.text } : {}),
      ...(group === undefined ? {} : { group }),
    })),
  }
}
