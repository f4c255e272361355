import { figureField } from '../src/domain/criteria/typed-figures.ts'
import { isRefusal } from '../src/domain/refusal.ts'
import { readId } from '../src/slack/cards/button-value.ts'
import { figuresForm, figuresHistory, figuresIds, readFiguresFormKey } from '../src/slack/cards/figures-view.ts'
import { textOf } from '../src/slack/form.ts'
import type { ActionContext, Gesture, SubmitAnswer, SubmitContext } from '../src/slack/gesture.ts'
import { readerOf, refusalMessage, refusalView, sentence, viewOr } from '../src/slack/reader.ts'
import { figuresText } from '../src/slack/text/figures.ts'
import { refusalText } from '../src/slack/text/refusal.ts'
import { enterFigures, readFiguresForm, readFiguresOf } from '../src/usecases/figures/enter-figures.ts'
import { askForChart } from '../src/usecases/figures/read-chart.ts'

/** A client's figures, from its card: entered by period, looked up, drawn (Art. 3(d)). */
export const gesture: Gesture = {
  actions: { [figuresIds.enter]: enter, [figuresIds.history]: history, [figuresIds.chart]: chart },
  submits: { [figuresIds.enter]: submit },
}

async function enter(context: ActionContext): Promise<void> {
  await context.open({ actionId: figuresIds.enter, value: context.value }, async () => {
    const actor = await context.actor('card')
    if (isRefusal(actor)) return refusalView(actor, context.language)
    const figures = await readFiguresForm(context.deps, actor.personId, readId(context.value) ?? 0)
    return viewOr(figures, context.language, (found) => figuresForm(found, context.language))
  })
}

async function history(context: ActionContext): Promise<void> {
  await context.open({ actionId: figuresIds.history, value: context.value }, async () => {
    const actor = await context.actor('card')
    if (isRefusal(actor)) return refusalView(actor, context.language)
    const figures = await readFiguresOf(context.deps, actor.personId, readId(context.value) ?? 0)
    return viewOr(figures, context.language, (found) => figuresHistory(found, readerOf(context)))
  })
}

async function chart(context: ActionContext): Promise<void> {
  const actor = await context.actor('card')
  const asked = isRefusal(actor) ? actor : await askForChart(context.deps, actor, readId(context.value) ?? 0)
  const { language } = context
  await context.tell(isRefusal(asked) ? refusalMessage(asked, language) : sentence(figuresText[language].chartQueued))
}

async function submit(context: SubmitContext): Promise<SubmitAnswer> {
  const { language, view } = context
  const actor = await context.actor('form')
  const { clientId, units } = readFiguresFormKey(view.metadata)
  const typed = {
    units,
    period: textOf(view.values, 'period'),
    source: textOf(view.values, 'source'),
    values: Object.fromEntries(
      Object.keys(view.values).flatMap((name) =>
        name.startsWith(figureField('')) ? [[name.slice(figureField('').length), textOf(view.values, name)]] : [],
      ),
    ),
  }
  const done = isRefusal(actor) ? [actor] : await enterFigures(context.deps, actor, clientId, typed)
  if (Array.isArray(done)) {
    const errors = done.map((refusal) => [refusal.field ?? 'period', refusalText(refusal, language)] as const)
    return { kind: 'errors', errors: Object.fromEntries(errors) }
  }
  return { kind: 'close', said: figuresText[language].saved(done.client, done.count) }
}
