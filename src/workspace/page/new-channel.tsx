import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { Anchored } from './anchored.tsx'
import { refusalWords, useChannelWords } from './channel-words.ts'
import { Icon } from './icon.tsx'
import { act } from './page-api.ts'
import { useWorkspace } from './workspace-context.ts'

/** A person makes a channel and is taken to it. */
export function NewChannel() {
  const words = useChannelWords()
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const close = useCallback(() => setOpen(false), [])
  return (
    <>
      <button
        ref={button}
        type="button"
        class="side-action"
        aria-label={words.newChannel}
        title={words.newChannel}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <Icon name="plus" size={16} />
      </button>
      {open && (
        <Anchored anchor={button} onClose={close} class="header-panel">
          <ChannelForm onMade={close} />
        </Anchored>
      )}
    </>
  )
}

function ChannelForm({ onMade }: { onMade(): void }) {
  const words = useChannelWords()
  const { me, go } = useWorkspace()
  const field = useRef<HTMLInputElement>(null)
  const [refused, setRefused] = useState<string | null>(null)
  useEffect(() => field.current?.focus(), [])
  const onSubmit = async (event: SubmitEvent) => {
    event.preventDefault()
    const fields = new FormData(event.currentTarget as HTMLFormElement)
    const isPrivate = fields.get('private') !== null
    const answer = await act('make-channel', { as: me.id, name: String(fields.get('name')), isPrivate })
    if (!answer.conversationId) return setRefused(answer.error ?? 'trouble')
    onMade()
    go({ at: answer.conversationId, thread: null })
  }
  return (
    <form class="setting" aria-label={words.newChannel} onSubmit={onSubmit}>
      <label>
        {words.name}
        <input ref={field} class="field" name="name" placeholder={words.nameHint} />
      </label>
      <button type="submit" class="button">
        {words.make}
      </button>
      <label class="setting-note">
        <input type="checkbox" name="private" defaultChecked /> {words.isPrivate}
      </label>
      {refused !== null && (
        <p class="setting-note is-refused" role="alert">
          {refusalWords(words, refused)}
        </p>
      )}
    </form>
  )
}
