import type { Database } from '../../db/connection.ts'
import { currentCriteria } from '../../db/queries/criteria.ts'
import { staffInOffice } from '../../db/queries/staff.ts'
import { clients } from '../../db/schema/clients.ts'
import { units } from '../../db/schema/units.ts'
import { systemClock } from '../../src/clock.ts'
import { categoriesOfTier } from '../../src/domain/client/category.ts'
import { openStep } from '../../src/domain/recommendation/recommendation.ts'
import { type RouteName, routes } from '../../src/domain/recommendation/routes.ts'
import { isRefusal, type Refusal } from '../../src/domain/refusal.ts'
import { createLog } from '../../src/log.ts'
import { decideStep } from '../../src/usecases/decide-step.ts'
import { openRecommendationForm } from '../../src/usecases/recommendation-form.ts'
import { readView } from '../../src/usecases/record.ts'
import { submitRecommendation } from '../../src/usecases/submit-recommendation.ts'
import type { Deps } from '../../src/usecases/transact.ts'

export interface Person {
  readonly id: number
  readonly email: string
}

/** A sub-branch with its branch, and who recommends and decides there. */
export interface Line {
  readonly subBranchId: number
  readonly branchId: number
  readonly manager: Person
  readonly subBranchPresident: Person
  readonly branchOfficer: Person
  readonly branchPresident: Person
}

/** What the use cases need, beside the bot and on its database. */
export function depsOn(database: Database): Deps {
  return { database, clock: systemClock, log: createLog('warn') }
}

/** Every sub-branch of the bank, branch after branch in turn, so that neighbours have other presidents. */
export async function linesOf({ db }: Database): Promise<Line[]> {
  const staff = new Map((await db.transaction(staffInOffice)).map((person) => [person.employeeNo, person]))
  const all = await db.select().from(units)
  const codes = new Map(all.map((unit) => [unit.id, unit.code]))
  const places = new Map<number, number>()
  const lines = all.flatMap((unit) => {
    const branch = unit.branchId === null ? undefined : codes.get(unit.branchId)
    if (unit.level !== 'sub_branch' || unit.branchId === null) return []
    const place = (places.get(unit.branchId) ?? 0) + 1
    places.set(unit.branchId, place)
    const manager = staff.get(`${unit.code}-M1`)
    const subBranchPresident = staff.get(`${unit.code}-P1`)
    const branchOfficer = staff.get(`${branch}-O1`)
    const branchPresident = staff.get(`${branch}-P1`)
    if (!manager || !subBranchPresident || !branchOfficer || !branchPresident) return []
    const people = { manager, subBranchPresident, branchOfficer, branchPresident }
    return [{ place, subBranchId: unit.id, branchId: unit.branchId, ...people }]
  })
  return lines.sort((a, b) => a.place - b.place)
}

/** Codes of all clients. */
export async function clientCodes({ db }: Database): Promise<string[]> {
  return (await db.select({ code: clients.code }).from(clients).orderBy(clients.id)).map(({ code }) => code)
}

/** Submits a recommendation by the use case, as the form does; its id. */
export async function submit(
  deps: Deps,
  by: Person,
  unitId: number,
  clientCode: string,
  route: RouteName,
): Promise<number> {
  const act = { personId: by.id, source: 'form' } as const
  const form = await openRecommendationForm(deps, act, clientCode)
  if (isRefusal(form)) throw new Error(`no form: ${form.refused}`)
  const { tier } = routes[route]
  const criteria = await deps.database.db.transaction((tx) => currentCriteria(tx, tier))
  const draft = {
    ...form.draft,
    route,
    beganAtUnitId: unitId,
    leadUnitId: unitId,
    category: categoriesOfTier[tier][0],
    industry: '制造',
    region: '深圳',
    reason: '结算量大，行业地位突出',
  }
  const submitted = await submitRecommendation(deps, act, form.recommendationId, draft, criteria?.id ?? null)
  if (Array.isArray(submitted)) throw new Error(`not submitted: ${submitted.map(({ refused }) => refused).join(', ')}`)
  return submitted.recommendationId
}

/** Approves the open step by the use case. */
export async function approve(deps: Deps, by: Person, recommendationId: number): Promise<void> {
  const refusal = await pressApprove(deps, by.id, recommendationId)
  if (refusal) throw new Error(`not approved: ${refusal.refused}`)
}

/** Somebody's press of Approve on the open step, by the use case; why it was refused, or null. */
export async function pressApprove(deps: Deps, personId: number, recommendationId: number): Promise<Refusal | null> {
  const view = await readView(deps, recommendationId)
  const step = view && openStep(view.recommendation)
  if (!view || !step) throw new Error(`recommendation ${recommendationId} waits for nobody`)
  const request = { round: view.recommendation.round, stepNo: step.no, verdict: 'approved', reason: null } as const
  const decided = await decideStep(deps, { personId, source: 'form' }, recommendationId, request, String)
  return isRefusal(decided) ? decided : null
}
