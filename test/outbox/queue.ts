import { eq, sql } from 'drizzle-orm'
import type { Database } from '../../db/connection.ts'
import { type NewEffect, queueEffects } from '../../db/queries/effects.ts'
import { effects } from '../../db/schema/effects.ts'

/** Queues in a transaction of its own. Kind and payload matter to nobody here. */
export function queue(database: Database, ...wanted: (Pick<NewEffect, 'lane'> & Partial<NewEffect>)[]): Promise<void> {
  const whole = wanted.map((effect) => ({ kind: 'test', payload: {}, ...effect }))
  return database.db.transaction((tx) => queueEffects(tx, whole, new Date()))
}

/** Every row of a lane, oldest first. */
export function laneRows(database: Database, lane: string) {
  return database.db.select().from(effects).where(eq(effects.lane, lane)).orderBy(effects.id)
}

/** Empties the table between tests. */
export async function clearEffects(database: Database): Promise<void> {
  await database.db.execute(sql`truncate effects`)
}
