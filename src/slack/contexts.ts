import type { Log } from '../log.ts'
import { type ActorDeps, findActor } from './actor.ts'
import { actions, button, lines, type Message, type ModalView } from './blocks.ts'
import { failureText } from './failure.ts'
import type { ActionContext, GestureContext, TriggeredContext, ViewState } from './gesture.ts'
import { loadingView, noteView, sentence } from './reader.ts'
import { common } from './text/common.ts'
import type { Language } from './text/words.ts'

/** Bolt's `respond`, as far as it is used. */
export type Respond = (message: {
  text: string
  blocks: Message['blocks']
  response_type?: 'ephemeral'
  replace_original?: boolean
}) => Promise<unknown>

export interface ContextDeps extends ActorDeps {
  readonly log: Log
  readonly timeZone: () => string
}

/** Where a gesture came from, as far as answering needs it. */
export interface Origin {
  readonly userId: string
  readonly triggerId?: string
  /** A message's or a command's own way to answer; windows have none. */
  readonly respond?: Respond
  /** The modal in which it happened. */
  readonly view?: ViewState & { readonly title: string }
}

/** What every gesture gets. */
export function gestureContext(base: ContextDeps, origin: Origin): GestureContext {
  return {
    deps: base.deps,
    gateway: base.gateway,
    userId: origin.userId,
    language: base.languages.of(origin.userId),
    timeZone: base.timeZone(),
    actor: (source) => findActor(base, origin.userId, source),
    tell: (message, plainer) => tell(base, origin, message, plainer),
  }
}

/** Answers where the person is: by the click's own answer, else by a direct message. */
async function tell(base: ContextDeps, origin: Origin, message: Message, plainer?: Message): Promise<void> {
  const tries = plainer ? [message, plainer] : [message]
  for (const one of origin.respond ? tries : []) {
    try {
      await origin.respond?.({ ...one, response_type: 'ephemeral', replace_original: false })
      return
    } catch (error) {
      base.log.warn({ error: String(error) }, 'an answer by response_url failed; sent plainer or as a direct message')
    }
  }
  const direct = await base.gateway.openDm(origin.userId)
  const sent = direct.ok ? await base.gateway.postMessage({ channel: direct.value }, plainer ?? message) : direct
  if (!sent.ok) base.log.warn({ failure: sent.failure.error }, 'an answer to a person was lost')
}

/** What a command or a click gets. */
export function triggeredContext(base: ContextDeps, origin: Origin): TriggeredContext {
  const context = gestureContext(base, origin)
  return { ...context, open: (...how) => openWindow(base, origin, context, ...how) }
}

async function openWindow(
  base: ContextDeps,
  origin: Origin,
  context: GestureContext,
  again: { actionId: string; value: string },
  read: () => Promise<ModalView | null>,
  first: ModalView = loadingView(),
): Promise<void> {
  const trigger = origin.triggerId ?? ''
  const opened = await (origin.view ? base.gateway.pushView(trigger, first) : base.gateway.openView(trigger, first))
  if (!opened.ok) {
    base.log.info({ error: opened.failure.error }, 'a window could not open; the person may try again')
    return context.tell(tryAgain(again, context.language))
  }
  const view = await read().catch((error: unknown) =>
    noteView(failureText(error, context.language, base.log, again.actionId), context.language),
  )
  if (view && !(await show(base, opened.value.id, view))) await context.tell(tryAgain(again, context.language))
}

function tryAgain(again: { actionId: string; value: string }, language: Language): Message {
  const text = common[language]
  const note = sentence(text.formExpired)
  const retry = actions(button(again.actionId, text.tryAgain, { value: again.value || ' ' }))
  return { ...note, blocks: [...note.blocks, retry] }
}

/** What a click gets. */
export function actionContext(base: ContextDeps, origin: Origin, value: string): ActionContext {
  return {
    ...triggeredContext(base, origin),
    value,
    view: origin.view ?? null,
    updateView: async (view) => void (await show(base, origin.view?.id ?? '', view)),
    redraw: (message, refusal) => redraw(base, origin, message, refusal),
    publishHome: async (view) => {
      const published = await base.gateway.publishHome(origin.userId, view)
      if (!published.ok) base.log.warn({ failure: published.failure.error }, 'App Home was not redrawn')
    },
  }
}

async function redraw(base: ContextDeps, origin: Origin, message: Message, refusal?: string): Promise<void> {
  if (origin.view) {
    const { id, title } = origin.view
    const said = refusal ? [lines([{ bold: refusal }])] : []
    const window = noteView('', base.languages.of(origin.userId), title)
    await show(base, id, { ...window, blocks: [...said, ...message.blocks] })
    return
  }
  if (refusal) await tell(base, origin, sentence(refusal))
  try {
    await origin.respond?.({ ...message, replace_original: true })
  } catch (error) {
    base.log.info({ error: String(error) }, 'the clicked card was not redrawn by its own answer; the outbox redraws it')
  }
}

/** Whether the person sees it, or closed the window meanwhile and so does not want to. */
async function show(base: ContextDeps, viewId: string, view: ModalView): Promise<boolean> {
  const updated = await base.gateway.updateView({ id: viewId }, view)
  if (updated.ok || updated.failure.error === 'not_found') return true
  base.log.warn({ failure: updated.failure }, 'a window was not redrawn')
  return false
}
