import { queueEffects } from '../../db/queries/effects.ts'
import { isWorkingMoment, nextWorkingMoment } from '../domain/working-hours.ts'
import { workingTime } from './start-clocks.ts'
import { type Deps, transact } from './transact.ts'

/**
 * Queues a reminder that comes at night or on a free day again for the next working moment; false = people are at work.
 * A row that is sent already in part must not be put off.
 */
export function putOff(
  deps: Deps,
  effect: { readonly lane: string; readonly kind: string; readonly payload: Record<string, unknown> },
  mergeKey: string,
): Promise<boolean> {
  return transact(deps, { personId: null, source: 'job' }, async (tx, { now, policy }) => {
    const time = await workingTime(tx, policy)
    if (isWorkingMoment(now, time)) return { result: false, events: [] }
    const { lane, kind, payload } = effect
    await queueEffects(tx, [{ lane, kind, payload, mergeKey, dueAt: nextWorkingMoment(now, time) }], now)
    return { result: true, events: [] }
  })
}
