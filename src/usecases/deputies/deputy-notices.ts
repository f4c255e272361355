import type { Tx } from '../../../db/connection.ts'
import { deputyshipById } from '../../../db/queries/deputyship.ts'
import type { NewEffect } from '../../../db/queries/effects.ts'
import { standingOf } from '../../../db/queries/standing.ts'
import type { Happening } from '../../domain/event.ts'

/** Tells both people of a deputyship that it was named or ended, as far as they are here; whoever did it knows. */
export async function deputyNotices(
  tx: Tx,
  { type, deputyshipId }: Extract<Happening, { type: 'deputy_named' | 'deputy_ended' }>,
  today: string,
): Promise<NewEffect[]> {
  const row = await deputyshipById(tx, deputyshipId)
  if (!row) return []
  const by = type === 'deputy_named' ? row.namedBy : row.endedBy
  const notices: NewEffect[] = []
  for (const personId of [row.deputyId, row.principalId].filter((one) => one !== by)) {
    if (!(await standingOf(tx, personId, today))?.active) continue
    notices.push({
      lane: `person/${personId}/deputies`,
      kind: 'deputy_notice',
      payload: { deputyshipId, personId, ended: type === 'deputy_ended' },
      priority: 1,
    })
  }
  return notices
}
