import { z } from 'zod'
import { blockLimits } from '../../slack/limits.ts'

/**
 * A text of so many characters, with Slack's wording for the mistake. Counted in code points: the fixtures of
 * nicklambourne/slackblocks take 150 emoji in a header.
 */
export function chars(max: number, min = 0) {
  return z
    .string()
    .refine((text) => [...text].length >= min, { error: `must be more than ${min - 1} characters`, abort: true })
    .refine((text) => [...text].length <= max, { error: `must be less than ${max + 1} characters` })
}

/** A list of so many items. */
export function items<T extends z.ZodType>(item: T, max: number, min = 0) {
  return z
    .array(item)
    .refine((list) => list.length >= min, { error: `must have at least ${min} items`, abort: true })
    .refine((list) => list.length <= max, { error: `no more than ${max} items allowed`, abort: true })
}

export const actionId = chars(blockLimits.actionId, 1).optional()
export const blockId = chars(blockLimits.blockId).optional()

/** A plain_text object of so many characters. */
export function plainText(max: number) {
  return z.strictObject({ type: z.literal('plain_text'), text: chars(max, 1), emoji: z.boolean().optional() })
}

/** A mrkdwn object of so many characters. */
export function mrkdwn(max: number) {
  return z.strictObject({ type: z.literal('mrkdwn'), text: chars(max, 1), verbatim: z.boolean().optional() })
}

/** Either kind of text object. */
export function anyText(max: number) {
  return z.discriminatedUnion('type', [plainText(max), mrkdwn(max)])
}

const { option: optionLimit, confirm: confirmLimit } = blockLimits

export const confirm = z.strictObject({
  title: plainText(confirmLimit.title),
  text: anyText(confirmLimit.text),
  confirm: plainText(confirmLimit.confirm),
  deny: plainText(confirmLimit.deny),
  style: z.enum(['primary', 'danger']).optional(),
})

function optionOf<T extends z.ZodType>(text: T) {
  return z.strictObject({
    text,
    value: chars(optionLimit.value),
    description: anyText(optionLimit.description).optional(),
  })
}

/** Selects take plain text only; radio buttons and checkboxes mrkdwn too; overflow menus an address beside it. */
export const selectOption = optionOf(plainText(optionLimit.text))
export const choiceOption = optionOf(anyText(optionLimit.text))
export const overflowOption = selectOption.extend({ url: chars(optionLimit.url).optional() })

export const optionGroup = z.strictObject({
  label: plainText(blockLimits.optionGroup.label),
  options: items(selectOption, blockLimits.optionGroup.options, 1),
})

export const conversationFilter = z.strictObject({
  include: z
    .array(z.enum(['im', 'mpim', 'private', 'public']))
    .min(1)
    .optional(),
  exclude_external_shared_channels: z.boolean().optional(),
  exclude_bot_users: z.boolean().optional(),
})

export const dispatchConfig = z.strictObject({
  trigger_actions_on: z.array(z.enum(['on_enter_pressed', 'on_character_entered'])).min(1),
})

export const slackFile = z.union([z.strictObject({ id: z.string() }), z.strictObject({ url: z.string() })])

const inputParameter = z.strictObject({ name: z.string(), value: z.string() })
const trigger = z.strictObject({ url: z.string(), customizable_input_parameters: z.array(inputParameter).optional() })
export const workflow = z.strictObject({ trigger })
