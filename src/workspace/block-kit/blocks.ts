import { z } from 'zod'
import { blockLimits } from '../../slack/limits.ts'
import { accessory, actionElement, contextActionElement, contextElement, fieldText } from './elements.ts'
import { inputElement } from './inputs.ts'
import { anyText, blockId, chars, items, plainText, slackFile } from './objects.ts'
import { specialBlocks } from './special-blocks.ts'

const limit = blockLimits

const section = z
  .strictObject({
    type: z.literal('section'),
    block_id: blockId,
    text: anyText(limit.section.text).optional(),
    fields: items(fieldText, limit.section.fields, 1).optional(),
    accessory: accessory.optional(),
    expand: z.boolean().optional(),
  })
  .refine((one) => one.text !== undefined || one.fields !== undefined, { error: 'text or fields is needed' })

const image = z
  .strictObject({
    type: z.literal('image'),
    block_id: blockId,
    alt_text: chars(limit.image.altText),
    title: plainText(limit.image.altText).optional(),
    image_url: chars(limit.image.url, 1).optional(),
    slack_file: slackFile.optional(),
  })
  .refine((one) => (one.image_url === undefined) !== (one.slack_file === undefined), {
    error: 'exactly one image source is needed',
  })

const plainBlocks = [
  section,
  image,
  ...specialBlocks,
  z.strictObject({ type: z.literal('divider'), block_id: blockId }),
  z.strictObject({ type: z.literal('header'), block_id: blockId, text: plainText(limit.header.text) }),
  z.strictObject({
    type: z.literal('context'),
    block_id: blockId,
    elements: items(contextElement, limit.context.elements, 1),
  }),
  z.strictObject({
    type: z.literal('actions'),
    block_id: blockId,
    elements: items(actionElement, limit.actions.elements, 1),
  }),
  z.strictObject({
    type: z.literal('context_actions'),
    block_id: blockId,
    elements: items(contextActionElement, limit.contextActions.elements, 1),
  }),
  z.strictObject({ type: z.literal('markdown'), block_id: blockId, text: chars(limit.markdown.text, 1) }),
  z.strictObject({
    type: z.literal('input'),
    block_id: blockId,
    label: plainText(limit.input.label),
    element: inputElement,
    hint: plainText(limit.input.hint).optional(),
    optional: z.boolean().optional(),
    dispatch_action: z.boolean().optional(),
  }),
] as const

const childBlock = z.discriminatedUnion('type', [...plainBlocks])

const container = z.strictObject({
  type: z.literal('container'),
  block_id: blockId,
  title: anyText(limit.container.title).optional(),
  subtitle: anyText(limit.container.subtitle).optional(),
  child_blocks: items(childBlock, limit.container.children),
  width: z.string().optional(),
  is_collapsible: z.boolean().optional(),
  default_collapsed: z.boolean().optional(),
  has_header_divider: z.boolean().optional(),
})

/** Any block, by `type`. */
export const anyBlock = z.discriminatedUnion('type', [...plainBlocks, container])
