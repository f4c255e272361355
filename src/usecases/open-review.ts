import type { Tx } from '../../db/connection.ts'
import { type ClientRow, lockClient } from '../../db/queries/client.ts'
import { newestFigures } from '../../db/queries/figures.ts'
import { reviewUnderWay } from '../../db/queries/review.ts'
import { insertReview } from '../../db/queries/review-change.ts'
import { standingOf } from '../../db/queries/standing.ts'
import { holdUnit } from '../../db/queries/unit.ts'
import { trimName } from '../domain/client/name.ts'
import { noCriteria, valuesFor } from '../domain/criteria/criteria.ts'
import type { DomainEvent } from '../domain/event.ts'
import { holdsPost, reaches, type Standing } from '../domain/organisation/standing.ts'
import type { Unit } from '../domain/organisation/unit.ts'
import { isRefusal, type Refusal, refuse } from '../domain/refusal.ts'
import { reviewArticle } from '../domain/review/decide-review.ts'
import { nobodysStep, planReview } from '../domain/review/plan-review.ts'
import type { Policy } from '../policy.ts'
import { readFrame } from './review-frame.ts'
import { type Act, type Deps, type Moment, type Outcome, transact } from './transact.ts'

interface Opened {
  readonly reviewId: number
  readonly clientName: string
}

/**
 * Opens a review that somebody asks for, with what they say about it (Art. 13): at once before whoever is heard first
 * (rolling review, Art. 12). Refused where one is under way.
 */
export function openReview(
  deps: Deps,
  act: Act & { personId: number },
  clientId: number,
  evidence: string,
): Promise<Opened | Refusal> {
  return transact(deps, act, async (tx, moment): Promise<Outcome<Opened | Refusal>> => {
    const no = (refusal: Refusal) => ({ result: refusal, events: [] })
    const submitter = await standingOf(tx, act.personId, moment.today)
    if (!submitter) return no(refuse('not_mapped'))
    const opened = await openOne(tx, clientId, { submitter, evidence: trimName(evidence) }, moment)
    if (isRefusal(opened)) return no(opened)
    return { result: opened, events: [opened.event] }
  })
}

interface Asked {
  readonly submitter: Standing
  readonly evidence: string
}

async function openOne(
  tx: Tx,
  clientId: number,
  { submitter, evidence }: Asked,
  moment: Moment,
): Promise<(Opened & { event: DomainEvent }) | Refusal> {
  const client = await lockClient(tx, clientId)
  const { settings, headOfficeId, criteria: byTier } = await readFrame(tx)
  if (!settings) return refuse('no_policy')
  const leadUnit = client?.leadUnitId ? await holdUnit(tx, client.leadUnitId) : null
  if (!client?.tier || !leadUnit)
    return refuse('not_strategic', { article: reviewArticle, params: { client: client?.shortName ?? '' } })
  const refusal = await obstacle(tx, client, leadUnit, { submitter, evidence }, settings.policy)
  if (refusal) return refusal
  const { tier } = client
  const steps = planReview({ tier, leadUnit, headOfficeId, submitter }, settings.policy)
  const nobodys = nobodysStep(steps)
  if (nobodys) return refuse('nobody_may_decide', { article: reviewArticle, params: { step: nobodys.kind } })
  const criteria = byTier[tier]
  const reviewId = await insertReview(
    tx,
    {
      clientId,
      tier,
      cause: 'asked_for',
      submittedBy: submitter.personId,
      evidence,
      criteriaVersionId: criteria?.id ?? null,
      criteriaValues: valuesFor(criteria?.criteria ?? noCriteria, await newestFigures(tx, clientId)),
      policyVersionId: settings.id,
      openedAt: moment.now,
    },
    steps,
  )
  const event: DomainEvent = {
    happening: { type: 'review_opened', reviewId },
    article: reviewArticle,
    after: { clientId, tier, cause: 'asked_for', evidence, dueOn: client.nextReviewOn },
  }
  return { reviewId, clientName: client.shortName, event }
}

async function obstacle(
  tx: Tx,
  client: ClientRow,
  leadUnit: Unit,
  { submitter, evidence }: Asked,
  policy: Policy,
): Promise<Refusal | null> {
  if (!submitter.active) return refuse('left_the_bank')
  if (!holdsPost(submitter.posts, policy.reviewOpeners) || !reaches(submitter.posts, leadUnit))
    return refuse('may_not_open_review', { article: reviewArticle, params: { unit: leadUnit.name } })
  if (evidence === '') return refuse('reason_required', { field: 'evidence' })
  const number = await reviewUnderWay(tx, client.id)
  return number === null ? null : refuse('review_under_way', { params: { client: client.shortName, number } })
}
