import { z } from 'zod'
import { blockLimits } from '../../slack/limits.ts'
import { actionId, dispatchConfig, plainText } from './objects.ts'
import { checkboxes, datepicker, datetimepicker, radioButtons, selects, timepicker } from './selects.ts'

const placeholder = plainText(blockLimits.select.placeholder).optional()
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
