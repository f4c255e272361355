import type { Tx } from '../../db/connection.ts'
import { type ClientRow, insertClient, leadBranchOf, lockClient, lookAlikes } from '../../db/queries/client.ts'
import { currentCriteria } from '../../db/queries/criteria.ts'
import { keepDraft, type RecommendationRow } from '../../db/queries/recommendation.ts'
import { insertSteps, setSubmitted } from '../../db/queries/recommendation-change.ts'
import { currentPolicy, policyVersion } from '../../db/queries/settings.ts'
import { standingOf } from '../../db/queries/standing.ts'
import { headOfficeId, holdUnit } from '../../db/queries/unit.ts'
import { trimName } from '../domain/client/name.ts'
import type { DomainEvent } from '../domain/event.ts'
import { type Draft, readDraft } from '../domain/recommendation/draft.ts'
import { planSteps } from '../domain/recommendation/plan-steps.ts'
import type { Submission } from '../domain/recommendation/recommendation.ts'
import { routes } from '../domain/recommendation/routes.ts'
import { checkSubmission, type RouteChoice } from '../domain/recommendation/submit.ts'
import { isRefusal, type Refusal, refuse } from '../domain/refusal.ts'
import { keepRecommendedFigures } from './figures/recommended-figures.ts'
import { choicesFor, obstacleTo, ownRow } from './recommendation-form.ts'
import { addSounds } from './search/add-sounds.ts'
import { type Act, type Deps, type Moment, type Outcome, transact } from './transact.ts'

export interface Submitted {
  readonly recommendationId: number
  readonly clientName: string
  /** True where the same form had been submitted before: nothing happened this time. */
  readonly already: boolean
}

/** What holds for the whole attempt. */
interface Attempt {
  readonly act: Act & { personId: number }
  readonly moment: Moment
  readonly row: RecommendationRow
  readonly draft: Draft
}

/**
 * Submits a draft, or resubmits what was returned: the criteria version and the policy of this moment are kept with it, and
 * whoever holds step one has the card at once (rolling review, Art. 12). Every wrong field is named at once; what was typed
 * stays in the draft.
 *
 * @param criteriaVersionId the version whose lines the form showed
 */
export function submitRecommendation(
  deps: Deps,
  act: Act & { personId: number },
  recommendationId: number,
  draft: Draft,
  criteriaVersionId: number | null,
): Promise<Submitted | Refusal[]> {
  return transact(deps, act, async (tx, moment): Promise<Outcome<Submitted | Refusal[]>> => {
    const row = await ownRow(tx, recommendationId, act.personId)
    if (isRefusal(row)) return { result: [row], events: [] }
    if (row.state === 'submitted') return { result: await submittedBefore(tx, row), events: [] }
    if (row.state !== 'draft' && row.state !== 'returned')
      return { result: [refuse('not_open', { params: { state: row.state } })], events: [] }
    await keepDraft(tx, row.id, draft)
    return submitWith(tx, { act, moment, row, draft }, criteriaVersionId)
  })
}

async function submittedBefore(tx: Tx, row: RecommendationRow): Promise<Submitted> {
  const client = row.clientId === null ? null : await lockClient(tx, row.clientId)
  return { recommendationId: row.id, clientName: client?.shortName ?? '', already: true }
}

async function submitWith(
  tx: Tx,
  attempt: Attempt,
  criteriaVersionId: number | null,
): Promise<Outcome<Submitted | Refusal[]>> {
  const no = (...refusals: Refusal[]) => ({ result: refusals, events: [] })
  const choice = await choiceOf(tx, attempt)
  if (isRefusal(choice)) return no(choice)
  const criteria = await currentCriteria(tx, routes[choice.route].tier)
  if (criteria?.id !== criteriaVersionId || !criteria) return no(refuse('criteria_changed', { article: '12' }))
  const submission = readDraft(withOwnLead(attempt.draft, choice), choice.route, criteria.criteria)
  const client = await clientOf(tx, attempt, choice)
  if (Array.isArray(submission) || Array.isArray(client))
    return no(...(Array.isArray(submission) ? submission : []), ...(Array.isArray(client) ? client : []))
  return save(tx, attempt, choice, submission, client, criteria)
}

async function choiceOf(tx: Tx, { act, moment, row, draft }: Attempt): Promise<RouteChoice | Refusal> {
  const allowed = await choicesFor(tx, row, act.personId, moment)
  if (isRefusal(allowed)) return allowed
  const wanted =
    row.state === 'returned'
      ? { route: row.route, unitId: row.beganAtUnitId }
      : { route: draft.route, unitId: draft.beganAtUnitId }
  if (!wanted.route) return refuse('field_required', { field: 'route' })
  const choice = allowed.find((one) => one.route === wanted.route && one.beganAt.id === wanted.unitId)
  return choice ?? refuse('route_not_yours', { article: routes[wanted.route].article, field: 'route' })
}

/** A sub-branch leads what it recommends; only a branch or head office has a unit to name. */
function withOwnLead(draft: Draft, choice: RouteChoice): Draft {
  return choice.beganAt.level === 'sub_branch' ? { ...draft, leadUnitId: choice.beganAt.id } : draft
}

/** The client, held; or null where a new one is to be entered with the submission. */
async function clientOf(tx: Tx, { row, draft }: Attempt, choice: RouteChoice): Promise<ClientRow | null | Refusal[]> {
  const id = row.state === 'returned' ? row.clientId : (draft.clientId ?? null)
  if (id === null) return newClientRefusals(tx, draft)
  const client = await lockClient(tx, id)
  if (!client) return [refuse('client_required', { field: 'client' })]
  const obstacle = await obstacleTo(tx, client, row.id, choice)
  return obstacle ? [obstacle] : client
}

