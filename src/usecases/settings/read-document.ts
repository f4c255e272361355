import { newestDocument } from '../../../db/queries/settings.ts'
import { type Policy, policySchema } from '../../policy.ts'
import { ask, type Deps } from '../transact.ts'

/** The newest settings as they are stored, and as they can be used; null where they cannot, or where there are none. */
export async function readDocument(deps: Deps): Promise<{ document: unknown; policy: Policy | null }> {
  const document = await ask(deps, newestDocument)
  const parsed = policySchema.safeParse(document)
  return { document, policy: parsed.success ? parsed.data : null }
}
