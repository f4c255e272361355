import type { types } from '@slack/bolt'
import type { LeftBehind } from '../../usecases/take-over.ts'
import { actions, type Block, button, context, header, lines, literal, type Message } from '../blocks.ts'
import { common } from '../text/common.ts'
import { recommendationText } from '../text/recommendation.ts'
import { takeOverText } from '../text/take-over.ts'
import { terms } from '../text/terms.ts'
import type { Language } from '../text/words.ts'
import { cardActions } from './recommendation-card.ts'

/** Action id of taking over what a recommender left behind. */
export const takeOverId = 'recommendation_take_over'

/** Tells that a recommender left something behind, with the button while it can be taken over; else what became of it. */
export function leftBehindMessage({ view, waits, mine }: LeftBehind, language: Language): Message {
  const text = takeOverText[language]
  const { recommendation, client } = view
  const subject = recommendationText[language].subject(recommendation.id, client.shortName)
  const name = recommendation.takers.at(-1)?.name ?? recommendation.submitterName
  const open = recommendation.state === 'submitted' || recommendation.state === 'returned'
  const state = open ? text.by(name) : terms[language].state[recommendation.state]
  const said = waits ? text.left(subject, name) : text.settled(subject, state)
  const record = button(cardActions.record, recommendationText[language].record, { value: String(recommendation.id) })
  return {
    text: literal(said),
    blocks: [
      header(subject),
      lines([said]),
      ...(waits ? [context(mine ? text.about : text.nobody)] : []),
      actions(...(waits && mine ? [takeOverButton(recommendation.id, language)] : []), record),
    ],
  }
}

/** The same in the window of the whole record. */
export function takeOverBlocks(recommendationId: number, language: Language): Block[] {
  return [context(takeOverText[language].about), actions(takeOverButton(recommendationId, language))]
}

function takeOverButton(id: number, language: Language): types.Button {
  const text = takeOverText[language]
  const confirm = {
    title: text.confirmTitle,
    text: text.about,
    confirm: text.button,
    deny: common[language].cancel,
  }
  return button(takeOverId, text.button, { value: String(id), style: 'primary', confirm })
}
