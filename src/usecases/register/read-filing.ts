import type { Tx } from '../../../db/connection.ts'
import { entriesOf, filingById, filingsOf, type NamedFiling } from '../../../db/queries/filing.ts'
import { askedToAcknowledge, registerCardsOf } from '../../../db/queries/register-card.ts'
import { standingOf } from '../../../db/queries/standing.ts'
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts'
import { compareRegisters, type RegisterDifference } from '../../domain/register/compare-registers.ts'
import { mayDecideFiling } from '../../domain/register/decide-filing.ts'
import { ask, type Deps } from '../transact.ts'
import { departmentNow } from './acknowledgers.ts'

/** A filing as its card shows it. */
export interface FilingView extends NamedFiling {
  /** What was added, changed and removed since the base. */
  readonly difference: RegisterDifference
  readonly baseVersion: number | null
  /** The question that it answers. */
  readonly answered: string | null
  /** Whether the branch has filed nothing after it. */
  readonly newest: boolean
  /** Whether it waits and nobody can be asked to acknowledge it. */
  readonly nobodyAsked: boolean
}

/** Reads everything a filing's card shows; null where there is none of this number. */
export async function filingView(tx: Tx, id: number): Promise<FilingView | null> {
  const filing = await filingById(tx, id)
  if (!filing) return null
  const { baseId, answersId, branchId } = filing.row
  const base = baseId === null ? null : await filingById(tx, baseId)
  const answered = answersId === null ? null : await filingById(tx, answersId)
  const [newest] = await filingsOf(tx, branchId, 1)
  const before = base ? await entriesOf(tx, base.row.id) : []
  return {
    ...filing,
    difference: compareRegisters(before, await entriesOf(tx, id)),
    baseVersion: base?.row.version ?? null,
    answered: answered?.row.question ?? null,
    newest: newest?.row.id === id,
    nobodyAsked: filing.row.state === 'filed' && askedToAcknowledge(await registerCardsOf(tx, id)).length === 0,
  }
}

/** The same for a click on it. */
export function readFilingView(deps: Deps, id: number): Promise<FilingView | null> {
  return ask(deps, (tx) => filingView(tx, id))
}

/** The same for somebody who may acknowledge it, or why they may not. */
export function readFilingToAcknowledge(deps: Deps, personId: number, id: number): Promise<FilingView | Refusal> {
  return ask(deps, async (tx, { today }) => {
    const standing = await standingOf(tx, personId, today)
    const view = await filingView(tx, id)
    if (!standing) return refuse('not_mapped')
    if (!view) return refuse('not_found', { params: { number: id } })
    const allowed = mayDecideFiling({ ...view.row, deciderName: null }, await departmentNow(tx), standing)
    return isRefusal(allowed) ? allowed : view
  })
}
