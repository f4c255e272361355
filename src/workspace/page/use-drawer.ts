import type { RefObject } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { isComposing } from './composing.ts'
import { readStored, writeStored } from './stored.ts'

/** A part of the frame that opens and closes; whether it is open is kept in the browser. */
export interface Drawer {
  open: boolean
  toggle(): void
  close(): void
  /** What opens it; gets the focus back. */
  button: RefObject<HTMLButtonElement | null>
  /** What opens; gets the focus when a person opened it. */
  panel: RefObject<HTMLElement | null>
  /** For the panel: Escape closes. */
  onKeyDown(event: KeyboardEvent): void
}

/** A drawer remembered under `name`. */
export function useDrawer(name: string): Drawer {
  const [open, setOpen] = useState(() => readStored<boolean>(name) ?? false)
  const button = useRef<HTMLButtonElement>(null)
  const panel = useRef<HTMLElement>(null)
  const asked = useRef(false)
  useEffect(() => {
    if (open && asked.current) panel.current?.focus()
  }, [open])
  const set = (next: boolean) => {
    asked.current = next
    writeStored(name, next)
    setOpen(next)
  }
  const close = () => {
    button.current?.focus()
    set(false)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented || isComposing(event)) return
    event.preventDefault()
    close()
  }
  return { open, toggle: () => set(!open), close, button, panel, onKeyDown }
}
