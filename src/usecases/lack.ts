import type { Tx } from '../../db/connection.ts'
import { isUnsaid } from '../../db/queries/audit.ts'
import { currentPolicy, newestPolicyId } from '../../db/queries/settings.ts'
import type { DomainEvent } from '../domain/event.ts'
import { type AuthorityGaps, authorityGaps } from '../domain/recommendation/authority-gaps.ts'

/** What the bank's settings leave to nobody. */
export interface Lack {
  /** The newest version, readable or not; null where none was ever published. */
  readonly policyVersionId: number | null
  /** Null where there are no settings, or none that can be read: nobody may do anything then. */
  readonly gaps: AuthorityGaps | null
}

/** Reads it off the settings of the moment; null where every step and route has its posts. */
export async function lackOf(tx: Tx): Promise<Lack | null> {
  const current = await currentPolicy(tx)
  const gaps = current && authorityGaps(current.policy)
  if (current && !gaps) return null
  return { policyVersionId: await newestPolicyId(tx), gaps }
}

/** The settings' lack as an event for the administrators: once a version, whoever finds it. */
export async function lackEvents(tx: Tx): Promise<DomainEvent[]> {
  const lack = await lackOf(tx)
  const type = 'authority_lacking'
  if (!lack || !(await isUnsaid(tx, type, 'policy', lack.policyVersionId))) return []
  const { policyVersionId, gaps } = lack
  return [{ happening: { type, policyVersionId }, article: '15(1)', after: gaps ? { ...gaps } : { policy: null } }]
}

/** A step that no post may take under the settings it began with, as an event: once a recommendation. */
export async function stepLackEvents(tx: Tx, recommendationId: number): Promise<DomainEvent[]> {
  const type = 'step_without_authority'
  if (!(await isUnsaid(tx, type, 'recommendation', recommendationId))) return []
  return [{ happening: { type, recommendationId }, article: '15(1)' }]
}
