import type { Tx } from '../../db/connection.ts'
import type { NewEffect } from '../../db/queries/effects.ts'
import { readRecommendation } from '../../db/queries/recommendation.ts'
import { holdersAnywhere } from '../../db/queries/standing.ts'
import type { Happening } from '../domain/event.ts'

/** Tells the administrators that the settings, or those a step began with, leave it to nobody. */
export async function authorityAlarms(
  tx: Tx,
  happening: Extract<Happening, { type: 'authority_lacking' | 'step_without_authority' }>,
  today: string,
): Promise<NewEffect[]> {
  const recommendationId = 'recommendationId' in happening ? happening.recommendationId : null
  return (await holdersAnywhere(tx, 'administrator', today)).map((personId) => ({
    lane: `settings/person/${personId}`,
    kind: 'authority_alarm',
    payload: { personId, recommendationId },
    priority: 1,
  }))
}

/** Tells the administrators that the working days of a year are not known. */
export async function calendarAlarms(tx: Tx, year: number, today: string): Promise<NewEffect[]> {
  return (await holdersAnywhere(tx, 'administrator', today)).map((personId) => ({
    lane: `settings/person/${personId}`,
    kind: 'calendar_alarm',
    payload: { personId, year },
    priority: 1,
  }))
}

/** Tells the administrators that a message about a recommendation went out in its minimal form. */
export async function shortenedAlarms(
  tx: Tx,
  { recommendationId, error }: Extract<Happening, { type: 'message_shortened' }>,
  today: string,
): Promise<NewEffect[]> {
  const loaded = await readRecommendation(tx, recommendationId)
  const clientId = loaded?.row.clientId
  if (!clientId) return []
  return (await holdersAnywhere(tx, 'administrator', today)).map((personId) => ({
    lane: `client/${clientId}/person/${personId}`,
    kind: 'shortened_alarm',
    payload: { recommendationId, personId, error },
    priority: 1,
  }))
}
