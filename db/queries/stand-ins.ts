import { sql } from 'drizzle-orm'
import { houseOf, postsPassedOn } from '../../src/domain/organisation/deputyship.ts'
import type { StandIn } from '../../src/domain/team/deputies.ts'
import type { Tx } from '../connection.ts'
import { people } from '../schema/people.ts'
import { idArray } from './arrays.ts'
import { inUse } from './in-use.ts'
import { postsOf } from './posts.ts'
import { currentPolicy } from './settings.ts'

/**
 * Who stands in for each of these people on a day (ISO date) and is in use in Slack, the nearest first, as many deputies deep
 * as the settings allow, and in which houses: of a post whose house is not theirs they are nobody's deputy. Whoever left the bank
 * stands in for nobody, and passes nothing on.
 */
export async function standInsOf(
  tx: Tx,
  principalIds: readonly number[],
  today: string,
): Promise<ReadonlyMap<number, readonly StandIn[]>> {
  const named = await namedFor(tx, principalIds, today)
  const standIns = new Map<number, StandIn[]>()
  if (named.length === 0) return standIns
  const concerned = new Set(named.flatMap(({ principal, through }) => [principal, ...through]))
  const posts = await postsOf(tx, [...concerned], today)
  const held = (id: number) => posts.get(id) ?? []
  for (const { principal, through } of named) {
    const covered = postsPassedOn(held(principal), through.map(held))
    const personId = through.at(-1)
    if (covered.length === 0 || personId === undefined) continue
    const houses = [...new Set(covered.map(({ unit }) => houseOf(unit)))]
    standIns.set(principal, [...(standIns.get(principal) ?? []), { personId, houses }])
  }
  return standIns
}

/** Deputies by whom they were named for, each with through whom: the own deputy first, themselves last. */
async function namedFor(
  tx: Tx,
  principalIds: readonly number[],
  today: string,
): Promise<{ principal: number; through: number[] }[]> {
  if (principalIds.length === 0) return []
  const chain = (await currentPolicy(tx))?.policy.deputyships.chain ?? 1
  const rows = await tx.execute<{ principal: string; through: string }>(sql`
    with recursive holding as (
      select principal_id, deputy_id from deputyships where "from" <= ${today}::date and "to" > ${today}::date
    ), behind as (
      select principal_id, deputy_id, array[deputy_id] as through
      from holding where principal_id = any(${idArray(principalIds)})
      union
      select b.principal_id, h.deputy_id, b.through || h.deputy_id
      from behind b join holding h on h.principal_id = b.deputy_id
      where cardinality(b.through) < ${chain}
    )
    select principal_id as principal, array_to_string(through, ',') as through from behind join ${people} on ${people.id} = deputy_id
    where deputy_id <> principal_id and ${inUse()}
    order by principal_id, cardinality(through), deputy_id`)
  return rows.map(({ principal, through }) => ({
    principal: Number(principal),
    through: through.split(',').map(Number),
  }))
}

/**
 * Who stands in for one of these people on a day and is in use, as many deputies deep as the settings allow: each once.
 *
 * @param house of whose posts; null = of any
 */
export async function deputiesOf(
  tx: Tx,
  principalIds: readonly number[],
  today: string,
  house: number | null = null,
): Promise<number[]> {
  const standIns = [...(await standInsOf(tx, principalIds, today)).values()].flat()
  const there = standIns.filter(({ houses }) => house === null || houses.includes(house))
  return [...new Set(there.map(({ personId }) => personId))]
}
