import { contentField } from '../../block-kit/input-state.ts'
import type { Block, Element, Option, StateValue, StateValues } from '../../block-kit/shape.ts'
import type { PageInput, PageInputs } from '../../protocol.ts'

/** What a person typed or chose and the stand-in may not know yet. */
export interface Draft {
  /** The element's type: a draft for another kind of element under the same ids is void. */
  type: string
  input: PageInput
  /** The chosen options with their labels, for selects whose options come from outside. */
  options: Option[]
}

/** Drafts of one message or view, by `draftKey`. */
export type Drafts = ReadonlyMap<string, Draft>

/** What stands in an element: the draft if there is one, else what the stand-in knows. */
export interface Content {
  input: PageInput
  options: Option[]
}

/** Names an element within its message or view. */
export function draftKey(blockId: string, actionId: string): string {
  return `${blockId}\n${actionId}`
}

/** What to show in an element. */
export function contentOf(block: Block, element: Element, state: StateValues, drafts: Drafts): Content {
  const actionId = element.action_id ?? ''
  const draft = drafts.get(draftKey(block.block_id, actionId))
  if (draft && draft.type === element.type) return draft
  return knownContent(element, state[block.block_id]?.[actionId])
}

function knownContent(element: Element, value: StateValue | undefined): Content {
  const field = contentField(element)
  const known = field && value?.type === element.type ? value[field] : undefined
  if (known === null || known === undefined) return { input: null, options: [] }
  if (Array.isArray(known)) {
    const options = known.filter((one) => typeof one === 'object') as Option[]
    return options.length ? { input: options.map((one) => one.value), options } : { input: known as string[], options }
  }
  if (typeof known === 'object') return { input: (known as Option).value, options: [known as Option] }
  return { input: String(known), options: [] }
}

/** The content as one text; '' when empty. */
export function contentText(content: Content): string {
  return typeof content.input === 'string' ? content.input : ''
}

/** The content as a list. */
export function contentList(content: Content): readonly string[] {
  if (content.input === null) return []
  return typeof content.input === 'string' ? [content.input] : content.input
}

/** What to send: the drafts of elements that are still there. */
export function draftInputs(drafts: Drafts, placed: readonly { block: Block; element: Element }[]): PageInputs {
  const inputs: PageInputs = {}
  for (const { block, element } of placed) {
    const actionId = element.action_id as string
    const draft = drafts.get(draftKey(block.block_id, actionId))
    if (draft?.type !== element.type) continue
    inputs[block.block_id] = { ...inputs[block.block_id], [actionId]: draft.input }
  }
  return inputs
}
