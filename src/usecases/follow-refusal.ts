import type { Tx } from '../../db/connection.ts'
import { cardsOf } from '../../db/queries/card.ts'
import { queueEffects } from '../../db/queries/effects.ts'
import { readRecommendation } from '../../db/queries/recommendation.ts'
import type { DomainEvent } from '../domain/event.ts'
import { isRefusal, type RefusalCode } from '../domain/refusal.ts'
import { lackEvents, stepLackEvents } from './lack.ts'
import { cardNotice } from './notices.ts'

/** Refusals of a press that came too late: the copy that was pressed had not been redrawn. */
const late = new Set<RefusalCode>(['already_decided', 'superseded_round', 'not_open', 'not_returned'])

/** Refusals that no person can be told to get over: the settings leave it to nobody. */
const nobody = new Set<RefusalCode>(['no_policy', 'nobody_may_decide'])

/**
 * What a refusal itself makes necessary, in the transaction that refused: the presser's copies are drawn anew, since one
 * of them invited the press (B02); the administrators learn that the settings leave something to nobody (B04).
 *
 * @param about the recommendation that was refused, where it was one
 */
export async function followRefusal(
  tx: Tx,
  result: unknown,
  about: number | undefined,
  personId: number | null,
  now: Date,
): Promise<DomainEvent[]> {
  const codes = [result].flat().flatMap((one) => (isRefusal(one) ? one.refused : []))
  if (about !== undefined && personId !== null && codes.some((code) => late.has(code)))
    await redrawCopies(tx, about, personId, now)
  if (!codes.some((code) => nobody.has(code))) return []
  const ofStep = about !== undefined && codes.includes('nobody_may_decide') ? await stepLackEvents(tx, about) : []
  return [...(await lackEvents(tx)), ...ofStep]
}

async function redrawCopies(tx: Tx, recommendationId: number, personId: number, now: Date): Promise<void> {
  const clientId = (await readRecommendation(tx, recommendationId))?.row.clientId
  if (!clientId) return
  const own = (await cardsOf(tx, recommendationId)).filter((card) => card.personId === personId)
  if (own.length === 0) return
  await queueEffects(
    tx,
    own.map((card) => cardNotice(clientId, card)),
    now,
  )
}
