import type { types } from '@slack/bolt'
import { blockLimits, viewLimits } from './limits.ts'

export type Block = types.KnownBlock
export type ModalView = types.ModalView
export type HomeView = types.HomeView

/** A message: what the notification and the screen reader say, and what is drawn. */
export interface Message {
  readonly text: string
  readonly blocks: Block[]
}

/** A piece of a line. Strings are shown as they are: nothing in them is ever markup (B17). */
export type Piece =
  | string
  | { readonly bold: string }
  | { readonly faint: string }
  | { readonly person: string }
  | { readonly channel: string }

/** Shortens to what Slack takes, in UTF-16 units, never through a surrogate pair. */
export function clip(text: string, max: number): string {
  if (text.length <= max) return text
  const cut = text.slice(0, max - 1)
  return `${/[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut}…`
}

/** Cuts into parts of at most so many UTF-16 units, never through a surrogate pair; nothing is lost. */
export function pieces(text: string, max: number): string[] {
  const parts: string[] = []
  for (let at = 0; at < text.length; ) {
    const end = at + max
    const splits = end < text.length && /[\uD800-\uDBFF]/.test(text.charAt(end - 1))
    parts.push(text.slice(at, splits ? end - 1 : end))
    at = splits ? end - 1 : end
  }
  return parts
}

/** Entities for the three signs that Slack reads as the beginning of a mention or link (docs.slack.dev, "Escaping text"). */
export function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
}

/** The escaped form within a limit that counts it, not what it shows; no entity is cut. */
export function escapedWithin(text: string, max: number): string {
  for (let length = Math.min(text.length, max); length > 1; length--) {
    const short = escaped(clip(text, length))
    if (short.length <= max) return short
  }
  return escaped(clip(text, 1))
}

/** A notification says no more than this in one line, and `chat.update` takes 4,000 characters, escaped ones. */
const longestNotification = 700

const fullWidth: Readonly<Record<string, string>> = { '*': '＊', _: '＿', '~': '～', '`': '｀' }

/**
 * Text for a notification's line, which Slack reads as markup: nothing in it is a mention, a link, a style or an emoji
 * (B17). Slack has no escape for the signs of styles, and a zero-width blank beside one does not stop it
 * (NousResearch/hermes-agent#35132), so their full-width twins stand here; in the blocks they stand as typed.
 */
