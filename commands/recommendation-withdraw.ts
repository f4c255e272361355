import { isRefusal } from '../src/domain/refusal.ts'
import { readId } from '../src/slack/cards/button-value.ts'
import { cardActions, recommendationCard } from '../src/slack/cards/recommendation-card.ts'
import type { ActionContext, Gesture } from '../src/slack/gesture.ts'
import { readerOf, refusalMessage } from '../src/slack/reader.ts'
import { readView } from '../src/usecases/record.ts'
import { withdrawRecommendation } from '../src/usecases/withdraw-recommendation.ts'

/** Withdraw: a button on the recommender's own card. */
export const gesture: Gesture = { actions: { [cardActions.withdraw]: withdraw } }

async function withdraw(context: ActionContext): Promise<void> {
  const id = readId(context.value)
  const actor = await context.actor('card')
  if (id === null) return
  if (isRefusal(actor)) return context.tell(refusalMessage(actor, context.language))
  const done = await withdrawRecommendation(context.deps, actor, id)
  if (isRefusal(done)) await context.tell(refusalMessage(done, context.language))
  const view = await readView(context.deps, id)
  if (view) await context.redraw(recommendationCard(view, { role: 'recommender' }, readerOf(context)))
}
