import { z } from 'zod'
import { blockLimits } from '../../slack/limits.ts'
import {
  actionId,
  anyText,
  chars,
  choiceOption,
  confirm,
  conversationFilter,
  dispatchConfig,
  items,
  mrkdwn,
  optionGroup,
  overflowOption,
  plainText,
  selectOption,
  slackFile,
  workflow,
} from './objects.ts'

const { button: buttonLimit, select: selectLimit } = blockLimits

const interactive = { action_id: actionId, confirm: confirm.optional(), focus_on_load: z.boolean().optional() }
const placeholder = plainText(selectLimit.placeholder).optional()
const style = z.enum(['primary', 'danger']).optional()
const label = chars(buttonLimit.accessibilityLabel).optional()

export const button = z.strictObject({
  type: z.literal('button'),
  text: plainText(buttonLimit.text),
  action_id: actionId,
  url: chars(buttonLimit.url).optional(),
  value: chars(buttonLimit.value).optional(),
  style,
  confirm: confirm.optional(),
  accessibility_label: label,
})

const workflowButton = z.strictObject({
  type: z.literal('workflow_button'),
  text: plainText(buttonLimit.text),
  workflow,
  action_id: actionId,
  style,
  accessibility_label: label,
})

const overflow = z.strictObject({
  type: z.literal('overflow'),
  action_id: actionId,
  confirm: confirm.optional(),
  options: items(overflowOption, blockLimits.overflow.options, 1),
})

/** An image inside a block: one source and no more. */
export const image = z
  .strictObject({
    type: z.literal('image'),
    alt_text: chars(blockLimits.image.altText),
    image_url: chars(blockLimits.image.url, 1).optional(),
    slack_file: slackFile.optional(),
  })
  .refine((one) => (one.image_url === undefined) !== (one.slack_file === undefined), {
    error: 'exactly one image source is needed',
  })

const choices = items(choiceOption, blockLimits.choices.options, 1)
const checkboxes = z
  .strictObject({
    type: z.literal('checkboxes'),
    ...interactive,
    options: choices,
    initial_options: z.array(choiceOption).min(1).optional(),
  })
  .refine((one) => allOffered(one.initial_options, one.options), { error: 'initial_options must be among the options' })
const radioButtons = z
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
const selects = [
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

const datepicker = z.strictObject({
  type: z.literal('datepicker'),
  ...interactive,
  placeholder,
  initial_date: z.iso.date().optional(),
})
const timepicker = z.strictObject({
  type: z.literal('timepicker'),
  ...interactive,
  placeholder,
  initial_time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .optional(),
  timezone: z.string().optional(),
})
const datetimepicker = z.strictObject({
  type: z.literal('datetimepicker'),
  ...interactive,
  initial_date_time: z.int().optional(),
})

const typed = {
  action_id: actionId,
  placeholder,
  focus_on_load: z.boolean().optional(),
  dispatch_action_config: dispatchConfig.optional(),
}
const textLength = blockLimits.plainTextInput.maxLength
const plainTextInput = z
  .strictObject({
    type: z.literal('plain_text_input'),
    ...typed,
    initial_value: z.string().optional(),
    multiline: z.boolean().optional(),
    min_length: z.int().min(0).max(textLength).optional(),
    max_length: z
      .int()
      .min(1)
      .max(textLength, { error: `must be at most ${textLength}` })
      .optional(),
  })
  .refine((one) => (one.min_length ?? 0) <= (one.max_length ?? textLength), { error: 'min_length is above max_length' })
const numberInput = z
  .strictObject({
    type: z.literal('number_input'),
    ...typed,
    is_decimal_allowed: z.boolean(),
    initial_value: z.string().optional(),
    min_value: z.string().optional(),
    max_value: z.string().optional(),
  })
  .refine(
    (one) => Number(one.min_value ?? Number.NEGATIVE_INFINITY) <= Number(one.max_value ?? Number.POSITIVE_INFINITY),
    {
      error: 'min_value is above max_value',
    },
  )

/** Elements that stand in an input block. */
export const inputElement = z.discriminatedUnion('type', [
  ...selects,
  checkboxes,
  radioButtons,
  datepicker,
  timepicker,
  datetimepicker,
  plainTextInput,
  numberInput,
  z.strictObject({ type: z.literal('email_text_input'), ...typed, initial_value: z.string().optional() }),
  z.strictObject({ type: z.literal('url_text_input'), ...typed, initial_value: z.string().optional() }),
  z.strictObject({
    type: z.literal('rich_text_input'),
    ...typed,
    initial_value: z.looseObject({ type: z.string() }).optional(),
  }),
  z.strictObject({
    type: z.literal('file_input'),
    action_id: actionId,
    filetypes: z.array(z.string()).optional(),
    max_files: z.int().min(1).max(blockLimits.fileInput.maxFiles).optional(),
  }),
])

/** Elements that stand in an actions block. */
export const actionElement = z.discriminatedUnion('type', [
  button,
  workflowButton,
  overflow,
  ...selects,
  checkboxes,
  radioButtons,
  datepicker,
  timepicker,
  datetimepicker,
])

/** Elements that stand beside a section's text. */
export const accessory = z.discriminatedUnion('type', [
  button,
  workflowButton,
  overflow,
  image,
  ...selects,
  checkboxes,
  radioButtons,
  datepicker,
  timepicker,
])

/** Elements of a context block. */
export const contextElement = z.discriminatedUnion('type', [
  plainText(blockLimits.text.max),
  mrkdwn(blockLimits.text.max),
  image,
])

const feedback = blockLimits.feedbackButton
const feedbackButton = z.strictObject({
  text: plainText(feedback.text),
  value: chars(feedback.value),
  accessibility_label: chars(feedback.accessibilityLabel).optional(),
})

/** Elements of a context_actions block. */
export const contextActionElement = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('feedback_buttons'),
    action_id: actionId,
    positive_button: feedbackButton,
    negative_button: feedbackButton,
  }),
  z.strictObject({
    type: z.literal('icon_button'),
    icon: z.string(),
    text: plainText(buttonLimit.text),
    action_id: actionId,
    value: chars(buttonLimit.value).optional(),
    confirm: confirm.optional(),
    accessibility_label: label,
    visible_to_user_ids: items(z.string(), blockLimits.iconButton.visibleTo).optional(),
  }),
])

/** A source link of a task card. */
export const urlSource = z.strictObject({
  type: z.literal('url'),
  url: chars(blockLimits.urlSource.url, 1),
  text: z.string(),
})

export const fieldText = anyText(blockLimits.section.field)
