import { UnreadableAnswer } from './slack-error.ts'

/** A Slack account as the directory shows it. */
export interface SlackUser {
  readonly id: string
  readonly teamId: string
  readonly name: string
  /** Null where Slack does not show it: bots, outsiders, or no scope `users:read.email`. */
  readonly email: string | null
  /** Such as zh-CN; empty where Slack does not say. */
  readonly locale: string
  readonly deactivated: boolean
  readonly isBot: boolean
  /** Single- or multi-channel guest. */
  readonly isGuest: boolean
  /** Of another company, seen through a shared channel. */
  readonly isOutsider: boolean
}

interface Member {
  id?: string
  team_id?: string
  name?: string
  real_name?: string
  locale?: string
  deleted?: boolean
  is_bot?: boolean
  is_restricted?: boolean
  is_ultra_restricted?: boolean
  is_stranger?: boolean
  profile?: { email?: string; real_name?: string }
}

/** Slackbot passes for a person in the directory. */
const SLACKBOT = 'USLACKBOT'

/** Reads one of Slack's user objects; throws where it names nobody. */
export function readUser(user: Member): SlackUser {
  if (user.id === undefined) throw new UnreadableAnswer('Slack answered with a user without id')
  return {
    id: user.id,
    teamId: user.team_id ?? '',
    name: user.profile?.real_name || user.real_name || user.name || '',
    email: user.profile?.email ?? null,
    locale: user.locale ?? '',
    deactivated: user.deleted ?? false,
    isBot: (user.is_bot ?? false) || user.id === SLACKBOT,
    isGuest: (user.is_restricted ?? false) || (user.is_ultra_restricted ?? false),
    isOutsider: user.is_stranger ?? false,
  }
}
