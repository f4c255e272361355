import type { Tx } from '../connection.ts'
import { registerReminders } from '../schema/register-reminders.ts'

export type RegisterReminder = typeof registerReminders.$inferInsert

/** Claims reminders; gives those that nobody claimed before. */
export async function claimReminders(
  tx: Tx,
  reminders: readonly RegisterReminder[],
): Promise<Pick<RegisterReminder, 'unitId' | 'closingOn' | 'stage'>[]> {
  if (reminders.length === 0) return []
  const { unitId, closingOn, stage } = registerReminders
  return tx
    .insert(registerReminders)
    .values([...reminders])
    .onConflictDoNothing()
    .returning({ unitId, closingOn, stage })
}
