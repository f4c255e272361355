import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { PageAnswer, PageCommand, PageConversation } from '../protocol.ts'
import { CommandMenu, commandsFor, matchingCommand } from './command-menu.tsx'
import { isComposing } from './composing.ts'
import { Icon } from './icon.tsx'
import { useWords } from './language.ts'
import { act } from './page-api.ts'
import { ShortcutMenu } from './shortcut-menu.tsx'
import { troubleText } from './trouble-text.ts'
import { useWorkspace } from './workspace-context.ts'

interface ComposerProps {
  conversation: PageConversation
  /** Set in a thread, where Slack knows no commands. */
  threadTs?: string
}

// Half-written lines wait in their conversation while the person looks elsewhere.
const halfWritten = new Map<string, string>()

/** Where a person writes: text to the conversation, a line that begins with `/` to the bot. */
export function Composer({ conversation, threadTs }: ComposerProps) {
  const words = useWords()
  const { me } = useWorkspace()
  const key = `${me.id} ${conversation.id} ${threadTs ?? ''}`
  const [text, setText] = useState(halfWritten.get(key) ?? '')
  const [trouble, setTrouble] = useState<string | null>(null)
  const write = (next: string) => {
    halfWritten.set(key, next)
    setText(next)
  }
  const send = async () => {
    const line = text.trim()
    if (!line) return
    write('')
    setTrouble(null)
    const answer = await sendLine(me.id, conversation.id, threadTs, line)
    // A command that the bot did not answer shows its own line in the conversation.
    if (answer.ok || answer.error === 'no_answer' || answer.error === 'bad_answer') return
    write(halfWritten.get(key) || line)
    setTrouble(troubleText({ ...words, trouble: words.notSent }, answer.error ?? ''))
  }
  if (conversation.archived) return <p class="composer-closed">{words.archived}</p>
  const placeholder = threadTs ? words.writeReply : words.writeTo(conversation.name)
  return (
    <div class="composer-frame">
      {trouble && (
        <p class="message-trouble" role="alert">
          <Icon name="warn" size={16} />
          {trouble}
        </p>
      )}
      <ComposerBox
        text={text}
        write={write}
        send={send}
        placeholder={placeholder}
        withCommands={!threadTs}
        onTrouble={(error) => setTrouble(error === null ? null : troubleText(words, error))}
      />
    </div>
  )
}

function sendLine(as: string, conversationId: string, threadTs: string | undefined, text: string): Promise<PageAnswer> {
  if (threadTs) return act('message', { as, conversationId, threadTs, text })
  return act(text.startsWith('/') ? 'command' : 'message', { as, conversationId, text })
}

interface ComposerBoxProps {
  text: string
  write(text: string): void
  send(): void
  placeholder: string
  withCommands: boolean
  /** A shortcut that the app did not answer. */
  onTrouble(error: string | null): void
}

function ComposerBox({ text, write, send, placeholder, withCommands, onTrouble }: ComposerBoxProps) {
  const words = useWords()
  const { state } = useWorkspace()
  const field = useGrowingField(text)
  const [at, setAt] = useState(0)
  const [dismissed, setDismissed] = useState('')
  const found = withCommands && dismissed !== text ? commandsFor(state.commands, text) : []
  const active = Math.min(at, found.length - 1)
  const complete = (command: PageCommand) => {
    write(`${command.command} `)
    setAt(0)
    field.current?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event)) return
    const chosen = found[active]
    if (menuKey(event, chosen, text)) {
      event.preventDefault()
      if (event.key === 'ArrowDown') setAt((active + 1) % found.length)
      else if (event.key === 'ArrowUp') setAt((active - 1 + found.length) % found.length)
      else if (event.key === 'Escape') setDismissed(text)
      else complete(chosen as PageCommand)
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault()
      send()
    }
  }
  const begun = withCommands && found.length === 0 ? matchingCommand(state.commands, text) : undefined
  return (
    <div class="composer">
      {found.length > 0 && <CommandMenu commands={found} active={active} onHover={setAt} onPick={complete} />}
      <textarea
        ref={field}
        rows={1}
        class="composer-field"
        aria-label={placeholder}
        aria-describedby="composer-hint"
        aria-autocomplete={withCommands ? 'list' : undefined}
        aria-controls={found.length > 0 ? 'command-menu' : undefined}
        aria-activedescendant={found.length > 0 ? `command-${active}` : undefined}
        placeholder={placeholder}
        value={text}
        onInput={(event) => write(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <div class="composer-foot">
        <span id="composer-hint" class="composer-hint">
          {begun ? <CommandHint command={begun} /> : withCommands && words.composerHint}
        </span>
        {withCommands && <ShortcutMenu type="global" icon="bolt" class="composer-tool" onTrouble={onTrouble} />}
        <button type="button" class="send" aria-label={words.send} disabled={!text.trim()} onClick={send}>
          <Icon name="send" />
        </button>
      </div>
    </div>
  )
}

// A command typed in full is sent by Enter; anything shorter is completed first.
function menuKey(event: KeyboardEvent, chosen: PageCommand | undefined, text: string): boolean {
  if (!chosen) return false
  if (event.key === 'Enter') return !event.shiftKey && chosen.command !== text.trim()
  return ['ArrowDown', 'ArrowUp', 'Tab', 'Escape'].includes(event.key)
}

function CommandHint({ command }: { command: PageCommand }) {
  return (
    <>
      <b>{command.command}</b> {command.usageHint} <span class="composer-about">{command.description}</span>
    </>
  )
}

function useGrowingField(text: string) {
  const field = useRef<HTMLTextAreaElement>(null)
  useLayoutEffect(() => {
    const area = field.current as HTMLTextAreaElement
    area.style.height = 'auto'
    area.style.height = `${Math.min(area.scrollHeight, 200)}px`
  }, [text])
  useEffect(() => field.current?.focus(), [])
  return field
}
