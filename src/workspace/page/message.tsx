import { useState } from 'preact/hooks'
import type { PageConversation, PageMessage } from '../protocol.ts'
import { Avatar } from './avatar.tsx'
import { Blocks } from './blocks/block.tsx'
import { DeskContext, useNewDesk, useOwnDrafts } from './elements/desk.ts'
import { Icon } from './icon.tsx'
import { useWords } from './language.ts'
import { Attachments, Files, Reactions } from './message-parts.tsx'
import { clockText, momentText, tsMs } from './moment.ts'
import { ShortcutMenu } from './shortcut-menu.tsx'
import { useReader } from './text/inline.tsx'
import { MrkdwnText } from './text/mrkdwn-text.tsx'
import { ThreadLink } from './thread-link.tsx'
import { troubleText } from './trouble-text.ts'

interface MessageProps {
  message: PageMessage
  conversation: PageConversation
  compact: boolean
  /** Absent inside a thread. */
  onThread?: (() => void) | undefined
}

/** A message with everything that hangs on it. */
export function Message(props: MessageProps) {
  const { message, compact, onThread } = props
  const [trouble, setTrouble] = useState<string | null>(null)
  if (message.author.kind === 'system') return <SystemLine message={message} />
  const look = `message${compact ? ' is-compact' : ''}${message.ephemeral ? ' is-ephemeral' : ''}${message.pinned ? ' is-pinned' : ''}`
  return (
    <li class={look} data-ts={message.ts}>
      <MessageMarks message={message} />
      <div class="message-side">{compact ? <MessageTime message={message} /> : <AuthorAvatar message={message} />}</div>
      <div class="message-main">
        {!compact && <MessageHead message={message} />}
        <MessageContent {...props} />
        <Reactions message={message} />
        {trouble !== null && <MessageTrouble error={trouble} />}
        {onThread && message.replyCount > 0 && <ThreadLink {...props} onOpen={onThread} />}
      </div>
      {!message.ephemeral && <MessageTools {...props} onTrouble={setTrouble} />}
    </li>
  )
}

/** What can be done with a message. */
function MessageTools({
  message,
  conversation,
  onThread,
  onTrouble,
}: MessageProps & { onTrouble(error: string | null): void }) {
  const words = useWords()
  return (
    <div class="message-tools">
      {onThread && (
        <button type="button" aria-label={words.replyInThread} title={words.replyInThread} onClick={onThread}>
          <Icon name="reply" />
        </button>
      )}
      <ShortcutMenu
        type="message"
        icon="dots"
        class="message-tool"
        about={{ conversationId: conversation.id, ts: message.ts }}
        onTrouble={onTrouble}
      />
    </div>
  )
}

function MessageTrouble({ error }: { error: string }) {
  const words = useWords()
  return (
    <p class="message-trouble" role="alert">
      <Icon name="warn" size={16} />
      {troubleText(words, error)}
    </p>
  )
}

function SystemLine({ message }: { message: PageMessage }) {
  return (
    <li class="system-line" data-ts={message.ts}>
      <MrkdwnText text={message.text} />
      <MessageTime message={message} />
    </li>
  )
}

function MessageMarks({ message }: { message: PageMessage }) {
  const words = useWords()
  return (
    <>
      {message.ephemeral && (
        <div class="message-mark">
          <Icon name="eye" size={14} />
          {words.onlyYou}
        </div>
      )}
      {message.pinned && (
        <div class="message-mark">
          <Icon name="pin" size={14} />
          {words.pinnedHere}
        </div>
      )}
    </>
  )
}

function AuthorAvatar({ message }: { message: PageMessage }) {
  const { author } = message
  return <Avatar id={author.id} name={author.name} app={author.kind !== 'person'} />
}

function MessageHead({ message }: { message: PageMessage }) {
  const words = useWords()
  return (
    <div class="message-head">
      <b class="message-author">{message.author.name}</b>
      {message.author.kind !== 'person' && <span class="app-tag">{words.app}</span>}
      <MessageTime message={message} />
    </div>
  )
}

function MessageTime({ message }: { message: PageMessage }) {
  const reader = useReader()
  const ms = tsMs(message.ts)
  return (
    <time class="message-time" dateTime={new Date(ms).toISOString()} title={momentText(ms, reader)}>
      {clockText(ms, reader)}
    </time>
  )
}

function MessageContent({ message, conversation }: MessageProps) {
  const words = useWords()
  const desk = useNewDesk({
    place: { kind: 'message', conversationId: conversation.id, ts: message.ts },
    blocks: [...message.blocks, ...message.attachments.flatMap((one) => one.blocks ?? [])],
    state: message.state,
    store: useOwnDrafts(),
  })
  const edited = message.edited && <span class="edited">{words.edited}</span>
  const bare = message.blocks.length === 0
  return (
    <DeskContext.Provider value={desk}>
      {bare && message.text && (
        <div class="message-text">
          <MrkdwnText text={message.text} />
          {edited}
        </div>
      )}
      {!bare && <Blocks blocks={message.blocks} />}
      {!bare && edited}
      <Attachments attachments={message.attachments} />
      <Files files={message.files} />
      {desk.trouble && <MessageTrouble error={desk.trouble} />}
    </DeskContext.Provider>
  )
}
