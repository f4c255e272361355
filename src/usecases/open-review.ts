import type { Tx } from '../../db/connection.ts'
import { type ClientRow, lockClient } from '../../db/queries/client.ts'
import { currentCriteria } from '../../db/queries/criteria.ts'
import { newestFigures } from '../../db/queries/figures.ts'
import { dueClients, reviewUnderWay } from '../../db/queries/review.ts'
import { insertReview } from '../../db/queries/review-change.ts'
import { currentPolicy } from '../../db/queries/settings.ts'
import { standingOf } from '../../db/queries/standing.ts'
import { headOfficeId, unitById } from '../../db/queries/unit.ts'
import type { Tier } from '../domain/client/category.ts'
import { trimName } from '../domain/client/name.ts'
import { noCriteria, valuesFor } from '../domain/criteria/criteria.ts'
import type { DomainEvent } from '../domain/event.ts'
import { holdsPost, reaches, type Standing } from '../domain/organisation/standing.ts'
import type { Unit } from '../domain/organisation/unit.ts'
import { isRefusal, type Refusal, refuse } from '../domain/refusal.ts'
import { reviewArticle } from '../domain/review/decide-review.ts'
import { planReview } from '../domain/review/plan-review.ts'
import type { ReviewCause } from '../domain/review/review.ts'
import type { Policy } from '../policy.ts'
import { type Act, type Deps, type Moment, type Outcome, transact } from './transact.ts'

/** Why a review is opened. */
type Asked =
  | { readonly cause: Extract<ReviewCause, 'asked_for'>; readonly submitter: Standing; readonly evidence: string }
  | { readonly cause: Extract<ReviewCause, 'below_criteria'>; readonly submitter: null; readonly evidence: string }
  | { readonly cause: Extract<ReviewCause, 'scheduled'>; readonly submitter: null; readonly evidence: null }

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
    const asked = { cause: 'asked_for', submitter, evidence: trimName(evidence) } as const
    const opened = await openOne(tx, clientId, asked, moment, await readFrame(tx))
    if (isRefusal(opened)) return no(opened)
    return { result: opened, events: [opened.event] }
  })
}

/** So many clients are taken in one transaction. */
const batch = 100

/**
 * Opens the reviews whose date has come, in batches; several processes share the work, and a missed day heals itself. A date
 * opens one review, however often this runs.
 *
 * @returns how many were opened
 */
export async function openDueReviews(deps: Deps): Promise<number> {
  for (let opened = 0; ; ) {
    const { found, count } = await transact(deps, { personId: null, source: 'job' }, async (tx, moment) => {
      const due = await dueClients(tx, moment.today, batch)
      const frame = await readFrame(tx)
      const events: DomainEvent[] = []
      for (const clientId of due) {
        const one = await openOne(tx, clientId, { cause: 'scheduled', submitter: null, evidence: null }, moment, frame)
        if (!isRefusal(one)) events.push(one.event)
        else deps.log.error({ clientId, refused: one.refused }, 'a review that is due was not opened')
      }
      return { result: { found: due.length, count: events.length }, events }
    })
    opened += count
    // Where none could be opened, asking again would find the same ones.
    if (found < batch || count === 0) return opened
  }
}

/** What the reviews of one transaction are opened under: read once, however many there are. */
export interface Frame {
  readonly settings: Awaited<ReturnType<typeof currentPolicy>>
  readonly headOfficeId: number
  readonly criteria: Readonly<Record<Tier, Awaited<ReturnType<typeof currentCriteria>>>>
}

/** Reads it. */
export async function readFrame(tx: Tx): Promise<Frame> {
  return {
    settings: await currentPolicy(tx),
    headOfficeId: await headOfficeId(tx),
    criteria: {
      bank_wide: await currentCriteria(tx, 'bank_wide'),
      regional: await currentCriteria(tx, 'regional'),
    },
  }
}

/** Opens one client's review in the caller's transaction, or says why not. */
export async function openOne(
  tx: Tx,
  clientId: number,
  asked: Asked,
  moment: Moment,
  { settings, headOfficeId, criteria: byTier }: Frame,
): Promise<(Opened & { event: DomainEvent }) | Refusal> {
  const client = await lockClient(tx, clientId)
  if (!settings) return refuse('no_policy')
  const leadUnit = client?.leadUnitId ? await unitById(tx, client.leadUnitId) : null
  if (!client?.tier || !leadUnit)
    return refuse('not_strategic', { article: reviewArticle, params: { client: client?.shortName ?? '' } })
  const refusal = await obstacle(tx, client, leadUnit, asked, settings.policy)
  if (refusal) return refusal
  const { tier } = client
  const steps = planReview({ tier, leadUnit, headOfficeId, submitter: asked.submitter }, settings.policy)
  const nobodys = steps.find((step) => step.state !== 'skipped' && step.positions.length === 0)
  if (nobodys) return refuse('nobody_may_decide', { article: reviewArticle, params: { step: nobodys.kind } })
  const criteria = byTier[tier]
  const reviewId = await insertReview(
    tx,
    {
      clientId,
      tier,
      cause: asked.cause,
      submittedBy: asked.submitter?.personId ?? null,
      evidence: asked.evidence,
      dueOn: asked.cause === 'scheduled' ? client.nextReviewOn : null,
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
    after: { clientId, tier, cause: asked.cause, evidence: asked.evidence, dueOn: client.nextReviewOn },
  }
  return { reviewId, clientName: client.shortName, event }
}

async function obstacle(
  tx: Tx,
  client: ClientRow,
  leadUnit: Unit,
  asked: Asked,
  policy: Policy,
): Promise<Refusal | null> {
  if (asked.cause === 'asked_for') {
    const { submitter, evidence } = asked
    if (!submitter.active) return refuse('left_the_bank')
    if (!holdsPost(submitter.posts, policy.reviewOpeners) || !reaches(submitter.posts, leadUnit))
      return refuse('may_not_open_review', { article: reviewArticle, params: { unit: leadUnit.name } })
    if (evidence === '') return refuse('reason_required', { field: 'evidence' })
  }
  const number = await reviewUnderWay(tx, client.id)
  return number === null ? null : refuse('review_under_way', { params: { client: client.shortName, number } })
}
