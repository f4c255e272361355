import { useState } from 'preact/hooks'
import type { ChannelChange, PageConversation } from '../protocol.ts'
import { refusalWords, useChannelWords } from './channel-words.ts'
import { act } from './page-api.ts'
import { useWorkspace } from './workspace-context.ts'

/** Name, topic and description of a channel, changed by a person; the app is invited here as well. */
export function ChannelSettings({ conversation }: { conversation: PageConversation }) {
  const words = useChannelWords()
  const { name, topic, purpose } = conversation
  return (
    <section aria-label={words.settings}>
      <h2 class="panel-heading">{words.settings}</h2>
      <Setting
        conversation={conversation}
        label={words.name}
        hint={words.nameHint}
        value={name}
        change={(text) => ({ do: 'rename', name: text })}
      />
      <Setting
        conversation={conversation}
        label={words.topic}
        value={topic}
        change={(text) => ({ do: 'topic', text })}
      />
      <Setting
        conversation={conversation}
        label={words.purpose}
        value={purpose}
        change={(text) => ({ do: 'purpose', text })}
      />
      <InviteApp conversation={conversation} />
    </section>
  )
}

/** What came of a change: null = nothing was tried yet, '' = it was done, else Slack's code. */
type CameOf = string | null

/** Changes the channel as the acting person, and says what came of it. */
function useChange(conversation: PageConversation): [CameOf, (change: ChannelChange) => Promise<void>] {
  const { me } = useWorkspace()
  const [cameOf, setCameOf] = useState<CameOf>(null)
  const change = async (wanted: ChannelChange) => {
    const answer = await act('change-channel', { as: me.id, conversationId: conversation.id, change: wanted })
    setCameOf(answer.ok ? '' : (answer.error ?? 'trouble'))
  }
  return [cameOf, change]
}

function Outcome({ cameOf }: { cameOf: CameOf }) {
  const words = useChannelWords()
  if (cameOf === null) return null
  if (cameOf === '')
    return (
      <p class="setting-note" role="status">
        {words.saved}
      </p>
    )
  return (
    <p class="setting-note is-refused" role="alert">
      {refusalWords(words, cameOf)}
    </p>
  )
}

interface SettingProps {
  conversation: PageConversation
  label: string
  hint?: string
  value: string
  change(text: string): ChannelChange
}

/** One line that is saved by itself, by its button or by Enter. */
function Setting({ conversation, label, hint, value, change }: SettingProps) {
  const words = useChannelWords()
  const [text, setText] = useState(value)
  const [cameOf, save] = useChange(conversation)
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault()
    void save(change(text))
  }
  return (
    <form class="setting" aria-label={label} onSubmit={onSubmit}>
      <label>
        {label}
        <input class="field" value={text} placeholder={hint} onInput={(event) => setText(event.currentTarget.value)} />
      </label>
      <button type="submit" class="button">
        {words.save}
      </button>
      <Outcome cameOf={cameOf} />
    </form>
  )
}

function InviteApp({ conversation }: { conversation: PageConversation }) {
  const words = useChannelWords()
  const { bot } = useWorkspace().state
  const [cameOf, invite] = useChange(conversation)
  if (conversation.members.some(({ id }) => id === bot.userId)) return <p class="setting-note">{words.invited}</p>
  return (
    <div class="setting">
      <button type="button" class="button" onClick={() => void invite({ do: 'invite', user: bot.userId })}>
        {words.invite}
      </button>
      <Outcome cameOf={cameOf} />
    </div>
  )
}
