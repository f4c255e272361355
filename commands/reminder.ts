import { isRefusal, type Refusal } from '../src/domain/refusal.ts'
import { readId } from '../src/slack/cards/button-value.ts'
import { reminderActions, whatOf } from '../src/slack/cards/reminder.ts'
import { handOverForm, snoozeForm } from '../src/slack/cards/reminder-forms.ts'
import { textOf } from '../src/slack/form.ts'
import type { ActionContext, Gesture, SubmitAnswer, SubmitContext } from '../src/slack/gesture.ts'
import { fieldErrors, noteView, refusalMessage, refusalView, sentence } from '../src/slack/reader.ts'
import { dateText } from '../src/slack/text/moment.ts'
import { reminderText } from '../src/slack/text/reminder.ts'
import { handOver, readColleagues, snooze, takeOn } from '../src/usecases/handle-step.ts'
import { readSnoozeDays } from '../src/usecases/read-digest.ts'

/** What one can do with a reminder besides deciding: take the step on, be reminded later, hand it over (Art. 12). */
export const gesture: Gesture = {
  actions: {
    [reminderActions.take]: take,
    [reminderActions.snooze]: (context) =>
      openForm(context, reminderActions.snooze, async () =>
        snoozeForm(context.value, await readSnoozeDays(context.deps), context.language),
      ),
    [reminderActions.hand]: (context) => openForm(context, reminderActions.hand, () => colleaguesOf(context)),
  },
  submits: { [reminderActions.snooze]: submitSnooze, [reminderActions.hand]: submitHand },
}

async function take(context: ActionContext): Promise<void> {
  const { language } = context
  const actor = await context.actor('card')
  if (isRefusal(actor)) return context.tell(refusalMessage(actor, language))
  const done = await takeOn(context.deps, actor, readId(context.value) ?? 0)
  if (isRefusal(done)) return context.tell(refusalMessage(done, language))
  await context.tell(sentence(reminderText[language].taken(done.clientName, whatOf(done, language))))
}

function openForm(context: ActionContext, actionId: string, draw: () => Promise<ReturnType<typeof noteView>>) {
  return context.open({ actionId, value: context.value }, draw)
}

async function colleaguesOf(context: ActionContext) {
  const { language } = context
  const actor = await context.actor('card')
  if (isRefusal(actor)) return refusalView(actor, language)
  const colleagues = await readColleagues(context.deps, actor.personId, readId(context.value) ?? 0)
  if (isRefusal(colleagues)) return refusalView(colleagues, language)
  const { nobody, handTitle } = reminderText[language]
  return colleagues.length === 0
    ? noteView(nobody, language, handTitle)
    : handOverForm(context.value, colleagues, language)
}

async function submitSnooze(context: SubmitContext): Promise<SubmitAnswer> {
  const { language, view } = context
  const actor = await context.actor('form')
  if (isRefusal(actor)) return wrong(actor, 'reason', context)
  const asked = { until: textOf(view.values, 'until'), reason: textOf(view.values, 'reason') }
  const done = await snooze(context.deps, actor, readId(view.metadata) ?? 0, asked)
  if (isRefusal(done)) return wrong(done, 'reason', context)
  return { kind: 'close', said: reminderText[language].snoozed(done.clientName, dateText(asked.until, language)) }
}

async function submitHand(context: SubmitContext): Promise<SubmitAnswer> {
  const { language, view } = context
  const actor = await context.actor('form')
  if (isRefusal(actor)) return wrong(actor, 'to', context)
  const done = await handOver(context.deps, actor, readId(view.metadata) ?? 0, readId(textOf(view.values, 'to')) ?? 0)
  if (isRefusal(done)) return wrong(done, 'to', context)
  const said = reminderText[language].handed(done.one.clientName, whatOf(done.one, language), done.name)
  return { kind: 'close', said }
}

function wrong(refusal: Refusal, field: string, { language }: SubmitContext): SubmitAnswer {
  return { kind: 'errors', errors: fieldErrors(refusal, field, language) }
}
