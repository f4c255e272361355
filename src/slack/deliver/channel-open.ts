import { knownChannels } from '../../../db/queries/channel.ts'
import type { Delivery } from '../../outbox/delivery.ts'
import { queueToAdministrators, tellAdministrators } from '../../usecases/delivery-notice.ts'
import { ask } from '../../usecases/transact.ts'
import type { SlackResult } from '../slack-error.ts'
import { type ChannelWork, channelWork, keepChannel } from './client-payload.ts'
import { type DeliverDeps, dead, done, failed, type OutgoingKind, overtaken } from './kind.ts'
import { namesOf } from './names-to-try.ts'
import { type Kept, type Made, sendOnce } from './send-once.ts'

/** How many taken names are tried before an operator has to look. */
const nameAttempts = 20

/** Errors by which Slack refuses a name for what it is made of: the code alone is tried then (B11). */
const badName = new Set(['invalid_name', 'invalid_name_specials', 'invalid_name_punctuation', 'invalid_name_maxlength'])

/**
 * Opens the client's one private channel. A taken name is somebody else's: the next one is tried, the administrators hear of
 * it, and the channel is known by the id that Slack returned, never by its name (B12).
 */
export const outgoing: OutgoingKind = {
  kind: 'channel_open',
  async deliver(with_, effect) {
    const work = await channelWork(with_, effect.payload)
    if (!work || work.channel.channelId !== null) return overtaken
    const names = await namesOf(work)
    for (let attempt = work.channel.nameAttempt; attempt < nameAttempts; attempt++) {
      const created = await create(with_, effect.id, work, names(attempt), attempt > 0 ? names(0)[0] : null)
      if (created !== 'name_taken') return created
      await keepChannel(with_.deps, work.client.id, { nameAttempt: attempt + 1 })
    }
    return dead(`name_taken: ${nameAttempts} names of ${work.client.code} are taken`)
  },
}

async function create(
  with_: DeliverDeps,
  effectId: number,
  work: ChannelWork,
  [full, codeOnly]: readonly [string, string],
  taken: string | null,
): Promise<Delivery | 'name_taken'> {
  let created = await createOnce(with_, effectId, work, full)
  if (!created.ok && badName.has(created.failure.error)) created = await createOnce(with_, effectId, work, codeOnly)
  if (!created.ok) return created.failure.error === 'name_taken' ? 'name_taken' : failed(created.failure)
  const { client } = work
  const { result: channelId, channel: name } = created.value
  const openedAt = with_.deps.clock.now()
  const kept = await keepChannel(
    with_.deps,
    client.id,
    { state: 'open', channelId, name, openedAt },
    async (tx, moment) => {
      // Not where Slack spelled the name its own way or refused its letters: then it was nobody else's.
      if (taken !== null)
        await queueToAdministrators(tx, { type: 'name_taken', clientId: client.id, wanted: taken }, moment)
    },
  )
  if (kept) return done
  // An administrator gave the client another one meanwhile: nothing was ever said in this.
  const closed = await closeExtra(with_, client.id, channelId)
  return closed.ok ? overtaken : failed(closed.failure)
}

/**
 * One call for a name. After a lost answer a channel is taken for ours only if the bot made it, since the intent was
 * stored, under the name that was asked for, and it is no other client's: no one of these alone is proof.
 */
function createOnce(with_: DeliverDeps, effectId: number, work: ChannelWork, name: string): Promise<SlackResult<Kept>> {
  const { gateway } = with_
  const { clientId, returns } = work.channel
  return sendOnce(with_, {
    subject: `channel/${clientId}/${name}${returns === 0 ? '' : `/return/${returns}`}`,
    takenError: 'name_taken',
    effectId,
    async send(): Promise<SlackResult<Made>> {
      const created = await gateway.createChannel(name, true)
      return created.ok ? { ok: true, value: { result: created.value.id, channel: created.value.name } } : created
    },
    async look(since): Promise<SlackResult<readonly Made[]>> {
      const own = await gateway.ownChannels()
      if (!own.ok) return own
      const made = own.value
        .filter((one) => one.creator === with_.botUserId && one.name === name && one.createdAt >= since)
        .sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime() || (a.id < b.id ? -1 : 1))
      const taken = await ask(with_.deps, (tx) =>
        knownChannels(
          tx,
          made.map(({ id }) => id),
        ),
      )
      const free = made.filter(({ id }) => !taken.has(id))
      return { ok: true, value: free.map((one) => ({ result: one.id, channel: one.name })) }
    },
    remove: (extra) => closeExtra(with_, clientId, extra.result),
  })
}

/** A second channel is closed, or named to the administrators where Slack does not let the bot close it. */
async function closeExtra(with_: DeliverDeps, clientId: number, channelId: string): Promise<SlackResult<null>> {
  const archived = await with_.gateway.archiveChannel(channelId)
  if (!archived.ok && archived.failure.kind === 'retry') return archived
  const closed = archived.ok || archived.failure.kind === 'already_so'
  await tellAdministrators(with_.deps, { type: 'extra_channel', clientId, channelId, closed })
  return { ok: true, value: null }
}
