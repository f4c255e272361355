import type { Policy } from '../../policy.ts'
import { type Refusal, refuse } from '../refusal.ts'

/**
 * Who sits in a client's channel without a seat in its team (Art. 14): a colleague, a full member of the workspace whom the
 * bank does not know, a guest of the workspace, somebody of another company, an app.
 */
export const strangerKinds = ['staff', 'unknown', 'guest', 'external', 'app'] as const

export type StrangerKind = (typeof strangerKinds)[number]

/** A stranger is reported, then kept until a day or taken out; gone once they are out, or have a seat. */
export const strangerStates = ['waiting', 'kept', 'removing', 'gone'] as const

export type StrangerState = (typeof strangerStates)[number]

/** What the bank's settings may do about a stranger: let the lead client manager say, or take them out at once. */
export const strangerAnswers = ['ask', 'remove'] as const

/** What is known of a Slack account that is no member of the team. */
export interface Outsider {
  readonly linked: boolean
  readonly isBot: boolean
  readonly isGuest: boolean
  /** Slack shows it as another workspace's: another company's, unless the bank knows it as staff's. */
  readonly isOutsider: boolean
}

/** Who somebody without a seat is; the farthest from the bank counts. */
export function strangerKind({ linked, isBot, isGuest, isOutsider }: Outsider): StrangerKind {
  if (isBot) return 'app'
  if (isOutsider && !linked) return 'external'
  if (isGuest) return 'guest'
  return linked ? 'staff' : 'unknown'
}

/** Whether nothing confidential may stand in a channel: it is shared with another company, or somebody is in it who freezes it. */
export function isFrozen(sharedOutside: boolean, present: readonly StrangerKind[], policy: Policy): boolean {
  const { freezeFor } = policy.strangers
  return (sharedOutside && freezeFor.includes('external')) || present.some((kind) => freezeFor.includes(kind))
}

/** What somebody wants done about a stranger, from a card that showed `seen`. */
export interface StrangerRequest {
  readonly seen: StrangerState
  readonly verdict: 'keep' | 'remove'
  /** ISO date, the last day as a guest of the team. */
  readonly until: string | null
}

/** What becomes of a stranger. */
export type StrangerDecision = { readonly state: 'kept'; readonly keepUntil: string } | { readonly state: 'removing' }

/** Whether the wish holds: nothing was decided meanwhile, and a stay ends within the bank's bound of days. */
export function decideStranger(
  state: StrangerState,
  { seen, verdict, until }: StrangerRequest,
  today: string,
  policy: Policy,
): StrangerDecision | Refusal {
  if (state === 'gone') return refuse('stranger_gone')
  if (state !== seen || state === 'removing') return refuse('stranger_decided')
  if (verdict === 'remove') return { state: 'removing' }
  const latest = latestStay(today, policy)
  if (until === null || until <= today) return refuse('date_not_ahead', { field: 'until' })
  if (until > latest) return refuse('stay_too_long', { field: 'until', params: { until: latest } })
  return { state: 'kept', keepUntil: until }
}

/** The last day until which somebody may be kept, from today (ISO dates). */
export function latestStay(today: string, { strangers }: Policy): string {
  const last = new Date(today)
  last.setUTCDate(last.getUTCDate() + strangers.keepMostDays)
  return last.toISOString().slice(0, 10)
}
