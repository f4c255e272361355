import { unitById } from '../../../db/queries/unit.ts'
import { escapedWithin } from '../blocks.ts'
import { channelLimits } from '../limits.ts'
import { clientText } from '../text/client.ts'
import { terms } from '../text/terms.ts'
import { channelWork } from './client-payload.ts'
import { dead, done, failed, type OutgoingKind, overtaken } from './kind.ts'

/** The client's Chinese name, tier and lead unit as the channel's topic. */
export const outgoing: OutgoingKind = {
  kind: 'channel_topic',
  async deliver(with_, effect) {
    const work = await channelWork(with_, effect.payload, async (tx, { client: { leadUnitId } }) => ({
      leadUnit: leadUnitId === null ? null : await unitById(tx, leadUnitId),
    }))
    if (!work) return overtaken
    if (work.channel.channelId === null) return dead('the channel was not opened')
    const { client, leadUnit } = work
    const { language } = work.reader
    const tier = client.tier ? terms[language].tier[client.tier] : ''
    const topic = clientText[language].topic(client.shortName, tier, leadUnit?.name ?? '')
    // A topic "does not support formatting or linkification" (docs.slack.dev): stars and underscores stand as typed.
    const said = escapedWithin(topic, channelLimits.topic)
    const set = await with_.gateway.setTopic(work.channel.channelId, said)
    return set.ok ? done : failed(set.failure)
  },
}
