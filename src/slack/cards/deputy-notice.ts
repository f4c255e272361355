import type { DeputyshipRow } from '../../../db/queries/deputyship.ts'
import { actions, button, lines, literal, type Message } from '../blocks.ts'
import { deputyText } from '../text/deputy.ts'
import type { Language } from '../text/words.ts'
import { deputyIds, periodText } from './deputy-view.ts'

/** Tells one of the two people of a deputyship that it was named or ended. */
export function deputyNotice(deputyship: DeputyshipRow, personId: number, ended: boolean, language: Language): Message {
  const text = deputyText[language]
  const { deputyName, principalName, namerName, enderName } = deputyship
  const period = periodText(deputyship, language)
  const isDeputy = personId === deputyship.deputyId
  const toDeputy =
    deputyship.namedBy === deputyship.principalId
      ? text.askedByOwn(principalName, period)
      : text.toDeputy(namerName, principalName, period)
  const named = isDeputy ? toDeputy : text.toPrincipal(namerName, deputyName, period)
  const over = enderName ? text.ended(enderName, deputyName, principalName) : text.lapsed(deputyName, principalName)
  const said = ended ? over : named
  const buttons = [
    ...(isDeputy && !ended ? [button('inbox_open', text.inbox, { value: ' ' })] : []),
    button(deputyIds.open, text.open, { value: ' ' }),
  ]
  return { text: literal(said), blocks: [lines([said]), actions(...buttons)] }
}

/** Asks somebody whose status says that they are away. */
export function deputySuggestion(language: Language): Message {
  const { suggested, open } = deputyText[language]
  return {
    text: literal(suggested),
    blocks: [lines([suggested]), actions(button(deputyIds.open, open, { value: ' ' }))],
  }
}
