import { escapedWithin } from '../blocks.ts'
import { channelLimits } from '../limits.ts'
import { clientText } from '../text/client.ts'
import { terms } from '../text/terms.ts'
import { channelWork } from './client-payload.ts'
import { dead, done, failed, type OutgoingKind, overtaken } from './kind.ts'

/** The client's legal name and code as the channel's purpose. */
export const outgoing: OutgoingKind = {
  kind: 'channel_purpose',
  async deliver(with_, effect) {
    const work = await channelWork(with_, effect.payload)
    if (!work) return overtaken
    if (work.channel.channelId === null) return dead('the channel was not opened')
    const { client } = work
    const { language } = work.reader
    const category = client.category ? terms[language].category[client.category] : ''
    const purpose = clientText[language].purpose(client.legalName, client.code, category)
    const said = escapedWithin(purpose, channelLimits.purpose)
    const set = await with_.gateway.setPurpose(work.channel.channelId, said)
    return set.ok ? done : failed(set.failure)
  },
}
