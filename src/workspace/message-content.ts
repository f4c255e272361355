import { messageLimits } from '../slack/limits.ts'
import type { Block } from './block-kit/shape.ts'
import { checkBlocks, fillIds, textLength } from './block-kit/validate.ts'
import { argumentError, SlackError } from './slack-error.ts'
import { checkSlackFiles } from './slack-files.ts'
import type { Attachment, Message } from './state.ts'
import type { World } from './world.ts'

/** What a message says, checked. */
export type MessageContent = Pick<Message, 'text'> &
  Partial<Pick<Message, 'blocks' | 'attachments' | 'metadata' | 'files'>>

type Args = Record<string, unknown>

/**
 * Reads text, blocks, attachments, markdown_text and metadata of a call, holding them to Slack's limits. Only fields
 * that were given are set, apart from `text`, which is left out when `textNeeded` is false and none came.
 */
export function readContent(world: World, args: Args): Partial<MessageContent> {
  const content: Partial<MessageContent> = {}
  if (args.markdown_text !== undefined) return markdownContent(args)
  if (typeof args.text === 'string') content.text = [...args.text].slice(0, messageLimits.text).join('')
  if (args.blocks !== undefined && args.blocks !== null) content.blocks = readBlocks(world, args.blocks)
  if (args.attachments !== undefined && args.attachments !== null)
    content.attachments = readAttachments(world, args.attachments)
  if (args.metadata !== undefined && args.metadata !== null) content.metadata = readMetadata(args.metadata)
  return content
}

/** The same for a new message: something must be there to see. */
export function readNewContent(world: World, args: Args): MessageContent {
  const content = readContent(world, args)
  if (!content.text && !content.blocks?.length && !content.attachments?.length) throw new SlackError('no_text')
  return { text: '', ...content }
}

function markdownContent(args: Args): Partial<MessageContent> {
  if (args.text !== undefined || args.blocks !== undefined) throw new SlackError('markdown_text_conflict')
  const text = String(args.markdown_text)
  if ([...text].length > messageLimits.markdownText) throw new SlackError('msg_too_long')
  const content = { text, blocks: fillIds([{ type: 'markdown', text }]) }
  return args.metadata ? { ...content, metadata: readMetadata(args.metadata) } : content
}

function readBlocks(world: World, value: unknown): Block[] {
  if (!Array.isArray(value)) throw new SlackError('invalid_blocks_format')
  checkMessageBlocks(world, value, '/blocks')
  if (textLength(value) > messageLimits.blockText) throw new SlackError('msg_blocks_too_long')
  return fillIds(value as Block[])
}

function readAttachments(world: World, value: unknown): Attachment[] {
  if (!Array.isArray(value)) throw new SlackError('invalid_attachments')
  if (value.length > messageLimits.attachments) throw new SlackError('too_many_attachments')
  return value.map((one: Attachment, index) => {
    if (one.blocks === undefined) return one
    checkMessageBlocks(world, one.blocks, `/attachments/${index}/blocks`)
    return { ...one, blocks: fillIds(one.blocks) }
  })
}

function checkMessageBlocks(world: World, blocks: unknown, pointer: string): void {
  const shape = checkBlocks(blocks, 'message', pointer)
  const mistakes = shape.length > 0 ? shape : checkSlackFiles(world, blocks, pointer)
  if (mistakes.length > 0) throw argumentError('invalid_blocks', mistakes)
}

function readMetadata(value: unknown): NonNullable<Message['metadata']> {
  const { event_type, event_payload } = (value ?? {}) as { event_type?: unknown; event_payload?: unknown }
  if (typeof event_type !== 'string' || event_type === '') throw new SlackError('invalid_metadata_format')
  if (typeof event_payload !== 'object' || event_payload === null) throw new SlackError('invalid_metadata_format')
  return { event_type, event_payload }
}
