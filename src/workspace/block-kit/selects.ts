import { z } from 'zod'
import { blockLimits } from '../../slack/limits.ts'
import {
  actionId,
  choiceOption,
  confirm,
  conversationFilter,
  items,
  optionGroup,
  plainText,
  selectOption,
} from './objects.ts'

const selectLimit = blockLimits.select
const interactive = { action_id: actionId, confirm: confirm.optional(), focus_on_load: z.boolean().optional() }
const placeholder = plainText(selectLimit.placeholder).optional()

const choices = items(choiceOption, blockLimits.choices.options, 1)
export const checkboxes = z
  .strictObject({
    type: z.literal('checkboxes'),
    ...interactive,
    options: choices,
    initial_options: z.array(choiceOption).min(1).optional(),
  })
  .refine((one) => allOffered(one.initial_options, one.options), { error: 'initial_options must be among the options' })
export const radioButtons = z
  .strictObject({
    type: z.literal('radio_buttons'),
    ...interactive,
    options: choices,
    initial_option: choiceOption.optional(),
  })
  .refine((one) => allOffered(one.initial_option && [one.initial_option], one.options), {
    error: 'initial_option must be among the options',
  })

function allOffered(chosen: { value: string }[] | undefined, offered: { value: string }[]): boolean {
  return (chosen ?? []).every((one) => offered.some((other) => JSON.stringify(other) === JSON.stringify(one)))
}

const source = {
  options: items(selectOption, selectLimit.options, 1).optional(),
  option_groups: items(optionGroup, selectLimit.optionGroups, 1).optional(),
}
const many = { max_selected_items: z.int().min(1).optional() }

interface Source {
  options?: z.infer<typeof selectOption>[] | undefined
  option_groups?: z.infer<typeof optionGroup>[] | undefined
}
const oneSource = (one: Source): boolean => (one.options === undefined) !== (one.option_groups === undefined)
const offered = (one: Source) => [
  ...(one.options ?? []),
  ...(one.option_groups ?? []).flatMap((group) => group.options),
]
const sourceMistake = { error: 'either options or option_groups is needed, not both', abort: true }

const staticSelect = z
  .strictObject({
    type: z.literal('static_select'),
    ...interactive,
    placeholder,
    ...source,
    initial_option: selectOption.optional(),
  })
  .refine(oneSource, sourceMistake)
  .refine((one) => allOffered(one.initial_option && [one.initial_option], offered(one)), {
    error: 'initial_option must be among the options',
  })
const multiStaticSelect = z
  .strictObject({
    type: z.literal('multi_static_select'),
    ...interactive,
    placeholder,
    ...source,
    ...many,
    initial_options: z.array(selectOption).optional(),
  })
  .refine(oneSource, sourceMistake)
  .refine((one) => allOffered(one.initial_options, offered(one)), {
    error: 'initial_options must be among the options',
  })

const external = { ...interactive, placeholder, min_query_length: z.int().min(0).optional() }
const conversations = {
  ...interactive,
  placeholder,
  default_to_current_conversation: z.boolean().optional(),
  filter: conversationFilter.optional(),
}
const answerUrl = { response_url_enabled: z.boolean().optional() }
const ids = z.array(z.string()).optional()
/** Select menus of every source, single and multi. */
export const selects = [
  staticSelect,
  multiStaticSelect,
  z.strictObject({ type: z.literal('external_select'), ...external, initial_option: selectOption.optional() }),
  z.strictObject({
    type: z.literal('multi_external_select'),
    ...external,
    ...many,
    initial_options: z.array(selectOption).optional(),
  }),
  z.strictObject({ type: z.literal('users_select'), ...interactive, placeholder, initial_user: z.string().optional() }),
  z.strictObject({ type: z.literal('multi_users_select'), ...interactive, placeholder, ...many, initial_users: ids }),
  z.strictObject({
    type: z.literal('conversations_select'),
    ...conversations,
    ...answerUrl,
    initial_conversation: z.string().optional(),
  }),
  z.strictObject({
    type: z.literal('multi_conversations_select'),
    ...conversations,
    ...many,
    initial_conversations: ids,
  }),
  z.strictObject({
    type: z.literal('channels_select'),
    ...interactive,
    placeholder,
    ...answerUrl,
    initial_channel: z.string().optional(),
  }),
  z.strictObject({
    type: z.literal('multi_channels_select'),
    ...interactive,
    placeholder,
    ...many,
    initial_channels: ids,
  }),
] as const

export const datepicker = z.strictObject({
  type: z.literal('datepicker'),
  ...interactive,
  placeholder,
  initial_date: z.iso.date().optional(),
})
export const timepicker = z.strictObject({
  type: z.literal('timepicker'),
  ...interactive,
  placeholder,
  initial_time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .optional(),
  timezone: z.string().optional(),
})
export const datetimepicker = z.strictObject({
  type: z.literal('datetimepicker'),
  ...interactive,
  initial_date_time: z.int().optional(),
})
