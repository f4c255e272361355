import { eq } from 'drizzle-orm'
import type { Tier } from '../../src/domain/client/category.ts'
import type { Tx } from '../connection.ts'
import { criteriaVersions } from '../schema/criteria-versions.ts'
import { policyVersions } from '../schema/policy-versions.ts'

/** Whether any policy was ever published. */
export async function hasPolicy(tx: Tx): Promise<boolean> {
  const found = await tx.select({ id: policyVersions.id }).from(policyVersions).limit(1)
  return found.length > 0
}

/** Whether any criteria of a tier were ever published. */
export async function hasCriteria(tx: Tx, tier: Tier): Promise<boolean> {
  const found = await tx
    .select({ id: criteriaVersions.id })
    .from(criteriaVersions)
    .where(eq(criteriaVersions.tier, tier))
    .limit(1)
  return found.length > 0
}

/** Adds a version of the policy and gives its key. */
export async function insertPolicy(tx: Tx, version: typeof policyVersions.$inferInsert): Promise<number> {
  const [row] = await tx.insert(policyVersions).values(version).returning({ id: policyVersions.id })
  if (!row) throw new Error('the policy was not published')
  return row.id
}

/** Adds a version of a tier's criteria and gives its key. */
export async function insertCriteria(tx: Tx, version: typeof criteriaVersions.$inferInsert): Promise<number> {
  const [row] = await tx.insert(criteriaVersions).values(version).returning({ id: criteriaVersions.id })
  if (!row) throw new Error('the criteria were not published')
  return row.id
}
