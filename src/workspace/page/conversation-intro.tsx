import type { PageConversation } from '../protocol.ts'
import { Avatar } from './avatar.tsx'
import { Icon } from './icon.tsx'
import { useWords } from './language.ts'
import { MrkdwnText } from './text/mrkdwn-text.tsx'

/** What stands above the first message. */
export function ConversationIntro({ conversation }: { conversation: PageConversation }) {
  const words = useWords()
  const { kind, name, purpose, messages } = conversation
  const channel = kind === 'private_channel' || kind === 'public_channel'
  return (
    <div class="intro">
      {channel ? (
        <span class="intro-sign">
          <Icon name={kind === 'private_channel' ? 'lock' : 'hash'} size={30} />
        </span>
      ) : (
        <Avatar id={conversation.with ?? conversation.id} name={name} size="large" app={kind === 'app_dm'} />
      )}
      <h2>{name}</h2>
      {purpose && <MrkdwnText text={purpose} />}
      {messages.length === 0 && (
        <p class="intro-note">{kind === 'app_dm' ? words.emptyConversationApp : words.emptyConversation}</p>
      )}
    </div>
  )
}
