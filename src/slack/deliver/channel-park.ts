import { parkedChannelName } from '../../domain/team/channel-name.ts'
import type { Obstacle } from '../../domain/team/obstacle.ts'
import { keepParked, type ParkedChannel, parkedChannelOf } from '../../usecases/parked-channel.ts'
import { escapedWithin } from '../blocks.ts'
import { channelLimits } from '../limits.ts'
import { isRefused, type SlackFailure } from '../slack-error.ts'
import { clientText } from '../text/client.ts'
import { dateText } from '../text/moment.ts'
import { refusalOf, renameTo } from './channel-rename.ts'
import { channelJobSchema } from './client-payload.ts'
import { type DeliverDeps, done, failed, type OutgoingKind, overtaken } from './kind.ts'

/**
 * Parks an exited client's channel: its name and topic say so, everybody but the bot is removed, each for themselves; where
 * the bank has it so, it is then archived. What
 * Slack refuses is left to be done by hand and keeps nothing else from being done. Each step reads how far it has come from
 * Slack, so it may begin again anywhere (B14).
 */
export const outgoing: OutgoingKind = {
  kind: 'channel_park',
  async deliver(with_, effect) {
    const { clientId, askedBy } = channelJobSchema.parse(effect.payload)
    const work = await parkedChannelOf(with_.deps, clientId)
    if (!work || work.state === 'returning') return overtaken
    const obstacles = work.channelId === null ? [] : await park(with_, work, work.channelId)
    if ('kind' in obstacles) return failed(obstacles)
    await keepParked(with_.deps, work, obstacles, askedBy)
    return done
  },
}

async function park(
  with_: DeliverDeps,
  work: ParkedChannel,
  channelId: string,
): Promise<readonly Obstacle[] | SlackFailure> {
  const info = await with_.gateway.channelInfo(channelId)
  if (!info.ok) return isRefused(info.failure) ? [{ step: 'reach', error: info.failure.error }] : info.failure
  // Somebody closed it already; nobody can be removed from it, and it is brought back by hand.
  if (info.value.archived) return []
  const renamed = await renameTo(with_, channelId, info.value.name, parkedChannelName(work.name))
  if (!renamed.ok) return renamed.failure
  const topic = refusalOf(await with_.gateway.setTopic(channelId, topicOf(work)))
  if ('kind' in topic) return topic
  const keeper = work.archive ? await letIn(with_, channelId) : null
  if (keeper && 'kind' in keeper) return keeper
  const stayed = await removeAll(with_, channelId, keeper && 'userId' in keeper ? keeper.userId : null)
  if ('kind' in stayed) return stayed
  const closed = keeper && 'userId' in keeper ? await archive(with_, channelId) : []
  if ('kind' in closed) return closed
  return [
    ...('refused' in renamed.value ? [{ step: 'rename', error: renamed.value.refused } as const] : []),
    ...(topic.refused === null ? [] : [{ step: 'topic', error: topic.refused } as const]),
    ...stayed,
    ...(keeper && 'step' in keeper ? [keeper] : []),
    ...closed,
  ]
}

/** Only a member can bring an archived private channel back: who will do so is brought in before it is archived. */
async function letIn(
  { gateway, archivist }: DeliverDeps,
  channelId: string,
): Promise<{ readonly userId: string } | Obstacle | SlackFailure> {
  if (!archivist) return { step: 'archive', error: 'no_user_token' }
  const self = await archivist.authTest()
  if (!self.ok) return isRefused(self.failure) ? { step: 'archive', error: self.failure.error } : self.failure
  const { userId } = self.value
  const invited = await gateway.inviteMembers(channelId, [userId])
  if (!invited.ok)
    return isRefused(invited.failure) ? { step: 'archive', error: invited.failure.error } : invited.failure
  const [failure] = invited.value.failures
  return failure ? { step: 'archive', error: failure.error } : { userId }
}

async function archive({ gateway }: DeliverDeps, channelId: string): Promise<Obstacle[] | SlackFailure> {
  const closed = refusalOf(await gateway.archiveChannel(channelId))
  if ('kind' in closed) return closed
  return closed.refused === null ? [] : [{ step: 'archive', error: closed.refused }]
}

function topicOf({ client, parkedOn, language }: ParkedChannel): string {
  return escapedWithin(
    clientText[language].parkedTopic(client.shortName, dateText(parkedOn, language)),
    channelLimits.topic,
  )
}

/** Who is asked for is who is in it, not who sat in the team: nobody stays who was brought in by hand. */
async function removeAll(
  with_: DeliverDeps,
  channelId: string,
  keeper: string | null,
): Promise<Obstacle[] | SlackFailure> {
  const members = await with_.gateway.channelMembers(channelId)
  if (!members.ok)
    return isRefused(members.failure) ? [{ step: 'reach', error: members.failure.error }] : members.failure
  const stayed: Obstacle[] = []
  for (const userId of members.value) {
    if (userId === with_.botUserId || userId === keeper) continue
    const removed = await with_.gateway.removeMember(channelId, userId)
    // Left by themselves meanwhile.
    if (!removed.ok && removed.failure.error === 'not_in_channel') continue
    const kicked = refusalOf(removed)
    if ('kind' in kicked) return kicked
    if (kicked.refused !== null) stayed.push({ step: 'remove', error: kicked.refused, userId })
  }
  return stayed
}
