import type { Actor, GestureResult, SeenMessage } from '../../src/workspace/actor/contract.ts'
import type { PageView } from '../../src/workspace/protocol.ts'

/** A button as somebody's program could send it. */
export interface ForgedButton {
  readonly action_id: string
  readonly value: string
}

/** An actions block with one button. */
export function forgedBlock({ action_id, value }: ForgedButton) {
  const text = { type: 'plain_text', text: '同意' }
  return { type: 'actions', block_id: 'forged', elements: [{ type: 'button', action_id, text, value }] }
}

/** Presses a button that is not on the person's screen: the payload is Slack's own, whatever the message shows. */
export function pressForged(
  actor: Actor,
  target: SeenMessage | PageView,
  button: ForgedButton,
): Promise<GestureResult> {
  const blocks = [forgedBlock(button)] as SeenMessage['blocks']
  const seen = 'conversationId' in target ? { ...target, blocks, attachments: [] } : { ...target, blocks }
  return actor.click(seen, { action_id: button.action_id }, { stale: true })
}
