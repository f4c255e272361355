import { sql } from 'drizzle-orm'
import type { Unit } from '../../src/domain/organisation/unit.ts'
import type { Leaver } from '../../src/domain/team/team-change.ts'
import type { Tx } from '../connection.ts'
import { idArray } from './arrays.ts'

/** What is known, on a day, of people whose seat in a team ends: at its lead unit, the branch of that, or head office. */
export async function leaversOf(
  tx: Tx,
  personIds: readonly number[],
  leadUnit: Unit,
  today: string,
): Promise<ReadonlyMap<number, Leaver>> {
  if (personIds.length === 0) return new Map()
  const rows = await tx.execute<{ id: string; left_bank: boolean; out_of_use: boolean; holds_post: boolean }>(sql`
    select p.id, coalesce(p.left_on <= ${today}::date, false) as left_bank,
      coalesce((select bool_and(s.deactivated) from slack_accounts s where s.person_id = p.id), false) as out_of_use,
      exists (
        select from appointments a join units u on u.id = a.unit_id
        where a.person_id = p.id and a."from" <= ${today}::date and (a."to" is null or a."to" > ${today}::date)
          and (u.id in (${leadUnit.id}, ${leadUnit.branchId ?? leadUnit.id}) or u.level = 'head_office')
      ) as holds_post
    from people p where p.id = any(${idArray(personIds)})`)
  return new Map(
    rows.map(({ id, left_bank, out_of_use, holds_post }) => [
      Number(id),
      { leftBank: left_bank, outOfUse: out_of_use, holdsPost: holds_post },
    ]),
  )
}
