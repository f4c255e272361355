import { and, asc, eq, sql } from 'drizzle-orm'
import type { CriterionUnit, Figure } from '../../src/domain/criteria/criteria.ts'
import type { PeriodFigure } from '../../src/domain/criteria/fallen.ts'
import type { Tx } from '../connection.ts'
import { clientFigures } from '../schema/client-figures.ts'
import { people } from '../schema/people.ts'
import { idArray } from './arrays.ts'
import { batchesOf } from './batches.ts'

/** A figure to be kept; `enteredBy` null = imported by the operator. */
export interface NewFigure extends Figure {
  readonly clientId: number
  readonly metric: string
  readonly period: string
  readonly periodEnd: string
  readonly source: string
  readonly enteredBy: number | null
}

/** A figure as it was given for a period. */
export interface FigureRow extends Figure {
  readonly metric: string
  readonly period: string
  readonly periodEnd: string
  readonly source: string
  /** Null where the operator imported it. */
  readonly enteredBy: string | null
  readonly enteredAt: Date
}

/** Rows of one INSERT. */
const rowsAStatement = 5_000

/**
 * Keeps figures beside those that are there, and says which is now the newest of each client and metric. The clients' rows
 * must be held, so that two who enter figures at once agree on the newest.
 */
export async function insertFigures(tx: Tx, figures: readonly NewFigure[], now: Date): Promise<void> {
  for (const part of batchesOf(figures, rowsAStatement)) {
    await tx.execute(sql`
      insert into client_figures (client_id, metric, period, period_end, value, unit, source, entered_by, entered_at)
      select "clientId", metric, period, "periodEnd", value, unit, source, "enteredBy", ${now.toISOString()}::timestamptz
      from json_to_recordset(${JSON.stringify(part)}::json) as given ("clientId" bigint, metric text, period text,
        "periodEnd" date, value numeric, unit text, source text, "enteredBy" bigint)`)
    await markNewest(tx, part)
  }
}

/** The old mark goes before the new one comes: the index takes no two at once. */
async function markNewest(tx: Tx, figures: readonly Pick<NewFigure, 'clientId' | 'metric'>[]): Promise<void> {
  const touched = JSON.stringify(figures.map(({ clientId, metric }) => ({ clientId, metric })))
  const newest = sql`
    select distinct on (f.client_id, f.metric) f.id, f.client_id, f.metric
    from (select distinct "clientId", metric from json_to_recordset(${touched}::json) as t ("clientId" bigint, metric text)) touched
    join client_figures f on f.client_id = touched."clientId" and f.metric = touched.metric
    order by f.client_id, f.metric, f.period_end desc, f.id desc`
  await tx.execute(sql`
    update client_figures f set newest = false from (${newest}) pick
    where f.client_id = pick.client_id and f.metric = pick.metric and f.newest and f.id <> pick.id`)
  await tx.execute(sql`
    update client_figures f set newest = true from (${newest}) pick where f.id = pick.id and not f.newest`)
}

/** A client's newest figure of each metric. */
export async function newestFigures(tx: Tx, clientId: number): Promise<ReadonlyMap<string, FigureRow>> {
  const rows = await figureRows(tx).where(and(eq(clientFigures.clientId, clientId), clientFigures.newest))
  return new Map(rows.map((row) => [row.metric, row]))
}

/** All that was ever said of these clients' figures, by client; each as `figureHistory` has it. */
export async function figureHistories(
  tx: Tx,
  clientIds: readonly number[],
): Promise<ReadonlyMap<number, readonly PeriodFigure[]>> {
  const { clientId, metric, period, periodEnd, value } = clientFigures
  const rows = await tx
    .select({ clientId, metric, period, periodEnd, value, unit: sql<CriterionUnit>`${clientFigures.unit}` })
    .from(clientFigures)
    .where(sql`${clientId} = any(${idArray(clientIds)})`)
    .orderBy(asc(clientId), asc(metric), asc(periodEnd), asc(clientFigures.id))
  const histories = new Map<number, PeriodFigure[]>()
  for (const { clientId, ...figure } of rows) {
    const known = histories.get(clientId)
    if (known) known.push(figure)
    else histories.set(clientId, [figure])
  }
  return histories
}

/** All that was ever said of a client's figures, by metric and period, the last word on a period last. */
export function figureHistory(tx: Tx, clientId: number): Promise<FigureRow[]> {
  return figureRows(tx)
    .where(eq(clientFigures.clientId, clientId))
    .orderBy(asc(clientFigures.metric), asc(clientFigures.periodEnd), asc(clientFigures.id))
}

function figureRows(tx: Tx) {
  return tx
    .select({
      metric: clientFigures.metric,
      period: clientFigures.period,
      periodEnd: clientFigures.periodEnd,
      value: clientFigures.value,
      unit: sql<CriterionUnit>`${clientFigures.unit}`,
      source: clientFigures.source,
      enteredBy: people.name,
      enteredAt: clientFigures.enteredAt,
    })
    .from(clientFigures)
    .leftJoin(people, eq(people.id, clientFigures.enteredBy))
    .$dynamic()
}
