import { useCallback, useRef, useState } from 'preact/hooks'
import type { PageConversationLine, PagePerson } from '../protocol.ts'
import { Anchored } from './anchored.tsx'
import { Avatar } from './avatar.tsx'
import { Icon } from './icon.tsx'
import { useWords } from './language.ts'
import { NewChannel } from './new-channel.tsx'
import { act } from './page-api.ts'
import { PersonPicker } from './person-picker.tsx'
import { placeAddress } from './place.ts'
import { useWorkspace } from './workspace-context.ts'

/** Where one can go: the app's home, the app, channels, people. */
export function SideBar({ at }: { at: string }) {
  const words = useWords()
  const { state } = useWorkspace()
  const app = state.directMessages.filter((line) => line.kind === 'app_dm')
  const people = state.directMessages.filter((line) => line.kind === 'person_dm')
  const channels = [...state.channels].sort((a, b) => Number(a.archived) - Number(b.archived))
  return (
    <nav class="side-bar" aria-label={words.sidebar}>
      <SideLink target="home" at={at} icon={<Icon name="home" />} name={words.appPage} unread={0} />
      <Section heading={words.apps}>
        {app.map((line) => (
          <ConversationLink key={line.id} line={line} at={at} />
        ))}
      </Section>
      <Section heading={words.channels} action={<NewChannel />}>
        {channels.map((line) => (
          <ConversationLink key={line.id} line={line} at={at} />
        ))}
        {channels.length === 0 && <p class="side-note">{words.noChannels}</p>}
      </Section>
      <Section heading={words.directMessages} action={<NewDirectMessage />}>
        {people.map((line) => (
          <ConversationLink key={line.id} line={line} at={at} />
        ))}
      </Section>
    </nav>
  )
}

function Section(props: { heading: string; action?: preact.ComponentChild; children: preact.ComponentChildren }) {
  return (
    <section class="side-section">
      <div class="side-heading">
        <h2>{props.heading}</h2>
        {props.action}
      </div>
      {props.children}
    </section>
  )
}

function ConversationLink({ line, at }: { line: PageConversationLine; at: string }) {
  const icon = {
    app_dm: <Avatar id={line.id} name={line.name} size="small" app />,
    person_dm: <Avatar id={line.with ?? line.id} name={line.name} size="small" />,
    private_channel: <Icon name="lock" />,
    public_channel: <Icon name="hash" />,
  }[line.kind]
  return <SideLink target={line.id} at={at} icon={icon} name={line.name} unread={line.unread} faded={line.archived} />
}

interface SideLinkProps {
  target: string
  at: string
  icon: preact.ComponentChild
  name: string
  unread: number
  faded?: boolean
}

function SideLink({ target, at, icon, name, unread, faded = false }: SideLinkProps) {
  const words = useWords()
  const { place, go } = useWorkspace()
  const here = target === at
  const follow = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    go({ at: target, thread: null })
  }
  const look = `side-link${here ? ' is-here' : ''}${unread ? ' is-unread' : ''}${faded ? ' is-faded' : ''}`
  return (
    <a
      class={look}
      href={placeAddress({ as: place.as, at: target, thread: null })}
      aria-current={here ? 'page' : undefined}
      title={name}
      onClick={follow}
    >
      <span class="side-icon">{icon}</span>
      <span class="side-name">{name}</span>
      {unread > 0 && (
        <span class="badge" role="img" aria-label={words.unread(unread)}>
          {unread > 99 ? '99+' : unread}
        </span>
      )}
    </a>
  )
}

function NewDirectMessage() {
  const words = useWords()
  const { me, go } = useWorkspace()
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const close = useCallback(() => setOpen(false), [])
  const pick = async (person: PagePerson) => {
    close()
    const answer = await act('open-dm', { as: me.id, with: person.id })
    if (answer.conversationId) go({ at: answer.conversationId, thread: null })
  }
  return (
    <>
      <button
        ref={button}
        type="button"
        class="side-action"
        aria-label={words.newDirectMessage}
        title={words.newDirectMessage}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <Icon name="plus" size={16} />
      </button>
      {open && (
        <Anchored anchor={button} onClose={close} class="switcher-panel">
          <PersonPicker withTabs={false} focus onPick={pick} />
        </Anchored>
      )}
    </>
  )
}
