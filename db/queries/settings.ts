import { asc, desc, eq, sql } from 'drizzle-orm'
import { defaultPolicy, type Policy, policySchema } from '../../src/policy.ts'
import type { Tx } from '../connection.ts'
import { people } from '../schema/people.ts'
import { policyVersions } from '../schema/policy-versions.ts'

/** A published version of the settings: who, when and why. */
export interface PolicyVersion {
  readonly id: number
  readonly publishedAt: Date
  /** Null for the version the program ships, and for the operator's. */
  readonly publishedBy: string | null
  readonly reason: string
}

/** The newest versions, newest first. */
export function policyHistory(tx: Tx, limit: number): Promise<PolicyVersion[]> {
  return tx
    .select({
      id: policyVersions.id,
      publishedAt: policyVersions.publishedAt,
      publishedBy: people.name,
      reason: policyVersions.reason,
    })
    .from(policyVersions)
    .leftJoin(people, eq(people.id, policyVersions.publishedBy))
    .orderBy(desc(policyVersions.id))
    .limit(limit)
}

/** The newest settings as they are stored, whether or not they can be used; null where none were ever published. */
export async function newestDocument(tx: Tx): Promise<unknown> {
  const [row] = await tx
    .select({ document: policyVersions.document })
    .from(policyVersions)
    .orderBy(desc(policyVersions.id))
    .limit(1)
  return row?.document ?? null
}

/** Until the transaction ends nobody else publishes settings; readers go on. */
export async function lockPolicies(tx: Tx): Promise<void> {
  await tx.execute(sql`lock table ${policyVersions} in share row exclusive mode`)
}

/** The newest policy, or null where none was published or it cannot be read: then nobody may do anything (B04). */
export async function currentPolicy(tx: Tx): Promise<{ id: number; policy: Policy } | null> {
  const [row] = await tx.select().from(policyVersions).orderBy(desc(policyVersions.id)).limit(1)
  const policy = policySchema.safeParse(row?.document)
  return row && policy.success ? { id: row.id, policy: policy.data } : null
}

/**
 * The settings in force, or the shipped ones where none can be read, so that what is shown and told goes on; who may do anything is
 * asked of `currentPolicy`.
 */
export async function policyInForce(tx: Tx): Promise<Policy> {
  return (await currentPolicy(tx))?.policy ?? defaultPolicy
}

/** The database's own time, to the millisecond, and the newest policy as `currentPolicy` reads it: one question. */
export async function timeAndPolicy(tx: Tx): Promise<{ now: Date; policy: Policy | null }> {
  const [row] = await tx.execute<{ ms: number; document: unknown }>(sql`
    select floor(extract(epoch from clock_timestamp()) * 1000)::float8 as ms, (
      select ${policyVersions.document} from ${policyVersions} order by ${policyVersions.id} desc limit 1) as document`)
  if (!row) throw new Error('the database did not say what time it is')
  return { now: new Date(row.ms), policy: policySchema.safeParse(row.document).data ?? null }
}

/** The newest version's key, readable or not; null where none was ever published. */
export async function newestPolicyId(tx: Tx): Promise<number | null> {
  const [row] = await tx
    .select({ id: policyVersions.id })
    .from(policyVersions)
    .orderBy(desc(policyVersions.id))
    .limit(1)
  return row?.id ?? null
}

/** A policy by its version, for what began under it; null where it cannot be read. */
export async function policyVersion(tx: Tx, id: number): Promise<{ id: number; policy: Policy } | null> {
  const [row] = await tx.select().from(policyVersions).where(eq(policyVersions.id, id))
  const policy = policySchema.safeParse(row?.document)
  return row && policy.success ? { id: row.id, policy: policy.data } : null
}

/** When the bank's first settings were published: since when the bot is its own; null where there are none. */
export async function firstPolicyAt(tx: Tx): Promise<Date | null> {
  const [first] = await tx
    .select({ at: policyVersions.publishedAt })
    .from(policyVersions)
    .orderBy(asc(policyVersions.id))
    .limit(1)
  return first?.at ?? null
}
