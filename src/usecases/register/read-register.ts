import type { Tx } from '../../../db/connection.ts'
import { entriesOf, filingsOf, type NamedFiling, standingFiling } from '../../../db/queries/filing.ts'
import { registerNow, type Within } from '../../../db/queries/register.ts'
import { policyInForce } from '../../../db/queries/settings.ts'
import { standingOf } from '../../../db/queries/standing.ts'
import type { Standing } from '../../domain/organisation/standing.ts'
import { postsInHand } from '../../domain/organisation/standing.ts'
import type { Unit } from '../../domain/organisation/unit.ts'
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts'
import { compareRegisters, type RegisterDifference } from '../../domain/register/compare-registers.ts'
import { mayFile } from '../../domain/register/decide-filing.ts'
import type { RegisterEntry } from '../../domain/register/register.ts'
import type { Policy } from '../../policy.ts'
import { ask, type Deps } from '../transact.ts'
import { type BranchStatus, branchStatuses } from './filing-status.ts'
import { type RegisterNamed, registerMeant, withinOf } from './register-meant.ts'

/** A register as it now stands, as far as its reader sees it. */
export interface RegisterView {
  /** Null = the whole bank's. */
  readonly branch: Unit | null
  readonly entries: readonly RegisterEntry[]
  /** Whether the reader sees only part of it. */
  readonly partial: boolean
  /** The branch's newest filing. */
  readonly filing: NamedFiling | null
  /** What happened since the last filing that stands; null where there is none, or where the reader sees only part. */
  readonly since: RegisterDifference | null
  readonly mayFile: boolean
}

/** Whoever asks, and what they ask about. */
export interface Asking {
  readonly standing: Standing
  readonly policy: Policy
  readonly branch: Unit | null
  readonly within: Within | null
}

/** Who asks for which register, and how much of it they see; or why not. */
export async function askingFor(
  tx: Tx,
  personId: number,
  named: RegisterNamed,
  today: string,
): Promise<Asking | Refusal> {
  const standing = await standingOf(tx, personId, today)
  if (!standing) return refuse('not_mapped')
  const meant = await registerMeant(tx, standing, named)
  if (isRefusal(meant)) return meant
  const policy = await policyInForce(tx)
  return { standing, policy, branch: meant.branch, within: withinOf(standing, meant) }
}

/** A register for its reader (Art. 10(3)). */
export function readRegister(deps: Deps, personId: number, named: RegisterNamed): Promise<RegisterView | Refusal> {
  return ask(deps, async (tx, moment) => {
    const asking = await askingFor(tx, personId, named, moment.today)
    if (isRefusal(asking)) return asking
    const { standing, policy, branch, within } = asking
    const entries = await registerNow(tx, branch?.id ?? null, within, policy.timeZone)
    const [filing] = branch ? await filingsOf(tx, branch.id, 1) : []
    const base = branch && !within ? await standingFiling(tx, branch.id) : null
    return {
      branch,
      entries,
      partial: within !== null,
      filing: filing ?? null,
      since: base && compareRegisters(await entriesOf(tx, base.id), entries),
      mayFile: branch !== null && !isRefusal(mayFile(branch, policy.registerFilers, standing)),
    }
  })
}

/** Where every branch stands with its filing, for head office; null for whoever works elsewhere. */
export function readFilingOverview(
  deps: Deps,
  personId: number,
): Promise<{ branches: readonly BranchStatus[]; today: string } | null | Refusal> {
  return ask(deps, async (tx, { today, policy }) => {
    const standing = await standingOf(tx, personId, today)
    if (!standing?.active) return refuse(standing ? 'left_the_bank' : 'not_mapped')
    if (!postsInHand(standing).some(({ unit }) => unit.level === 'head_office')) return null
    return { branches: await branchStatuses(tx, policy, today), today }
  })
}
