import { asc, inArray, sql } from 'drizzle-orm'
import type { Tier } from '../../src/domain/client/category.ts'
import type { Tx } from '../connection.ts'
import { criteriaChecks } from '../schema/criteria-checks.ts'
import { idArray } from './arrays.ts'

/**
 * Has these clients held against the criteria. DO UPDATE, not DO NOTHING: it holds the row until the new figures are
 * committed, so that a check that runs meanwhile leaves it instead of reading the old ones.
 */
export async function wantChecks(tx: Tx, clientIds: readonly number[], now: Date): Promise<void> {
  await tx.execute(sql`
    insert into criteria_checks (client_id, wanted_at)
    select id, ${now.toISOString()}::timestamptz from unnest(${idArray(clientIds)}) as id
    on conflict (client_id) do update set wanted_at = excluded.wanted_at`)
}

/** Has every strategic client of a tier held against its new criteria. */
export async function wantChecksOfTier(tx: Tx, tier: Tier, now: Date): Promise<void> {
  await tx.execute(sql`
    insert into criteria_checks (client_id, wanted_at)
    select id, ${now.toISOString()}::timestamptz from clients where state = 'designated' and tier = ${tier}
    on conflict (client_id) do update set wanted_at = excluded.wanted_at`)
}

/** Clients to be held against the criteria, which no other process takes meanwhile. */
export async function takeChecks(tx: Tx, limit: number): Promise<number[]> {
  const rows = await tx
    .select({ clientId: criteriaChecks.clientId })
    .from(criteriaChecks)
    .orderBy(asc(criteriaChecks.clientId))
    .limit(limit)
    .for('update', { skipLocked: true })
  const ids = rows.map(({ clientId }) => clientId)
  if (ids.length > 0) await tx.delete(criteriaChecks).where(inArray(criteriaChecks.clientId, ids))
  return ids
}
