import { keepRenamed } from '../../usecases/live-channel.ts'
import { renameTo } from './channel-rename.ts'
import { channelJobSchema, channelWork } from './client-payload.ts'
import { done, failed, type OutgoingKind, overtaken } from './kind.ts'
import { namesOf } from './names-to-try.ts'

/**
 * Gives an adopted channel its client's name. Slack mostly refuses this to an app that did not make the channel: it keeps the
 * name it has then, and the step is named to whom it concerns, with a button that tries again.
 */
export const outgoing: OutgoingKind = {
  kind: 'channel_name',
  async deliver(with_, effect) {
    const { clientId, askedBy } = channelJobSchema.parse(effect.payload)
    const work = await channelWork(with_, effect.payload)
    if (!work?.channel.channelId || work.channel.state !== 'open') return overtaken
    const { channelId } = work.channel
    const info = await with_.gateway.channelInfo(channelId)
    if (!info.ok) return failed(info.failure)
    const [wanted] = (await namesOf(work))(0)
    const renamed = await renameTo(with_, channelId, info.value.name, wanted)
    if (!renamed.ok) return failed(renamed.failure)
    await keepRenamed(with_.deps, clientId, channelId, wanted, renamed.value, askedBy)
    return done
  },
}
