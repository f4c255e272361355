import type { Words } from '../words.ts'
import { isEmpty } from './input-state.ts'
import type { Block, Element, StateValues } from './shape.ts'

/** What Slack's own client says before it sends a form: required inputs left empty, and contents of the wrong form. */
export function checkInputs(blocks: readonly Block[], values: StateValues, words: Words): Record<string, string> {
  const errors: Record<string, string> = {}
  for (const block of blocks) {
    const element = block.type === 'input' ? block.element : undefined
    if (!element) continue
    const value = values[block.block_id]?.[element.action_id as string]
    if (isEmpty(value)) {
      if (!block.optional) errors[block.block_id] = words.required
    } else if (!fits(element, String(value?.value ?? ''))) errors[block.block_id] = words.badInput
  }
  return errors
}

function fits(element: Element, text: string): boolean {
  switch (element.type) {
    case 'number_input':
      return fitsNumber(element, text)
    case 'email_text_input':
      return /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(text)
    case 'url_text_input':
      return URL.canParse(text)
    case 'plain_text_input':
      return [...text].length >= (element.min_length ?? 0) && [...text].length <= (element.max_length ?? 3000)
    default:
      return true
  }
}

function fitsNumber(element: Element, text: string): boolean {
  const form = element.is_decimal_allowed ? /^-?\d+(\.\d+)?$/ : /^-?\d+$/
  const number = Number(text)
  if (!form.test(text)) return false
  return (
    number >= Number(element.min_value ?? Number.NEGATIVE_INFINITY) &&
    number <= Number(element.max_value ?? Number.POSITIVE_INFINITY)
  )
}
