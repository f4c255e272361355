import { dropCriteriaDraft, lockCriteria } from '../../../db/queries/criteria.ts'
import { wantChecksOfTier } from '../../../db/queries/criteria-checks.ts'
import { insertCriteria } from '../../../db/queries/import-defaults.ts'
import type { Tier } from '../../domain/client/category.ts'
import { trimName } from '../../domain/client/name.ts'
import type { DomainEvent } from '../../domain/event.ts'
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts'
import type { Policy } from '../../policy.ts'
import { restartAll } from '../restart-recommendation.ts'
import { type Act, type Deps, type Outcome, transact } from '../transact.ts'
import { publisherOf } from './may-publish.ts'
import { inForceIn, type TierCriteria, tierCriteria } from './read-criteria.ts'

/** What the publisher saw and says. */
export interface Publishing {
  readonly tier: Tier
  /** When the draft that the person saw was last changed, as an ISO moment. */
  readonly seen: string
  readonly reason: string
  /** Recommendations on their way that begin anew under what is published; the others keep their version. */
  readonly restart: readonly number[]
}

/** What was published, and how many recommendations began anew. */
export interface Published {
  readonly criteriaVersionId: number
  readonly restarted: number
}

/**
 * Publishes a tier's draft as its criteria: with date, who and why, in force at once. What is on its way keeps the version it
 * was submitted or opened under, but for the recommendations that the publisher has begin anew (B06).
 */
export function publishCriteria(
  deps: Deps,
  act: Act & { personId: number },
  publishing: Publishing,
  momentText: (at: Date) => string,
): Promise<Published | Refusal> {
  return transact(deps, act, async (tx, moment): Promise<Outcome<Published | Refusal>> => {
    const no = (result: Refusal, events: readonly DomainEvent[] = []) => ({ result, events })
    const policy = await publisherOf(tx, act.personId, moment.today)
    if (isRefusal(policy)) return no(policy)
    await lockCriteria(tx)
    const now = await tierCriteria(tx, publishing.tier)
    const wrong = obstacle(now, publishing, policy, act.personId, momentText)
    if (wrong || !now.draft) return no(wrong ?? refuse('criteria_unchanged'))
    const { tier, restart } = publishing
    const reason = trimName(publishing.reason)
    const { criteria, editors } = now.draft
    const criteriaVersionId = await insertCriteria(tx, {
      tier,
      criteria,
      publishedAt: moment.now,
      publishedBy: act.personId,
      reason,
    })
    await dropCriteriaDraft(tx, tier)
    await wantChecksOfTier(tx, tier, moment.now)
    const restarts = await restartAll(tx, restart, moment, { tier })
    const published: DomainEvent = {
      happening: { type: 'criteria_published', criteriaVersionId },
      article: '12',
      before: { tier, criteriaVersionId: now.versions[0]?.id ?? null, criteria: inForceIn(now) },
      after: { tier, criteria, reason, editors, restarted: restart },
    }
    return { result: { criteriaVersionId, restarted: restarts.length }, events: [published, ...restarts] }
  })
}

function obstacle(
  { draft }: TierCriteria,
  { seen, reason }: Publishing,
  policy: Policy,
  personId: number,
  momentText: (at: Date) => string,
): Refusal | null {
  if (!draft) return refuse('criteria_unchanged', { field: 'reason' })
  if (draft.changedAt.toISOString() !== seen)
    return refuse('criteria_draft_changed', { params: { name: draft.changedBy, at: momentText(draft.changedAt) } })
  if (draft.criteria.lines.length === 0) return refuse('criteria_empty', { article: '13' })
  if (policy.criteriaFourEyes && draft.editors.includes(personId))
    return refuse('criteria_four_eyes', { article: '13' })
  return trimName(reason) === '' ? refuse('reason_required', { field: 'reason' }) : null
}
