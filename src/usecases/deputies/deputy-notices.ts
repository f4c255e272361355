import type { Tx } from '../../../db/connection.ts'
import { deputyshipById } from '../../../db/queries/deputyship.ts'
import type { NewEffect } from '../../../db/queries/effects.ts'
import type { Happening } from '../../domain/event.ts'

/** Tells both people of a deputyship that it was named or ended; whoever did it knows. */
export async function deputyNotices(
  tx: Tx,
  { type, deputyshipId }: Extract<Happening, { type: 'deputy_named' | 'deputy_ended' }>,
): Promise<NewEffect[]> {
  const row = await deputyshipById(tx, deputyshipId)
  if (!row) return []
  const by = type === 'deputy_named' ? row.namedBy : row.endedBy
  return [row.deputyId, row.principalId]
    .filter((personId) => personId !== by)
    .map((personId) => ({
      lane: `person/${personId}/deputies`,
      kind: 'deputy_notice',
      payload: { deputyshipId, personId, ended: type === 'deputy_ended' },
      priority: 1,
    }))
}
