import type { Block } from '../../src/slack/blocks.ts'
import { renderMessage, renderView } from '../../src/workspace/actor/render.ts'
import { checkBlocks, checkView, fillIds } from '../../src/workspace/block-kit/validate.ts'
import type { PageMessage, PageView } from '../../src/workspace/protocol.ts'

const names = { user: (id: string) => id, channel: (id: string) => id }

/** Blocks as the lines a person reads; throws where Slack would refuse them. */
export function readAloud(blocks: readonly Block[], surface: 'message' | 'modal' | 'home' = 'message'): string {
  const mistakes = checkBlocks(blocks, surface, '/blocks')
  if (mistakes.length > 0) throw new Error(mistakes.join('\n'))
  const message = { text: '', blocks: fillIds(blocks), state: {}, attachments: [], files: [] }
  return renderMessage(message as unknown as PageMessage, names)
}

/** A window as a person reads it; throws where Slack would refuse it. */
export function readWindow(view: object): string {
  const mistakes = checkView(view, '/view')
  if (mistakes.length > 0) throw new Error(mistakes.join('\n'))
  const { title, submit, close, blocks } = view as Record<string, { text: string }> & { blocks: Block[] }
  const shown = {
    type: 'modal',
    title: title?.text,
    submit: submit?.text,
    close: close?.text,
    blocks: fillIds(blocks),
    state: {},
    errors: {},
  }
  return renderView(shown as unknown as PageView, names)
}
