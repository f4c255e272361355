import { presidentOf } from '../organisation/deputyship.ts'
import type { Position } from '../organisation/position.ts'
import type { Standing } from '../organisation/standing.ts'
import type { Unit } from '../organisation/unit.ts'
import type { PostHolder } from '../team/seats.ts'
import type { Recommendation } from './recommendation.ts'

/** Who answers for a recommendation now: whoever took it over last, else who submitted it. */
export function recommenderOf({ submittedBy, takers }: Pick<Recommendation, 'submittedBy' | 'takers'>): number {
  return takers.at(-1)?.personId ?? submittedBy
}

/**
 * Whether whoever answers for a recommendation has left: they decide nothing any more, or hold no post in the unit that began
 * it; who took it over from the branch may hold theirs there.
 */
export function hasLeft({ takers }: Pick<Recommendation, 'takers'>, unit: Unit, recommender: Standing): boolean {
  const places = takers.length === 0 ? [unit.id] : [unit.id, unit.branchId]
  return !recommender.active || !recommender.posts.some((post) => places.includes(post.unit.id))
}

/**
 * Who may take over what a recommender left behind ("what waited for them moves on"; who, ours): whoever may begin its route in
 * the unit that began it, and the unit's president; where none of them can, an officer of its branch. Never who had a say in
 * it, nor who answers for it already.
 *
 * @param holders posts of the day at the unit and at its branch
 * @param initiators who may begin the route
 */
export function whoMayTakeOver(
  recommendation: Recommendation,
  unit: Unit,
  holders: readonly PostHolder[],
  initiators: readonly Position[],
): number[] {
  const excluded = new Set([
    recommenderOf(recommendation),
    ...recommendation.decisions.flatMap(({ decidedBy, inNameOf }) => [decidedBy, inNameOf]),
  ])
  const at = (unitId: number | null, positions: readonly Position[]) =>
    holders
      .filter((holder) => holder.unitId === unitId && positions.includes(holder.position))
      .map(({ personId }) => personId)
      .filter((personId) => !excluded.has(personId))
  const ofUnit = at(unit.id, [...initiators, presidentOf[unit.level]])
  return [...new Set(ofUnit.length > 0 ? ofUnit : at(unit.branchId, ['branch_officer']))]
}
