import type { PageMessage } from '../protocol.ts'
import { useWords } from './language.ts'
import { clockText, dayText, tsMs } from './moment.ts'
import { useReader } from './text/inline.tsx'
import { MrkdwnText } from './text/mrkdwn-text.tsx'
import { useWorkspace } from './workspace-context.ts'

interface PinListProps {
  pinned: PageMessage[]
  conversationId: string
}

/** The pinned messages of a channel; choosing one shows it. */
export function PinList({ pinned, conversationId }: PinListProps) {
  const words = useWords()
  const reader = useReader()
  const { state, go } = useWorkspace()
  const show = (message: PageMessage) => {
    const reply = message.threadTs !== undefined && message.threadTs !== message.ts
    if (reply) go({ at: conversationId, thread: message.threadTs as string })
    document.querySelector(`[data-ts="${message.ts}"]`)?.scrollIntoView({ block: 'center' })
  }
  return (
    <section aria-label={words.pins(pinned.length)}>
      <h2 class="panel-heading">{words.pins(pinned.length)}</h2>
      <ul class="panel-list">
        {pinned.map((message) => (
          <li key={message.ts}>
            <button type="button" class="pin" onClick={() => show(message)}>
              <span class="pin-head">
                <b>{message.author.name}</b>
                <span>
                  {dayText(tsMs(message.ts), state.now, reader)} {clockText(tsMs(message.ts), reader)}
                </span>
              </span>
              <MrkdwnText text={message.text} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
