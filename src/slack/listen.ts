import { setTimeout as sleep } from 'node:timers/promises'
import type { App, BlockAction, SlackViewAction, ViewSubmitAction } from '@slack/bolt'
import type { ModalView } from './blocks.ts'
import { context, modal } from './blocks.ts'
import {
  actionContext,
  type ContextDeps,
  gestureContext,
  type Origin,
  type Respond,
  triggeredContext,
} from './contexts.ts'
import { failureText } from './failure.ts'
import { errorsByBlock, formValues, type StateValues, withTyped, withWarnings } from './form.ts'
import type { Gesture, GestureContext, SubmitAnswer, TriggeredContext } from './gesture.ts'
import { noteView, sentence } from './reader.ts'
import { common } from './text/common.ts'

/** A person who waits this long without an answer is told that it takes longer. */
const slowMs = 1_200

/** A submitted form is answered within Slack's 3 s, or replaced by a window that says "working on it" (B09, B25). */
const submitMs = 2_000

/** Suggestions that come later than this are of no use: Slack gives up at 3 s. */
const suggestMs = 2_000

/** Makes Bolt call the gestures. Everything is acknowledged first; nothing a gesture throws goes further than here. */
export function listenTo(app: App, gestures: readonly Gesture[], base: ContextDeps): void {
  for (const gesture of gestures) {
    if (gesture.slash) listenToCommand(app, gesture.slash, base)
    for (const [actionId, run] of Object.entries(gesture.actions ?? {})) listenToAction(app, actionId, run, base)
    for (const [callbackId, run] of Object.entries(gesture.submits ?? {})) listenToSubmit(app, callbackId, run, base)
    for (const [actionId, run] of Object.entries(gesture.suggests ?? {})) listenToSuggest(app, actionId, run, base)
    if (gesture.home) listenToHome(app, gesture.home, base)
  }
}

function listenToCommand(app: App, slash: NonNullable<Gesture['slash']>, base: ContextDeps): void {
  app.command(slash.word, async ({ ack, command, respond }) => {
    await ack()
    const origin: Origin = {
      userId: command.user_id,
      triggerId: command.trigger_id,
      respond: respond as unknown as Respond,
    }
    const context = triggeredContext(base, origin)
    await guarded(base, context, slash.word, (patient) =>
      slash.run({ ...patient, text: command.text, channelId: command.channel_id }),
    )
  })
}

function listenToAction(
  app: App,
  actionId: string,
  run: NonNullable<Gesture['actions']>[string],
  base: ContextDeps,
): void {
  app.action<BlockAction>({ type: 'block_actions', action_id: actionId }, async ({ ack, body, action, respond }) => {
    await ack()
    const inModal = body.view?.type === 'modal'
    const origin: Origin = {
      userId: body.user.id,
      triggerId: body.trigger_id,
      ...(body.response_url && { respond: respond as unknown as Respond }),
      ...(inModal && body.view && { view: { ...viewState(body.view), title: body.view.title.text } }),
    }
    const context = actionContext(base, origin, valueOfAction(action))
    await guarded(base, context, actionId, run)
  })
}

/** A button's value, or the value of what was chosen. */
function valueOfAction(action: unknown): string {
  const { value, selected_option } = action as { value?: string; selected_option?: { value?: string } }
  return value ?? selected_option?.value ?? ''
}

/** Runs a gesture; says so where no window and no answer came for a while, and says what went wrong when it fails. */
async function guarded<C extends TriggeredContext>(
  base: ContextDeps,
  gesture: C,
  doing: string,
  run: (gesture: C) => Promise<void>,
): Promise<void> {
  const slow = setTimeout(() => void gesture.tell(sentence(common[gesture.language].slow)), slowMs)
  const open: C['open'] = (again, read, first) => {
    const begin = () => {
      clearTimeout(slow)
      return read()
    }
    return gesture.open(again, begin, first)
  }
  try {
    await run({ ...gesture, open })
  } catch (error) {
    await gesture.tell(sentence(failureText(error, gesture.language, base.log, doing)))
  } finally {
    clearTimeout(slow)
  }
}

