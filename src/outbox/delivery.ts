import type { ClaimedEffect } from '../../db/queries/effect-claims.ts'

/**
 * What came of sending an effect.
 * - `retry` with `afterMs`: the other side said when to come back (Retry-After); that is no attempt. With `line` it waits
 *   for a turn of that budget, in line with the others, and comes back as soon as there is one.
 * - `unknown`: it may have gone out; a look after `lookAfterMs` can tell. An attempt.
 * - `retry` with null: after a growing pause. An attempt, unless `away`: then nothing could have been sent for reasons
 *   that lie outside the row (workspace or database out of reach, the app's token refused).
 * - `dead`: it can never go out.
 */
export type Delivery =
  | { readonly kind: 'done' }
  | {
      readonly kind: 'retry'
      readonly afterMs: number | null
      readonly away?: boolean
      readonly error: string
      readonly line?: string | undefined
    }
  | { readonly kind: 'unknown'; readonly lookAfterMs: number; readonly error: string }
  | { readonly kind: 'dead'; readonly error: string }

/**
 * Sends one effect. It may be called again for a row that went out already (a crash before the row was finished), so it
 * begins by reading what is there. Every call in it has a time limit: the row's lane waits until it returns.
 */
export type Deliver = (effect: ClaimedEffect) => Promise<Delivery>
