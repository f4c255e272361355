import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { PageConversation, PageMessage } from '../protocol.ts'
import { Icon } from './icon.tsx'
import { useWords } from './language.ts'
import { Message } from './message.tsx'
import { messageRows } from './message-rows.ts'
import { dayText } from './moment.ts'
import { useReader } from './text/inline.tsx'
import { useWorkspace } from './workspace-context.ts'

interface MessageListProps {
  conversation: PageConversation
  messages: PageMessage[]
  onThread?: (ts: string) => void
  /** What stands above the first message. */
  head?: preact.ComponentChild
}

/** Messages, oldest above; stays at the newest unless the person scrolled up. */
export function MessageList({ conversation, messages, onThread, head }: MessageListProps) {
  const words = useWords()
  const reader = useReader()
  const { state } = useWorkspace()
  const { pane, inner, news, toEnd } = useEnd(messages.at(-1)?.ts)
  return (
    <div class="list-frame">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: long lists scroll, by the keyboard too */}
      <section class="list" ref={pane} tabIndex={0} aria-label={words.conversation}>
        <div class="list-inner" ref={inner}>
          {head}
          <ul class="messages">
            {messageRows(messages, reader.zone).map((row) =>
              row.kind === 'day' ? (
                <li class="day" key={row.key}>
                  <span>{dayText(row.ms, state.now, reader)}</span>
                </li>
              ) : (
                <Message
                  key={row.key}
                  message={row.message}
                  conversation={conversation}
                  compact={row.compact}
                  onThread={onThread && (() => onThread(row.message.ts))}
                />
              ),
            )}
          </ul>
        </div>
      </section>
      {news && (
        <button type="button" class="news" onClick={toEnd}>
          <Icon name="down" size={16} />
          {words.newMessages}
        </button>
      )}
      <Announcer messages={messages} />
    </div>
  )
}

function useEnd(lastTs: string | undefined) {
  const pane = useRef<HTMLElement>(null)
  const inner = useRef<HTMLDivElement>(null)
  const stays = useRef(true)
  const [news, setNews] = useState(false)
  const toEnd = () => {
    if (pane.current) pane.current.scrollTop = pane.current.scrollHeight
  }
  useLayoutEffect(() => {
    const list = pane.current as HTMLElement
    const onScroll = () => {
      stays.current = list.scrollHeight - list.scrollTop - list.clientHeight < 40
      if (stays.current) setNews(false)
    }
    // Pictures load, cards change, the composer grows: the end moves without a new message.
    const watch = new ResizeObserver(() => stays.current && toEnd())
    watch.observe(inner.current as HTMLElement)
    watch.observe(list)
    list.addEventListener('scroll', onScroll)
    return () => {
      watch.disconnect()
      list.removeEventListener('scroll', onScroll)
    }
  }, [])
  const seen = useRef(lastTs)
  useLayoutEffect(() => {
    if (stays.current) toEnd()
    else if (seen.current !== lastTs) setNews(true)
    seen.current = lastTs
  }, [lastTs])
  return { pane, inner, news, toEnd }
}

/** Tells a screen reader about messages that arrive while the list is open. */
function Announcer({ messages }: { messages: PageMessage[] }) {
  const last = messages.at(-1)
  const first = useRef(last?.ts)
  const [said, setSaid] = useState('')
  useEffect(() => {
    if (last && last.ts !== first.current) setSaid(`${last.author.name}: ${last.text}`)
    first.current = last?.ts
  }, [last?.ts])
  return (
    <div class="unseen" aria-live="polite">
      {said}
    </div>
  )
}
