import type { ToldNaming } from '../../../db/queries/specialist.ts'
import { actions, button, clip, lines, literal, type Message, quote } from '../blocks.ts'
import { dateText } from '../text/moment.ts'
import { specialistText } from '../text/specialist.ts'
import type { Language } from '../text/words.ts'
import { clientActions } from './client-card.ts'
import { decider } from './recommendation-lines.ts'

/** How much of what was typed a message shows; the audit has all of it. */
const longest = 1_000

/** What a specialist is told: by whom they were named for which client, what for and until when; or that it is over, and why. */
export function specialistNotice(naming: ToldNaming, language: Language): Message {
  const text = specialistText[language]
  const { client, purpose, until, named, over, ended } = naming
  const lastDay = until === null ? null : dateText(until, language)
  if (over) {
    const said = ended ? text.toldEnded(ended.name, client.name) : text.toldLapsed(client.name, lastDay ?? '')
    const why = ended ? [quote(clip(ended.reason, longest), [{ bold: text.reason }])] : []
    return { text: literal(said), blocks: [lines([said]), ...why] }
  }
  const said = text.toldNamed(decider(named, language), client.name)
  return {
    text: literal(said),
    blocks: [
      lines([said], [lastDay === null ? text.toldOpen : text.toldUntil(lastDay)]),
      quote(clip(purpose, longest), [{ bold: text.purpose }]),
      actions(button(clientActions.show, text.show, { value: String(client.id) })),
    ],
  }
}
