import type { Tx } from '../../../db/connection.ts'
import { allowLong } from '../../../db/queries/dry-run.ts'
import { ofPolicyReview } from '../../../db/queries/first-steps.ts'
import { insertReviews } from '../../../db/queries/open-reviews.ts'
import {
  chosenClients,
  chosenPlaces,
  countChosen,
  dropPolicyReview,
  insertPolicyReview,
  setOpened,
} from '../../../db/queries/policy-review.ts'
import { trimName } from '../../domain/client/name.ts'
import type { DomainEvent } from '../../domain/event.ts'
import { isAboutAuthority, isRefusal, type Refusal, refuse } from '../../domain/refusal.ts'
import { isEmptySelection, type Selection } from '../../domain/review/policy-review.ts'
import { askFirst, planReviews } from '../open-reviews.ts'
import { readFrame } from '../review-frame.ts'
import { type Act, type Deps, type Moment, type Outcome, transact } from '../transact.ts'
import { type Starter, starterOf } from './may-start.ts'

/** What an act opened. */
export interface StartedPolicyReview {
  readonly id: number
  readonly opened: number
  /** Chosen clients that were left out, as a review of them is under way. */
  readonly skipped: number
}

/**
 * Opens a review of every chosen client in one act (Art. 12), however many: a fixed number of statements, in one transaction.
 * What was chosen is looked up anew, so the number may differ from the preview's. A client of which a review is under way by
 * then is left out; of two acts and the sweep at once each client gets one review. Who starts the act has no say in its
 * reviews. Nobody gets a card a client: who is asked is told once how many wait, and takes them from their list.
 */
export function startPolicyReview(
  deps: Deps,
  act: Act & { personId: number },
  selection: Selection,
  typed: string,
): Promise<StartedPolicyReview | Refusal> {
  return transact(deps, act, async (tx, moment): Promise<Outcome<StartedPolicyReview | Refusal>> => {
    const no = (refusal: Refusal) => ({ result: refusal, events: refusedEvents(refusal) })
    const starter = await starterOf(tx, act.personId, moment.today)
    if (isRefusal(starter)) return no(starter)
    if (isEmptySelection(selection)) return no(refuse('nothing_chosen', { article: '12' }))
    const reason = trimName(typed)
    if (reason === '') return no(refuse('reason_required', { field: 'reason' }))
    await allowLong(tx)
    const started = await open(tx, starter, { selection, reason }, moment)
    return isRefusal(started) ? no(started) : started
  })
}

interface Asked {
  readonly selection: Selection
  readonly reason: string
}

async function open(
  tx: Tx,
  { standing, settings }: Starter,
  { selection, reason }: Asked,
  moment: Moment,
): Promise<Outcome<StartedPolicyReview> | Refusal> {
  const frame = await readFrame(tx)
  const under = { submitter: standing, headOfficeId: frame.headOfficeId, policy: settings.policy }
  const { plans, refusals } = await planReviews(tx, await chosenPlaces(tx, selection), under)
  if (refusals[0]) return refusals[0]
  const by = { selection, reason, startedBy: standing.personId, startedAt: moment.now }
  const id = await insertPolicyReview(tx, by)
  const opened = await insertReviews(tx, chosenClients(selection, reason), {
    cause: 'policy',
    submittedBy: standing.personId,
    policyReviewId: id,
    policyVersionId: settings.id,
    criteria: frame.criteria,
    plans,
    openedAt: moment.now,
  })
  const all = (await countChosen(tx, selection)).reduce((sum, branch) => sum + branch.underWay, 0)
  const skipped = all - opened.length
  if (opened.length === 0) {
    await dropPolicyReview(tx, id)
    return refuse('nobody_to_review', { article: '12', params: { underWay: skipped } })
  }
  await setOpened(tx, id, opened.length, skipped)
  await askFirst(tx, ofPolicyReview(id), { submittedBy: standing.personId, listed: true }, moment)
  const { bank_wide, regional } = frame.criteria
  const event: DomainEvent = {
    happening: { type: 'policy_review_started', policyReviewId: id },
    article: '12',
    after: {
      selection,
      reason,
      opened: opened.length,
      skipped,
      criteriaVersions: { bank_wide: bank_wide?.id ?? null, regional: regional?.id ?? null },
    },
  }
  return { result: { id, opened: opened.length, skipped }, events: [event] }
}

function refusedEvents(refusal: Refusal): DomainEvent[] {
  if (!isAboutAuthority(refusal)) return []
  return [
    {
      happening: { type: 'policy_review_refused', policyReviewId: null },
      article: '12',
      after: { refused: refusal.refused },
    },
  ]
}
