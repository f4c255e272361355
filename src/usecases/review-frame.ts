import type { Tx } from '../../db/connection.ts'
import { currentCriteria } from '../../db/queries/criteria.ts'
import { currentPolicy } from '../../db/queries/settings.ts'
import { headOfficeId } from '../../db/queries/unit.ts'
import type { Tier } from '../domain/client/category.ts'

/** What the reviews of one transaction are opened under: read once, however many there are. */
export interface Frame {
  readonly settings: Awaited<ReturnType<typeof currentPolicy>>
  readonly headOfficeId: number
  readonly criteria: Readonly<Record<Tier, Awaited<ReturnType<typeof currentCriteria>>>>
}

/** Reads it. */
export async function readFrame(tx: Tx): Promise<Frame> {
  return {
    settings: await currentPolicy(tx),
    headOfficeId: await headOfficeId(tx),
    criteria: {
      bank_wide: await currentCriteria(tx, 'bank_wide'),
      regional: await currentCriteria(tx, 'regional'),
    },
  }
}
