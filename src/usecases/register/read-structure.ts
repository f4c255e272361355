import { entriesOf, standingFiling } from '../../../db/queries/filing.ts'
import { registerNow } from '../../../db/queries/register.ts'
import type { Unit } from '../../domain/organisation/unit.ts'
import { isRefusal, type Refusal } from '../../domain/refusal.ts'
import { structureOf } from '../../domain/register/structure.ts'
import { ask, type Deps } from '../transact.ts'
import { askingFor } from './read-register.ts'
import type { RegisterNamed } from './register-meant.ts'

/** How a register is made up, as far as its reader sees it. */
export interface RegisterStructure {
  readonly branch: Unit | null
  readonly clients: number
  readonly partial: boolean
  /** The filed version that the change is counted from; null where there is none, or where the reader sees only part. */
  readonly since: { readonly version: number; readonly filedAt: Date } | null
  readonly shares: ReturnType<typeof structureOf>
}

/** The structure of a register as it now stands, and its change since the branch's last filing that stands (Art. 5). */
export function readStructure(
  deps: Deps,
  personId: number,
  named: RegisterNamed,
): Promise<RegisterStructure | Refusal> {
  return ask(deps, async (tx, moment) => {
    const asking = await askingFor(tx, personId, named, moment.today)
    if (isRefusal(asking)) return asking
    const { branch, within, policy } = asking
    const entries = await registerNow(tx, branch?.id ?? null, within, policy.timeZone)
    const since = branch && !within ? await standingFiling(tx, branch.id) : null
    const before = since && (await entriesOf(tx, since.id))
    return { branch, clients: entries.length, partial: within !== null, since, shares: structureOf(entries, before) }
  })
}
