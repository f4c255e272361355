import { useRef, useState } from 'preact/hooks'
import type { PageShortcut } from '../protocol.ts'
import { Anchored } from './anchored.tsx'
import { Icon, type IconName } from './icon.tsx'
import { useWords } from './language.ts'
import { Menu } from './menu.tsx'
import { act } from './page-api.ts'
import { useWorkspace } from './workspace-context.ts'

interface ShortcutMenuProps {
  type: PageShortcut['type']
  icon: IconName
  class: string
  /** The message that a message's shortcut is about. */
  about?: { conversationId: string; ts: string }
  /** What the bot did not do; null once another is begun. */
  onTrouble(error: string | null): void
}

/** The app's shortcuts of a kind; nothing where it has none. A window they lead to opens by itself. */
export function ShortcutMenu({ type, icon, class: look, about, onTrouble }: ShortcutMenuProps) {
  const words = useWords()
  const { me, state } = useWorkspace()
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const items = state.shortcuts
    .filter((one) => one.type === type)
    .map(({ callbackId, name, description }) => ({ key: callbackId, label: name, note: description }))
  if (items.length === 0) return null
  const pick = async ({ key }: { key: string }) => {
    setOpen(false)
    button.current?.focus()
    onTrouble(null)
    const answer = await act('shortcut', { as: me.id, callbackId: key, ...about })
    if (!answer.ok) onTrouble(answer.error ?? '')
  }
  const name = type === 'global' ? words.shortcuts : words.messageShortcuts
  return (
    <>
      <button
        ref={button}
        type="button"
        class={look}
        aria-label={name}
        title={name}
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <Icon name={icon} />
      </button>
      {open && (
        <Anchored
          anchor={button}
          align={type === 'global' ? 'start' : 'end'}
          onClose={() => setOpen(false)}
          class="menu"
        >
          <Menu label={name} items={items} onPick={pick} />
        </Anchored>
      )}
    </>
  )
}
