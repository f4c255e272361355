import { eq } from 'drizzle-orm'
import type { Database } from '../../db/connection.ts'
import { setDeadlines } from '../../db/queries/deadline.ts'
import { clients } from '../../db/schema/clients.ts'
import { isRefusal, type Refusal } from '../../src/domain/refusal.ts'
import { createLog } from '../../src/log.ts'
import type { Act, Deps } from '../../src/usecases/transact.ts'
import { type PersonKey, type SmallBank, smallBank } from './bank.ts'

/** The small bank at a moment that a test moves on: use cases without Slack. */
export interface SmallBankAt {
  readonly deps: Deps
  readonly bank: SmallBank
  travel(moment: string): void
  as(key: PersonKey): Act & { personId: number }
  /** Makes a client strategic as if it had been so for a year, led by Futian, for whose manager it is. */
  strategic(client: keyof SmallBank['client'], change?: Partial<typeof clients.$inferInsert>): Promise<number>
}

/** Puts the small bank into a database, at a moment. */
export async function smallBankAt(database: Database, moment: string): Promise<SmallBankAt> {
  const bank = await smallBank(database)
  let now = new Date(moment)
  return {
    deps: { database, clock: { now: () => now }, log: createLog('silent') },
    bank,
    travel(to) {
      now = new Date(to)
    },
    as: (key) => ({ personId: bank.person[key], source: 'card' }),
    async strategic(client, change = {}) {
      const id = bank.client[client]
      await database.db
        .update(clients)
        .set({
          state: 'designated',
          tier: 'regional',
          category: 'regional_group',
          leadUnitId: bank.unit.futian,
          leadClientManagerId: bank.person.futianManager,
          designatedAt: new Date('2025-11-25T02:00:00Z'),
          nextReviewOn: '2026-12-15',
          ...change,
        })
        .where(eq(clients.id, id))
      const dueOn = change.nextReviewOn === undefined ? '2026-12-15' : change.nextReviewOn
      if (dueOn) await setReviewDate(database, id, dueOn)
      return id
    },
  }
}

/** The date of a client's review as a deadline that is looked at when somebody next looks. */
export async function setReviewDate({ db }: Database, clientId: number, dueOn: string): Promise<void> {
  const dueAt = new Date(`${dueOn}T10:00:00Z`)
  const row = { kind: 'client_review' as const, itemId: clientId, clientId, dueOn, dueAt, remindAt: new Date(0) }
  await db.transaction((tx) => setDeadlines(tx, [row]))
}

/** What a use case gave, where it was not refused. */
export function accepted<T>(result: T | Refusal): T {
  if (isRefusal(result)) throw new Error(`refused: ${result.refused}`)
  return result
}
