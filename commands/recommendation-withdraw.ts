import { isRefusal } from '../src/domain/refusal.ts'
import { readId } from '../src/slack/cards/button-value.ts'
import { cardActions } from '../src/slack/cards/recommendation-card.ts'
import type { ActionContext, Gesture } from '../src/slack/gesture.ts'
import { refusalMessage } from '../src/slack/reader.ts'
import { redrawCard } from '../src/slack/redraw-card.ts'
import { recommendationText } from '../src/slack/text/recommendation.ts'
import { withdrawRecommendation } from '../src/usecases/withdraw-recommendation.ts'

/** Withdraw: a button on the recommender's own card. */
export const gesture: Gesture = { actions: { [cardActions.withdraw]: withdraw } }

async function withdraw(context: ActionContext): Promise<void> {
  const id = readId(context.value)
  const actor = await context.actor('card')
  if (id === null) return
  if (isRefusal(actor)) return context.tell(refusalMessage(actor, context.language))
  const done = await withdrawRecommendation(context.deps, actor, id)
  const came = isRefusal(done) ? done : recommendationText[context.language].withdrawn(id)
  await redrawCard(context, id, { role: 'recommender' }, came)
}
