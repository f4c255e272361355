import { z } from 'zod'
import { clientById } from '../../../db/queries/client.ts'
import { formerChannelById } from '../../../db/queries/room.ts'
import { retiredChannelName } from '../../domain/team/channel-name.ts'
import { ask } from '../../usecases/transact.ts'
import { escapedWithin, type Message } from '../blocks.ts'
import { movedMessage } from '../cards/adoption-view.ts'
import type { Posted } from '../gateway.ts'
import { channelLimits } from '../limits.ts'
import { isRefused, type SlackResult } from '../slack-error.ts'
import { adoptionText } from '../text/adoption.ts'
import { renameTo } from './channel-rename.ts'
import { channelWork } from './client-payload.ts'
import { type DeliverDeps, done, failed, type OutgoingKind, overtaken } from './kind.ts'
import { isLostCard, removeClientCard, tellCardStands } from './lost-card.ts'
import { postOnce } from './post-once.ts'

const payloadSchema = z.object({ clientId: z.int(), formerId: z.int() })

/**
 * Closes the channel that a client had before: its name makes room for the new one's, topic and card say where the team is
 * now. Its members and what they wrote stay. What Slack refuses there keeps nothing from being done in the new one.
 */
export const outgoing: OutgoingKind = {
  kind: 'channel_retire',
  async deliver(with_, effect) {
    const { clientId, formerId } = payloadSchema.parse(effect.payload)
    const former = await ask(with_.deps, (tx) => formerChannelById(tx, formerId))
    const client = await ask(with_.deps, (tx) => clientById(tx, clientId))
    const work = await channelWork(with_, effect.payload)
    if (!former || !client || !work?.channel.channelId) return overtaken
    const { channelId: at, name, welcomeTs } = former
    const { language } = work.reader
    const moved = movedMessage(client.shortName, work.channel.channelId, language)
    const topic = escapedWithin(adoptionText[language].movedTopic(client.shortName), channelLimits.topic)
    let stands = false
    const card = async (ts: string) => {
      const ended = await endCard(with_, { channel: at, ts }, moved)
      stands = ended.ok && ended.value.stands
      return ended
    }
    const steps = [
      () => renameTo(with_, at, name, retiredChannelName(name)),
      () => with_.gateway.setTopic(at, topic),
      ...(welcomeTs === null ? [] : [() => card(welcomeTs)]),
      () => postOnce(with_, `retired/${formerId}`, effect.id, { channel: at }, moved),
    ]
    for (const step of steps) {
      const result: SlackResult<unknown> = await step()
      if (!result.ok && result.failure.kind !== 'already_so' && !isRefused(result.failure))
        return failed(result.failure)
    }
    if (stands) await tellCardStands(with_, clientId, at)
    return done
  },
}

/** Has the former card say where the team is now; one that can be redrawn no more goes. */
async function endCard(with_: DeliverDeps, at: Posted, moved: Message): Promise<SlackResult<{ stands: boolean }>> {
  const updated = await with_.gateway.updateMessage(at, moved)
  if (updated.ok) return { ok: true, value: { stands: false } }
  return isLostCard(updated.failure) ? removeClientCard(with_, at) : updated
}
