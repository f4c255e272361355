import { desc, eq, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Tier } from '../../src/domain/client/category.ts'
import { type Criteria, criteriaSchema, noCriteria } from '../../src/domain/criteria/criteria.ts'
import type { Tx } from '../connection.ts'
import { criteriaDrafts } from '../schema/criteria-drafts.ts'
import { criteriaVersions } from '../schema/criteria-versions.ts'
import { people } from '../schema/people.ts'

/** A published version of a tier's criteria: who, when and why. */
export interface CriteriaVersion {
  readonly id: number
  readonly criteria: Criteria
  readonly publishedAt: Date
  /** Null for the sample that the program ships. */
  readonly publishedBy: string | null
  readonly reason: string
}

/** A tier's draft as it stands. */
export interface CriteriaDraft {
  readonly criteria: Criteria
  readonly editors: readonly number[]
  readonly changedBy: string
  readonly changedAt: Date
}

/** The criteria of a version, for what is judged by it; no lines where there is none. */
export async function criteriaOf(tx: Tx, versionId: number | null): Promise<Criteria> {
  if (versionId === null) return noCriteria
  const [version] = await tx
    .select({ criteria: criteriaVersions.criteria })
    .from(criteriaVersions)
    .where(eq(criteriaVersions.id, versionId))
  return version ? criteriaSchema.parse(version.criteria) : noCriteria
}

/** The newest criteria of a tier, or null where none was published. */
export async function currentCriteria(tx: Tx, tier: Tier): Promise<{ id: number; criteria: Criteria } | null> {
  const [newest] = await criteriaHistory(tx, tier, 1)
  return newest ? { id: newest.id, criteria: newest.criteria } : null
}

/** A tier's newest versions, newest first. */
export async function criteriaHistory(tx: Tx, tier: Tier, limit: number): Promise<CriteriaVersion[]> {
  const rows = await tx
    .select({
      id: criteriaVersions.id,
      criteria: criteriaVersions.criteria,
      publishedAt: criteriaVersions.publishedAt,
      publishedBy: people.name,
      reason: criteriaVersions.reason,
    })
    .from(criteriaVersions)
    .leftJoin(people, eq(people.id, criteriaVersions.publishedBy))
    .where(eq(criteriaVersions.tier, tier))
    .orderBy(desc(criteriaVersions.id))
    .limit(limit)
  return rows.map((row) => ({ ...row, criteria: criteriaSchema.parse(row.criteria) }))
}

/** Until the transaction ends nobody else changes drafts or publishes criteria; readers go on. */
export async function lockCriteria(tx: Tx): Promise<void> {
  await tx.execute(sql`lock table ${criteriaVersions}, ${criteriaDrafts} in share row exclusive mode`)
}

/** A tier's draft, or null. */
export async function criteriaDraft(tx: Tx, tier: Tier): Promise<CriteriaDraft | null> {
  const changer = alias(people, 'changer')
  const [row] = await tx
    .select({
      criteria: criteriaDrafts.criteria,
      editors: criteriaDrafts.editors,
      changedBy: changer.name,
      changedAt: criteriaDrafts.changedAt,
    })
    .from(criteriaDrafts)
    .innerJoin(changer, eq(changer.id, criteriaDrafts.changedBy))
    .where(eq(criteriaDrafts.tier, tier))
  return row ? { ...row, criteria: criteriaSchema.parse(row.criteria), editors: row.editors.people } : null
}

/** Keeps a tier's draft. */
export async function keepCriteriaDraft(tx: Tx, draft: typeof criteriaDrafts.$inferInsert): Promise<void> {
  const { tier, ...rest } = draft
  await tx.insert(criteriaDrafts).values(draft).onConflictDoUpdate({ target: criteriaDrafts.tier, set: rest })
}

/** Drops a tier's draft. */
export async function dropCriteriaDraft(tx: Tx, tier: Tier): Promise<void> {
  await tx.delete(criteriaDrafts).where(eq(criteriaDrafts.tier, tier))
}