export function literal(text: string): string {
  return (
    escaped(clip(text, longestNotification))
      // Between two ASCII letters or digits, as in msg_too_long, a sign begins and ends nothing.
      .replace(/`|(?<![A-Za-z0-9])[*_~]|[*_~](?![A-Za-z0-9])/g, (sign) => fullWidth[sign] ?? sign)
      .replace(/:(?=[\p{L}\p{N}_+'-]+:)/gu, ':\u200B')
  )
}

/** Plain text: no markup, no emoji codes. */
export function plain(text: string, max: number): types.PlainTextElement {
  return { type: 'plain_text', text: clip(text || ' ', max), emoji: false }
}

export function header(text: string): Block {
  return { type: 'header', text: plain(text, blockLimits.header.text) }
}

export function divider(): Block {
  return { type: 'divider' }
}

/** Lines of text, one below another. */
export function lines(...rows: readonly (readonly Piece[])[]): Block {
  const pieces = rows.flatMap((row, index) => (index === 0 ? row : ['\n', ...row]))
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: pieces.flatMap(element) }] }
}

/** Plain words with a button or a list beside them. */
export function row(text: string, accessory: types.Button | types.StaticSelect): Block {
  return { type: 'section', text: plain(text, blockLimits.section.text), accessory }
}

/** A list with a bullet a line, under its heading. */
export function bullets(rows: readonly (readonly Piece[])[], heading: readonly Piece[] = []): Block {
  return {
    type: 'rich_text',
    elements: [
      ...headed(heading),
      {
        type: 'rich_text_list',
        style: 'bullet',
        elements: rows.map((row) => ({ type: 'rich_text_section', elements: row.flatMap(element) })),
      },
    ],
  }
}

/** Somebody's own words, set apart, under their heading. */
export function quote(text: string, heading: readonly Piece[] = []): Block {
  return {
    type: 'rich_text',
    elements: [...headed(heading), { type: 'rich_text_quote', elements: [{ type: 'text', text: text || ' ' }] }],
  }
}

function headed(heading: readonly Piece[]): types.RichTextSection[] {
  return heading.length === 0 ? [] : [{ type: 'rich_text_section', elements: heading.flatMap(element) }]
}

/** A picture that the bot has uploaded, and the same in words. */
export function picture(fileId: string, altText: string): Block {
  return { type: 'image', slack_file: { id: fileId }, alt_text: clip(altText, blockLimits.image.altText) }
}

/** Small print. */
export function context(...texts: readonly string[]): Block {
  return { type: 'context', elements: texts.map((text) => plain(text, 300)) }
}

function element(piece: Piece): types.RichTextElement[] {
  if (typeof piece === 'string') return piece === '' ? [] : [{ type: 'text', text: piece }]
  if ('bold' in piece) return piece.bold === '' ? [] : [{ type: 'text', text: piece.bold, style: { bold: true } }]
  if ('faint' in piece) return piece.faint === '' ? [] : [{ type: 'text', text: piece.faint, style: { italic: true } }]
  if ('person' in piece) return [{ type: 'user', user_id: piece.person }]
  return [{ type: 'channel', channel_id: piece.channel }]
}

export interface ButtonOptions {
  readonly value?: string
  readonly style?: 'primary' | 'danger'
  readonly confirm?: { title: string; text: string; confirm: string; deny: string }
}

export function button(actionId: string, text: string, options: ButtonOptions = {}): types.Button {
  const { confirm } = blockLimits
  return {
    type: 'button',
    action_id: actionId,
    text: plain(text, blockLimits.button.text),
    ...(options.value && { value: options.value }),
    ...(options.style && { style: options.style }),
    ...(options.confirm && {
      confirm: {
        title: plain(options.confirm.title, confirm.title),
        text: plain(options.confirm.text, confirm.text),
        confirm: plain(options.confirm.confirm, confirm.confirm),
        deny: plain(options.confirm.deny, confirm.deny),
      },
    }),
  }
}

export function actions(...elements: readonly types.ActionsBlockElement[]): Block {
  return { type: 'actions', elements: [...elements] }
}

/** An option of a select; `text` and `value` must differ between options of one list. */
export function option(text: string, value: string, description?: string): types.PlainTextOption {
  return {
    text: plain(text, blockLimits.option.text),
    value,
    ...(description && { description: plain(description, blockLimits.option.description) }),
  }
}

export interface InputOptions {
  readonly hint?: string
  readonly optional?: boolean
  /** Tell the bot of each change at once. */
  readonly dispatch?: boolean
}

/** A labelled input; `name` is both block and action id, so that errors find it. */
export function input(
  name: string,
  label: string,
  element: types.InputBlock['element'],
  options: InputOptions = {},
): Block {
  return {
    type: 'input',
    block_id: name,
    label: plain(label, blockLimits.input.label),
    element,
    optional: options.optional ?? false,
    ...(options.hint && { hint: plain(options.hint, blockLimits.input.hint) }),
    ...(options.dispatch && { dispatch_action: true }),
  }
}

/** What of a text a field of so many characters takes; counted in code points, as the field's own count is not stated. */
function head(text: string, max: number): string {
  return text.length <= max ? text : [...text].slice(0, max).join('')
}

/** A text field; Slack itself refuses more than `max` characters and shows the count. */
export function textField(
  name: string,
  options: { initial?: string | undefined; multiline?: boolean; max?: number; placeholder?: string } = {},
): types.PlainTextInput {
  const max = options.max ?? blockLimits.plainTextInput.maxLength
  return {
    type: 'plain_text_input',
    action_id: name,
    max_length: max,
    multiline: options.multiline ?? false,
    ...(options.initial && { initial_value: head(options.initial, max) }),
    ...(options.placeholder && { placeholder: plain(options.placeholder, blockLimits.select.placeholder) }),
  }
}

/** A list to choose one of. */
export function selectField(name: string, options: readonly types.PlainTextOption[]): types.StaticSelect {
  return { type: 'static_select', action_id: name, options: [...options] }
}

/** A list that is searched as one types; what it offers is asked of a gesture's `suggests`. */
export function searchField(
  name: string,
  options: { placeholder: string; initial?: types.PlainTextOption | null; from?: number },
): types.ExternalSelect {
  return {
    type: 'external_select',
    action_id: name,
    min_query_length: options.from ?? 0,
    placeholder: plain(options.placeholder, blockLimits.select.placeholder),
    ...(options.initial && { initial_option: options.initial }),
  }
}

/** The same to choose several of. */
export function severalSearchField(name: string, placeholder: string, most: number): types.MultiExternalSelect {
  return {
    type: 'multi_external_select',
    action_id: name,
    min_query_length: 0,
    max_selected_items: most,
    placeholder: plain(placeholder, blockLimits.select.placeholder),
  }
}

/** A list to choose several of. */
export function severalField(
  name: string,
  options: readonly types.PlainTextOption[],
  chosen: readonly types.PlainTextOption[] = [],
): types.MultiStaticSelect {
  return {
    type: 'multi_static_select',
    action_id: name,
    options: [...options],
    ...(chosen.length > 0 && { initial_options: [...chosen] }),
  }
}

/** A date, chosen from a calendar. */
export function dateField(name: string, initial?: string): types.Datepicker {
  return { type: 'datepicker', action_id: name, ...(initial && { initial_date: initial }) }
}

export interface ModalOptions {
  readonly callbackId: string
  readonly title: string
  readonly blocks: Block[]
  readonly submit?: string
  readonly close: string
  /** Comes back with the submission; at most 3,000 characters. */
  readonly metadata?: string
}

export function modal(options: ModalOptions): ModalView {
  return {
    type: 'modal',
    callback_id: options.callbackId,
    title: plain(options.title, viewLimits.title),
    close: plain(options.close, viewLimits.close),
    blocks: options.blocks.slice(0, viewLimits.blocks),
    ...(options.submit && { submit: plain(options.submit, viewLimits.submit) }),
    ...(options.metadata && { private_metadata: options.metadata }),
  }
}
