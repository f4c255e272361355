import type { Tx } from '../../db/connection.ts'
import { decidedBy, type InboxItem, startedBy, waitingFor } from '../../db/queries/inbox.ts'
import { readRecommendation } from '../../db/queries/recommendation.ts'
import { standingOf } from '../../db/queries/standing.ts'
import type { Standing } from '../domain/organisation/standing.ts'
import { mayBeAsked } from '../domain/recommendation/ask.ts'
import { openStep } from '../domain/recommendation/recommendation.ts'
import { type Refusal, refuse } from '../domain/refusal.ts'
import { ask, type Deps } from './transact.ts'

/** What waits for a person, what they started and what they decided. */
export interface Inbox {
  readonly standing: Standing
  readonly now: Date
  readonly waiting: readonly InboxItem[]
  readonly started: readonly InboxItem[]
  readonly decided: readonly InboxItem[]
  /** How many of each list were asked for; one more row means that there are more. */
  readonly limit: number
}

const inboxLimit = 20

/** Reads a person's three lists. */
export function readInbox(deps: Deps, personId: number): Promise<Inbox | Refusal> {
  return ask(deps, async (tx, moment) => {
    const standing = await standingOf(tx, personId, moment.today)
    if (!standing) return refuse('not_mapped')
    if (!standing.active) return refuse('left_the_bank')
    return {
      standing,
      now: moment.now,
      waiting: await mine(tx, standing),
      started: await startedBy(tx, personId, inboxLimit + 1),
      decided: await decidedBy(tx, personId, inboxLimit + 1),
      limit: inboxLimit,
    }
  })
}

/** Of what waits at the person's posts, what is theirs to take: the same rule as at the press. */
async function mine(tx: Tx, standing: Standing): Promise<InboxItem[]> {
  const items: InboxItem[] = []
  for (const item of await waitingFor(tx, standing, inboxLimit + 1)) {
    const loaded = await readRecommendation(tx, item.id)
    const step = loaded && openStep(loaded.recommendation)
    if (loaded && step && mayBeAsked(loaded.recommendation, step, standing)) items.push(item)
  }
  return items
}
