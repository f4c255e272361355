import type { TeamChange } from '../../domain/team/team-change.ts'
import { bullets, lines, literal, type Message } from '../blocks.ts'
import { clientText } from '../text/client.ts'
import { terms } from '../text/terms.ts'
import type { Language } from '../text/words.ts'

/** Says who joined and left a client's team, on which seat and why. */
export function teamLineMessage(
  { joined, left }: TeamChange,
  names: ReadonlyMap<number, string>,
  language: Language,
): Message {
  const text = clientText[language].teamLine
  const seat = terms[language].seat
  const name = (personId: number) => names.get(personId) ?? ''
  const rows = [
    ...left.map((one) => text.left(name(one.personId), seat[one.seat], text.reason[one.reason])),
    ...joined.map((one) => text.joined(name(one.personId), seat[one.seat])),
  ]
  return {
    text: literal([text.title, ...rows].join(' ')),
    blocks: [
      bullets(
        rows.map((row) => [row]),
        [{ bold: text.title }],
      ),
    ],
  }
}

/** The same where somebody is in the channel who may not read it. */
export function hiddenTeamLine(language: Language): Message {
  const { title, hidden } = clientText[language].teamLine
  return { text: literal(title), blocks: [lines([{ bold: title }], [hidden])] }
}
