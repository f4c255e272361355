import type { Tx } from '../../../db/connection.ts'
import { entriesOf, type FilingRow, filingById } from '../../../db/queries/filing.ts'
import { registerNow } from '../../../db/queries/register.ts'
import { headOfficeId } from '../../../db/queries/unit.ts'
import { bankDate } from '../../domain/calendar.ts'
import type { Unit } from '../../domain/organisation/unit.ts'
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts'
import { type RegisterEntry, registerArticle } from '../../domain/register/register.ts'
import type { ExportFormat } from '../export/export-table.ts'
import { type Act, ask, type Deps, type Moment, type Outcome, transact } from '../transact.ts'
import { type Asking, askingFor } from './read-register.ts'
import type { RegisterNamed } from './register-meant.ts'

/** What is to be exported: a register as it now stands, or a version as it was filed. */
export type ExportWanted = { readonly named: RegisterNamed } | { readonly filingId: number }

/** A register to be written into a file. */
export interface RegisterExport {
  readonly branch: Unit | null
  readonly filing: Pick<FilingRow, 'id' | 'version'> | null
  readonly entries: readonly RegisterEntry[]
  /** The bank's date of what stands in it. */
  readonly on: string
}

/**
 * Queues a file for whoever asks, kept in the audit. What stands in it is read when it goes out, as far as the person may
 * see it then.
 */
export function requestExport(
  deps: Deps,
  act: Act & { personId: number },
  wanted: ExportWanted,
  format: ExportFormat,
): Promise<Pick<RegisterExport, 'branch' | 'filing'> | Refusal> {
  type Requested = Pick<RegisterExport, 'branch' | 'filing'>
  return transact(deps, act, async (tx, moment): Promise<Outcome<Requested | Refusal>> => {
    const asked = await mayExport(tx, act.personId, wanted, moment)
    if (isRefusal(asked)) return { result: asked, events: [] }
    const { asking, filing } = asked
    const { personId } = act
    const unitId = asking.branch?.id ?? (await headOfficeId(tx))
    const branchId = asking.branch?.id ?? 0
    return {
      result: { branch: asking.branch, filing },
      events: [
        {
          happening: {
            type: 'register_exported',
            unitId,
            file: { personId, branchId, filingId: filing?.id ?? null, format },
          },
          article: registerArticle,
          after: { format, version: filing?.version ?? null, partial: asking.within !== null },
        },
      ],
    }
  })
}

/** What stands in the file, for the person as they may see it now. */
export function readExport(deps: Deps, personId: number, wanted: ExportWanted): Promise<RegisterExport | Refusal> {
  return ask(deps, async (tx, moment) => {
    const asked = await mayExport(tx, personId, wanted, moment)
    if (isRefusal(asked)) return asked
    const { asking, filing } = asked
    const { branch, within, policy } = asking
    if (filing) {
      const on = bankDate(filing.filedAt, policy.timeZone)
      return { branch, filing, entries: await entriesOf(tx, filing.id), on }
    }
    const entries = await registerNow(tx, branch?.id ?? null, within, policy.timeZone)
    return { branch, filing: null, entries, on: moment.today }
  })
}

async function mayExport(
  tx: Tx,
  personId: number,
  wanted: ExportWanted,
  moment: Moment,
): Promise<{ asking: Asking; filing: FilingRow | null } | Refusal> {
  const filing = 'filingId' in wanted ? ((await filingById(tx, wanted.filingId))?.row ?? null) : null
  if ('filingId' in wanted && !filing) return refuse('not_found', { params: { number: wanted.filingId } })
  const named = 'named' in wanted ? wanted.named : (filing?.branchId ?? 0)
  const asking = await askingFor(tx, personId, named, moment.today)
  if (isRefusal(asking)) return asking
  if (filing && asking.within)
    return refuse('not_for_you', { article: '4', params: { unit: asking.branch?.name ?? '' } })
  return { asking, filing }
}
