import type { PageConversation, PageMessage } from '../protocol.ts'
import { Composer } from './composer.tsx'
import { Icon } from './icon.tsx'
import { useWords } from './language.ts'
import { MessageList } from './message-list.tsx'
import { useWorkspace } from './workspace-context.ts'

interface ThreadPaneProps {
  conversation: PageConversation
  root: PageMessage
}

/** A root message and its replies. */
export function ThreadPane({ conversation, root }: ThreadPaneProps) {
  const words = useWords()
  const { go } = useWorkspace()
  const replies = conversation.replies[root.ts] ?? []
  return (
    <aside class="thread" aria-label={words.thread}>
      <header class="thread-head">
        <h2>{words.thread}</h2>
        <span class="pane-note">{conversation.name}</span>
        <button type="button" class="plain-button" aria-label={words.close} onClick={() => go({ thread: null })}>
          <Icon name="close" />
        </button>
      </header>
      <MessageList conversation={conversation} messages={[root, ...replies]} />
      <Composer conversation={conversation} threadTs={root.ts} />
    </aside>
  )
}
