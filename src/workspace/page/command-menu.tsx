import { useEffect, useRef } from 'preact/hooks'
import type { PageCommand } from '../protocol.ts'
import { useWords } from './language.ts'

/** The commands that begin with what stands in the composer; none once a space follows. */
export function commandsFor(commands: readonly PageCommand[], text: string): PageCommand[] {
  if (!/^\/\S*$/.test(text)) return []
  return commands.filter((one) => one.command.startsWith(text.toLowerCase()))
}

/** The command at the beginning of a line that goes on. */
export function matchingCommand(commands: readonly PageCommand[], text: string): PageCommand | undefined {
  const word = /^(\/\S+)\s/.exec(text)?.[1]
  return commands.find((one) => one.command === word)
}

interface CommandMenuProps {
  commands: PageCommand[]
  active: number
  onHover(index: number): void
  onPick(command: PageCommand): void
}

/** The list above the composer; the composer keeps the focus and handles the keys. */
export function CommandMenu({ commands, active, onHover, onPick }: CommandMenuProps) {
  const words = useWords()
  const menu = useRef<HTMLDivElement>(null)
  useEffect(() => {
    menu.current?.querySelector('.is-active')?.scrollIntoView({ block: 'nearest' })
  }, [active])
  return (
    <div class="command-menu" id="command-menu" role="listbox" aria-label={words.commands} ref={menu}>
      <div class="picker-heading">{words.commands}</div>
      {commands.map((command, index) => (
        // biome-ignore lint/a11y/useFocusableInteractive: the composer keeps the focus and points here
        <div
          key={command.command}
          id={`command-${index}`}
          role="option"
          aria-selected={index === active}
          class={index === active ? 'command is-active' : 'command'}
          onMouseMove={() => onHover(index)}
          // Before the composer loses the focus.
          onMouseDown={(event) => {
            event.preventDefault()
            onPick(command)
          }}
        >
          <b>{command.command}</b>
          <span class="command-usage">{command.usageHint}</span>
          <span class="command-about">{command.description}</span>
        </div>
      ))}
    </div>
  )
}
