import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import type { Article } from '../../src/domain/article.ts'
import type { Tx } from '../connection.ts'
import { auditEntries, type auditSources } from '../schema/audit-entries.ts'
import { clients } from '../schema/clients.ts'
import { recommendations } from '../schema/recommendations.ts'
import { batchesOf } from './batches.ts'

/** One act as the audit keeps it. What is left out is null. */
export interface NewAuditEntry {
  readonly at: Date
  /** Null where the program itself acted. */
  readonly personId?: number | null
  /** The absent person where a deputy acted. */
  readonly inNameOf?: number | null
  readonly slackUserId?: string | null
  readonly source: (typeof auditSources)[number]
  readonly action: string
  readonly subjectKind: string
  readonly subjectId?: number | null
  readonly article?: Article | null
  readonly before?: Readonly<Record<string, unknown>> | null
  readonly after?: Readonly<Record<string, unknown>> | null
}

/** Adds entries, in their order, in the transaction of the changes they tell about. */
export async function insertAuditEntries(tx: Tx, entries: readonly NewAuditEntry[]): Promise<void> {
  for (const some of batchesOf(entries)) await tx.insert(auditEntries).values([...some])
}

/**
 * Whether the audit says nothing of the kind about a subject yet. Whoever asks the same at the same time waits until this
 * transaction has ended, so that one of them says it.
 */
export async function isUnsaid(
  tx: Tx,
  action: string,
  subjectKind: string,
  subjectId: number | null,
): Promise<boolean> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`${action}/${subjectKind}/${subjectId}`}, 0))`)
  const [entry] = await tx
    .select({ id: auditEntries.id })
    .from(auditEntries)
    .where(
      and(
        eq(auditEntries.subjectKind, subjectKind),
        subjectId === null ? isNull(auditEntries.subjectId) : eq(auditEntries.subjectId, subjectId),
        eq(auditEntries.action, action),
      ),
    )
    .limit(1)
  return entry === undefined
}

/** Whether a sample bank with this digest was ever imported: later edits of the bank are then left alone. */
export async function sampleImported(tx: Tx, digest: string): Promise<boolean> {
  const [entry] = await tx
    .select({ id: auditEntries.id })
    .from(auditEntries)
    .where(
      and(
        eq(auditEntries.subjectKind, 'bank'),
        isNull(auditEntries.subjectId),
        eq(auditEntries.action, 'bank_imported'),
        eq(sql`${auditEntries.after} ->> 'sample'`, digest),
      ),
    )
    .orderBy(desc(auditEntries.id))
    .limit(1)
  return entry !== undefined
}

/** What was done on a client's recommendations, oldest first. */
export async function auditActions(tx: Tx, clientCode: string): Promise<string[]> {
  const rows = await tx
    .select({ action: auditEntries.action })
    .from(auditEntries)
    .innerJoin(
      recommendations,
      and(eq(auditEntries.subjectKind, 'recommendation'), eq(recommendations.id, auditEntries.subjectId)),
    )
    .innerJoin(clients, eq(clients.id, recommendations.clientId))
    .where(eq(clients.code, clientCode))
    .orderBy(auditEntries.id)
  return rows.map((row) => row.action)
}
