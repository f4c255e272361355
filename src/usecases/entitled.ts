import type { Tx } from '../../db/connection.ts'
import { askable, standingOf } from '../../db/queries/standing.ts'
import type { Takeable } from '../domain/organisation/principal.ts'
import type { Standing } from '../domain/organisation/standing.ts'

/**
 * Those of the holders of a step's post, and of their deputies, who may really take it: a deputy of somebody who had a say
 * already may not.
 */
export async function entitledTo(
  tx: Tx,
  step: Takeable,
  today: string,
  mayTake: (standing: Standing) => boolean,
): Promise<number[]> {
  const people: number[] = []
  for (const personId of await askable(tx, step.unitId, step.positions, today)) {
    const standing = await standingOf(tx, personId, today)
    if (standing && mayTake(standing)) people.push(personId)
  }
  return people
}
