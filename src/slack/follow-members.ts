import { z } from 'zod'
import { linkAccount } from '../usecases/link-accounts.ts'
import { followDeletion } from '../usecases/lost-channel.ts'
import { followLeaver, newcomer, reportStranger } from '../usecases/report-stranger.ts'
import { followSharing } from '../usecases/shared-channel.ts'
import type { ContextDeps } from './contexts.ts'
import { profileOf } from './directory.ts'
import { isRefused, type SlackFailure } from './slack-error.ts'
import type { SlackUser } from './slack-user.ts'
import type { Take, TakenEvent } from './taken-events.ts'

const memberSchema = z.object({ user: z.string(), channel: z.string(), inviter: z.string().optional() })
const deletedSchema = z.object({ channel: z.string() })
const sharedSchema = z.object({ channel: z.string(), is_ext_shared: z.boolean().optional() })

type Base = Pick<ContextDeps, 'deps' | 'gateway' | 'teamId'>

/** Follows who comes into clients' channels and who leaves, whether one is deleted, or shared with another company (Art. 14). */
export function followMembers(base: Base, botUserId: string): Readonly<Record<string, Take>> {
  const sharing = (begins: boolean) => async (taken: TakenEvent) => {
    const { channel, is_ext_shared: still } = sharedSchema.parse(taken.event)
    const shared = begins || (still ?? false)
    await followSharing(base.deps, { teamId: taken.teamId, channelId: channel, shared }, taken.eventId)
  }
  return {
    member_joined_channel: (taken) => followJoin(base, botUserId, taken),
    member_left_channel: async ({ event, teamId, eventId }) => {
      const { user, channel } = memberSchema.parse(event)
      await followLeaver(base.deps, { teamId, channelId: channel, userId: user }, eventId)
    },
    group_deleted: async ({ event, teamId, eventId }) => {
      const { channel } = deletedSchema.parse(event)
      await followDeletion(base.deps, { teamId, channelId: channel }, eventId)
    },
    channel_shared: sharing(true),
    channel_unshared: sharing(false),
  }
}

async function followJoin(base: Base, botUserId: string, { event, eventId }: TakenEvent): Promise<void> {
  const { user, channel, inviter } = memberSchema.parse(event)
  if (user === botUserId) return
  const unread = await reportMember(base, { channelId: channel, userId: user, invitedBy: inviter ?? null }, eventId)
  if (unread) throw new Error(`users.info: ${unread.error}`)
}

/**
 * Reports an account in a client's channel that has no seat there. Slack is asked who it is, and it is linked to staff where
 * it is theirs; whom Slack does not show is of another company.
 *
 * @param eventId of the event that told of it; null where a read found it
 * @returns why Slack cannot say now; null = nothing is left to do
 */
export async function reportMember(
  { deps, gateway, teamId }: Base,
  member: { readonly channelId: string; readonly userId: string; readonly invitedBy: string | null },
  eventId: string | null,
): Promise<SlackFailure | null> {
  const account = await newcomer(deps, teamId, member.channelId, member.userId)
  if (account === null) return null
  const found = await gateway.userInfo(member.userId)
  if (!found.ok && !isRefused(found.failure)) return found.failure
  const user = found.ok ? found.value : null
  if (user?.deactivated) return null
  const isOutsider = isOfAnother(user, teamId)
  const profile = user && !isOutsider ? profileOf(user) : null
  if (account === 'unlinked' && profile?.email) await linkAccount(deps, teamId, profile)
  const { name, isBot, isGuest } = user ?? { name: '', isBot: false, isGuest: false }
  await reportStranger(deps, { ...member, teamId, name, isBot, isGuest, isOutsider }, eventId)
  return null
}

/** In a shared channel Slack marks nobody as a stranger: the home of an account tells (docs.slack.dev, "Slack Connect"). */
function isOfAnother(user: SlackUser | null, teamId: string): boolean {
  return user === null || user.isOutsider || (user.teamId !== '' && user.teamId !== teamId)
}
