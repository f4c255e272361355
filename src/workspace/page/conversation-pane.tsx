import { useEffect } from 'preact/hooks'
import type { PageConversation } from '../protocol.ts'
import { Composer } from './composer.tsx'
import { ConversationHeader } from './conversation-header.tsx'
import { ConversationIntro } from './conversation-intro.tsx'
import { useWords } from './language.ts'
import { MessageList } from './message-list.tsx'
import { act, query } from './page-api.ts'
import { ThreadPane } from './thread-pane.tsx'
import { useResource } from './use-resource.ts'
import { useWorkspace } from './workspace-context.ts'

/** A channel or direct message: its head, messages, composer, and the open thread beside. */
export function ConversationPane({ id }: { id: string }) {
  const words = useWords()
  const { me, people, place, go } = useWorkspace()
  const path = `conversation/${encodeURIComponent(id)}?${query({ as: me.id })}`
  const { value: conversation, failed } = useResource<PageConversation>(path, `conversation:${id}`)
  useEffect(() => {
    if (conversation) people.learn([...conversation.members, ...Object.values(conversation.people)])
  }, [conversation, people])
  useRead(conversation)
  useMessagesTab(conversation)
  if (!conversation) {
    return (
      <p class="page-note">{failed ? (failed === 'refused' ? words.notFound : words.unreachable) : words.loading}</p>
    )
  }
  const root = place.thread ? conversation.messages.find((one) => one.ts === place.thread) : undefined
  return (
    <div class={root ? 'panes with-thread' : 'panes'}>
      <div class="pane">
        <ConversationHeader conversation={conversation} />
        <MessageList
          conversation={conversation}
          messages={conversation.messages}
          head={<ConversationIntro conversation={conversation} />}
          onThread={(thread) => go({ at: id, thread })}
        />
        <Composer key={id} conversation={conversation} />
      </div>
      {root && <ThreadPane key={root.ts} conversation={conversation} root={root} />}
    </div>
  )
}

/** Says that the messages were seen, while the tab is. */
function useRead(conversation: PageConversation | null) {
  const { me } = useWorkspace()
  const unread = conversation?.unread ?? 0
  const id = conversation?.id
  const lastTs = conversation?.lastTs
  useEffect(() => {
    if (!id || unread === 0) return
    const tell = () => {
      if (!document.hidden) void act('read', { as: me.id, conversationId: id })
    }
    tell()
    document.addEventListener('visibilitychange', tell)
    return () => document.removeEventListener('visibilitychange', tell)
  }, [id, unread, lastTs, me.id])
}

// Slack tells the bot `app_home_opened` also for its Messages tab.
function useMessagesTab(conversation: PageConversation | null) {
  const { me } = useWorkspace()
  const isApp = conversation?.kind === 'app_dm'
  useEffect(() => {
    if (isApp) void act('open-home', { as: me.id, tab: 'messages' })
  }, [isApp, me.id])
}
