import type { Tx } from '../../../db/connection.ts'
import { allowLong } from '../../../db/queries/dry-run.ts'
import { insertReviews, type PlannedReview } from '../../../db/queries/open-reviews.ts'
import {
  askForAll,
  chosenClients,
  chosenPlaces,
  countChosen,
  dropPolicyReview,
  firstSteps,
  insertPolicyReview,
  setOpened,
} from '../../../db/queries/policy-review.ts'
import { unitsById } from '../../../db/queries/unit.ts'
import { trimName } from '../../domain/client/name.ts'
import type { DomainEvent } from '../../domain/event.ts'
import { principalOf } from '../../domain/organisation/principal.ts'
import type { Standing } from '../../domain/organisation/standing.ts'
import { isAboutAuthority, isRefusal, type Refusal, refuse } from '../../domain/refusal.ts'
import { reviewArticle } from '../../domain/review/decide-review.ts'
import { planReview } from '../../domain/review/plan-review.ts'
import { isEmptySelection, type Selection } from '../../domain/review/policy-review.ts'
import { entitledTo } from '../entitled.ts'
import { type Frame, readFrame } from '../open-review.ts'
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
  const plans = await plansFor(tx, selection, standing, settings.policy, frame)
  if (isRefusal(plans)) return plans
  const by = { selection, reason, startedBy: standing.personId, startedAt: moment.now }
  const id = await insertPolicyReview(tx, by)
  const opened = await insertReviews(tx, chosenClients(selection), {
    cause: 'policy',
    submittedBy: standing.personId,
    evidence: reason,
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
  await askFirst(tx, id, standing.personId, moment)
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

/** The steps for every tier and lead unit among the chosen, by the same rule as of one review. */
async function plansFor(
  tx: Tx,
  selection: Selection,
  submitter: Standing,
  policy: Starter['settings']['policy'],
  { headOfficeId }: Frame,
): Promise<PlannedReview[] | Refusal> {
  const places = await chosenPlaces(tx, selection)
  const units = new Map(
    (
      await unitsById(
        tx,
        places.map(({ unitId }) => unitId),
      )
    ).map((unit) => [unit.id, unit]),
  )
  const plans: PlannedReview[] = []
  for (const { tier, unitId } of places) {
    const leadUnit = units.get(unitId)
    if (!leadUnit) continue
    const steps = planReview({ tier, leadUnit, headOfficeId, submitter }, policy)
    const nobodys = steps.find((step) => step.state !== 'skipped' && step.positions.length === 0)
    if (nobodys) return refuse('nobody_may_decide', { article: reviewArticle, params: { step: nobodys.kind } })
    plans.push({ tier, unitId, steps })
  }
  return plans
}

/** Who may take the first steps, once a place: whoever started the act may take none. */
async function askFirst(tx: Tx, id: number, submittedBy: number, { now, today }: Moment): Promise<void> {
  const proceeding = { submittedBy, voices: [], article: reviewArticle }
  const asked: Parameters<typeof askForAll>[2][number][] = []
  for (const { kind, unitId, positions } of await firstSteps(tx, id)) {
    const step = { kind, unitId, positions }
    const mayTake = (standing: Standing) => typeof principalOf(proceeding, step, standing) === 'number'
    asked.push({ kind, unitId, personIds: await entitledTo(tx, step, today, mayTake) })
  }
  await askForAll(tx, id, asked, now)
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
