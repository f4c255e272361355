import type { Tx } from '../../db/connection.ts'
import { type ClientRow, lockClient } from '../../db/queries/client.ts'
import type { LoadedReview } from '../../db/queries/review.ts'
import { beginGrace, endDueGraces, type GraceRow, overtakeGrace } from '../../db/queries/review-grace.ts'
import type { DomainEvent } from '../domain/event.ts'
import { reviewArticle } from '../domain/review/decide-review.ts'
import { isUndoable } from '../domain/review/grace.ts'
import type { Outcome } from '../domain/review/review.ts'
import { dueAfter } from '../domain/working-hours.ts'
import { reseat } from './follow-teams.ts'
import { parkChannel } from './park-channel.ts'
import { workingTime } from './start-clocks.ts'
import { type Deps, type Moment, transact } from './transact.ts'

/** What an outcome leaves behind so that it can be undone. */
export interface Undoable {
  readonly loaded: LoadedReview
  readonly outcome: Outcome
  /** Whose word carried it out, and in which step. */
  readonly stepNo: number
  readonly inNameOf: number
  /** The client as it was before. */
  readonly client: ClientRow
  readonly stoppedRecommendationId: number | null
}

/**
 * Begins the period of grace of an exit or a downgrade (Art. 13), in the transaction of the outcome. The outcome itself holds
 * at once: register, tier and dates are those of the day on which it was decided, not of a night in which nobody decided
 * anything. Only what people would have to be brought back to waits: the team and the channel stay as they were until the
 * close of the last working day of grace.
 *
 * @returns when it is over; null where the bank's settings grant none, and the channel follows at once
 */
export async function grantGrace(tx: Tx, undoable: Undoable, moment: Moment): Promise<Date | null> {
  const { loaded, outcome, stepNo, inNameOf, client, stoppedRecommendationId } = undoable
  const days = isUndoable(outcome) ? moment.policy.outcomeGraceDays[outcome] : 0
  const { tier, category, designatedAt } = client
  if (!isUndoable(outcome) || days === 0 || !tier || !category || !designatedAt) return null
  const dueAt = dueAfter(moment.now, days, await workingTime(tx, moment.policy))
  await beginGrace(tx, {
    reviewId: loaded.review.id,
    round: loaded.review.round,
    stepNo,
    clientId: client.id,
    outcome,
    begunAt: moment.now,
    dueAt,
    formerTier: tier,
    formerCategory: category,
    formerDesignatedAt: designatedAt,
    formerNextReviewOn: client.nextReviewOn,
    formerReviewAnchor: client.reviewAnchor,
    stoppedRecommendationId,
    inNameOf,
  })
  return dueAt
}

/** A new designation takes the place of an outcome that could still be undone; whoever designates seats the team. */
export async function overtakeOutcome(tx: Tx, clientId: number): Promise<DomainEvent[]> {
  await lockClient(tx, clientId)
  const overtaken = await overtakeGrace(tx, clientId)
  return overtaken ? [graceEvent(overtaken, 'overtaken')] : []
}

/** So does a newer outcome, which begins with the team that the tier of today asks for. */
export async function settleGrace(tx: Tx, clientId: number, moment: Moment): Promise<DomainEvent[]> {
  const overtaken = await overtakeOutcome(tx, clientId)
  return overtaken.length > 0 ? [...overtaken, ...(await reseat(tx, [clientId], moment))] : []
}

/** Periods of grace ended in one transaction. */
const batch = 50

/**
 * Has teams and channels follow the outcomes whose period of grace is over: an exited client's channel is parked, a downgraded
 * client's team loses the seats that its tier has not. Several processes share the work; missed time is caught up.
 *
 * @returns how many periods ended
 */
export async function endGraces(deps: Deps): Promise<number> {
  for (let ended = 0; ; ) {
    const taken = await transact(deps, { personId: null, source: 'job' }, async (tx, moment) => {
      const over = await endDueGraces(tx, batch)
      const events: DomainEvent[] = []
      for (const grace of over) events.push(...(await follow(tx, grace, moment)))
      return { result: over.length, events }
    })
    ended += taken
    if (taken < batch) return ended
  }
}

async function follow(tx: Tx, grace: GraceRow, moment: Moment): Promise<DomainEvent[]> {
  if (grace.outcome === 'downgrade')
    return [graceEvent(grace, 'ended'), ...(await reseat(tx, [grace.clientId], moment))]
  return [graceEvent(grace, 'ended', { team: await parkChannel(tx, grace.clientId, moment, grace.begunAt) })]
}

function graceEvent(
  { clientId, reviewId, round, outcome, dueAt }: GraceRow,
  state: 'ended' | 'overtaken',
  also: Readonly<Record<string, unknown>> = {},
): DomainEvent {
  return {
    happening: { type: 'grace_over', clientId, reviewId },
    article: reviewArticle,
    before: { outcome, round, dueAt: dueAt.toISOString() },
    after: { state, ...also },
  }
}
