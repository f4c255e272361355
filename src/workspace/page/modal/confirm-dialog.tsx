import type { ComponentChildren } from 'preact'
import { createContext } from 'preact'
import { useContext, useId, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Confirm } from '../../block-kit/shape.ts'
import { plainText, TextObjectView } from '../text/text-object.tsx'

type Ask = (confirm: Confirm) => Promise<boolean>

const AskContext = createContext<Ask | null>(null)

/** Asks with an element's confirm dialog; true when the person agreed. */
export function useAskConfirm(): Ask {
  const ask = useContext(AskContext)
  if (!ask) throw new Error('no confirm dialog')
  return ask
}

interface Question {
  confirm: Confirm
  answer(agreed: boolean): void
}

/** Holds the one confirm dialog, above any modal. */
export function ConfirmProvider({ children }: { children: ComponentChildren }) {
  const [question, setQuestion] = useState<Question | null>(null)
  const ask: Ask = (confirm) =>
    new Promise((resolve) => {
      const answer = (agreed: boolean) => {
        setQuestion(null)
        resolve(agreed)
      }
      setQuestion({ confirm, answer })
    })
  return (
    <AskContext.Provider value={ask}>
      {children}
      {question && <ConfirmDialog {...question} />}
    </AskContext.Provider>
  )
}

function ConfirmDialog({ confirm, answer }: Question) {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  useLayoutEffect(() => {
    const node = dialog.current as HTMLDialogElement
    node.showModal()
    // Closing before it is taken away gives the focus back to where it was.
    return () => node.close()
  }, [])
  const onCancel = (event: Event) => {
    event.preventDefault()
    answer(false)
  }
  return (
    <dialog ref={dialog} class="dialog dialog-confirm" aria-labelledby={id} onCancel={onCancel}>
      <h2 class="dialog-title" id={id}>
        {plainText(confirm.title)}
      </h2>
      <div class="dialog-text">
        <TextObjectView text={confirm.text} />
      </div>
      <div class="dialog-buttons">
        <button type="button" class="button" onClick={() => answer(false)}>
          {plainText(confirm.deny)}
        </button>
        <button type="button" class={`button button-${confirm.style ?? 'primary'}`} onClick={() => answer(true)}>
          {plainText(confirm.confirm)}
        </button>
      </div>
    </dialog>
  )
}
