import { isRefusal, type Refusal } from '../src/domain/refusal.ts'
import { graceIds, readUndoKey, undoForm } from '../src/slack/cards/review-grace.ts'
import { textOf } from '../src/slack/form.ts'
import type { ActionContext, Gesture, SubmitAnswer, SubmitContext } from '../src/slack/gesture.ts'
import { momentFor } from '../src/slack/reader.ts'
import { graceText } from '../src/slack/text/grace.ts'
import { refusalText } from '../src/slack/text/refusal.ts'
import { terms } from '../src/slack/text/terms.ts'
import { undoOutcome } from '../src/usecases/undo-outcome.ts'

/** Undoes an exit or a downgrade while its period of grace runs: a button on the review's card, with a reason (Art. 13). */
export const gesture: Gesture = {
  actions: { [graceIds.undo]: ask },
  submits: { [graceIds.undo]: submit },
}

/** The form needs nothing from the database, so that it opens while the database is slow (B10). */
async function ask(context: ActionContext): Promise<void> {
  const { value, language } = context
  const key = readUndoKey(value)
  if (key) await context.open({ actionId: graceIds.undo, value }, async () => null, undoForm(key, value, language))
}

async function submit(context: SubmitContext): Promise<SubmitAnswer> {
  const { language } = context
  const key = readUndoKey(context.view.metadata)
  if (!key) throw new Error('a form to undo an outcome without its outcome')
  const actor = await context.actor('form')
  if (isRefusal(actor)) return wrong(actor, context)
  const asked = { round: key.round, reason: textOf(context.view.values, 'reason') }
  const undone = await undoOutcome(context.deps, actor, key.reviewId, asked, momentFor(context))
  if (isRefusal(undone)) return wrong(undone, context)
  const said = graceText[language].said(undone.clientName, terms[language].reviewVerdict[undone.outcome])
  return { kind: 'close', said }
}

function wrong(refusal: Refusal, { language }: SubmitContext): SubmitAnswer {
  return { kind: 'errors', errors: { reason: refusalText(refusal, language) } }
}
