import { channelWork } from './client-payload.ts'
import { dead, done, failed, type OutgoingKind, overtaken } from './kind.ts'

/** Pins the client's card in its channel. */
export const outgoing: OutgoingKind = {
  kind: 'channel_pin',
  async deliver(with_, effect) {
    const work = await channelWork(with_, effect.payload)
    if (!work) return overtaken
    const { channelId, welcomeTs } = work.channel
    if (channelId === null || welcomeTs === null) return dead('there is no client card to pin')
    const pinned = await with_.gateway.pin({ channel: channelId, ts: welcomeTs })
    return pinned.ok ? done : failed(pinned.failure)
  },
}
