import type { ClaimedEffect } from '../../../db/queries/effect-claims.ts'
import type { Delivery } from '../../outbox/delivery.ts'
import type { Deps } from '../../usecases/transact.ts'
import type { Gateway } from '../gateway.ts'
import type { Languages } from '../languages.ts'
import type { MarkOf } from '../mark.ts'
import type { SlackFailure } from '../slack-error.ts'

/** What every outgoing kind works with. */
export interface DeliverDeps {
  readonly deps: Deps
  readonly gateway: Gateway
  /** Acts for the person who brings archived channels back, where the bank named one (B14). */
  readonly archivist: Gateway | null
  readonly languages: Languages
  readonly teamId: string
  readonly botUserId: string
  readonly timeZone: () => string
  /** By what the bot knows its own messages again. */
  readonly markOf: MarkOf
  /** After how long nothing more can come of a call whose answer was lost: the call's own time limit, and some. */
  readonly lookAfterMs: number
}

/** One kind of effect and how it goes out. One file in this folder each. */
export interface OutgoingKind {
  readonly kind: string
  readonly deliver: (with_: DeliverDeps, effect: ClaimedEffect) => Promise<Delivery>
}

export const done: Delivery = { kind: 'done' }

/** Nothing to be done any more: what it was about is no longer so. */
export const overtaken = done

export function dead(error: string): Delivery {
  return { kind: 'dead', error }
}

/** What a failed call means for its row. An unknown outcome is looked at before anything is sent again. */
export function failed(failure: SlackFailure): Delivery {
  switch (failure.kind) {
    case 'already_so':
      return done
    case 'give_up':
      return dead(failure.detail ? `${failure.error}: ${failure.detail}` : failure.error)
    case 'unknown':
      return { kind: 'unknown', lookAfterMs: failure.lookAfterMs ?? 0, error: failure.error }
    case 'retry':
      return { kind: 'retry', afterMs: failure.afterMs, away: failure.away, error: failure.error, line: failure.line }
  }
}
