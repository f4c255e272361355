import type { types } from '@slack/bolt'
import { type Block, context, type ModalView } from './blocks.ts'
import type { FormValues } from './gesture.ts'
import { signs } from './text/signs.ts'
import type { Language } from './text/words.ts'

type AnyBlock = ModalView['blocks'][number]

/** Slack's state of one input, as far as the bot's inputs go. */
interface InputState {
  readonly type?: string
  readonly value?: string | null
  readonly selected_date?: string | null
  readonly selected_option?: { value?: string } | null
  readonly selected_options?: readonly { value?: string }[] | null
}

/** A view's `state.values`. */
export type StateValues = Readonly<Record<string, Readonly<Record<string, InputState>>>>

/**
 * What is typed and chosen, by input name. A block id may carry a suffix after `@`, which makes Slack forget what was typed
 * before; the name is what stands in front of it.
 */
export function formValues(state: StateValues | undefined): FormValues {
  const values: Record<string, string | string[] | undefined> = {}
  for (const [blockId, elements] of Object.entries(state ?? {})) {
    const input = Object.values(elements)[0]
    if (input) values[nameOf(blockId)] = inputValue(input)
  }
  return values
}

function inputValue(input: InputState): string | string[] | undefined {
  if (input.selected_options) return input.selected_options.flatMap((option) => option.value ?? [])
  if (input.selected_option) return input.selected_option.value
  return input.value ?? input.selected_date ?? undefined
}

/** A form value as text; empty where nothing was given. */
export function textOf(values: FormValues, name: string): string {
  const value = values[name]
  return typeof value === 'string' ? value : ''
}

/** A form value as a list. */
export function listOf(values: FormValues, name: string): readonly string[] {
  const value = values[name]
  return typeof value === 'string' ? [value] : (value ?? [])
}

/** The input's name in a block id. */
export function nameOf(blockId: string): string {
  return blockId.split('@')[0] ?? blockId
}

/**
 * Errors at the block ids that the window really has: Slack shows its generic failure for any other (B25). An error whose
 * input is not there goes to the first input.
 */
export function errorsByBlock(
  blocks: readonly AnyBlock[],
  errors: Readonly<Record<string, string>>,
): Record<string, string> {
  const ids = blocks.flatMap((block) => (block.type === 'input' && block.block_id ? [block.block_id] : []))
  const placed: Record<string, string> = {}
  for (const [name, message] of Object.entries(errors)) {
    const id = ids.find((candidate) => nameOf(candidate) === name) ?? ids[0]
    if (id) placed[id] = placed[id] ? `${placed[id]} ${message}` : message
  }
  return placed
}

/** Marks the warnings on top of a form, so that the next ones take their place. */
const warningId = 'warning@'

/** The same form with what is wrong on top, each by its field's label; Slack puts errors at fields only in a direct answer. */
export function withWarnings(view: ModalView, errors: Readonly<Record<string, string>>, language: Language): ModalView {
  const labels = new Map(
    view.blocks.flatMap((block): [string, string][] =>
      block.type === 'input' && block.block_id
        ? [[nameOf(block.block_id), (block as types.InputBlock).label.text]]
        : [],
    ),
  )
  const warnings = Object.entries(errors).map(([name, message], index): Block => {
    const label = labels.get(name)
    const said = label ? `${label}${signs[language].colon}${message}` : message
    return { ...context(`⚠ ${said}`), block_id: `${warningId}${index}` }
  })
  return { ...view, blocks: [...warnings, ...view.blocks.filter((block) => !block.block_id?.startsWith(warningId))] }
}

/** The same window with what was typed filled in, for when it has to be shown anew. */
export function withTyped(view: ModalView, state: StateValues | undefined): ModalView {
  return {
    ...view,
    blocks: view.blocks.map((block) => (block.type === 'input' ? filled(block as types.InputBlock, state) : block)),
  }
}

function filled(block: types.InputBlock, state: StateValues | undefined): Block {
  const typed = Object.values(state?.[block.block_id ?? ''] ?? {})[0]
  if (!typed) return block
  const element = { ...block.element } as Record<string, unknown>
  for (const key of ['initial_value', 'initial_date', 'initial_option', 'initial_options']) delete element[key]
  if (typed.value) element.initial_value = typed.value
  if (typed.selected_date) element.initial_date = typed.selected_date
  if (typed.selected_option) element.initial_option = typed.selected_option
  if (typed.selected_options?.length) element.initial_options = typed.selected_options
  return { ...block, element: element as unknown as types.InputBlock['element'] }
}
