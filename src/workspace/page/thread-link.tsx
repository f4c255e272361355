import type { PageConversation, PageMessage } from '../protocol.ts'
import { Avatar } from './avatar.tsx'
import { useWords } from './language.ts'
import { clockText, dayText, tsMs } from './moment.ts'
import { useReader } from './text/inline.tsx'
import { useWorkspace } from './workspace-context.ts'

interface ThreadLinkProps {
  message: PageMessage
  conversation: PageConversation
  onOpen(): void
}

/** "3 replies" under a root, with who took part and when last. */
export function ThreadLink({ message, conversation, onOpen }: ThreadLinkProps) {
  const words = useWords()
  const reader = useReader()
  const { state } = useWorkspace()
  const replies = conversation.replies[message.ts] ?? []
  const authors = [...new Map(replies.map((reply) => [reply.author.id, reply.author])).values()].slice(0, 4)
  const last = replies.at(-1)
  const lastMs = last ? tsMs(last.ts) : null
  return (
    <button type="button" class="thread-link" onClick={onOpen}>
      <span class="thread-faces">
        {authors.map((author) => (
          <Avatar key={author.id} id={author.id} name={author.name} size="small" app={author.kind !== 'person'} />
        ))}
      </span>
      <b>{words.replies(message.replyCount)}</b>
      {lastMs !== null && (
        <span class="thread-last">
          {dayText(lastMs, state.now, reader)} {clockText(lastMs, reader)}
        </span>
      )}
    </button>
  )
}
