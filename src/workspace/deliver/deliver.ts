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
  const fault = world.deliveryFaults.take(what)
  const mark = fault ? { fault: fault.kind } : {}
  const about = { what, userId, payload, attempt, ...mark }
  const outgoing = { type, payload, attempt, reason }
  if (fault?.kind === 'late') await world.deliveryFaults.hold(fault.behind ?? 1)
  const first = send(world, about, outgoing, fault?.kind === 'lose')
  if (fault?.kind === 'duplicate') await send(world, about, outgoing, false)
  const ack = await first
  world.deliveryFaults.passed()
  return fault?.kind === 'lose-ack' ? { outcome: 'no_answer', reason: 'http_timeout' } : ack
}

type About = Pick<DeliveryEntry, 'what' | 'userId' | 'payload' | 'attempt' | 'fault'>

async function send(world: World, about: About, outgoing: Outgoing, lost: boolean): Promise<Ack> {
  const unanswered = { acknowledged: null, tookMs: null, ack: null, outcome: 'waiting' } as const
  const entry = world.log.delivery({ ...about, ...unanswered, sent: world.now() })
  const began = performance.now()
  const ack: Ack = lost
    ? { outcome: 'no_answer', reason: 'connection_failed' }
    : await world.outbound.transport().send(outgoing, world.rules.ackMs)
  entry.outcome = ack.outcome
  entry.tookMs = Math.round((performance.now() - began) * 100) / 100
  if (ack.outcome === 'acknowledged') {
    entry.acknowledged = world.now()
    entry.ack = ack.body
  }
  world.changes.emit({ type: 'log' }, null)
  return ack
}
