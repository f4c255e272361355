import type { Deliver } from '../../outbox/delivery.ts'
import type { DeliverDeps, OutgoingKind } from './kind.ts'

/** Sends each effect by the file of its kind; an unknown kind is given up, and says so. */
export function deliverBy(kinds: readonly OutgoingKind[], with_: DeliverDeps): Deliver {
  const byKind = new Map(kinds.map((outgoing) => [outgoing.kind, outgoing]))
  return async (effect) => {
    const outgoing = byKind.get(effect.kind)
    return outgoing ? outgoing.deliver(with_, effect) : { kind: 'dead', error: `no such kind: ${effect.kind}` }
  }
}
