import { and, asc, eq, inArray, or } from 'drizzle-orm'
import type { Taker } from '../../src/domain/recommendation/recommendation.ts'
import type { Tx } from '../connection.ts'
import { people } from '../schema/people.ts'
import { recommendationHeirs } from '../schema/recommendation-heirs.ts'
import { recommendationTakeovers } from '../schema/recommendation-takeovers.ts'
import { recommendations } from '../schema/recommendations.ts'
import { units } from '../schema/units.ts'

/** Who took a recommendation over, in order. */
export function takersOf(tx: Tx, recommendationId: number): Promise<Taker[]> {
  return tx
    .select({ personId: recommendationTakeovers.personId, name: people.name })
    .from(recommendationTakeovers)
    .innerJoin(people, eq(people.id, recommendationTakeovers.personId))
    .where(eq(recommendationTakeovers.recommendationId, recommendationId))
    .orderBy(asc(recommendationTakeovers.id))
}

/** Has somebody answer for a recommendation from now on. */
export async function saveTakeover(tx: Tx, takeover: typeof recommendationTakeovers.$inferInsert): Promise<void> {
  await tx.insert(recommendationTakeovers).values(takeover)
  await tx
    .update(recommendations)
    .set({ takenOverBy: takeover.personId })
    .where(eq(recommendations.id, takeover.recommendationId))
}

/** Recommendations on their way that one of these units, or a sub-branch of one of them, began. */
export async function onTheirWayFrom(tx: Tx, unitIds: readonly number[]): Promise<number[]> {
  if (unitIds.length === 0) return []
  const given = [...unitIds]
  const rows = await tx
    .select({ id: recommendations.id })
    .from(recommendations)
    .innerJoin(units, eq(units.id, recommendations.beganAtUnitId))
    .where(
      and(
        inArray(recommendations.state, ['submitted', 'returned']),
        or(inArray(units.id, given), inArray(units.branchId, given)),
      ),
    )
    .orderBy(asc(recommendations.id))
  return rows.map(({ id }) => id)
}

/** Keeps that people are told of a recommendation that somebody left behind; those of them who were not told before. */
export async function tellHeirs(
  tx: Tx,
  recommendationId: number,
  leftBy: number,
  personIds: readonly number[],
  toldAt: Date,
): Promise<number[]> {
  if (personIds.length === 0) return []
  const rows = await tx
    .insert(recommendationHeirs)
    .values(personIds.map((personId) => ({ recommendationId, leftBy, personId, toldAt })))
    .onConflictDoNothing()
    .returning({ personId: recommendationHeirs.personId })
  return rows.map(({ personId }) => personId)
}
