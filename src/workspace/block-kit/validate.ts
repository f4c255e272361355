import { z } from 'zod'
import { blockLimits, messageLimits, viewLimits } from '../../slack/limits.ts'
import { newId } from '../ids.ts'
import { anyBlock } from './blocks.ts'
import { chars, plainText } from './objects.ts'
import type { Block, Element } from './shape.ts'

/** Where blocks are shown; it decides which and how many. */
export type Surface = 'message' | 'modal' | 'home'

const maxBlocks: Record<Surface, number> = {
  message: messageLimits.blocks,
  modal: viewLimits.blocks,
  home: viewLimits.blocks,
}

// Only those whose page says so (docs.slack.dev/reference/block-kit/blocks): the rest is taken anywhere.
const messageOnly = new Set(['markdown', 'file', 'table'])

/** Mistakes of a list of blocks in Slack's lines, `[ERROR] … [json-pointer:/blocks/0/text]`; none = accepted. */
export function checkBlocks(blocks: unknown, surface: Surface, pointer: string): string[] {
  if (!Array.isArray(blocks)) return [line('must be an array', pointer)]
  if (blocks.length > maxBlocks[surface]) return [line(`no more than ${maxBlocks[surface]} items allowed`, pointer)]
  const mistakes = blocks.flatMap((block, index) => issues(anyBlock, block, `${pointer}/${index}`))
  return mistakes.length ? mistakes : checkTogether(blocks as Block[], surface, pointer)
}

/** Mistakes of a modal or home. */
export function checkView(view: unknown, pointer: string): string[] {
  if (typeof view !== 'object' || view === null) return [line('must be an object', pointer)]
  const { blocks, ...frame } = view as { blocks?: unknown; type?: unknown; submit?: unknown }
  const mistakes = issues(viewFrame, frame, pointer)
  const surface = frame.type === 'home' ? 'home' : 'modal'
  if (Array.isArray(blocks) && blocks.length === 0)
    mistakes.push(line('must have at least 1 items', `${pointer}/blocks`))
  mistakes.push(...checkBlocks(blocks, surface, `${pointer}/blocks`))
  const hasInput = Array.isArray(blocks) && blocks.some((block) => block?.type === 'input')
  if (surface === 'modal' && hasInput && frame.submit === undefined) {
    mistakes.push(line('missing required field: submit (the view has input blocks)', pointer))
  }
  return mistakes
}

const common = {
  private_metadata: chars(viewLimits.privateMetadata).optional(),
  callback_id: chars(viewLimits.callbackId).optional(),
  external_id: chars(viewLimits.externalId).optional(),
}

const viewFrame = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('modal'),
    title: plainText(viewLimits.title),
    submit: plainText(viewLimits.submit).optional(),
    close: plainText(viewLimits.close).optional(),
    clear_on_close: z.boolean().optional(),
    notify_on_close: z.boolean().optional(),
    submit_disabled: z.boolean().optional(),
    ...common,
  }),
  z.strictObject({ type: z.literal('home'), ...common }),
])

function checkTogether(blocks: Block[], surface: Surface, pointer: string): string[] {
  const mistakes: string[] = []
  const seen = new Set<string>()
  blocks.forEach((block, index) => {
    if (surface !== 'message' && messageOnly.has(block.type))
      mistakes.push(line(`unsupported type: ${block.type}`, `${pointer}/${index}/type`))
    if (block.block_id && seen.has(block.block_id))
      mistakes.push(line(`block_id "${block.block_id}" is used twice`, `${pointer}/${index}/block_id`))
    if (block.block_id) seen.add(block.block_id)
    mistakes.push(...checkActionIds(block, `${pointer}/${index}`))
  })
  if (blocks.filter((block) => block.type === 'table').length > 1)
    mistakes.push(line('only one table block is allowed', pointer))
  const markdown = blocks.reduce(
    (sum, block) => sum + (block.type === 'markdown' ? [...(block.text as string)].length : 0),
    0,
  )
  if (markdown > blockLimits.markdown.text)
    mistakes.push(line(`markdown blocks hold more than ${blockLimits.markdown.text} characters`, pointer))
  if (blocks.flatMap(focusable).filter((element) => element?.focus_on_load).length > 1)
    mistakes.push(line('only one element may have focus_on_load', pointer))
  return mistakes
}

function focusable(block: Block): (Element | undefined)[] {
  return [block.element, block.accessory, ...(block.type === 'actions' ? (block.elements ?? []) : [])]
}

function checkActionIds(block: Block, pointer: string): string[] {
  const ids = (block.elements ?? []).map((element) => element.action_id).filter((id) => id !== undefined)
  return new Set(ids).size === ids.length ? [] : [line('action_id is used twice in one block', `${pointer}/elements`)]
}

function issues(schema: z.ZodType, value: unknown, pointer: string): string[] {
  const result = schema.safeParse(value)
  if (result.success) return []
  return result.error.issues.map((issue) =>
    line(wording(issue), pointer + issue.path.map((part) => `/${String(part)}`).join('')),
  )
}

function wording(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') return `invalid additional property: ${issue.keys.join(', ')}`
  if (issue.code === 'invalid_union') return 'unsupported type, or type missing'
  if (issue.code === 'invalid_type' && issue.message.endsWith('received undefined')) return 'missing required field'
  if (issue.code === 'invalid_type') return `must be ${issue.expected}`
  return issue.message
}

function line(text: string, pointer: string): string {
  return `[ERROR] ${text} [json-pointer:${pointer}]`
}

/** Gives every block and every interactive element the id that it lacks, as Slack does; the input is left alone. */
export function fillIds(blocks: readonly unknown[]): Block[] {
  return (structuredClone(blocks) as Block[]).map((block) => {
    const full = { ...block, block_id: block.block_id || newId('', 5) }
    for (const element of focusable(full)) {
      if (element && element.type !== 'image') giveActionId(element)
    }
    return full
  })
}

function giveActionId(element: Element): void {
  element.action_id ||= newId('', 5)
}

/** Characters of all texts of blocks together, which `msg_blocks_too_long` is about. */
export function textLength(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, one) => sum + textLength(one), 0)
  if (typeof value !== 'object' || value === null) return 0
  return Object.entries(value).reduce((sum, [key, one]) => {
    return sum + (key === 'text' && typeof one === 'string' ? [...one].length : textLength(one))
  }, 0)
}