function listenToSubmit(
  app: App,
  callbackId: string,
  run: NonNullable<Gesture['submits']>[string],
  base: ContextDeps,
): void {
  app.view<ViewSubmitAction>({ callback_id: callbackId, type: 'view_submission' }, async ({ ack, body, view }) => {
    const form = gestureContext(base, { userId: body.user.id })
    const shown = asModal(view)
    const state = view.state.values as StateValues
    const work = run({ ...form, view: viewState(view) }).catch(
      (error: unknown): SubmitAnswer => ({
        kind: 'errors',
        errors: { '': failureText(error, form.language, base.log, callbackId) },
      }),
    )
    const first = await Promise.race([work, sleep(submitMs, null)])
    if (first) return acknowledge(ack, first, shown)
    await ack({ response_action: 'update', view: workingView(form) })
    const answer = await work
    const updated = await base.gateway.updateView({ id: view.id }, viewAfter(answer, shown, state, form))
    // The window may be closed, or Slack may not answer: what came of the form is never left unsaid.
    if (!updated.ok) await form.tell(sentence(saidOf(answer, form)))
  })
}

function saidOf(answer: SubmitAnswer, form: GestureContext): string {
  if (answer.kind === 'close') return answer.said
  return answer.kind === 'errors' ? Object.values(answer.errors).join('\n') : common[form.language].formExpired
}

type Ack = (
  answer?:
    | { response_action: 'errors'; errors: Record<string, string> }
    | { response_action: 'update'; view: ModalView },
) => Promise<unknown>

async function acknowledge(ack: Ack, answer: SubmitAnswer, shown: ModalView): Promise<void> {
  if (answer.kind === 'close') await ack()
  else if (answer.kind === 'update') await ack({ response_action: 'update', view: answer.view })
  else await ack({ response_action: 'errors', errors: errorsByBlock(shown.blocks, answer.errors) })
}

function workingView(form: GestureContext): ModalView {
  const text = common[form.language]
  return modal({ callbackId: 'working', title: text.workingTitle, close: text.close, blocks: [context(text.working)] })
}

/** After "working on it": the result, or the form again with everything that was typed and what is wrong on top. */
function viewAfter(answer: SubmitAnswer, shown: ModalView, state: StateValues, form: GestureContext): ModalView {
  if (answer.kind === 'update') return answer.view
  if (answer.kind === 'close') return noteView(answer.said, form.language, common[form.language].done)
  return withWarnings(withTyped(shown, state), answer.errors, form.language)
}

function listenToSuggest(
  app: App,
  actionId: string,
  run: NonNullable<Gesture['suggests']>[string],
  base: ContextDeps,
): void {
  app.options<'block_suggestion'>({ type: 'block_suggestion', action_id: actionId }, async ({ ack, body }) => {
    const view = 'view' in body && body.view ? viewState(body.view as ViewSubmitAction['view']) : null
    const form = gestureContext(base, { userId: body.user.id })
    const work = run({ ...form, query: body.value, view }).catch((error: unknown) => {
      failureText(error, form.language, base.log, actionId)
      return []
    })
    await ack({ options: (await Promise.race([work, sleep(suggestMs, [])])).slice(0, 100) })
  })
}

function listenToHome(app: App, home: NonNullable<Gesture['home']>, base: ContextDeps): void {
  app.event('app_home_opened', async ({ event }) => {
    if (event.tab !== 'home') return
    const reader = gestureContext(base, { userId: event.user })
    try {
      await base.gateway.publishHome(event.user, await home(reader))
    } catch (error) {
      const said = failureText(error, reader.language, base.log, 'home')
      await base.gateway.publishHome(event.user, { type: 'home', blocks: sentence(said).blocks })
    }
  })
}

function viewState(view: SlackViewAction['view'] | NonNullable<BlockAction['view']>) {
  return {
    id: view.id,
    metadata: view.private_metadata,
    values: formValues((view as { state?: { values?: StateValues } }).state?.values),
  }
}

/** The window as it was opened, from what Slack sends back of it. */
function asModal(view: ViewSubmitAction['view']): ModalView {
  return {
    type: 'modal',
    callback_id: view.callback_id,
    title: view.title,
    blocks: view.blocks as ModalView['blocks'],
    private_metadata: view.private_metadata,
    ...(view.submit && { submit: view.submit }),
    ...(view.close && { close: view.close }),
  }
}
