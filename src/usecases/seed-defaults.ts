import type { Tx } from '../../db/connection.ts'
import { insertAuditEntries } from '../../db/queries/audit.ts'
import { hasCriteria, hasPolicy, insertCriteria, insertPolicy } from '../../db/queries/import-defaults.ts'
import { lockImport } from '../../db/queries/import-known.ts'
import { tiers } from '../domain/client/category.ts'
import { starterCriteria } from '../domain/criteria/starter-criteria.ts'
import { defaultPolicy } from '../policy.ts'

const policyReason = '初始政策，与指引附表一致 / first policy, as in the guideline’s own tables'
const criteriaReason =
  '示例认定标准，请总行公司业务管理部另行制定并发布 / sample criteria: the corporate department sets and publishes its own'

/**
 * Publishes what no recommendation can do without: policy version 1, and criteria for each tier. Only where there is none
 * yet; whatever the bank published stays. Gives what was published: `policy`, or the tier of criteria.
 */
export async function seedDefaults(tx: Tx, now: Date): Promise<string[]> {
  await lockImport(tx)
  const seeded: string[] = []
  if (!(await hasPolicy(tx))) {
    const id = await insertPolicy(tx, { document: defaultPolicy, publishedAt: now, reason: policyReason })
    await tell(tx, now, 'policy', id, { document: defaultPolicy, reason: policyReason })
    seeded.push('policy')
  }
  for (const tier of tiers) {
    if (await hasCriteria(tx, tier)) continue
    const criteria = starterCriteria[tier]
    const id = await insertCriteria(tx, { tier, criteria, publishedAt: now, reason: criteriaReason })
    await tell(tx, now, 'criteria', id, { tier, criteria, reason: criteriaReason })
    seeded.push(tier)
  }
  return seeded
}

function tell(tx: Tx, at: Date, kind: 'policy' | 'criteria', subjectId: number, after: Record<string, unknown>) {
  const article = kind === 'criteria' ? '12' : '15(1)'
  const action = `${kind}_published`
  return insertAuditEntries(tx, [{ at, source: 'import', action, subjectKind: kind, subjectId, article, after }])
}
