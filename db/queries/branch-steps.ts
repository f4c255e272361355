import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '../connection.ts'
import { idArray } from './arrays.ts'

/** Something under way with a step that waits, now or later, at another branch than that of its lead unit, which stays there. */
export interface OutsideItsBranch {
  readonly id: number
  readonly branchId: number
}

/** Recommendations led by one of the units that have a step outside its branch, by key. */
export function recommendationsOutside(tx: Tx, leadUnitIds: readonly number[]): Promise<OutsideItsBranch[]> {
  return outside(
    tx,
    sql`from recommendations it join units lead on lead.id = it.lead_unit_id
      where it.lead_unit_id = any(${idArray(leadUnitIds)}) and it.state = 'submitted'
        and exists (select from recommendation_steps step where step.recommendation_id = it.id and ${isOutside})`,
  )
}

/** Reviews of clients led by one of the units that have a step outside its branch, by key. */
export function reviewsOutside(tx: Tx, leadUnitIds: readonly number[]): Promise<OutsideItsBranch[]> {
  return outside(
    tx,
    sql`from reviews it join clients on clients.id = it.client_id join units lead on lead.id = clients.lead_unit_id
      where clients.lead_unit_id = any(${idArray(leadUnitIds)}) and it.state = 'open'
        and exists (select from review_steps step where step.review_id = it.id and ${isOutside})`,
  )
}

const isOutside = sql`step.round = it.round and step.state in ('open', 'waiting') and exists (
  select from units branch where branch.level = 'branch' and branch.id <> lead.branch_id
    and branch.id in (step.unit_id, (step.raised_from ->> 'unitId')::bigint))`

async function outside(tx: Tx, which: SQL): Promise<OutsideItsBranch[]> {
  const rows = await tx.execute<{ id: string; branch: string }>(
    sql`select it.id, lead.branch_id as branch ${which} order by it.id for share of lead`,
  )
  return rows.map(({ id, branch }) => ({ id: Number(id), branchId: Number(branch) }))
}
