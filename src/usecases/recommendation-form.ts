import type { Tx } from '../../db/connection.ts'
import { type ClientRow, clientById, lookAlikes, onItsWay } from '../../db/queries/client.ts'
import { currentCriteria } from '../../db/queries/criteria.ts'
import {
  draftFor,
  keepDraft,
  lockRow,
  type RecommendationRow,
  readRecommendation,
} from '../../db/queries/recommendation.ts'
import { currentPolicy } from '../../db/queries/settings.ts'
import { standingOf } from '../../db/queries/standing.ts'
import { unitById } from '../../db/queries/unit.ts'
import type { Criteria } from '../domain/criteria/criteria.ts'
import type { Unit } from '../domain/organisation/unit.ts'
import { type Draft, draftSchema } from '../domain/recommendation/draft.ts'
import { routes } from '../domain/recommendation/routes.ts'
import { type RouteChoice, routeChoices } from '../domain/recommendation/submit.ts'
import { hasLeft } from '../domain/recommendation/take-over.ts'
import { isRefusal, type Refusal, refuse } from '../domain/refusal.ts'
import { clientMeant, type Meant } from './client-meant.ts'
import { type Act, type Deps, type Moment, type Outcome, transact } from './transact.ts'

/** Everything the recommendation form shows. */
export interface RecommendationForm {
  readonly recommendationId: number
  /** A returned recommendation keeps its client and its route. */
  readonly resubmission: boolean
  /** Why it was returned and by whom, where it was. */
  readonly returned: { readonly name: string; readonly reason: string } | null
  readonly choices: readonly RouteChoice[]
  readonly choice: RouteChoice | null
  readonly draft: Draft
  readonly client: ClientRow | null
  readonly leadUnit: Unit | null
  readonly criteria: { id: number; criteria: Criteria } | null
  /** What speaks against this client: strategic already, or on its way. */
  readonly obstacle: Refusal | null
  /** Clients that the words of the command fit, where they fit several: one of them is to be chosen. */
  readonly several: readonly ClientRow[]
  /** Register names that look like the new client's. */
  readonly lookAlikes: readonly ClientRow[]
}

const nobody: Meant = { client: null, several: [] }

/**
 * The form for a person's draft: the one they have for this client, or their blank one, or a new one. The same words lead
 * to the same draft (B09).
 */
export function openRecommendationForm(
  deps: Deps,
  act: Act & { personId: number },
  typedClient: string,
): Promise<RecommendationForm | Refusal> {
  return transact(deps, act, async (tx, moment): Promise<Outcome<RecommendationForm | Refusal>> => {
    const ready = await choicesOf(tx, act.personId, moment)
    if (isRefusal(ready)) return { result: ready, events: [] }
    const { client, several } = typedClient === '' ? nobody : await clientMeant(tx, typedClient)
    const row = await draftFor(tx, act.personId, client?.id ?? null, moment.now)
    const draft = draftSchema.parse(row.draft)
    const isNew = typedClient !== '' && !client && several.length === 0
    const named = client
      ? about(draft, { clientId: client.id })
      : isNew
        ? about(draft, { newName: typedClient })
        : draft
    return { result: { ...(await formOf(tx, row, named, ready)), several }, events: [] }
  })
}

/** The draft for this client: what was typed about another one is not put into its form. */
function about(draft: Draft, client: Pick<Draft, 'clientId' | 'newName'>): Draft {
  const isOfNobody = draft.clientId === undefined && draft.newName === undefined
  const isSame = draft.clientId === client.clientId && draft.newName === client.newName
  return isOfNobody || isSame ? { ...draft, ...client } : client
}

/** The form for a recommendation that was returned for a supplement, with what was submitted filled in. */
export function reopenRecommendationForm(
  deps: Deps,
  act: Act & { personId: number },
  recommendationId: number,
): Promise<RecommendationForm | Refusal> {
  return transact(deps, act, async (tx, moment): Promise<Outcome<RecommendationForm | Refusal>> => {
    const row = await ownRow(tx, recommendationId, act.personId)
    if (isRefusal(row)) return { result: row, events: [] }
    if (row.state !== 'returned')
      return { result: refuse('not_returned', { params: { state: row.state } }), events: [], about: recommendationId }
    const ready = await choicesFor(tx, row, act.personId, moment)
    return { result: isRefusal(ready) ? ready : await formOf(tx, row, draftOf(row), ready), events: [] }
  })
}

/** Keeps what was typed so far, and gives the form anew for it. */
export function saveDraft(
  deps: Deps,
  act: Act & { personId: number },
  recommendationId: number,
  draft: Draft,
): Promise<RecommendationForm | Refusal> {
  return transact(deps, act, async (tx, moment): Promise<Outcome<RecommendationForm | Refusal>> => {
    const row = await ownRow(tx, recommendationId, act.personId)
    if (isRefusal(row)) return { result: row, events: [] }
    if (row.state !== 'draft' && row.state !== 'returned')
      return { result: refuse('not_open', { params: { state: row.state } }), events: [] }
    await keepDraft(tx, row.id, draft)
    const ready = await choicesFor(tx, row, act.personId, moment)
    return { result: isRefusal(ready) ? ready : await formOf(tx, row, draft, ready), events: [] }
  })
}

/** The recommendation that the person answers for, held until the transaction ends. */
export async function ownRow(tx: Tx, id: number, personId: number): Promise<RecommendationRow | Refusal> {
  const row = await lockRow(tx, id)
  if (!row) return refuse('not_found', { params: { number: id } })
  return (row.takenOverBy ?? row.submittedBy) === personId ? row : refuse('not_your_recommendation')
}

