import { sql } from 'drizzle-orm'
import type { Tx } from '../connection.ts'
import { people } from '../schema/people.ts'
import { idArray } from './arrays.ts'
import { inUse } from './in-use.ts'
import { currentPolicy } from './settings.ts'

/**
 * Who stands in for each of these people on a day (ISO date) and is in use in Slack, the nearest first, as many deputies deep
 * as the settings allow. Whoever left the bank stands in for nobody, and passes nothing on.
 */
export async function standInsOf(
  tx: Tx,
  principalIds: readonly number[],
  today: string,
): Promise<ReadonlyMap<number, readonly number[]>> {
  if (principalIds.length === 0) return new Map()
  const chain = (await currentPolicy(tx))?.policy.deputyships.chain ?? 1
  const rows = await tx.execute<{ principal: string; deputy: string }>(sql`
    with recursive holding as (
      select d.principal_id, d.deputy_id from deputyships d join people p on p.id = d.deputy_id
      where d."from" <= ${today}::date and d."to" > ${today}::date and (p.left_on is null or p.left_on > ${today}::date)
    ), behind as (
      select principal_id, deputy_id, 1 as depth from holding where principal_id = any(${idArray(principalIds)})
      union
      select b.principal_id, h.deputy_id, b.depth + 1 from behind b join holding h on h.principal_id = b.deputy_id
      where b.depth < ${chain}
    )
    select principal_id as principal, deputy_id as deputy from behind join ${people} on ${people.id} = deputy_id
    where deputy_id <> principal_id and ${inUse()}
    order by principal_id, depth, deputy_id`)
  const standIns = new Map<number, number[]>()
  for (const { principal, deputy } of rows)
    standIns.set(Number(principal), [...(standIns.get(Number(principal)) ?? []), Number(deputy)])
  return standIns
}

/** Who stands in for one of these people on a day and is in use, as many deputies deep as the settings allow: each once. */
export async function deputiesOf(tx: Tx, principalIds: readonly number[], today: string): Promise<number[]> {
  return [...new Set([...(await standInsOf(tx, principalIds, today)).values()].flat())]
}
