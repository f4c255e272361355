import { isRefusal } from '../src/domain/refusal.ts'
import { readId } from '../src/slack/cards/button-value.ts'
import { recordView } from '../src/slack/cards/record.ts'
import { leftBehindMessage, takeOverId } from '../src/slack/cards/take-over.ts'
import type { ActionContext, Gesture } from '../src/slack/gesture.ts'
import { readerOf, refusalMessage, sentence, viewOr } from '../src/slack/reader.ts'
import { refusalText } from '../src/slack/text/refusal.ts'
import { takeOverText } from '../src/slack/text/take-over.ts'
import { readRecord } from '../src/usecases/record.ts'
import { readLeftBehind, takeOver } from '../src/usecases/take-over.ts'

/** Takes over a recommendation whose recommender has left: a button of the notice and of the whole record. */
export const gesture: Gesture = { actions: { [takeOverId]: press } }

async function press(context: ActionContext): Promise<void> {
  const id = readId(context.value) ?? 0
  const { language } = context
  const actor = await context.actor('card')
  if (isRefusal(actor)) return context.tell(refusalMessage(actor, language))
  const taken = await takeOver(context.deps, actor, id)
  const said = isRefusal(taken) ? refusalText(taken, language) : takeOverText[language].done(id)
  if (context.view) {
    const record = await readRecord(context.deps, actor.personId, id)
    await context.updateView(viewOr(record, language, (whole) => recordView(whole, readerOf(context), 0, said)))
    return
  }
  const left = await readLeftBehind(context.deps, actor.personId, id)
  if (left) return context.redraw(leftBehindMessage(left, language), said)
  await context.tell(sentence(said))
}
