import type { Tx } from '../../../db/connection.ts'
import { entriesFiled, entriesOf, filingById, filingsOf, type NamedFiling } from '../../../db/queries/filing.ts'
import { registerNow } from '../../../db/queries/register.ts'
import { headOfficeId, unitById } from '../../../db/queries/unit.ts'
import type { Unit } from '../../domain/organisation/unit.ts'
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts'
import { compareRegisters, type RegisterDifference } from '../../domain/register/compare-registers.ts'
import type { RegisterEntry } from '../../domain/register/register.ts'
import { ask, type Deps } from '../transact.ts'
import { type Asking, askingFor } from './read-register.ts'
import type { RegisterNamed } from './register-meant.ts'

/** As many versions as a list to choose from holds, with the one that is not filed. */
const most = 99

/** Two states of a branch's register side by side. */
export interface RegisterComparison {
  readonly branch: Unit
  /** Newest first. */
  readonly versions: readonly NamedFiling[]
  /** Filings by key; 0 = as it now stands. */
  readonly from: number
  readonly to: number
  readonly difference: RegisterDifference
}

/** What the branches filed last beside their registers as they now stand, the whole bank's together. */
export interface BankComparison {
  readonly branch: null
  /** Branches of which a filing stands. */
  readonly filings: number
  readonly difference: RegisterDifference
}

/**
 * Compares two states of a branch's register; without a choice the newest version with the register as it now stands. Of the
 * whole bank what was filed last is compared.
 */
export function readComparison(
  deps: Deps,
  personId: number,
  named: RegisterNamed,
  chosen: { from?: number; to?: number },
): Promise<RegisterComparison | BankComparison | Refusal> {
  return ask(deps, async (tx, moment) => {
    const asking = await askingFor(tx, personId, named, moment.today)
    if (isRefusal(asking)) return asking
    const { branch, within } = asking
    if (within) return refuse('not_for_you', { article: '4', params: { unit: await nameOf(tx, branch) } })
    if (!branch) return compareBank(tx, asking)
    const versions = await filingsOf(tx, branch.id, most)
    const from = chosen.from ?? versions[0]?.row.id ?? 0
    const to = chosen.to ?? 0
    const difference = compareRegisters(await stateOf(tx, asking, from), await stateOf(tx, asking, to))
    return { branch, versions, from, to, difference }
  })
}

/** Branches file their regional clients; those of the whole bank are head office's own. */
async function compareBank(tx: Tx, { policy }: Asking): Promise<BankComparison> {
  const { filings, entries } = await entriesFiled(tx)
  const now = await registerNow(tx, null, null, policy.timeZone)
  const regional = now.filter(({ tier }) => tier === 'regional')
  return { branch: null, filings, difference: compareRegisters(entries, regional) }
}

async function nameOf(tx: Tx, branch: Unit | null): Promise<string> {
  const unit = branch ?? (await unitById(tx, await headOfficeId(tx)))
  return unit?.name ?? ''
}

/** What a filing changed, seen by whoever sees its branch's register. */
export async function readFilingComparison(
  deps: Deps,
  personId: number,
  filingId: number,
): Promise<RegisterComparison | BankComparison | Refusal> {
  const filing = await ask(deps, (tx) => filingById(tx, filingId))
  if (!filing) return refuse('not_found', { params: { number: filingId } })
  const { branchId, baseId, id } = filing.row
  return readComparison(deps, personId, branchId, { from: baseId ?? id, to: id })
}

/** A version of the branch, or its register as it now stands; another branch's version is none of it. */
async function stateOf(tx: Tx, { branch, policy }: Asking, filingId: number): Promise<readonly RegisterEntry[]> {
  if (filingId === 0) return registerNow(tx, branch?.id ?? null, null, policy.timeZone)
  const filing = await filingById(tx, filingId)
  return filing?.row.branchId === branch?.id ? entriesOf(tx, filingId) : []
}
