import type { DeliveryEntry } from '../protocol.ts'
import type { World } from '../world.ts'
import type { Ack, Outgoing } from './outbound.ts'

/** Tells the bot something once, within the time Slack allows, and logs how it went. */
export async function deliver(
  world: World,
  what: string,
  userId: string | null,
  type: Outgoing['type'],
  payload: Record<string, unknown>,
  attempt = 0,
  reason = '',
): Promise<Ack> {
  const entry: DeliveryEntry = world.log.delivery({
    what,
    userId,
    payload,
    sent: world.now(),
    acknowledged: null,
    tookMs: null,
    ack: null,
    attempt,
    outcome: 'waiting',
  })
  const began = performance.now()
  const ack = await world.outbound.transport().send({ type, payload, attempt, reason }, world.rules.ackMs)
  entry.outcome = ack.outcome
  entry.tookMs = Math.round((performance.now() - began) * 100) / 100
  if (ack.outcome === 'acknowledged') {
    entry.acknowledged = world.now()
    entry.ack = ack.body
  }
  world.changes.emit({ type: 'log' }, null)
  return ack
}
