import { useCallback, useRef, useState } from 'preact/hooks'
import type { PageConversation } from '../protocol.ts'
import { Anchored } from './anchored.tsx'
import { AppTabs } from './app-tabs.tsx'
import { Avatar } from './avatar.tsx'
import { ChannelSettings } from './channel-settings.tsx'
import { useChannelWords } from './channel-words.ts'
import { Icon } from './icon.tsx'
import { useWords } from './language.ts'
import { MemberList } from './member-list.tsx'
import { PinList } from './pin-list.tsx'
import { emojiCharacter } from './text/emoji.ts'
import { Hyperlink } from './text/inline.tsx'
import { MrkdwnLine } from './text/mrkdwn-text.tsx'
import { useWorkspace } from './workspace-context.ts'

/** Name, topic, members, pins; below them the app's tabs or the channel's bookmarks. */
export function ConversationHeader({ conversation }: { conversation: PageConversation }) {
  const { people } = useWorkspace()
  const { kind, name } = conversation
  const channel = kind === 'private_channel' || kind === 'public_channel'
  const other = conversation.with ? people.get(conversation.with) : undefined
  return (
    <header class="pane-head">
      <div class="pane-title">
        {channel && <Icon name={kind === 'private_channel' ? 'lock' : 'hash'} size={20} />}
        {!channel && (
          <Avatar id={conversation.with ?? conversation.id} name={name} size="small" app={kind === 'app_dm'} />
        )}
        <h1>{name}</h1>
        {other?.title && <span class="pane-note">{other.title}</span>}
        {channel && conversation.topic && (
          <span class="pane-note" title={conversation.purpose || conversation.topic}>
            <MrkdwnLine text={conversation.topic} />
          </span>
        )}
        {channel && <HeaderTools conversation={conversation} />}
      </div>
      {kind === 'app_dm' && <AppTabs here="messages" />}
      {conversation.bookmarks.length > 0 && <Bookmarks bookmarks={conversation.bookmarks} />}
    </header>
  )
}

function HeaderTools({ conversation }: { conversation: PageConversation }) {
  const words = useWords()
  const channelWords = useChannelWords()
  const pinned = [...conversation.messages, ...Object.values(conversation.replies).flat()].filter((one) => one.pinned)
  const count = conversation.members.length
  return (
    <span class="pane-tools">
      {pinned.length > 0 && (
        <HeaderPanel name={words.pins(pinned.length)} icon={<Icon name="pin" size={16} />} count={pinned.length}>
          <PinList pinned={pinned} conversationId={conversation.id} />
        </HeaderPanel>
      )}
      <HeaderPanel name={words.members(count)} icon={<Faces conversation={conversation} />} count={count}>
        <MemberList members={conversation.members} />
      </HeaderPanel>
      {!conversation.archived && (
        <HeaderPanel name={channelWords.settings} icon={<Icon name="settings" size={16} />}>
          <ChannelSettings conversation={conversation} />
        </HeaderPanel>
      )}
    </span>
  )
}

interface HeaderPanelProps {
  name: string
  icon: preact.ComponentChild
  count?: number
  children: preact.ComponentChildren
}

function HeaderPanel({ name, icon, count, children }: HeaderPanelProps) {
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const close = useCallback(() => setOpen(false), [])
  return (
    <>
      <button
        ref={button}
        type="button"
        class="pane-tool"
        aria-label={name}
        title={name}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {icon}
        {count}
      </button>
      {open && (
        <Anchored anchor={button} align="end" onClose={close} class="header-panel">
          {children}
        </Anchored>
      )}
    </>
  )
}

function Faces({ conversation }: { conversation: PageConversation }) {
  const { state } = useWorkspace()
  return (
    <span class="faces">
      {conversation.members.slice(0, 3).map((member) => (
        <Avatar
          key={member.id}
          id={member.id}
          name={member.realName}
          size="small"
          app={member.id === state.bot.userId}
        />
      ))}
    </span>
  )
}

function Bookmarks({ bookmarks }: { bookmarks: PageConversation['bookmarks'] }) {
  const words = useWords()
  return (
    <nav class="bookmarks" aria-label={words.bookmarks}>
      {bookmarks.map((bookmark) => {
        const sign = emojiCharacter(bookmark.emoji.replaceAll(':', ''))
        return (
          <span class="bookmark" key={bookmark.id}>
            {sign ? <span class="emoji">{sign}</span> : <Icon name="link" size={15} />}
            <Hyperlink url={bookmark.link}>{bookmark.title}</Hyperlink>
          </span>
        )
      })}
    </nav>
  )
}
