import { and, eq, ne, sql } from 'drizzle-orm'
import type { Queryable } from '../connection.ts'
import { sends } from '../schema/sends.ts'

export type SendRow = typeof sends.$inferSelect

/** Whether the call may be made, or what is known of an earlier one. */
export type Beginning =
  | { readonly kind: 'go'; readonly row: SendRow }
  | { readonly kind: 'sent'; readonly row: SendRow }
  /** It may have been done; `ageMs` is how long ago it was asked for. */
  | { readonly kind: 'doubtful'; readonly row: SendRow; readonly ageMs: number }

/**
 * Stores that a call is about to be made, before it is made. Whoever comes after a crash finds the row and looks before
 * calling again. Committed at once: in a transaction of the caller's it would vanish with it.
 */
export async function beginSend(
  db: Queryable,
  effectId: number,
  subject: string,
  threadTs: string | null,
): Promise<Beginning> {
  const now = sql`clock_timestamp()`
  const [begun] = await db
    .insert(sends)
    .values({ subject, effectId, threadTs, firstAt: now, startedAt: now })
    .onConflictDoUpdate({
      target: sends.subject,
      set: { state: 'sending', effectId, threadTs, error: null, calls: 1, firstAt: now, startedAt: now },
      setWhere: eq(sends.state, 'refused'),
    })
    .returning()
  if (begun) return { kind: 'go', row: begun }
  const [found] = await db
    .select({ row: sends, ageMs: sql<string>`extract(epoch from clock_timestamp() - ${sends.startedAt}) * 1000` })
    .from(sends)
    .where(eq(sends.subject, subject))
  if (!found) throw new Error(`no send of ${subject}`)
  return found.row.state === 'sent'
    ? { kind: 'sent', row: found.row }
    : { kind: 'doubtful', row: found.row, ageMs: Number(found.ageMs) }
}

/**
 * Stores that a doubtful call is made again, after a look found nothing. Null = somebody else does already: two that took
 * the row for doubtful at once (a lease was lost) do not both call.
 */
export async function repeatSend(db: Queryable, { id, calls }: SendRow, effectId: number): Promise<SendRow | null> {
  const [row] = await db
    .update(sends)
    .set({ state: 'sending', effectId, startedAt: sql`clock_timestamp()`, calls: sql`${sends.calls} + 1` })
    .where(sql`${sends.id} = ${id} and ${sends.calls} = ${calls} and ${sends.state} in ('sending', 'unknown')`)
    .returning()
  return row ?? null
}

/**
 * What came of the call; gives the row as it then stands. What another process has kept meanwhile, after this one lost its
 * lease, stays: this one's is the twin. A refused one leaves the earlier unknown ones in doubt: those have had their time, so `startedAt`
 * goes back to the first of them.
 */
export async function endSend(
  db: Queryable,
  { id, calls }: SendRow,
  end:
    | { readonly state: 'sent'; readonly result: string; readonly channel: string | null }
    | { readonly state: 'refused' | 'unknown'; readonly error: string },
): Promise<SendRow> {
  const stillDoubtful = { state: 'unknown', calls: calls - 1, startedAt: sql`${sends.firstAt}` } as const
  const left = end.state === 'refused' && calls > 1 ? stillDoubtful : {}
  const [ended] = await db
    .update(sends)
    .set({ ...end, ...left })
    .where(and(eq(sends.id, id), ne(sends.state, 'sent')))
    .returning()
  const row = ended ?? (await sendById(db, id))
  if (!row) throw new Error(`no send ${id}`)
  return row
}

/** What is known of sending something, or null. */
export async function sendOf(db: Queryable, subject: string): Promise<SendRow | null> {
  const [row] = await db.select().from(sends).where(eq(sends.subject, subject))
  return row ?? null
}

/** One send, or null. */
export async function sendById(db: Queryable, id: number): Promise<SendRow | null> {
  const [row] = await db.select().from(sends).where(eq(sends.id, id))
  return row ?? null
}
