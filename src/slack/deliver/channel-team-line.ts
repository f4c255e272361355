import { z } from 'zod'
import type { Tx } from '../../../db/connection.ts'
import { namesById } from '../../../db/queries/account.ts'
import { specialistsOf, type ToldNaming, toldNaming } from '../../../db/queries/specialist.ts'
import { unitById } from '../../../db/queries/unit.ts'
import { type SeatHolder, seats } from '../../domain/team/seats.ts'
import { leftReasons, teamCauses } from '../../domain/team/team-change.ts'
import { ask } from '../../usecases/transact.ts'
import { hiddenTeamLine, teamLineMessage } from '../cards/team-line.ts'
import { channelWork, frozenOf } from './client-payload.ts'
import { done, failed, type OutgoingKind, overtaken } from './kind.ts'
import { postOnce } from './post-once.ts'

const holderSchema = z.object({
  seat: z.enum(seats),
  personId: z.int(),
  onBehalfOf: z.object({ personId: z.int(), seat: z.enum(seats).exclude(['deputy']) }).exactOptional(),
})
const payloadSchema = z.object({
  joined: z.array(holderSchema),
  left: z.array(holderSchema.extend({ reason: z.enum(leftReasons) })),
  because: z.object({ kind: z.enum(teamCauses), unitId: z.int() }).optional(),
})

/** A line in the client's channel: who joined or left its team, on which seat, and why (Art. 14). */
export const outgoing: OutgoingKind = {
  kind: 'channel_team_line',
  async deliver(with_, effect) {
    const work = await channelWork(with_, effect.payload, frozenOf)
    if (!work?.channel.channelId) return overtaken
    const { because, ...seats } = payloadSchema.parse(effect.payload)
    const change = { ...seats, ...(because && { because }) }
    const names = await ask(with_.deps, async (tx) => ({
      people: await namesById(
        tx,
        [...change.joined, ...change.left].flatMap(({ personId, onBehalfOf }) => [
          personId,
          ...(onBehalfOf ? [onBehalfOf.personId] : []),
        ]),
      ),
      unit: because ? ((await unitById(tx, because.unitId))?.name ?? null) : null,
      namings: await namingsOf(tx, work.client.id, change.joined),
    }))
    const { language } = work.reader
    const message = work.frozen ? hiddenTeamLine(language) : teamLineMessage(change, names, language)
    const posted = await postOnce(with_, `effect/${effect.id}`, effect.id, { channel: work.channel.channelId }, message)
    return posted.ok ? done : failed(posted.failure)
  },
}

/** What those who join as specialists are named for, and by whom; nothing of a naming that has ended since. */
async function namingsOf(
  tx: Tx,
  clientId: number,
  joined: readonly SeatHolder[],
): Promise<ReadonlyMap<number, ToldNaming>> {
  const namings = new Map<number, ToldNaming>()
  if (!joined.some(({ seat }) => seat === 'specialist')) return namings
  for (const { id, personId } of await specialistsOf(tx, [clientId])) {
    const naming = joined.some((one) => one.personId === personId) ? await toldNaming(tx, id) : null
    if (naming) namings.set(personId, naming)
  }
  return namings
}
