import type { Block, Element, Option } from '../../block-kit/shape.ts'
import type { PageInput } from '../../protocol.ts'
import { useDesk } from './desk.ts'

/** What every drawn element is given. */
export interface ElementProps {
  block: Block
  element: Element
  /** The control's id, for a label. */
  id: string
  /** The name for screen readers. */
  label: string
  /** Ids of hint and error. */
  describedBy?: string | undefined
  invalid: boolean
}

/** Notes a choice and, unless it is an input that waits for the form's submit, sends it. */
export function useChange(block: Block, element: Element): (input: PageInput, options?: Option[]) => void {
  const desk = useDesk()
  return (input, options = []) => {
    desk.note(block, element, input, options)
    if (block.type !== 'input' || block.dispatch_action) void desk.press(block, element, input)
  }
}
