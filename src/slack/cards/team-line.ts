import type { ToldNaming } from '../../../db/queries/specialist.ts'
import type { SeatHolder } from '../../domain/team/seats.ts'
import type { TeamChange } from '../../domain/team/team-change.ts'
import { bullets, lines, literal, type Message } from '../blocks.ts'
import { clientText } from '../text/client.ts'
import { terms } from '../text/terms.ts'
import { unitText } from '../text/unit.ts'
import type { Language } from '../text/words.ts'
import { decider } from './recommendation-lines.ts'

/** The names that a line needs. */
export interface TeamLineNames {
  readonly people: ReadonlyMap<number, string>
  /** Of the unit that begins or ends to serve, where that is why. */
  readonly unit: string | null
  /** By person: what those who joined as specialists are named for, and by whom. */
  readonly namings: ReadonlyMap<number, ToldNaming>
}

/** Says who joined and left a client's team, or changed seats in it, on which seat and why. */
export function teamLineMessage(
  { joined, left, because }: TeamChange,
  { people, unit, namings }: TeamLineNames,
  language: Language,
): Message {
  const text = clientText[language].teamLine
  const name = (personId: number) => people.get(personId) ?? ''
  const seat = ({ seat, onBehalfOf }: SeatHolder) => {
    const of = terms[language].seat
    return onBehalfOf ? text.deputy(name(onBehalfOf.personId), of[onBehalfOf.seat]) : of[seat]
  }
  const seatFor = (one: SeatHolder) => {
    const naming = one.seat === 'specialist' ? namings.get(one.personId) : undefined
    return naming ? text.specialist(seat(one), naming.purpose, decider(naming.named, language)) : seat(one)
  }
  const changing = left.flatMap((before) => {
    const after = joined.find(({ personId }) => personId === before.personId)
    return after ? [{ before, after }] : []
  })
  const moves = (personId: number) => changing.some(({ before }) => before.personId === personId)
  const rows = [
    ...left
      .filter(({ personId }) => !moves(personId))
      .map((one) => text.left(name(one.personId), seat(one), text.reason[one.reason])),
    ...changing.map(({ before, after }) => text.moved(name(after.personId), seat(before), seat(after))),
    ...joined.filter(({ personId }) => !moves(personId)).map((one) => text.joined(name(one.personId), seatFor(one))),
    ...(because && unit ? [unitText[language].because[because.kind](unit)] : []),
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
