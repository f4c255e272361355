import type { PageInput } from '../protocol.ts'
import type { Block, Element, Option, StateValue, StateValues } from './shape.ts'

/** An interactive element and the block it stands in. */
export interface Placed {
  block: Block
  element: Element
}

/** All elements of blocks that a person can act on, in reading order. */
export function placedElements(blocks: readonly Block[]): Placed[] {
  return blocks.flatMap((block) => {
    const inner = [
      block.element,
      block.accessory,
      ...(['actions', 'context_actions'].includes(block.type) ? (block.elements ?? []) : []),
    ]
    return inner
      .filter((element) => element?.action_id !== undefined)
      .map((element) => ({ block, element: element as Element }))
  })
}

/** The element with these ids, or null. */
export function findElement(blocks: readonly Block[], blockId: string, actionId: string): Placed | null {
  return (
    placedElements(blocks).find((one) => one.block.block_id === blockId && one.element.action_id === actionId) ?? null
  )
}

interface Kind {
  /** The field of `state.values` and of the action that holds the content. */
  field: keyof StateValue
  initial: keyof Element
  many: boolean
  /** How the page's input becomes the content. */
  content: 'text' | 'option' | 'number'
}

const text = (field: keyof StateValue, initial: keyof Element): Kind => ({
  field,
  initial,
  many: false,
  content: 'text',
})
const list = (field: keyof StateValue, initial: keyof Element): Kind => ({
  field,
  initial,
  many: true,
  content: 'text',
})
const option: Kind = { field: 'selected_option', initial: 'initial_option', many: false, content: 'option' }
const options: Kind = { field: 'selected_options', initial: 'initial_options', many: true, content: 'option' }

// docs.slack.dev/reference/views, "state.values": what each kind of element leaves there.
const kinds: Record<string, Kind> = {
  plain_text_input: text('value', 'initial_value'),
  number_input: text('value', 'initial_value'),
  email_text_input: text('value', 'initial_value'),
  url_text_input: text('value', 'initial_value'),
  static_select: option,
  external_select: option,
  radio_buttons: option,
  multi_static_select: options,
  multi_external_select: options,
  checkboxes: options,
  users_select: text('selected_user', 'initial_user'),
  conversations_select: text('selected_conversation', 'initial_conversation'),
  channels_select: text('selected_channel', 'initial_channel'),
  multi_users_select: list('selected_users', 'initial_users'),
  multi_conversations_select: list('selected_conversations', 'initial_conversations'),
  multi_channels_select: list('selected_channels', 'initial_channels'),
  datepicker: text('selected_date', 'initial_date'),
  timepicker: text('selected_time', 'initial_time'),
  datetimepicker: { field: 'selected_date_time', initial: 'initial_date_time', many: false, content: 'number' },
}

/** Whether an element keeps content (a button or an overflow menu does not). */
export function keepsContent(element: Element): boolean {
  return element.type in kinds
}

/** The field that carries the content of this element in actions and state. */
export function contentField(element: Element): keyof StateValue | null {
  if (element.type === 'overflow') return 'selected_option'
  return kinds[element.type]?.field ?? null
}

/** `state.values` of blocks: what was typed, else the initial content. */
export function computeState(blocks: readonly Block[], typed: StateValues): StateValues {
  const values: StateValues = {}
  for (const { block, element } of placedElements(blocks)) {
    if (!keepsContent(element)) continue
    const own = typed[block.block_id]?.[element.action_id as string]
    const value = own?.type === element.type ? own : initialValue(element)
    values[block.block_id] = { ...values[block.block_id], [element.action_id as string]: value }
  }
  return values
}

function initialValue(element: Element): StateValue {
  const kind = kinds[element.type] as Kind
  return { type: element.type, [kind.field]: element[kind.initial] ?? (kind.many ? [] : null) }
}

/** Keeps of what was typed only what the new blocks still ask for, as `views.update` does. */
export function keepTyped(blocks: readonly Block[], typed: StateValues): StateValues {
  const kept: StateValues = {}
  for (const { block, element } of placedElements(blocks)) {
    const own = typed[block.block_id]?.[element.action_id as string]
    if (own?.type === element.type)
      kept[block.block_id] = { ...kept[block.block_id], [element.action_id as string]: own }
  }
  return kept
}

/** All options of an element, groups flattened. */
export function optionsOf(element: Element): Option[] {
  return [...(element.options ?? []), ...(element.option_groups ?? []).flatMap((group) => group.options)]
}

/**
 * What a person entered, in Slack's form; null when it does not fit the element. `offered` are the options an external
 * source last gave, or the options chosen before.
 */
export function readInput(element: Element, input: PageInput, offered: readonly Option[]): StateValue | null {
  const kind = kinds[element.type] ?? (element.type === 'overflow' ? option : null)
  if (!kind) return null
  const entered = input === null ? [] : typeof input === 'string' ? [input] : [...input]
  if (!kind.many && entered.length > 1) return null
  const content = kind.content === 'option' ? pickOptions(element, entered, offered) : entered
  if (!content) return null
  if (kind.many) return { type: element.type, [kind.field]: content }
  const only = content[0] === '' ? undefined : content[0]
  if (kind.content === 'number') return numberContent(element, kind, only as string | undefined)
  return { type: element.type, [kind.field]: only ?? null }
}

function numberContent(element: Element, kind: Kind, entered: string | undefined): StateValue | null {
  if (entered === undefined) return { type: element.type, [kind.field]: null }
  return /^\d{10}$/.test(entered) ? { type: element.type, [kind.field]: Number(entered) } : null
}

function pickOptions(element: Element, values: readonly string[], offered: readonly Option[]): Option[] | null {
  const initial = [...(element.initial_options ?? []), ...(element.initial_option ? [element.initial_option] : [])]
  const all = [...optionsOf(element), ...offered, ...initial]
  const picked = values.map((value) => all.find((one) => one.value === value))
  return picked.every((one) => one !== undefined) ? (picked as Option[]) : null
}

/** Whether nothing stands in an input. */
export function isEmpty(value: StateValue | undefined): boolean {
  if (!value) return true
  const { type: _type, timezone: _timezone, ...content } = value
  return Object.values(content).every(
    (one) => one === null || one === undefined || (Array.isArray(one) && one.length === 0),
  )
}
