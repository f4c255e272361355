import { wallSeconds, wallText } from '../moment.ts'
import { useReader } from '../text/inline.tsx'
import { useDesk } from './desk.ts'
import { contentText } from './draft.ts'
import { type ElementProps, useChange } from './element-props.ts'

const types = { datepicker: 'date', timepicker: 'time', datetimepicker: 'datetime-local' } as const

/** Date, time, and both; the last counts in unix seconds and shows them on the reader's clock. */
export function DateElement({ block, element, id, label, describedBy, invalid }: ElementProps) {
  const { zone } = useReader()
  const type = types[element.type as keyof typeof types]
  const text = contentText(useDesk().content(block, element))
  const change = useChange(block, element)
  const both = type === 'datetime-local'
  const onChange = (typed: string) => {
    if (!both) return change(typed || null)
    const seconds = typed ? wallSeconds(typed, zone) : null
    change(seconds === null ? null : String(seconds))
  }
  return (
    <input
      id={id}
      class={invalid ? 'field field-date is-invalid' : 'field field-date'}
      type={type}
      aria-label={label}
      aria-describedby={describedBy}
      aria-invalid={invalid}
      value={both && text ? wallText(Number(text), zone) : text}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
