import { useCallback, useRef, useState } from 'preact/hooks'
import { Anchored } from './anchored.tsx'
import { Avatar } from './avatar.tsx'
import { Icon, type IconName } from './icon.tsx'
import { useWords } from './language.ts'
import { PersonPicker } from './person-picker.tsx'
import { useSwitchWords } from './switches/switch-words.ts'
import type { Drawer } from './use-drawer.ts'
import { useWorkspace } from './workspace-context.ts'

interface TopBarProps {
  switchLanguage(): void
  log: Drawer
  switches: Drawer
}

/** The workspace's name, who acts, and the page's own switches. */
export function TopBar({ switchLanguage, log, switches }: TopBarProps) {
  const words = useWords()
  const switchWords = useSwitchWords()
  const { state } = useWorkspace()
  return (
    <header class="top-bar">
      <span class="team">
        <span class="team-sign" aria-hidden="true">
          {[...state.team.name][0]}
        </span>
        <span class="team-name">{state.team.name}</span>
      </span>
      <PersonSwitcher />
      <span class="top-tools">
        <button type="button" class="top-tool" aria-label={words.languageLabel} onClick={switchLanguage}>
          <Icon name="globe" />
          {words.language}
        </button>
        <DrawerButton drawer={switches} icon="switches" name={switchWords.switches} hint={switchWords.hint} />
        <DrawerButton drawer={log} icon="log" name={words.log} hint={words.logHint} />
      </span>
    </header>
  )
}

interface DrawerButtonProps {
  drawer: Drawer
  icon: IconName
  name: string
  hint: string
}

function DrawerButton({ drawer, icon, name, hint }: DrawerButtonProps) {
  return (
    <button
      ref={drawer.button}
      type="button"
      class="top-tool"
      aria-pressed={drawer.open}
      title={hint}
      onClick={drawer.toggle}
    >
      <Icon name={icon} />
      {name}
    </button>
  )
}

function PersonSwitcher() {
  const words = useWords()
  const { me, go } = useWorkspace()
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const close = useCallback(() => setOpen(false), [])
  return (
    <span class="switcher">
      <button
        ref={button}
        type="button"
        class="switcher-button"
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-label={`${words.actAs} ${me.realName}, ${me.title}. ${words.switchPerson}`}
        onClick={() => setOpen(!open)}
      >
        <span class="switcher-note">{words.actAs}</span>
        <Avatar id={me.id} name={me.realName} size="small" />
        <b>{me.realName}</b>
        <span class="switcher-title">{me.title}</span>
        <Icon name="down" size={16} />
      </button>
      {open && (
        <Anchored anchor={button} width="match" onClose={close} class="switcher-panel">
          <PersonPicker withTabs focus onPick={(person) => go({ as: person.id, at: null, thread: null })} />
        </Anchored>
      )}
    </span>
  )
}
