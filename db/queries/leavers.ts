import { inArray, sql } from 'drizzle-orm'
import type { Unit } from '../../src/domain/organisation/unit.ts'
import { specialistPositions } from '../../src/domain/team/specialists.ts'
import type { Leaver } from '../../src/domain/team/team-change.ts'
import type { Tx } from '../connection.ts'
import { idArray } from './arrays.ts'

/**
 * What is known, on a day, of people whose seat in a team ends: whether they hold a post at a unit that serves the client, its
 * branch, or head office, or at one that did until now.
 */
export async function leaversOf(
  tx: Tx,
  personIds: readonly number[],
  serving: readonly Unit[],
  formerUnitIds: readonly number[],
  today: string,
): Promise<ReadonlyMap<number, Leaver>> {
  if (personIds.length === 0) return new Map()
  const rows = await tx.execute<{
    id: string
    left_bank: boolean
    out_of_use: boolean
    holds_post: boolean
    works_here: boolean
    of_former: boolean
  }>(sql`
    select p.id, coalesce(p.left_on <= ${today}::date, false) as left_bank,
      coalesce((select bool_and(s.deactivated) from slack_accounts s where s.person_id = p.id), false) as out_of_use,
      coalesce(bool_or(u.level = 'head_office' or u.id = any(${idArray(serving.flatMap(housesOf))})), false) as holds_post,
      coalesce(bool_or(${inArray(sql`a.position`, specialistPositions)}), false) as works_here,
      coalesce(bool_or(u.id = any(${idArray(formerUnitIds)})), false) as of_former
    from people p
    left join appointments a on a.person_id = p.id and a."from" <= ${today}::date and (a."to" is null or a."to" > ${today}::date)
    left join units u on u.id = a.unit_id
    where p.id = any(${idArray(personIds)}) group by p.id`)
  return new Map(
    rows.map(({ id, left_bank, out_of_use, holds_post, works_here, of_former }) => [
      Number(id),
      {
        leftBank: left_bank,
        outOfUse: out_of_use,
        holdsPost: holds_post,
        worksHere: works_here,
        ofFormerUnit: of_former,
      },
    ]),
  )
}

function housesOf({ id, branchId }: Unit): number[] {
  return [id, branchId ?? id]
}
