import { isRefusal, type Refusal } from '../src/domain/refusal.ts'
import {
  keepForm,
  readStrangerKey,
  type StrangerKey,
  strangerCard,
  strangerIds,
} from '../src/slack/cards/stranger-card.ts'
import { textOf } from '../src/slack/form.ts'
import type { ActionContext, Gesture, SubmitAnswer, SubmitContext } from '../src/slack/gesture.ts'
import { refusalMessage, refusalView, viewOr } from '../src/slack/reader.ts'
import { dateText } from '../src/slack/text/moment.ts'
import { refusalText } from '../src/slack/text/refusal.ts'
import { strangerText } from '../src/slack/text/stranger.ts'
import type { Language } from '../src/slack/text/words.ts'
import { readStranger, takeStrangerDecision } from '../src/usecases/decide-stranger.ts'

/** Somebody without a seat in a client's channel is kept as a guest of the team until a day, or taken out (Art. 14). */
export const gesture: Gesture = {
  actions: { [strangerIds.keep]: askUntil, [strangerIds.remove]: remove },
  submits: { [strangerIds.submit]: keep },
}

async function askUntil(context: ActionContext): Promise<void> {
  const key = readStrangerKey(context.value)
  await context.open({ actionId: strangerIds.keep, value: context.value }, async () => {
    const actor = await context.actor('card')
    if (isRefusal(actor)) return refusalView(actor, context.language)
    const read = await readStranger(context.deps, actor.personId, key?.id ?? 0)
    return viewOr(read, context.language, (view) =>
      keepForm(view, key ?? { id: view.stranger.id, seen: view.stranger.state }, context.language),
    )
  })
}

async function remove(context: ActionContext): Promise<void> {
  const key = readStrangerKey(context.value)
  const actor = await context.actor('card')
  if (isRefusal(actor)) return context.tell(refusalMessage(actor, context.language))
  if (!key) return
  const request = { seen: key.seen, verdict: 'remove', until: null } as const
  const decided = await takeStrangerDecision(context.deps, actor, key.id, request)
  if (!isRefusal(decided)) return context.redraw(strangerCard(decided, context.language))
  await refuseAtCard(context, actor.personId, key, decided)
}

/** Says why not, beside the card as it now stands for whoever may see it. */
async function refuseAtCard(
  context: ActionContext,
  personId: number,
  key: StrangerKey,
  refusal: Refusal,
): Promise<void> {
  const { language } = context
  const view = await readStranger(context.deps, personId, key.id)
  if (isRefusal(view)) return context.tell(refusalMessage(refusal, language))
  await context.redraw(strangerCard(view, language), refusalText(refusal, language))
}

async function keep(context: SubmitContext): Promise<SubmitAnswer> {
  const { language } = context
  const key = readStrangerKey(context.view.metadata)
  const actor = await context.actor('form')
  if (isRefusal(actor)) return atField(actor, language)
  if (!key) throw new Error('a form about nobody')
  const until = textOf(context.view.values, 'until') || null
  const request = { seen: key.seen, verdict: 'keep', until } as const
  const decided = await takeStrangerDecision(context.deps, actor, key.id, request)
  if (isRefusal(decided)) return atField(decided, language)
  const said = strangerText[language].said(decided.stranger.name, dateText(decided.stranger.keepUntil ?? '', language))
  return { kind: 'close', said }
}

function atField(refusal: Refusal, language: Language): SubmitAnswer {
  return { kind: 'errors', errors: { until: refusalText(refusal, language) } }
}
