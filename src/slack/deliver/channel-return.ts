import type { Obstacle } from '../../domain/team/obstacle.ts'
import { keepObstructed, keepReturned, type ParkedChannel, parkedChannelOf } from '../../usecases/parked-channel.ts'
import type { Gateway } from '../gateway.ts'
import { isRefused, type SlackFailure } from '../slack-error.ts'
import { refusalOf, renameTo } from './channel-rename.ts'
import { channelJobSchema } from './client-payload.ts'
import { type DeliverDeps, done, failed, type OutgoingKind, overtaken } from './kind.ts'

/**
 * Brings a parked channel back to a client that is designated again: reachable, under its own name, and open for the steps
 * that follow. Where only a person can make it reachable, the administrators are told how, and those steps wait for their
 * Retry (B14). Nothing of the designation waits for this.
 */
export const outgoing: OutgoingKind = {
  kind: 'channel_return',
  async deliver(with_, effect) {
    const { clientId, askedBy } = channelJobSchema.parse(effect.payload)
    const work = await parkedChannelOf(with_.deps, clientId)
    if (work?.state !== 'returning' || work.channelId === null) return overtaken
    const has = await reach(with_, work.channelId)
    if ('kind' in has) return failed(has)
    if ('step' in has) {
      await keepObstructed(with_.deps, work, has, askedBy)
      return done
    }
    const renamed = await renameTo(with_, work.channelId, has.name, work.name)
    if (!renamed.ok) return failed(renamed.failure)
    await dropBookmark(with_, work, work.channelId)
    await keepReturned(with_.deps, work, renamed.value)
    return done
  },
}

/** The channel's name once the bot can work in it; else what keeps the bot out of it. */
async function reach(
  { gateway, archivist, botUserId }: DeliverDeps,
  channelId: string,
): Promise<{ readonly name: string } | Obstacle | SlackFailure> {
  const info = await gateway.channelInfo(channelId)
  if (info.ok && !info.value.archived) return info.value
  if (!info.ok && !isRefused(info.failure)) return info.failure
  if (archivist) return bringBack(gateway, archivist, channelId, botUserId)
  if (!info.ok) return { step: 'reach', error: info.failure.error }
  const back = refusalOf(await gateway.unarchiveChannel(channelId))
  if ('kind' in back) return back
  return back.refused === null ? info.value : { step: 'unarchive', error: back.refused }
}

/** Archiving takes the bot out of a channel; who brings it back invites the bot, which then sees them out again. */
async function bringBack(
  gateway: Gateway,
  archivist: Gateway,
  channelId: string,
  botUserId: string,
): Promise<{ readonly name: string } | Obstacle | SlackFailure> {
  const back = refusalOf(await archivist.unarchiveChannel(channelId))
  if ('kind' in back) return back
  if (back.refused !== null) return { step: 'unarchive', error: back.refused }
  const invited = await archivist.inviteMembers(channelId, [botUserId])
  if (!invited.ok) return isRefused(invited.failure) ? { step: 'reach', error: invited.failure.error } : invited.failure
  const info = await gateway.channelInfo(channelId)
  if (!info.ok) return isRefused(info.failure) ? { step: 'reach', error: info.failure.error } : info.failure
  const self = await archivist.authTest()
  if (self.ok) await gateway.removeMember(channelId, self.value.userId)
  return info.value
}

/** The old card's bookmark makes room for the new one's; one that stays harms nobody. */
async function dropBookmark(with_: DeliverDeps, { bookmarkId }: ParkedChannel, channelId: string): Promise<void> {
  if (bookmarkId !== null) await with_.gateway.removeBookmark(channelId, bookmarkId)
}
