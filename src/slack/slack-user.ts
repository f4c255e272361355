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
  readonly status: SlackStatus
}

/** What a person shows beside their name. */
export interface SlackStatus {
  readonly text: string
  /** Such as `:palm_tree:`; empty for none. */
  readonly emoji: string
  /** When it goes away by itself; null = not. */
  readonly until: Date | null
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
  profile?: Profile
}

interface Profile {
  email?: string
  real_name?: string
  status_text?: string
  status_emoji?: string
  status_expiration?: number
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
    status: statusOf(user.profile ?? {}),
  }
}

function statusOf({
  status_text: text = '',
  status_emoji: emoji = '',
  status_expiration: seconds = 0,
}: Profile): SlackStatus {
  return { text, emoji, until: seconds > 0 ? new Date(seconds * 1_000) : null }
}
