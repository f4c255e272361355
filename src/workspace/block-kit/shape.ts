/**
 * Block Kit as it stands in stored messages and views: checked on the way in, so a reader meets only known shapes.
 * One wide interface a level, since both the page and the transcript walk blocks by `type` (docs.slack.dev/reference/block-kit).
 */
export interface TextObject {
  type: 'plain_text' | 'mrkdwn'
  text: string
  emoji?: boolean
  verbatim?: boolean
}

/** A choice of a select, overflow, radio group or checkbox group. `url` opens a page (overflow menus only). */
export interface Option {
  text: TextObject
  value: string
  description?: TextObject
  url?: string
}

/** Options under a heading. */
export interface OptionGroup {
  label: TextObject
  options: Option[]
}

/** The dialog shown before an element's action is sent. */
export interface Confirm {
  title: TextObject
  text: TextObject
  confirm: TextObject
  deny: TextObject
  style?: 'primary' | 'danger'
}

/** A button, select, input… of a block; which fields are there depends on `type`. */
export interface Element {
  type: string
  action_id?: string
  text?: TextObject | string
  value?: string
  url?: string
  style?: 'primary' | 'danger'
  confirm?: Confirm
  placeholder?: TextObject
  options?: Option[]
  option_groups?: OptionGroup[]
  min_query_length?: number
  max_selected_items?: number
  initial_option?: Option
  initial_options?: Option[]
  initial_value?: string
  initial_user?: string
  initial_users?: string[]
  initial_conversation?: string
  initial_conversations?: string[]
  initial_channel?: string
  initial_channels?: string[]
  initial_date?: string
  initial_time?: string
  initial_date_time?: number
  multiline?: boolean
  is_decimal_allowed?: boolean
  min_value?: string
  max_value?: string
  min_length?: number
  max_length?: number
  dispatch_action_config?: { trigger_actions_on?: ('on_enter_pressed' | 'on_character_entered')[] }
  focus_on_load?: boolean
  image_url?: string
  alt_text?: string
  accessibility_label?: string
  elements?: Element[]
  [field: string]: unknown
}

/** A block of a message, modal or home; the stand-in always fills in `block_id`, as Slack does. */
export interface Block {
  type: string
  block_id: string
  text?: TextObject | string
  fields?: TextObject[]
  accessory?: Element
  elements?: Element[]
  element?: Element
  label?: TextObject
  hint?: TextObject
  optional?: boolean
  dispatch_action?: boolean
  image_url?: string
  alt_text?: string
  title?: TextObject
  [field: string]: unknown
}

/** An input's current content in the form of `view.state.values[block_id][action_id]`. */
export interface StateValue {
  type: string
  value?: string | null
  selected_option?: Option | null
  selected_options?: Option[]
  selected_user?: string | null
  selected_users?: string[]
  selected_conversation?: string | null
  selected_conversations?: string[]
  selected_channel?: string | null
  selected_channels?: string[]
  selected_date?: string | null
  selected_time?: string | null
  selected_date_time?: number | null
  timezone?: string
  rich_text_value?: unknown
}

/** `state.values`: block_id → action_id → content. */
export type StateValues = Record<string, Record<string, StateValue>>
