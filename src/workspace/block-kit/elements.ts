import { z } from 'zod'
import { blockLimits } from '../../slack/limits.ts'
import {
  actionId,
  anyText,
  chars,
  confirm,
  items,
  mrkdwn,
  overflowOption,
  plainText,
  slackFile,
  workflow,
} from './objects.ts'
import { checkboxes, datepicker, datetimepicker, radioButtons, selects, timepicker } from './selects.ts'

const buttonLimit = blockLimits.button

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
