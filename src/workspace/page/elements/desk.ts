import { createContext } from 'preact'
import { useCallback, useContext, useRef, useState } from 'preact/hooks'
import { placedElements } from '../../block-kit/input-state.ts'
import type { Block, Element, Option, StateValues } from '../../block-kit/shape.ts'
import type { PageAnswer, PageInput, PageInputs, PagePlace, PageSuggestions } from '../../protocol.ts'
import { useAskConfirm } from '../modal/confirm-dialog.tsx'
import { act } from '../page-api.ts'
import { useWorkspace } from '../workspace-context.ts'
import { type Content, contentOf, type Drafts, draftInputs, draftKey } from './draft.ts'

/** How the elements of one message, modal or home are filled in and pressed. */
export interface Desk {
  content(block: Block, element: Element): Content
  /** Notes what was typed; nothing is sent. */
  note(block: Block, element: Element, input: PageInput, options?: Option[]): void
  /** Sends the action, after the element's confirm dialog; false when it was declined or failed. */
  press(block: Block, element: Element, input?: PageInput): Promise<boolean>
  suggest(block: Block, element: Element, query: string): Promise<PageSuggestions | null>
  /** What was typed and is not sent yet. */
  inputs(): PageInputs
  /** block_id → error under the input. */
  errors: Record<string, string>
  isBusy(block: Block, element: Element): boolean
  /** The code of the last action that failed, until the next one. */
  trouble: string | null
}

export const DeskContext = createContext<Desk | null>(null)

/** The desk of the blocks being drawn. */
export function useDesk(): Desk {
  const desk = useContext(DeskContext)
  if (!desk) throw new Error('no desk')
  return desk
}

/** Where drafts live: longer than the component where a view may come back on the screen. */
export interface DraftStore {
  drafts: Drafts
  set(drafts: Drafts): void
}

/** Drafts that end with the component. */
export function useOwnDrafts(): DraftStore {
  const [drafts, set] = useState<Drafts>(new Map())
  return { drafts, set }
}

interface Surface {
  place: PagePlace
  blocks: Block[]
  state: StateValues
  errors?: Record<string, string>
  store: DraftStore
}

/** Makes the desk of a message, modal or home. */
export function useNewDesk(surface: Surface): Desk {
  const { place, blocks, state, errors = {}, store } = surface
  const { me } = useWorkspace()
  // Handlers run later than the drawing that made them: they need the drafts of then.
  const latest = useRef(store.drafts)
  latest.current = store.drafts
  const change = (key: string, draft: { type: string; input: PageInput; options: Option[] } | null) => {
    const next = new Map(latest.current)
    if (draft) next.set(key, draft)
    else next.delete(key)
    latest.current = next
    store.set(next)
  }
  const inputs = () => draftInputs(latest.current, placedElements(blocks))
  const presser = usePresser(me.id, place, inputs)
  return {
    content: (block, element) => contentOf(block, element, state, store.drafts),
    note: (block, element, input, options = []) =>
      change(draftKey(block.block_id, element.action_id ?? ''), { type: element.type, input, options }),
    async press(block, element, input) {
      const key = draftKey(block.block_id, element.action_id ?? '')
      const sent = latest.current.get(key)
      const done = await presser.press(block, element, input)
      // Outside input blocks the stand-in keeps what was chosen; declined or failed, the old choice shows again. A choice
      // made meanwhile stays.
      if (block.type !== 'input' && latest.current.get(key) === sent) change(key, null)
      return done
    },
    suggest: (block, element, query) => suggestFor(me.id, place, block, element, query),
    inputs,
    errors,
    isBusy: presser.isBusy,
    trouble: presser.trouble,
  }
}

function usePresser(as: string, place: PagePlace, inputs: () => PageInputs) {
  const ask = useAskConfirm()
  const { reloadViews } = useWorkspace()
  const [busy, setBusy] = useState<ReadonlySet<string>>(new Set())
  const [trouble, setTrouble] = useState<string | null>(null)
  const mark = useCallback((key: string, on: boolean) => {
    setBusy((now) => new Set(on ? [...now, key] : [...now].filter((one) => one !== key)))
  }, [])
  const press = async (block: Block, element: Element, input?: PageInput): Promise<boolean> => {
    const key = draftKey(block.block_id, element.action_id ?? '')
    if (element.confirm && !(await ask(element.confirm))) return false
    mark(key, true)
    setTrouble(null)
    const answer = await click({ as, place, block, element, input, inputs: inputs() })
    if (answer.views) await reloadViews()
    mark(key, false)
    if (!answer.ok) setTrouble(answer.error ?? 'no_answer')
    return answer.ok
  }
  const isBusy = (block: Block, element: Element) => busy.has(draftKey(block.block_id, element.action_id ?? ''))
  return { press, isBusy, trouble }
}

interface Click {
  as: string
  place: PagePlace
  block: Block
  element: Element
  input: PageInput | undefined
  inputs: PageInputs
}

function click({ as, place, block, element, input, inputs }: Click): Promise<PageAnswer> {
  return act('click', {
    as,
    place,
    blockId: block.block_id,
    actionId: element.action_id ?? '',
    inputs,
    ...(input !== undefined ? { input } : {}),
    ...(element.confirm ? { confirmed: true } : {}),
  })
}

async function suggestFor(as: string, place: PagePlace, block: Block, element: Element, query: string) {
  const answer = await act('suggest', {
    as,
    place,
    blockId: block.block_id,
    actionId: element.action_id ?? '',
    query,
  })
  return answer.ok ? (answer.suggestions ?? { options: [] }) : null
}
