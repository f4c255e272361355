import type { Tx } from '../../db/connection.ts'
import { type LoadedRecommendation, lockRecommendation, readRecommendation } from '../../db/queries/recommendation.ts'
import { type RecommendationView, recommendationView } from '../../db/queries/recommendation-view.ts'
import { currentPolicy } from '../../db/queries/settings.ts'
import { holdersAnywhere, holdersOf, standingOf } from '../../db/queries/standing.ts'
import { onTheirWayFrom, saveTakeover, tellHeirs } from '../../db/queries/take-over.ts'
import { unitById } from '../../db/queries/unit.ts'
import type { DomainEvent } from '../domain/event.ts'
import { positions } from '../domain/organisation/position.ts'
import { routes } from '../domain/recommendation/routes.ts'
import { hasLeft, recommenderOf, whoMayTakeOver } from '../domain/recommendation/take-over.ts'
import { isRefusal, type Refusal, refuse } from '../domain/refusal.ts'
import { type Act, ask, type Deps, type Moment, type Outcome, transact } from './transact.ts'

/**
 * Takes over a recommendation whose recommender has left, under its row lock: from then on its new recommender answers
 * questions, resubmits and withdraws, and decides nothing on it. Both names stay in the record.
 */
export function takeOver(
  deps: Deps,
  act: Act & { personId: number },
  recommendationId: number,
): Promise<{ recommendationId: number } | Refusal> {
  return transact(deps, act, async (tx, moment): Promise<Outcome<{ recommendationId: number } | Refusal>> => {
    const loaded = await lockRecommendation(tx, recommendationId)
    if (!loaded) return { result: refuse('not_found', { params: { number: recommendationId } }), events: [] }
    const refusal = await obstacle(tx, loaded, act.personId, moment.today)
    if (refusal) return { result: refusal, events: [], about: recommendationId }
    const fromId = recommenderOf(loaded.recommendation)
    await saveTakeover(tx, { recommendationId, fromId, personId: act.personId, takenAt: moment.now })
    const event = {
      happening: { type: 'recommendation_taken_over' as const, recommendationId },
      article: routes[loaded.recommendation.route].article,
      before: { recommender: fromId },
      after: { recommender: act.personId },
    }
    return { result: { recommendationId }, events: [event] }
  })
}

/** Whether a person may take it over now, by the same rule as at the press. */
export async function mayTakeOver(
  tx: Tx,
  loaded: LoadedRecommendation,
  personId: number,
  today: string,
): Promise<boolean> {
  return (await obstacle(tx, loaded, personId, today)) === null
}

async function obstacle(
  tx: Tx,
  loaded: LoadedRecommendation,
  personId: number,
  today: string,
): Promise<Refusal | null> {
  const { recommendation, row } = loaded
  const { article } = routes[recommendation.route]
  if (row.state !== 'submitted' && row.state !== 'returned') return refuse('not_open', { params: { state: row.state } })
  const standing = await standingOf(tx, personId, today)
  if (!standing?.active) return refuse(standing ? 'left_the_bank' : 'not_mapped')
  const heirs = await heirsOf(tx, loaded, today)
  if (heirs === null) {
    const name = recommendation.takers.at(-1)?.name ?? recommendation.submitterName
    return refuse('recommender_here', { article, params: { name, number: recommendation.id } })
  }
  return heirs.includes(personId) ? null : refuse('may_not_take_over', { article })
}

/** Who may take a recommendation over; null where its recommender is still here. */
export async function heirsOf(
  tx: Tx,
  { recommendation, row }: LoadedRecommendation,
  today: string,
): Promise<number[] | null> {
  const unit = row.beganAtUnitId === null ? null : await unitById(tx, row.beganAtUnitId)
  const recommender = await standingOf(tx, recommenderOf(recommendation), today)
  if (!unit || !recommender || !hasLeft(recommendation, unit, recommender)) return null
  const holders = await holdersOf(tx, [unit.id, unit.branchId ?? unit.id], positions, today)
  const initiators = (await currentPolicy(tx))?.policy.initiators[recommendation.route] ?? []
  return whoMayTakeOver(recommendation, unit, holders, initiators)
}

/** What recommenders of these units left behind, with whom it is told that was not told yet; administrators where nobody can. */
export async function leftBehindIn(tx: Tx, unitIds: readonly number[], { now, today }: Moment): Promise<DomainEvent[]> {
  const events: DomainEvent[] = []
  for (const recommendationId of await onTheirWayFrom(tx, unitIds)) {
    // Held, so that a decision under way is seen: who has a say in it cannot take it over.
    const loaded = await lockRecommendation(tx, recommendationId)
    const told = loaded && (await toBeTold(tx, loaded, today))
    if (!loaded || !told) continue
    const leftBy = recommenderOf(loaded.recommendation)
    const people = await tellHeirs(tx, recommendationId, leftBy, told, now)
    if (people.length > 0)
      events.push({
        happening: { type: 'recommender_left', recommendationId, told: people },
        after: { recommender: leftBy, told: people },
      })
  }
  return events
}

/** Who has to hear of what somebody left behind; null where nobody did. */
export async function toBeTold(tx: Tx, loaded: LoadedRecommendation, today: string): Promise<number[] | null> {
  const heirs = await heirsOf(tx, loaded, today)
  return heirs?.length === 0 ? holdersAnywhere(tx, 'administrator', today) : heirs
}

/** What is told of a recommendation that somebody left behind, to one who may take it over or has to see to it. */
export interface LeftBehind {
  readonly view: RecommendationView
  /** Its recommender is still gone. */
  readonly waits: boolean
  readonly mine: boolean
}

/** Reads it for a person; null where it was never submitted. */
export function readLeftBehind(deps: Deps, personId: number, recommendationId: number): Promise<LeftBehind | null> {
  return ask(deps, async (tx, { today }) => {
    const loaded = await readRecommendation(tx, recommendationId)
    const view = loaded && (await recommendationView(tx, recommendationId))
    if (!view) return null
    const refusal = await obstacle(tx, loaded, personId, today)
    const open = loaded.row.state === 'submitted' || loaded.row.state === 'returned'
    return { view, waits: open && (await heirsOf(tx, loaded, today)) !== null, mine: !isRefusal(refusal) }
  })
}