/** What the person may begin, with the policy that says so. */
export async function choicesOf(tx: Tx, personId: number, moment: Moment): Promise<RouteChoice[] | Refusal> {
  const current = await currentPolicy(tx)
  if (!current) return refuse('no_policy')
  const standing = await standingOf(tx, personId, moment.today)
  if (!standing) return refuse('not_mapped')
  if (!standing.active) return refuse('left_the_bank')
  const choices = routeChoices(standing, current.policy)
  return choices.length > 0 ? choices : refuse('may_not_recommend', { article: '8(1)' })
}

/** The same for one recommendation: who took it over goes on with its route, also where they could not have begun it. */
export async function choicesFor(
  tx: Tx,
  { state, route, beganAtUnitId, takenOverBy }: RecommendationRow,
  personId: number,
  moment: Moment,
): Promise<RouteChoice[] | Refusal> {
  const own = await choicesOf(tx, personId, moment)
  const beganAt = beganAtUnitId === null ? null : await unitById(tx, beganAtUnitId)
  if (state !== 'returned' || takenOverBy !== personId || !route || !beganAt) return own
  const standing = await standingOf(tx, personId, moment.today)
  if (!standing || hasLeft({ takers: [{ personId, name: standing.name }] }, beganAt, standing)) return own
  const others = isRefusal(own) ? [] : own.filter((one) => !isChosen(one, route, beganAt.id))
  return [...others, { route, beganAt }]
}

/** What a returned recommendation said, unless a supplement was begun already. */
function draftOf(row: RecommendationRow): Draft {
  const begun = draftSchema.parse(row.draft)
  if (begun.reason !== undefined) return begun
  return draftSchema.parse({
    clientId: row.clientId,
    route: row.route,
    beganAtUnitId: row.beganAtUnitId,
    category: row.category,
    leadUnitId: row.leadUnitId,
    keyDimensions: row.keyDimensions.chosen,
    industry: row.industry,
    region: row.region,
    reason: row.reason,
    criteria: Object.fromEntries(Object.entries(row.criteriaValues).map(([key, value]) => [key, String(value)])),
  })
}

async function formOf(
  tx: Tx,
  row: RecommendationRow,
  typed: Draft,
  allowed: readonly RouteChoice[],
): Promise<RecommendationForm> {
  const resubmission = row.state === 'returned'
  const draft = resubmission ? withFixed(typed, row) : typed
  const choices = resubmission ? allowed.filter((choice) => isChosen(choice, row.route, row.beganAtUnitId)) : allowed
  const choice = choices.find((one) => isChosen(one, draft.route, draft.beganAtUnitId)) ?? onlyOne(choices)
  const client = draft.clientId === undefined ? null : await clientById(tx, draft.clientId)
  const defaultLead = choice?.beganAt.level === 'sub_branch' ? choice.beganAt.id : draft.leadUnitId
  return {
    recommendationId: row.id,
    resubmission,
    returned: resubmission ? await lastReturn(tx, row.id) : null,
    choices,
    choice,
    draft,
    client,
    leadUnit: defaultLead === undefined ? null : await unitById(tx, defaultLead),
    criteria: choice ? await currentCriteria(tx, routes[choice.route].tier) : null,
    obstacle: client ? await obstacleTo(tx, client, row.id, choice) : null,
    several: [],
    lookAlikes: draft.newName ? await lookAlikes(tx, [draft.newName, draft.legalName ?? '']) : [],
  }
}

async function lastReturn(tx: Tx, id: number): Promise<RecommendationForm['returned']> {
  const loaded = await readRecommendation(tx, id)
  const last = loaded?.recommendation.decisions.findLast((decision) => decision.verdict === 'returned')
  return last ? { name: last.deciderName, reason: last.reason ?? '' } : null
}

/** A returned recommendation keeps its client and its route, whatever was typed. */
function withFixed(typed: Draft, row: RecommendationRow): Draft {
  return {
    ...typed,
    ...(row.clientId !== null && { clientId: row.clientId }),
    ...(row.route !== null && { route: row.route }),
    ...(row.beganAtUnitId !== null && { beganAtUnitId: row.beganAtUnitId }),
  }
}

function isChosen(choice: RouteChoice, route: string | null | undefined, unitId: number | null | undefined): boolean {
  return choice.route === route && choice.beganAt.id === unitId
}

function onlyOne(choices: readonly RouteChoice[]): RouteChoice | null {
  return choices.length === 1 ? (choices[0] ?? null) : null
}

/** Why this client cannot be recommended on this route now; a regional one may still be upgraded (Art. 8(1)). */
export async function obstacleTo(
  tx: Tx,
  client: ClientRow,
  recommendationId: number,
  choice: RouteChoice | null,
): Promise<Refusal | null> {
  const other = await onItsWay(tx, client.id, recommendationId)
  if (other)
    return refuse('already_on_its_way', {
      params: { number: other.id, client: client.shortName, state: other.state },
      field: 'client',
    })
  const upgrade = client.tier === 'regional' && choice !== null && routes[choice.route].tier === 'bank_wide'
  if (client.state === 'designated' && !upgrade)
    return refuse('already_strategic', {
      params: { client: client.shortName, tier: client.tier ?? '' },
      field: 'client',
    })
  return null
}
