import { isEmpty } from '../block-kit/input-state.ts'
import type { Block, Element, StateValue, StateValues, TextObject } from '../block-kit/shape.ts'
import { parseMrkdwn, type Token } from '../mrkdwn.ts'
import type { PageMessage, PageView } from '../protocol.ts'

/** How mentions read: the shown name of a person, the name of a channel. */
export interface Names {
  user(id: string): string
  channel(id: string): string
}

/** A message as lines of text, as a person would read it: buttons in brackets, inputs with what stands in them. */
export function renderMessage(message: PageMessage, names: Names): string {
  const body = message.blocks.length
    ? renderBlocks(message.blocks, message.state, {}, names)
    : [renderText(message.text, names)]
  const extra = message.attachments.flatMap((one) => [
    ...(one.text ? [renderText(one.text, names)] : []),
    ...renderBlocks(one.blocks ?? [], message.state, {}, names),
  ])
  const files = message.files.map((file) => `📎 ${file.title}`)
  return [...body, ...extra, ...files].join('\n')
}

/** A modal or home as lines, title first, submit and close last. */
export function renderView(view: PageView, names: Names): string {
  const head = view.type === 'modal' ? [`== ${view.title} ==`] : []
  const foot =
    view.type === 'modal' ? [[...(view.submit ? [`[${view.submit}]`] : []), `(${view.close || '×'})`].join(' ')] : []
  const trouble = view.trouble ? [`!! ${view.trouble}`] : []
  return [...head, ...renderBlocks(view.blocks, view.state, view.errors, names), ...trouble, ...foot].join('\n')
}

function renderBlocks(
  blocks: readonly Block[],
  state: StateValues,
  errors: Record<string, string>,
  names: Names,
): string[] {
  return blocks.flatMap((block) => {
    const error = errors[block.block_id]
    return [...renderBlock(block, state[block.block_id] ?? {}, names), ...(error ? [`  ! ${error}`] : [])]
  })
}

type Values = Record<string, StateValue>

function renderBlock(block: Block, values: Values, names: Names): string[] {
  switch (block.type) {
    case 'divider':
      return ['----']
    case 'header':
      return [`# ${renderObject(block.text, names)}`]
    case 'section':
      return renderSection(block, values, names)
    case 'context':
      return [(block.elements ?? []).map((one) => renderContext(one, names)).join(' · ')]
    case 'actions':
      return [(block.elements ?? []).map((one) => renderElement(one, values, names)).join(' ')]
    case 'input':
      return [
        `${block.label?.text}${block.optional ? '' : ' *'}: ${renderElement(block.element as Element, values, names)}`,
        ...hint(block),
      ]
    case 'image':
      return [`🖼 ${block.title?.text ?? block.alt_text ?? ''}`]
    case 'markdown':
      return [String(block.text)]
    case 'rich_text':
      return richText(block.elements ?? [], names)
        .join('')
        .replace(/\n$/, '')
        .split('\n')
    default:
      return [`(${block.type})`]
  }
}

function hint(block: Block): string[] {
  return block.hint ? [`  ${block.hint.text}`] : []
}

function renderSection(block: Block, values: Values, names: Names): string[] {
  const fields = (block.fields ?? []).map((field) => `  ${renderObject(field, names).replaceAll('\n', ' ')}`)
  const beside = block.accessory ? ` ${renderElement(block.accessory, values, names)}` : ''
  const lines = block.text ? [renderObject(block.text, names) + beside] : beside ? [beside.trim()] : []
  return [...lines, ...fields]
}

function renderContext(element: Element, names: Names): string {
  return element.type === 'image'
    ? `🖼 ${element.alt_text}`
    : renderObject({ type: element.type as 'mrkdwn', text: String(element.text) }, names)
}

function renderElement(element: Element, values: Values, names: Names): string {
  if (element.type === 'button' || element.type === 'workflow_button') return `[${(element.text as TextObject).text}]`
  if (element.type === 'overflow') return `[⋯ ${(element.options ?? []).map((one) => one.text.text).join(' | ')}]`
  if (element.type === 'image') return `🖼 ${element.alt_text}`
  const value = values[element.action_id ?? '']
  const shown = isEmpty(value) ? `‹${element.placeholder?.text ?? ''}›` : renderValue(value as StateValue, names)
  const choices =
    element.type === 'radio_buttons' || element.type === 'checkboxes'
      ? ` {${(element.options ?? []).map((one) => one.text.text).join(' | ')}}`
      : ''
  return `${shown}${choices}`
}

function renderValue(value: StateValue, names: Names): string {
  const { type: _type, timezone: _timezone, ...content } = value
  return Object.values(content)
    .flat()
    .map((one) => renderContent(one, names))
    .join('、')
}

function renderContent(one: unknown, names: Names): string {
  if (typeof one === 'object' && one !== null && 'text' in one) return (one.text as TextObject).text
  const text = String(one)
  if (/^[UW][A-Z0-9]{6,}$/.test(text)) return names.user(text)
  return /^[CGD][A-Z0-9]{6,}$/.test(text) ? names.channel(text) : text
}

function renderObject(text: Block['text'], names: Names): string {
  if (typeof text === 'string') return text
  return text?.type === 'mrkdwn' ? renderText(text.text, names) : (text?.text ?? '')
}

/** mrkdwn as plain text. */
export function renderText(text: string, names: Names): string {
  return parseMrkdwn(text)
    .map((token) => renderToken(token, names))
    .join('')
}

function renderToken(token: Token, names: Names): string {
  switch (token.type) {
    case 'bold':
    case 'italic':
    case 'strike':
      return token.content.map((one) => renderToken(one, names)).join('')
    case 'quote':
      return `> ${token.content.map((one) => renderToken(one, names)).join('')}`
    case 'user':
      return `@${token.label ?? names.user(token.id)}`
    case 'channel':
      return `#${token.label ?? names.channel(token.id)}`
    case 'usergroup':
      return token.label ?? `@${token.id}`
    case 'broadcast':
      return `@${token.range}`
    case 'link':
      return token.label ?? token.url
    case 'emoji':
      return `:${token.name}:`
    case 'newline':
      return '\n'
    default:
      return token.text
  }
}

function richText(elements: readonly Element[], names: Names): string[] {
  return elements.map((element) => {
    if (element.elements)
      return `${richText(element.elements, names).join('')}${element.type.startsWith('rich_text_') ? '\n' : ''}`
    if (element.type === 'user') return `@${names.user(String(element.user_id))}`
    if (element.type === 'channel') return `#${names.channel(String(element.channel_id))}`
    return String(element.text ?? element.name ?? element.url ?? '')
  })
}
