import type { Tx } from '../../../db/connection.ts'
import { type BranchFiling, newestFilings } from '../../../db/queries/filing.ts'
import { firstPolicyAt } from '../../../db/queries/settings.ts'
import { bankDate } from '../../domain/calendar.ts'
import {
  type FilingPeriods,
  type FilingStatus,
  filingPeriods,
  filingStatus,
  periodsSince,
} from '../../domain/register/filing-period.ts'
import { addWorkingDays } from '../../domain/working-days.ts'
import type { Policy } from '../../policy.ts'
import { workingCalendar } from '../working-calendar.ts'

/** A branch with its newest filing and what it owes. */
export interface BranchStatus extends BranchFiling {
  readonly status: FilingStatus
}

/** What branches owe on a day, by the bank's settings; nothing for the time before its first ones. */
export async function owedPeriods(tx: Tx, policy: Policy, today: string): Promise<FilingPeriods> {
  const { every, byWorkingDay } = policy.registerFiling
  const first = await firstPolicyAt(tx)
  const since = first ? bankDate(first, policy.timeZone) : today
  const calendar = await workingCalendar(tx)
  return filingPeriods(today, every, since, (closingOn) => addWorkingDays(closingOn, byWorkingDay, calendar))
}

/** Where every branch stands on a day, late ones first, the longest late before the others. */
export async function branchStatuses(tx: Tx, policy: Policy, today: string): Promise<BranchStatus[]> {
  const periods = await owedPeriods(tx, policy, today)
  const all = (await newestFilings(tx)).map((one): BranchStatus => {
    const filed = one.filing && { state: one.filing.state, filedOn: bankDate(one.filing.filedAt, policy.timeZone) }
    return { ...one, status: filingStatus(filed, periodsSince(periods, one.staffedOn)) }
  })
  return all.sort((a, b) => urgency(a) - urgency(b))
}

/** Late before owed before the rest; a filing that was sent back before one that never came. */
function urgency({ status, filing }: BranchStatus): number {
  if (status.kind === 'late') return filing?.state === 'sent_back' ? 1 : 0
  if (filing?.state === 'sent_back') return 2
  if (status.kind === 'open') return 3
  return filing?.state === 'filed' ? 4 : 5
}
