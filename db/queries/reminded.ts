import { type SQL, sql } from 'drizzle-orm'
import { postsInHand, type Standing } from '../../src/domain/organisation/standing.ts'
import type { Reminded } from '../../src/domain/reminder/reminded.ts'
import { preparingPositions } from '../../src/domain/review/prepare-review.ts'
import type { Tx } from '../connection.ts'
import { idArray } from './arrays.ts'

/** Days of the bank, both included. */
export interface Days {
  readonly since: string
  readonly on: string
}

/** Steps at the person's posts that still wait and of which somebody was reminded in these days: first due first. */
export function remindedSteps(tx: Tx, standing: Standing, days: Days, limit: number): Promise<Reminded[]> {
  return read(
    tx,
    sql`
    with ${postsOf(standing)}, waiting as (
      select distinct step.* from ${openSteps} step
      join post on post.unit_id = step.unit_id and step.taken_by -> 'positions' ? post.position
    )
    select ${columns} from waiting step join deadlines d on ${sameStep}
    ${names} where ${remindedIn(days)} order by d.due_at, d.id limit ${limit}`,
  )
}

/** Clients of the person, or led by a unit over which they preside, of whose coming review somebody was reminded. */
export function remindedDates(tx: Tx, standing: Standing, days: Days, limit: number): Promise<Reminded[]> {
  const presided = postsInHand(standing)
    .filter(({ position }) => preparingPositions.some((one) => one === position))
    .map(({ unit }) => unit.id)
  return read(
    tx,
    sql`
    with mine as (
      select id from clients where state = 'designated' and lead_client_manager_id = ${standing.personId}
      union select id from clients where state = 'designated' and lead_unit_id = any(${idArray(presided)})
    )
    select ${dateColumns} from mine join clients c on c.id = mine.id
    join deadlines d on d.kind = 'client_review' and d.item_id = c.id and d.due_on = c.next_review_on
    join units u on u.id = c.lead_unit_id left join people h on h.id = d.handler_id
    where ${remindedIn(days)} and not exists (select from reviews where client_id = c.id and state = 'open')
    order by d.due_at, d.id limit ${limit}`,
  )
}

/** Late steps below the person's posts of which they are told because nobody took them. */
export function escalatedTo(tx: Tx, standing: Standing, days: Days, limit: number): Promise<Reminded[]> {
  return read(
    tx,
    sql`
    with ${postsOf(standing)}, told as (
      select deadline_id, due_on, max(level) as level from reminders
      where level > 0 and reminded_on between ${days.since} and ${days.on} group by deadline_id, due_on
    )
    select ${columns} from told join deadlines d on d.id = told.deadline_id and d.due_on = told.due_on
    join ${openSteps} step on ${sameStep} ${names}
    cross join lateral (select case u.level when 'sub_branch' then 0 when 'branch' then 1
      else case when step.taken_by -> 'positions' ? 'head_office_president' then 3 else 2 end end as rung) at
    join post on (post.position = 'branch_president' and post.unit_id = u.branch_id and at.rung = 0)
      or (post.position = 'corporate_officer' and (at.rung = 3 or at.rung < 2 and 2 <= at.rung + told.level))
      or (post.position = 'head_office_president' and at.rung < 3 and 3 <= at.rung + told.level)
    order by d.due_at, d.id limit ${limit}`,
  )
}

/** One thing with a due date as it stands; null where it waits no more. */
export async function remindedOne(tx: Tx, deadlineId: number): Promise<Reminded | null> {
  const [step] = await read(
    tx,
    sql`select ${columns} from deadlines d join ${openSteps} step on ${sameStep} ${names} where d.id = ${deadlineId}`,
  )
  if (step) return step
  const [date] = await read(
    tx,
    sql`
    select ${dateColumns} from deadlines d
    join clients c on d.kind = 'client_review' and c.id = d.item_id and c.state = 'designated' and c.next_review_on = d.due_on
    join units u on u.id = c.lead_unit_id left join people h on h.id = d.handler_id
    where d.id = ${deadlineId} and not exists (select from reviews where client_id = c.id and state = 'open')`,
  )
  return date ?? null
}

function postsOf(standing: Standing): SQL {
  const posts = postsInHand(standing).map(({ unit, position }) => ({ unit_id: unit.id, position }))
  return sql`post as materialized (
    select * from json_to_recordset(${JSON.stringify(posts)}::json) as post (unit_id bigint, position text))`
}

const openSteps = sql`(
  select 'review_step' as deadline_kind, review_id as item_id, round, no, kind, unit_id, taken_by
  from review_steps where state = 'open'
  union all
  select 'recommendation_step', recommendation_id, round, no, kind, unit_id, taken_by
  from recommendation_steps where state = 'open'
  union all
  select 'unit_consent', proposal_id, 1, no, kind, unit_id, taken_by
  from unit_consents where state = 'open')`

const sameStep = sql`d.kind = step.deadline_kind and d.item_id = step.item_id and d.round = step.round and d.step_no = step.no`

const names = sql`join clients c on c.id = d.client_id join units u on u.id = step.unit_id left join people h on h.id = d.handler_id`

const columns = sql`d.id as "deadlineId", d.kind, d.item_id as "itemId", d.round, d.step_no as "stepNo", step.kind as step,
  c.id as "clientId", c.short_name as "clientName", u.id as "unitId", step.taken_by -> 'positions' as positions, u.name as "unitName",
  null as "managerId", d.due_on::text as "dueOn", d.handler_id as "handlerId", h.name as "handlerName"`

const dateColumns = sql`d.id as "deadlineId", d.kind, d.item_id as "itemId", d.round, d.step_no as "stepNo", null as step,
  c.id as "clientId", c.short_name as "clientName", u.id as "unitId", ${JSON.stringify(preparingPositions)}::jsonb as positions, u.name as "unitName",
  c.lead_client_manager_id as "managerId", d.due_on::text as "dueOn",
  d.handler_id as "handlerId", h.name as "handlerName"`

function remindedIn({ since, on }: Days): SQL {
  return sql`exists (select from reminders r where r.deadline_id = d.id and r.due_on = d.due_on
    and r.reminded_on between ${since} and ${on})`
}

/** Keys come as text from a query of one's own. */
async function read(tx: Tx, query: SQL): Promise<Reminded[]> {
  const rows = await tx.execute<Record<keyof Reminded, unknown>>(query)
  return rows.map((row) => ({
    ...(row as unknown as Reminded),
    deadlineId: Number(row.deadlineId),
    itemId: Number(row.itemId),
    clientId: Number(row.clientId),
    unitId: Number(row.unitId),
    managerId: row.managerId === null ? null : Number(row.managerId),
    handlerId: row.handlerId === null ? null : Number(row.handlerId),
  }))
}
