import { and, asc, eq, getTableColumns, inArray, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Tier } from '../../src/domain/client/category.ts'
import type { Grace } from '../../src/domain/review/grace.ts'
import type { Queryable, Tx } from '../connection.ts'
import { clients } from '../schema/clients.ts'
import { people } from '../schema/people.ts'
import { reviewGraces } from '../schema/review-graces.ts'

export type GraceRow = typeof reviewGraces.$inferSelect

/** A period of grace as it is judged and told, with names. */
export interface GraceView extends Grace, Omit<GraceRow, keyof Grace> {
  /** Who may undo it. */
  readonly principalName: string
  readonly undoneInNameOfName: string | null
}

/** Begins a period of grace. */
export async function beginGrace(tx: Tx, grace: typeof reviewGraces.$inferInsert): Promise<void> {
  await tx.insert(reviewGraces).values(grace)
}

/** The periods of grace of a review, by round. */
export function gracesOf(tx: Tx, reviewId: number): Promise<GraceView[]> {
  return views(tx).where(eq(reviewGraces.reviewId, reviewId)).orderBy(asc(reviewGraces.round))
}

/** A round's period of grace, held until the transaction ends; null where it has none. To be called with the client's row held. */
export async function lockGrace(tx: Tx, reviewId: number, round: number): Promise<GraceView | null> {
  const [grace] = await views(tx)
    .where(and(eq(reviewGraces.reviewId, reviewId), eq(reviewGraces.round, round)))
    .for('update', { of: reviewGraces })
  return grace ?? null
}

/** The client's period of grace that runs, or null. */
export async function runningGrace(db: Queryable, clientId: number): Promise<GraceView | null> {
  const [grace] = await views(db).where(and(eq(reviewGraces.clientId, clientId), eq(reviewGraces.state, 'running')))
  return grace ?? null
}

/** The tier by which the teams of those of the clients sit for which a period of grace runs. */
export async function graceTiers(tx: Tx, clientIds: readonly number[]): Promise<Map<number, Tier>> {
  if (clientIds.length === 0) return new Map()
  const rows = await tx
    .select({ clientId: reviewGraces.clientId, tier: reviewGraces.formerTier })
    .from(reviewGraces)
    .where(and(inArray(reviewGraces.clientId, [...clientIds]), eq(reviewGraces.state, 'running')))
  return new Map(rows.map(({ clientId, tier }) => [clientId, tier]))
}

/**
 * Ends periods of grace whose time is over, longest over first. Their clients are held first, as by an undo, so that one of
 * the two finds the other's work done; what somebody else is working on is left for the next time.
 */
export async function endDueGraces(tx: Tx, limit: number): Promise<GraceRow[]> {
  const due = await tx
    .select({ reviewId: reviewGraces.reviewId, round: reviewGraces.round })
    .from(reviewGraces)
    .innerJoin(clients, eq(clients.id, reviewGraces.clientId))
    .where(and(eq(reviewGraces.state, 'running'), sql`${reviewGraces.dueAt} <= statement_timestamp()`))
    .orderBy(asc(reviewGraces.dueAt))
    .limit(limit)
    .for('update', { skipLocked: true })
  const ended: GraceRow[] = []
  for (const { reviewId, round } of due) ended.push(...(await moveGrace(tx, reviewId, round, { state: 'ended' })))
  return ended
}

/** A newer decision about the client takes the place of what could be undone; null where nothing could. */
export async function overtakeGrace(tx: Tx, clientId: number): Promise<GraceRow | null> {
  const running = await runningGrace(tx, clientId)
  if (!running) return null
  const [row] = await moveGrace(tx, running.reviewId, running.round, { state: 'overtaken' })
  return row ?? null
}

/**
 * Keeps who undid the outcome and why.
 *
 * @returns whether it was still in time, by the database's clock at this very statement
 */
export async function undoGrace(
  tx: Tx,
  { reviewId, round }: Pick<GraceRow, 'reviewId' | 'round'>,
  undone: { undoneBy: number; undoneInNameOf: number; undoReason: string },
): Promise<boolean> {
  const rows = await tx
    .update(reviewGraces)
    .set({ ...undone, state: 'undone', undoneAt: sql`date_trunc('milliseconds', statement_timestamp())` })
    .where(and(running(reviewId, round), sql`${reviewGraces.dueAt} > statement_timestamp()`))
    .returning({ reviewId: reviewGraces.reviewId })
  return rows.length > 0
}

function moveGrace(tx: Tx, reviewId: number, round: number, to: Partial<GraceRow>): Promise<GraceRow[]> {
  return tx.update(reviewGraces).set(to).where(running(reviewId, round)).returning()
}

function running(reviewId: number, round: number) {
  return and(eq(reviewGraces.reviewId, reviewId), eq(reviewGraces.round, round), eq(reviewGraces.state, 'running'))
}

function views(db: Queryable) {
  const principal = alias(people, 'principal')
  const undoer = alias(people, 'undoer')
  const undonePrincipal = alias(people, 'undone_principal')
  return db
    .select({
      ...getTableColumns(reviewGraces),
      over: sql<boolean>`${reviewGraces.dueAt} <= clock_timestamp()`,
      principalName: principal.name,
      undoneByName: undoer.name,
      undoneInNameOfName: undonePrincipal.name,
    })
    .from(reviewGraces)
    .innerJoin(principal, eq(principal.id, reviewGraces.inNameOf))
    .leftJoin(undoer, eq(undoer.id, reviewGraces.undoneBy))
    .leftJoin(undonePrincipal, eq(undonePrincipal.id, reviewGraces.undoneInNameOf))
    .$dynamic()
}
