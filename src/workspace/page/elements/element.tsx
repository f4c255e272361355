import type { ComponentType } from 'preact'
import { useWords } from '../language.ts'
import { ButtonElement } from './button-element.tsx'
import { ChoicesElement } from './choices-element.tsx'
import { DateElement } from './date-element.tsx'
import type { ElementProps } from './element-props.ts'
import { OverflowElement } from './overflow-element.tsx'
import { SelectElement } from './select-element.tsx'
import { TextElement } from './text-element.tsx'

const kinds: Record<string, ComponentType<ElementProps>> = {
  button: ButtonElement,
  workflow_button: ButtonElement,
  overflow: OverflowElement,
  static_select: SelectElement,
  external_select: SelectElement,
  users_select: SelectElement,
  conversations_select: SelectElement,
  channels_select: SelectElement,
  multi_static_select: SelectElement,
  multi_external_select: SelectElement,
  multi_users_select: SelectElement,
  multi_conversations_select: SelectElement,
  multi_channels_select: SelectElement,
  datepicker: DateElement,
  timepicker: DateElement,
  datetimepicker: DateElement,
  radio_buttons: ChoicesElement,
  checkboxes: ChoicesElement,
  plain_text_input: TextElement,
  number_input: TextElement,
  email_text_input: TextElement,
  url_text_input: TextElement,
}

/** Any element a person can act on. */
export function ElementView(props: ElementProps) {
  const words = useWords()
  const Kind = kinds[props.element.type]
  if (!Kind) return <span class="unsupported">{words.unsupported(props.element.type)}</span>
  return <Kind {...props} />
}
