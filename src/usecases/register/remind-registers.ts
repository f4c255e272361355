import type { Tx } from '../../../db/connection.ts'
import type { NewEffect } from '../../../db/queries/effects.ts'
import { claimReminders } from '../../../db/queries/register-reminder.ts'
import { currentPolicy, policyInForce } from '../../../db/queries/settings.ts'
import { askable, holdersAnywhere } from '../../../db/queries/standing.ts'
import { headOfficeId } from '../../../db/queries/unit.ts'
import type { DomainEvent } from '../../domain/event.ts'
import { lateStage, reminderStage } from '../../domain/register/filing-reminder.ts'
import { registerArticle } from '../../domain/register/register.ts'
import { workingDaysBetween } from '../../domain/working-days.ts'
import { isWorkingMoment } from '../../domain/working-hours.ts'
import { workingTime } from '../start-clocks.ts'
import { type Deps, transact } from '../transact.ts'
import { branchStatuses } from './filing-status.ts'

/**
 * Reminds branches of the register they owe, and the corporate department of those that are late, in working hours: once a
 * period and stage, however often and wherever this runs (Art. 10(3)).
 *
 * @returns how many were reminded
 */
export function remindRegisters(deps: Deps): Promise<number> {
  return transact(deps, { personId: null, source: 'job' }, async (tx, { now, today }) => {
    const policy = (await currentPolicy(tx))?.policy
    const time = policy && (await workingTime(tx, policy))
    if (!policy || !time || !isWorkingMoment(now, time)) return { result: 0, events: [] }
    const between = (from: string, to: string) => workingDaysBetween(from, to, time.calendar)
    const due = (await branchStatuses(tx, policy, today)).flatMap(({ branch, status }) => {
      const stage = reminderStage(status, today, between, policy.reminders)
      return stage === null || status.kind === 'in_time'
        ? []
        : [{ unitId: branch.id, closingOn: status.period.closingOn, stage, remindedAt: now }]
    })
    const worst = due.filter(({ stage }) => stage >= lateStage).sort((a, b) => b.stage - a.stage)[0]
    const list = worst ? [{ ...worst, unitId: await headOfficeId(tx) }] : []
    const claimed = await claimReminders(tx, [...due, ...list])
    return { result: claimed.length, events: claimed.map(remindedEvent) }
  })
}

function remindedEvent({
  unitId,
  closingOn,
  stage,
}: {
  unitId: number
  closingOn: string
  stage: number
}): DomainEvent {
  return {
    happening: { type: 'register_reminded', unitId, stage },
    article: registerArticle,
    after: { closingOn, stage },
  }
}

/** Tells a branch's filers, from the second late stage on also its president; for head office whoever acknowledges. */
export async function registerReminderNotices(
  tx: Tx,
  { unitId, stage }: { unitId: number; stage: number },
  today: string,
): Promise<NewEffect[]> {
  const policy = await policyInForce(tx)
  const atHeadOffice = unitId === (await headOfficeId(tx))
  const positions = atHeadOffice ? policy.registerAcknowledgers : policy.registerFilers
  const holders = await askable(tx, unitId, positions, today)
  // An empty post: the administrators are told, so that nothing waits unseen.
  const told = holders.length > 0 ? holders : await holdersAnywhere(tx, 'administrator', today)
  const above = !atHeadOffice && stage > lateStage ? await askable(tx, unitId, ['branch_president'], today) : []
  return [...new Set([...told, ...above])].map((personId) => ({
    lane: `register/${unitId}/person/${personId}`,
    kind: 'register_reminder',
    payload: { unitId, personId },
    mergeKey: `register-reminder/${unitId}/${personId}`,
  }))
}
