import { z } from 'zod'
import { isYearMissing } from '../../usecases/watch-calendar.ts'
import { lines, literal } from '../blocks.ts'
import { calendarText } from '../text/calendar.ts'
import { addressFor, isAddress } from './address.ts'
import { done, failed, type OutgoingKind, overtaken } from './kind.ts'
import { postOnce } from './post-once.ts'

const payloadSchema = z.object({ personId: z.int(), year: z.int() })

/** The working days of a year are not known: said to the administrators. */
export const outgoing: OutgoingKind = {
  kind: 'calendar_alarm',
  async deliver(with_, effect) {
    const { personId, year } = payloadSchema.parse(effect.payload)
    if (!(await isYearMissing(with_.deps, year))) return overtaken
    const address = await addressFor(with_, personId)
    if (!isAddress(address)) return address
    const said = calendarText[address.reader.language].missing(year)
    const message = { text: literal(said), blocks: [lines([said])] }
    const posted = await postOnce(with_, `effect/${effect.id}`, effect.id, { person: address.userId }, message)
    return posted.ok ? done : failed(posted.failure)
  },
}
