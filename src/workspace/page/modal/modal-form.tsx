import { useEffect, useRef, useState } from 'preact/hooks'
import type { PageView } from '../../protocol.ts'
import { Avatar } from '../avatar.tsx'
import { Blocks } from '../blocks/block.tsx'
import { type Desk, DeskContext, type DraftStore, useNewDesk } from '../elements/desk.ts'
import { Icon } from '../icon.tsx'
import { useWords } from '../language.ts'
import { act } from '../page-api.ts'
import { troubleText } from '../trouble-text.ts'
import { useWorkspace } from '../workspace-context.ts'

interface ModalFormProps {
  view: PageView
  store: DraftStore
  depth: number
}

/** One modal: title, blocks, the bot's errors under their inputs, submit and close. */
export function ModalForm({ view, store, depth }: ModalFormProps) {
  const { errors, blocks, state } = view
  const desk = useNewDesk({ place: { kind: 'view', viewId: view.id }, blocks, state, errors, store })
  const form = useRef<HTMLFormElement>(null)
  const { submit, close, submitting, trouble, attempts } = useModalActions(view, desk)
  useFirstFocus(form, view, attempts)
  return (
    <DeskContext.Provider value={desk}>
      <form
        ref={form}
        class="modal-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (view.submit !== undefined) void submit()
        }}
      >
        <ModalTitle view={view} several={depth > 1} closeAll={() => close(true)} />
        <div class="modal-body">
          <Blocks blocks={blocks} />
        </div>
        <Trouble view={view} trouble={trouble ?? desk.trouble} />
        <ModalFoot view={view} submitting={submitting} close={() => close(false)} />
      </form>
    </DeskContext.Provider>
  )
}

// The view itself carries these, or is gone.
const shownByView = ['no_answer', 'bad_answer', 'invalid_input', 'not_found']

function useModalActions(view: PageView, desk: Desk) {
  const { me, reloadViews } = useWorkspace()
  const [submitting, setSubmitting] = useState(false)
  const [attempts, setAttempts] = useState(0)
  const [trouble, setTrouble] = useState<string | null>(null)
  const submit = async () => {
    if (submitting) return
    setSubmitting(true)
    setTrouble(null)
    const answer = await act('view-submit', { as: me.id, viewId: view.id, inputs: desk.inputs() })
    // The modal changes first and wakes up then: a second press in between would hit the old one.
    await reloadViews()
    setSubmitting(false)
    setAttempts((count) => count + 1)
    if (!answer.ok && !shownByView.includes(answer.error ?? '')) setTrouble(answer.error ?? 'no_answer')
  }
  const close = async (all: boolean) => {
    await act('view-close', { as: me.id, viewId: view.id, ...(all ? { all } : {}) })
    await reloadViews()
  }
  return { submit, close, submitting, trouble, attempts }
}

function ModalTitle({ view, several, closeAll }: { view: PageView; several: boolean; closeAll(): void }) {
  const words = useWords()
  const { state } = useWorkspace()
  return (
    <header class="modal-head">
      <Avatar id={state.bot.userId} name={state.bot.name} app />
      <h2 id={`title-${view.id}`}>{view.title}</h2>
      <button type="button" class="plain-button" aria-label={several ? words.closeAll : words.close} onClick={closeAll}>
        <Icon name="close" />
      </button>
    </header>
  )
}

function Trouble({ view, trouble }: { view: PageView; trouble: string | null }) {
  const words = useWords()
  const code = trouble ?? view.trouble
  if (!code) return null
  return (
    <p class="notice modal-notice" role="alert">
      <Icon name="warn" size={16} />
      {troubleText(words, code)}
    </p>
  )
}

function ModalFoot({ view, submitting, close }: { view: PageView; submitting: boolean; close(): void }) {
  const words = useWords()
  return (
    <footer class="modal-foot">
      <button type="button" class="button" onClick={close}>
        {view.close || words.close}
      </button>
      {view.submit !== undefined && (
        <button
          type="submit"
          class={submitting ? 'button button-primary is-busy' : 'button button-primary'}
          aria-busy={submitting}
          aria-disabled={submitting}
        >
          {view.submit}
        </button>
      )}
    </footer>
  )
}

/** Where the cursor begins: the input that asks for it, else the first; after a refused submit, the first wrong one. */
function useFirstFocus(form: preact.RefObject<HTMLFormElement | null>, view: PageView, attempts: number) {
  const wrong = Object.keys(view.errors).length > 0
  useEffect(() => {
    const asked = view.blocks.findIndex((block) => block.element?.focus_on_load === true)
    const blocks = [...(form.current?.querySelectorAll('.block') ?? [])]
    const first = blocks[asked] ?? form.current?.querySelector('.input')
    const start = wrong ? form.current?.querySelector('.is-wrong') : attempts === 0 ? first : null
    const control = start?.querySelector('input, textarea, button')
    if (control instanceof HTMLElement) control.focus()
  }, [wrong, attempts])
}
