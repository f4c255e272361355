import { clip, literal } from '../blocks.ts'
import { clientText } from '../text/client.ts'
import { terms } from '../text/terms.ts'
import { channelWork } from './client-payload.ts'
import { dead, done, failed, type OutgoingKind, overtaken } from './kind.ts'

/** Slack's longest purpose (docs.slack.dev, conversations.setPurpose). */
const longest = 250

/** The client's legal name and code as the channel's purpose. */
export const outgoing: OutgoingKind = {
  kind: 'channel_purpose',
  async deliver(with_, effect) {
    const work = await channelWork(with_, effect.payload)
    if (!work) return overtaken
    if (work.channel.channelId === null) return dead('the channel was not opened')
    const { client } = work.card
    const { language } = work.reader
    const category = client.category ? terms[language].category[client.category] : ''
    const purpose = clip(literal(clientText[language].purpose(client.legalName, client.code, category)), longest)
    const set = await with_.gateway.setPurpose(work.channel.channelId, purpose)
    return set.ok ? done : failed(set.failure)
  },
}
