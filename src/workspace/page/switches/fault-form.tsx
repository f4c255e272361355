import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { useSwitchWords } from './switch-words.ts'

interface FaultFormProps<Kind extends string> {
  name: string
  kinds: readonly Kind[]
  kindNames: Record<Kind, string>
  /** What stands before the kind: what the fault strikes. */
  children: ComponentChildren
  /** The further fields of a kind. */
  extras(kind: Kind): ComponentChildren
  /** Adds what the form's fields say; see `faultField`. */
  add(kind: Kind, fields: FormData): void
}

/** The form that adds a fault: what it strikes, how, how often. */
export function FaultForm<Kind extends string>(props: FaultFormProps<Kind>) {
  const { name, kinds, kindNames, children, extras, add } = props
  const words = useSwitchWords()
  const [kind, setKind] = useState(kinds[0] as Kind)
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault()
    add(kind, new FormData(event.currentTarget as HTMLFormElement))
  }
  return (
    <form class="switch-form" aria-label={name} onSubmit={onSubmit}>
      {children}
      <label class="switch-field is-wide">
        {words.kind}
        <select class="field" value={kind} onChange={(event) => setKind(event.currentTarget.value as Kind)}>
          {kinds.map((one) => (
            <option key={one} value={one}>
              {kindNames[one]}
            </option>
          ))}
        </select>
      </label>
      <NumberField name="count" label={words.count} min={1} first="1" placeholder={words.always} />
      <NumberField name="share" label={words.share} min={1} max={100} placeholder={words.all} />
      {extras(kind)}
      <button type="submit" class="button is-wide">
        {name}
      </button>
    </form>
  )
}

interface NumberFieldProps {
  name: string
  label: string
  min: number
  max?: number
  first?: string
  placeholder?: string
}

/** A whole number; left empty it is not given. */
export function NumberField({ name, label, min, max, first, placeholder }: NumberFieldProps) {
  return (
    <label class="switch-field">
      {label}
      <input
        class="field"
        type="number"
        name={name}
        min={min}
        max={max}
        step={1}
        defaultValue={first}
        placeholder={placeholder}
      />
    </label>
  )
}

/** The fields of a fault that are given, ready to be sent: an empty count is "until removed". */
export function struckFields(fields: FormData): { count: number | null; probability?: number } {
  const share = numberField(fields, 'share')
  return { count: numberField(fields, 'count') ?? null, ...(share === undefined ? {} : { probability: share / 100 }) }
}

/** A number field; undefined when it was left empty or is not in the form. */
export function numberField(fields: FormData, name: string): number | undefined {
  const text = textField(fields, name)
  return text === '' ? undefined : Number(text)
}

/** A text field without the blanks around it. */
export function textField(fields: FormData, name: string): string {
  return String(fields.get(name) ?? '').trim()
}
