import { isRefusal, type Refusal } from '../src/domain/refusal.ts'
import { type Block, input, type ModalView, modal, quote, textField } from '../src/slack/blocks.ts'
import { aboutLine } from '../src/slack/cards/about-line.ts'
import { readId, readStepValue } from '../src/slack/cards/button-value.ts'
import { cardActions } from '../src/slack/cards/recommendation-card.ts'
import { textOf } from '../src/slack/form.ts'
import type { ActionContext, Gesture, SubmitAnswer, SubmitContext } from '../src/slack/gesture.ts'
import { refusalView, viewOr } from '../src/slack/reader.ts'
import { common } from '../src/slack/text/common.ts'
import { recommendationText } from '../src/slack/text/recommendation.ts'
import { refusalText } from '../src/slack/text/refusal.ts'
import type { Language } from '../src/slack/text/words.ts'
import { answerQuestion, askQuestion, readOpenQuestion } from '../src/usecases/question.ts'

/** Characters of a question or an answer: short enough to be read on a phone. */
const longest = 2000

const submits = { ask: 'recommendation_ask_submit', answer: 'recommendation_answer_submit' } as const

/** A decider asks the recommender, the recommender answers; both stand in the threads of their cards. */
export const gesture: Gesture = {
  actions: {
    [cardActions.ask]: (context) =>
      context.open({ actionId: cardActions.ask, value: context.value }, async () =>
        textView('ask', context.value, context.language, aboutLine(context.value)),
      ),
    [cardActions.answer]: openAnswer,
  },
  submits: { [submits.ask]: submitQuestion, [submits.answer]: submitAnswer },
}

/** The form shows the question, since it covers the message that asks it. */
async function openAnswer(context: ActionContext): Promise<void> {
  const { language, value } = context
  await context.open({ actionId: cardActions.answer, value }, async () => {
    const actor = await context.actor('card')
    if (isRefusal(actor)) return refusalView(actor, language)
    const asked = await readOpenQuestion(context.deps, actor.personId, readId(value) ?? 0)
    return viewOr(asked, language, ({ askerName, clientName, question }) => {
      const said = recommendationText[language].asked(askerName, clientName)
      return textView('answer', value, language, [quote(question, [said])])
    })
  })
}

function textView(kind: 'ask' | 'answer', metadata: string, language: Language, about: readonly Block[]): ModalView {
  const text = recommendationText[language]
  const [title, label] = kind === 'ask' ? [text.askTitle, text.questionLabel] : [text.answerTitle, text.answerLabel]
  return modal({
    callbackId: submits[kind],
    title,
    submit: text.send,
    close: common[language].cancel,
    metadata,
    blocks: [
      ...about,
      input('text', label, textField('text', { multiline: true, max: longest }), {
        hint: common[language].atMost(longest),
      }),
    ],
  })
}

async function submitQuestion(context: SubmitContext): Promise<SubmitAnswer> {
  const actor = await context.actor('form')
  if (isRefusal(actor)) return atText(actor, context.language)
  const key = readStepValue(context.view.metadata)
  const typed = textOf(context.view.values, 'text')
  const asked = await askQuestion(context.deps, actor, key?.recommendationId ?? 0, typed)
  if (isRefusal(asked)) return atText(asked, context.language)
  return { kind: 'close', said: recommendationText[context.language].questionSent }
}

async function submitAnswer(context: SubmitContext): Promise<SubmitAnswer> {
  const actor = await context.actor('form')
  if (isRefusal(actor)) return atText(actor, context.language)
  const typed = textOf(context.view.values, 'text')
  const answered = await answerQuestion(context.deps, actor, readId(context.view.metadata) ?? 0, typed)
  if (isRefusal(answered)) return atText(answered, context.language)
  return { kind: 'close', said: recommendationText[context.language].answerSent }
}

function atText(refusal: Refusal, language: Language): SubmitAnswer {
  return { kind: 'errors', errors: { text: refusalText(refusal, language) } }
}
