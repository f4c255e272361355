import type { Tx } from '../../../db/connection.ts'
import type { NewEffect } from '../../../db/queries/effects.ts'
import { toldNaming } from '../../../db/queries/specialist.ts'
import type { Happening } from '../../domain/event.ts'

/** Tells a specialist in private that they were named for a client, or are no more; whoever did it themselves, or left, is not told. */
export async function specialistNotices(
  tx: Tx,
  { type, specialistId }: Extract<Happening, { type: 'specialist_named' | 'specialist_ended' | 'specialist_lapsed' }>,
  today: string,
): Promise<NewEffect[]> {
  const naming = await toldNaming(tx, specialistId)
  if (!naming || naming.ended?.by === naming.personId || naming.hasLeft(today)) return []
  const { personId, client } = naming
  return [
    {
      lane: `client/${client.id}/person/${personId}`,
      kind: 'specialist_notice',
      payload: { specialistId, personId, over: type !== 'specialist_named' },
      priority: 1,
    },
  ]
}
