import { isRefusal, type Refusal } from '../domain/refusal.ts'
import { readView } from '../usecases/record.ts'
import { type Copy, recommendationCard } from './cards/recommendation-card.ts'
import type { ActionContext } from './gesture.ts'
import { readerOf, sentence } from './reader.ts'
import { refusalText } from './text/refusal.ts'

/**
 * Redraws the clicked copy of a card as the record now stands, whatever came of the press: an old card is repaired (B02).
 * What came of it is settled by now: where the record cannot be read any more the person is told that, never that the press
 * failed; the outbox redraws the copies.
 *
 * @param came why the press was refused, or what is said of one that was not; null = nothing, it is said elsewhere
 */
export async function redrawCard(
  context: ActionContext,
  recommendationId: number,
  copy: Copy,
  came: Refusal | string | null,
): Promise<void> {
  const refusal = isRefusal(came) ? refusalText(came, context.language) : undefined
  const view = await readView(context.deps, recommendationId).catch((error: unknown) => {
    context.deps.log.warn({ error: String(error) }, 'a clicked card was not redrawn; the outbox redraws it')
    return null
  })
  if (view) return context.redraw(recommendationCard(view, copy, readerOf(context)), refusal)
  const said = isRefusal(came) ? refusal : came
  if (said) await context.tell(sentence(said))
}