/** Null where a client of this name may be entered. */
async function newClientRefusals(tx: Tx, draft: Draft): Promise<Refusal[] | null> {
  const name = trimName(draft.newName ?? '')
  if (name === '') return [refuse('client_required', { field: 'client' })]
  const refusals: Refusal[] = []
  if (draft.legalName !== undefined && trimName(draft.legalName) === '')
    refusals.push(refuse('field_required', { field: 'legalName' }))
  const alike = await lookAlikes(tx, [name, draft.legalName ?? ''])
  if (alike[0] && !draft.surelyNew) {
    const found = `${alike[0].shortName} ${alike[0].code}`
    refusals.push(refuse('look_alike', { params: { name, found }, field: 'client' }))
  }
  return refusals.length > 0 ? refusals : null
}

async function save(
  tx: Tx,
  attempt: Attempt,
  choice: RouteChoice,
  submission: Submission,
  existing: ClientRow | null,
  { id: criteriaVersionId, criteria }: NonNullable<Awaited<ReturnType<typeof currentCriteria>>>,
): Promise<Outcome<Submitted | Refusal[]>> {
  const { row, moment } = attempt
  const leadUnit = await holdUnit(tx, submission.leadUnitId)
  if (!leadUnit) return { result: [refuse('lead_unit_required', { article: '6', field: 'leadUnit' })], events: [] }
  const kind = checkSubmission(submission, choice, leadUnit, {
    state: existing?.state ?? 'candidate',
    tier: existing?.tier ?? null,
    leadBranchId: existing ? await leadBranchOf(tx, existing) : null,
  })
  if (isRefusal(kind)) return { result: [kind], events: [] }
  if (row.state === 'returned' && isUnchanged(row, submission))
    return { result: [refuse('nothing_changed', { field: 'reason' })], events: [] }

  const policy = row.policyVersionId === null ? await currentPolicy(tx) : await policyVersion(tx, row.policyVersionId)
  const standing = await standingOf(tx, attempt.act.personId, moment.today)
  if (!policy || !standing) return { result: [refuse('no_policy')], events: [] }
  const steps = planSteps(
    {
      route: choice.route,
      beganAt: choice.beganAt,
      branchId: leadUnit.branchId,
      headOfficeId: await headOfficeId(tx),
      submitter: standing,
    },
    policy.policy,
  )
  // It keeps the settings it begins with: a later step that is nobody's would hold it for ever.
  const nobodys = steps.find((step) => step.state !== 'skipped' && step.positions.length === 0)
  if (nobodys) {
    const { article } = routes[choice.route]
    return { result: [refuse('nobody_may_decide', { article, params: { step: nobodys.kind } })], events: [] }
  }

  const client = existing ?? (await enterClient(tx, attempt, submission))
  const round = row.state === 'returned' ? row.round + 1 : 1
  await setSubmitted(tx, row.id, {
    ...submission,
    keyDimensions: { chosen: [...submission.keyDimensions] },
    state: 'submitted',
    round,
    clientId: client.id,
    kind,
    route: choice.route,
    beganAtUnitId: choice.beganAt.id,
    criteriaVersionId,
    policyVersionId: policy.id,
    submittedAt: moment.now,
    draft: {},
  })
  await insertSteps(tx, row.id, round, steps, moment.now)
  await keepRecommendedFigures(
    tx,
    {
      recommendationId: row.id,
      clientId: client.id,
      enteredBy: attempt.act.personId,
      criteria,
      values: submission.criteriaValues,
    },
    moment,
  )
  return {
    result: { recommendationId: row.id, clientName: client.shortName, already: false },
    events: eventsOf(row, submission, client, existing === null, round, choice),
  }
}

/** A new client's code comes from the recommendation that brought it, and never changes. */
async function enterClient(tx: Tx, { row, draft }: Attempt, submission: Submission): Promise<ClientRow> {
  const shortName = trimName(draft.newName ?? '')
  const client = await insertClient(tx, {
    code: `C${String(row.id).padStart(6, '0')}`,
    shortName,
    legalName: trimName(draft.legalName ?? '') || shortName,
    region: submission.region,
    industry: submission.industry,
  })
  await addSounds(tx, [client.code])
  return client
}

function isUnchanged(row: RecommendationRow, submission: Submission): boolean {
  const before = [row.category, row.leadUnitId, row.keyDimensions.chosen, row.industry, row.region, row.reason]
  const after = [
    submission.category,
    submission.leadUnitId,
    submission.keyDimensions,
    submission.industry,
    submission.region,
    submission.reason,
  ]
  const values = (given: Readonly<Record<string, number>>) =>
    Object.entries(given).sort(([a], [b]) => a.localeCompare(b))
  return (
    JSON.stringify(before) === JSON.stringify(after) &&
    JSON.stringify(values(row.criteriaValues)) === JSON.stringify(values(submission.criteriaValues))
  )
}

function eventsOf(
  row: RecommendationRow,
  submission: Submission,
  client: ClientRow,
  entered: boolean,
  round: number,
  choice: RouteChoice,
): DomainEvent[] {
  const { article } = routes[choice.route]
  return [
    ...(entered
      ? [
          {
            happening: { type: 'client_entered' as const, clientId: client.id },
            after: { code: client.code, name: client.shortName },
          },
        ]
      : []),
    {
      happening: {
        type: round === 1 ? 'recommendation_submitted' : 'recommendation_resubmitted',
        recommendationId: row.id,
      },
      article,
      before: {
        state: row.state,
        round: row.round,
        ...(round > 1 && { reason: row.reason, criteriaValues: row.criteriaValues }),
      },
      after: { state: 'submitted', round, clientId: client.id, route: choice.route, ...submission },
    },
  ]
}
