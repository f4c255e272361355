import type { Deliver } from '../../outbox/delivery.ts'
import type { Gateway } from '../gateway.ts'
import type { DeliverDeps, OutgoingKind } from './kind.ts'

/**
 * Sends each effect by the file of its kind; an unknown kind is given up, and says so.
 * @param gatewayFor by the effect's priority: what may wait leaves room for what may not
 */
export function deliverBy(
  kinds: readonly OutgoingKind[],
  with_: DeliverDeps,
  gatewayFor: (priority: number) => Gateway = () => with_.gateway,
): Deliver {
  const byKind = new Map(kinds.map((outgoing) => [outgoing.kind, outgoing]))
  return async (effect) => {
    const outgoing = byKind.get(effect.kind)
    return outgoing
      ? outgoing.deliver({ ...with_, gateway: gatewayFor(effect.priority) }, effect)
      : { kind: 'dead', error: `no such kind: ${effect.kind}` }
  }
}
