import { useRef, useState } from 'preact/hooks'
import type { Option } from '../../block-kit/shape.ts'
import { Anchored } from '../anchored.tsx'
import { Icon } from '../icon.tsx'
import { useWords } from '../language.ts'
import { Menu } from '../menu.tsx'
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
  const items = (element.options ?? []).map((option) => ({
    key: option.value,
    label: plainText(option.text),
    note: option.description && plainText(option.description),
    option,
  }))
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
          <Menu items={items} onPick={({ option }) => pick(option)} />
        </Anchored>
      )}
    </>
  )
}
