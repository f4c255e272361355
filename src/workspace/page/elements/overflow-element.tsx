import { useEffect, useRef, useState } from 'preact/hooks'
import type { Option } from '../../block-kit/shape.ts'
import { Anchored } from '../anchored.tsx'
import { Icon } from '../icon.tsx'
import { useWords } from '../language.ts'
import { useOpenAddress } from '../text/inline.tsx'
import { plainText } from '../text/text-object.tsx'
import { useDesk } from './desk.ts'
import type { ElementProps } from './element-props.ts'

/** The ⋯ menu. */
export function OverflowElement({ block, element, id }: ElementProps) {
  const desk = useDesk()
  const openAddress = useOpenAddress()
  const words = useWords()
  const busy = desk.isBusy(block, element)
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const pick = (option: Option) => {
    setOpen(false)
    button.current?.focus()
    if (option.url) openAddress(option.url)
    void desk.press(block, element, option.value)
  }
  return (
    <>
      <button
        ref={button}
        id={id}
        type="button"
        class="button button-square"
        aria-label={words.more}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-disabled={busy}
        onClick={() => setOpen(!busy && !open)}
      >
        <Icon name="dots" />
      </button>
      {open && (
        <Anchored anchor={button} align="end" onClose={() => setOpen(false)} class="menu">
          <OverflowMenu options={element.options ?? []} onPick={pick} />
        </Anchored>
      )}
    </>
  )
}

function OverflowMenu({ options, onPick }: { options: Option[]; onPick(option: Option): void }) {
  const menu = useRef<HTMLDivElement>(null)
  const items = () => [...(menu.current?.querySelectorAll('button') ?? [])]
  useEffect(() => items()[0]?.focus(), [])
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step === undefined) return
    event.preventDefault()
    const all = items()
    const at = all.indexOf(document.activeElement as HTMLButtonElement)
    all[(at + step + all.length) % all.length]?.focus()
  }
  return (
    <div ref={menu} role="menu" onKeyDown={onKeyDown} tabIndex={-1}>
      {options.map((option) => (
        <button key={option.value} type="button" role="menuitem" class="menu-item" onClick={() => onPick(option)}>
          {plainText(option.text)}
          {option.description && <span class="menu-note">{plainText(option.description)}</span>}
        </button>
      ))}
    </div>
  )
}
