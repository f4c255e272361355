import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { PageView } from '../../protocol.ts'
import type { Drafts } from '../elements/draft.ts'
import { act } from '../page-api.ts'
import { useWorkspace } from '../workspace-context.ts'
import { ModalForm } from './modal-form.tsx'

/** The person's modals: the top one on the screen, those below kept with what was typed into them. */
export function ModalStack({ stack }: { stack: PageView[] }) {
  const top = stack.at(-1)
  const [typed, setTyped] = useState<ReadonlyMap<string, Drafts>>(new Map())
  const open = stack.map((view) => view.id).join(' ')
  useEffect(() => {
    // What was typed into a closed modal is gone, as in Slack.
    setTyped((now) => new Map([...now].filter(([id]) => open.split(' ').includes(id))))
  }, [open])
  if (!top) return null
  const store = {
    drafts: typed.get(top.id) ?? new Map(),
    set: (drafts: Drafts) => setTyped((now) => new Map(now).set(top.id, drafts)),
  }
  return (
    <ModalDialog view={top} depth={stack.length}>
      <ModalForm key={top.id} view={top} store={store} depth={stack.length} />
    </ModalDialog>
  )
}

interface ModalDialogProps {
  view: PageView
  depth: number
  children: preact.ComponentChildren
}

/** A native dialog: the browser keeps the focus in it and the page behind it out of reach. */
function ModalDialog({ view, children }: ModalDialogProps) {
  const { me, reloadViews } = useWorkspace()
  const dialog = useRef<HTMLDialogElement>(null)
  // Opening moves the focus, to the dialog itself by `autoFocus` (else to ×, and a quick Enter would close it): do it before
  // the form chooses better.
  useLayoutEffect(() => {
    const node = dialog.current as HTMLDialogElement
    node.showModal()
    // Closing before it is taken away gives the focus back to where it was.
    return () => node.close()
  }, [])
  const close = async (event: Event) => {
    event.preventDefault()
    await act('view-close', { as: me.id, viewId: view.id })
    await reloadViews()
  }
  return (
    // biome-ignore lint/a11y/noAutofocus: a dialog moves the focus anyway; this says where to
    <dialog ref={dialog} autoFocus class="dialog modal" aria-labelledby={`title-${view.id}`} onCancel={close}>
      {children}
    </dialog>
  )
}
