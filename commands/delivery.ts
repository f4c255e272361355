import { isRefusal } from '../src/domain/refusal.ts'
import { readId } from '../src/slack/cards/button-value.ts'
import { deliveryActions } from '../src/slack/cards/delivery-notices.ts'
import type { ActionContext, Gesture } from '../src/slack/gesture.ts'
import { refusalMessage, sentence } from '../src/slack/reader.ts'
import { deliveryText } from '../src/slack/text/delivery.ts'
import { believeDirectory } from '../src/usecases/follow-directory.ts'
import { sendAgain } from '../src/usecases/given-up.ts'
import { retryChannel, retrySeats } from '../src/usecases/retry-delivery.ts'

/** What Slack did not do is tried again: buttons under the notice that tells of it. */
export const gesture: Gesture = {
  actions: {
    [deliveryActions.resend]: resend,
    [deliveryActions.seats]: seats,
    [deliveryActions.channel]: channel,
    [deliveryActions.directory]: directory,
  },
}

async function resend(context: ActionContext): Promise<void> {
  const ids = context.value.split(',').flatMap((id) => readId(id) ?? [])
  const actor = await context.actor('card')
  if (isRefusal(actor)) return context.tell(refusalMessage(actor, context.language))
  const handled = await sendAgain(context.deps, actor, ids)
  if (isRefusal(handled)) return context.tell(refusalMessage(handled, context.language))
  const count = [...handled.values()].filter((came) => came !== 'not_dead').length
  await context.redraw(sentence(deliveryText[context.language].resent(count)))
}

async function seats(context: ActionContext): Promise<void> {
  const clientId = readId(context.value)
  const actor = await context.actor('card')
  if (clientId === null) return
  if (isRefusal(actor)) return context.tell(refusalMessage(actor, context.language))
  const text = deliveryText[context.language]
  const client = await retrySeats(context.deps, actor, clientId)
  return client === null ? context.tell(sentence(text.notYours)) : context.redraw(sentence(text.retryingSeats(client)))
}

async function channel(context: ActionContext): Promise<void> {
  const clientId = readId(context.value)
  const actor = await context.actor('card')
  if (clientId === null) return
  if (isRefusal(actor)) return context.tell(refusalMessage(actor, context.language))
  const text = deliveryText[context.language]
  const client = await retryChannel(context.deps, actor, clientId)
  return client === null
    ? context.tell(sentence(text.notYours))
    : context.redraw(sentence(text.retryingChannel(client)))
}

async function directory(context: ActionContext): Promise<void> {
  const actor = await context.actor('card')
  const refusal = isRefusal(actor) ? actor : await believeDirectory(context.deps, actor)
  if (refusal) return context.tell(refusalMessage(refusal, context.language))
  await context.redraw(sentence(deliveryText[context.language].believed))
}
