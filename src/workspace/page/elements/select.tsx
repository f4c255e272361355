import { useRef, useState } from 'preact/hooks'
import { Anchored } from '../anchored.tsx'
import { Icon } from '../icon.tsx'
import { useWords } from '../language.ts'
import type { Choice, ChoiceSource } from './choice.ts'
import { ChoiceListPanel } from './choice-list.tsx'

interface SelectProps {
  id: string
  label: string
  placeholder: string
  chosen: Choice[]
  many: boolean
  /** At most so many may be chosen. */
  maximum?: number
  clearable: boolean
  busy: boolean
  describedBy?: string | undefined
  invalid: boolean
  source: ChoiceSource
  minimum?: number
  waitMs?: number
  onChange(chosen: Choice[]): void
}

/** A select of one or many, with a search in its list. */
export function Select(props: SelectProps) {
  const { chosen, many, onChange } = props
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const close = () => setOpen(false)
  const pick = (choice: Choice) => {
    if (!many) {
      onChange([choice])
      close()
      button.current?.focus()
      return
    }
    const without = chosen.filter((one) => one.value !== choice.value)
    if (without.length < chosen.length) onChange(without)
    else if (chosen.length < (props.maximum ?? Number.POSITIVE_INFINITY)) onChange([...chosen, choice])
  }
  return (
    <span class={many ? 'select select-many' : 'select'}>
      {many && chosen.length > 0 && <Chips chosen={chosen} onChange={onChange} />}
      <SelectButton {...props} open={open} button={button} onToggle={() => setOpen(!open)} />
      {open && (
        <Anchored anchor={button} width="match" onClose={close} class="choices-panel">
          <ChoiceListPanel
            source={props.source}
            label={props.label}
            chosen={chosen.map((one) => one.value)}
            minimum={props.minimum ?? 0}
            waitMs={props.waitMs ?? 0}
            onPick={pick}
          />
        </Anchored>
      )}
    </span>
  )
}

interface SelectButtonProps extends SelectProps {
  open: boolean
  button: preact.RefObject<HTMLButtonElement | null>
  onToggle(): void
}

function SelectButton({ open, button, onToggle, ...props }: SelectButtonProps) {
  const words = useWords()
  const only = props.many ? undefined : props.chosen[0]
  const onKeyDown = (event: KeyboardEvent) => {
    if (open || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return
    event.preventDefault()
    onToggle()
  }
  return (
    <span class="select-line">
      <button
        ref={button}
        id={props.id}
        type="button"
        role="combobox"
        class={`select-button${only ? '' : ' is-empty'}${props.busy ? ' is-busy' : ''}`}
        aria-haspopup="listbox"
        aria-expanded={open}
        aria-label={only ? `${props.label}: ${only.label}` : props.label}
        aria-describedby={props.describedBy}
        aria-invalid={props.invalid}
        onClick={onToggle}
        onKeyDown={onKeyDown}
      >
        <span class="select-text">{only?.label ?? props.placeholder}</span>
        <Icon name="down" size={16} />
      </button>
      {only && props.clearable && (
        <button type="button" class="clear-button" aria-label={words.clear} onClick={() => props.onChange([])}>
          <Icon name="close" size={14} />
        </button>
      )}
    </span>
  )
}

function Chips({ chosen, onChange }: { chosen: Choice[]; onChange(chosen: Choice[]): void }) {
  const words = useWords()
  return (
    <span class="chips">
      {chosen.map((choice) => (
        <span class="chip" key={choice.value}>
          {choice.label}
          <button
            type="button"
            aria-label={words.remove(choice.label)}
            onClick={() => onChange(chosen.filter((one) => one !== choice))}
          >
            <Icon name="close" size={12} />
          </button>
        </span>
      ))}
    </span>
  )
}
