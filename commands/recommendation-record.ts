import { isRefusal } from '../src/domain/refusal.ts'
import { readId } from '../src/slack/cards/button-value.ts'
import { cardActions } from '../src/slack/cards/recommendation-card.ts'
import { readPage, recordActions, recordView } from '../src/slack/cards/record.ts'
import type { ActionContext, Gesture } from '../src/slack/gesture.ts'
import { readerOf, refusalView, viewOr } from '../src/slack/reader.ts'
import { readRecord } from '../src/usecases/record.ts'

/** The whole record in a window, from any card or list. */
export const gesture: Gesture = {
  actions: {
    [cardActions.record]: showRecord,
    [recordActions.earlier]: turnPage,
    [recordActions.later]: turnPage,
  },
}

async function showRecord(context: ActionContext): Promise<void> {
  const again = { actionId: cardActions.record, value: context.value }
  await context.open(again, async () => {
    const actor = await context.actor('card')
    if (isRefusal(actor)) return refusalView(actor, context.language)
    const record = await readRecord(context.deps, actor.personId, readId(context.value) ?? 0)
    return viewOr(record, context.language, (whole) => recordView(whole, readerOf(context)))
  })
}

async function turnPage(context: ActionContext): Promise<void> {
  const { recommendationId, page } = readPage(context.value)
  const actor = await context.actor('card')
  const record = isRefusal(actor) ? actor : await readRecord(context.deps, actor.personId, recommendationId)
  await context.updateView(viewOr(record, context.language, (whole) => recordView(whole, readerOf(context), page)))
}
