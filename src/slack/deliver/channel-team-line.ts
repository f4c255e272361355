import { z } from 'zod'
import { namesById } from '../../../db/queries/account.ts'
import { seats } from '../../domain/team/seats.ts'
import { leftReasons } from '../../domain/team/team-change.ts'
import { ask } from '../../usecases/transact.ts'
import { hiddenTeamLine, teamLineMessage } from '../cards/team-line.ts'
import { channelWork, frozenOf } from './client-payload.ts'
import { done, failed, type OutgoingKind, overtaken } from './kind.ts'
import { postOnce } from './post-once.ts'

const holderSchema = z.object({ seat: z.enum(seats), personId: z.int() })
const payloadSchema = z.object({
  joined: z.array(holderSchema),
  left: z.array(holderSchema.extend({ reason: z.enum(leftReasons) })),
})

/** A line in the client's channel: who joined or left its team, on which seat, and why (Art. 14). */
export const outgoing: OutgoingKind = {
  kind: 'channel_team_line',
  async deliver(with_, effect) {
    const work = await channelWork(with_, effect.payload, frozenOf)
    if (!work?.channel.channelId) return overtaken
    const change = payloadSchema.parse(effect.payload)
    const names = await ask(with_.deps, (tx) =>
      namesById(
        tx,
        [...change.joined, ...change.left].map(({ personId }) => personId),
      ),
    )
    const { language } = work.reader
    const message = work.frozen ? hiddenTeamLine(language) : teamLineMessage(change, names, language)
    const posted = await postOnce(with_, `effect/${effect.id}`, effect.id, { channel: work.channel.channelId }, message)
    return posted.ok ? done : failed(posted.failure)
  },
}
