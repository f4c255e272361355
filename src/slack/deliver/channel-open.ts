import { channelName, codeOnlyChannelName } from '../../domain/team/channel-name.ts'
import type { Delivery } from '../../outbox/delivery.ts'
import { type ChannelWork, channelWork, keepChannel } from './client-payload.ts'
import { type DeliverDeps, dead, done, failed, type OutgoingKind, overtaken } from './kind.ts'

/** How many taken names are tried before an operator has to look. */
const nameAttempts = 20

/** Errors by which Slack refuses a name for what it is made of: the code alone is tried then (B11). */
const badName = new Set(['invalid_name', 'invalid_name_specials', 'invalid_name_punctuation', 'invalid_name_maxlength'])

/**
 * Opens the client's one private channel. A taken name is somebody else's: the next one is tried, and the channel is known
 * by the id that Slack returned, never by its name (B12).
 */
export const outgoing: OutgoingKind = {
  kind: 'channel_open',
  async deliver(with_, effect) {
    const work = await channelWork(with_, effect.payload)
    if (!work || work.channel.channelId !== null) return overtaken
    for (let attempt = work.channel.nameAttempt; attempt < nameAttempts; attempt++) {
      const created = await create(with_, work, attempt)
      if (created !== 'name_taken') return created
      await keepChannel(with_.deps, work.card.client.id, { nameAttempt: attempt + 1 })
    }
    return dead(`name_taken: ${nameAttempts} names of ${work.card.client.code} are taken`)
  },
}

async function create(with_: DeliverDeps, work: ChannelWork, attempt: number): Promise<Delivery | 'name_taken'> {
  const { client, policy } = work.card
  const full = channelName(policy.channelPrefix, client.code, await pinyinOf(client.shortName), attempt)
  let created = await with_.gateway.createChannel(full, true)
  if (!created.ok && badName.has(created.failure.error)) {
    created = await with_.gateway.createChannel(codeOnlyChannelName(policy.channelPrefix, client.code, attempt), true)
  }
  if (!created.ok) return created.failure.error === 'name_taken' ? 'name_taken' : failed(created.failure)
  const { id: channelId, name } = created.value
  const openedAt = with_.deps.clock.now()
  await keepChannel(with_.deps, client.id, { state: 'open', channelId, name, openedAt })
  return done
}

/** Loaded at the first channel: its dictionary takes 0.1 s. */
async function pinyinOf(name: string): Promise<string> {
  const { pinyin } = await import('pinyin-pro')
  return pinyin(name, { toneType: 'none', type: 'array', nonZh: 'consecutive' }).join('-')
}
