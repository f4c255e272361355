import { useEffect, useRef } from 'preact/hooks'

/** A line of a menu. */
export interface MenuItem {
  key: string
  label: string
  note?: string | undefined
}

interface MenuProps<Item extends MenuItem> {
  label?: string
  items: readonly Item[]
  onPick(item: Item): void
}

/** A list of things to do: the first has the focus, the arrows move it. */
export function Menu<Item extends MenuItem>({ label, items, onPick }: MenuProps<Item>) {
  const menu = useRef<HTMLDivElement>(null)
  const buttons = () => [...(menu.current?.querySelectorAll('button') ?? [])]
  useEffect(() => buttons()[0]?.focus(), [])
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step === undefined) return
    event.preventDefault()
    const all = buttons()
    const at = all.indexOf(document.activeElement as HTMLButtonElement)
    all[(at + step + all.length) % all.length]?.focus()
  }
  return (
    <div ref={menu} role="menu" aria-label={label} onKeyDown={onKeyDown} tabIndex={-1}>
      {items.map((item) => (
        <button key={item.key} type="button" role="menuitem" class="menu-item" onClick={() => onPick(item)}>
          {item.label}
          {item.note && <span class="menu-note">{item.note}</span>}
        </button>
      ))}
    </div>
  )
}
