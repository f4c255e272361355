import { and, asc, eq, inArray, isNull, lt, lte, or, sql } from 'drizzle-orm'
import type { Tx } from '../connection.ts'
import { clientSpecialists } from '../schema/client-specialists.ts'
import { people } from '../schema/people.ts'
import { slackAccounts } from '../schema/slack-accounts.ts'

/** A specialist named for a client; the naming has not ended. */
export interface Specialist {
  readonly id: number
  readonly clientId: number
  readonly personId: number
  readonly name: string
  readonly purpose: string
  /** The last day (ISO date); null where none was set. */
  readonly until: string | null
}

/** Specialists of these clients, in the order in which they were named. */
export function specialistsOf(tx: Tx, clientIds: readonly number[]): Promise<Specialist[]> {
  if (clientIds.length === 0) return Promise.resolve([])
  return tx
    .select(columns)
    .from(clientSpecialists)
    .innerJoin(people, eq(people.id, clientSpecialists.personId))
    .where(and(inArray(clientSpecialists.clientId, [...clientIds]), isNull(clientSpecialists.endedAt)))
    .orderBy(asc(clientSpecialists.id))
}

/** The same without those whose Slack accounts are all deactivated: the naming stays, the seat does not. */
export async function specialistsInUse(tx: Tx, clientIds: readonly number[]): Promise<Specialist[]> {
  const named = await specialistsOf(tx, clientIds)
  if (named.length === 0) return []
  const outOfUse = await tx
    .select({ personId: slackAccounts.personId })
    .from(slackAccounts)
    .where(
      inArray(
        slackAccounts.personId,
        named.map(({ personId }) => personId),
      ),
    )
    .groupBy(slackAccounts.personId)
    .having(sql`bool_and(${slackAccounts.deactivated})`)
  return named.filter((one) => !outOfUse.some(({ personId }) => personId === one.personId))
}

/** A naming that has not ended, or null. */
export async function specialistById(tx: Tx, id: number): Promise<Specialist | null> {
  const [row] = await tx
    .select(columns)
    .from(clientSpecialists)
    .innerJoin(people, eq(people.id, clientSpecialists.personId))
    .where(and(eq(clientSpecialists.id, id), isNull(clientSpecialists.endedAt)))
  return row ?? null
}

const columns = {
  id: clientSpecialists.id,
  clientId: clientSpecialists.clientId,
  personId: clientSpecialists.personId,
  name: people.name,
  purpose: clientSpecialists.purpose,
  until: clientSpecialists.until,
}

/** Names a specialist; the naming's key. */
export async function insertSpecialist(tx: Tx, row: typeof clientSpecialists.$inferInsert): Promise<number> {
  const [inserted] = await tx.insert(clientSpecialists).values(row).returning({ id: clientSpecialists.id })
  if (!inserted) throw new Error('a specialist was not stored')
  return inserted.id
}

/** Ends a naming with a reason. False = it had ended. */
export async function endSpecialist(
  tx: Tx,
  id: number,
  end: { readonly at: Date; readonly by: number; readonly reason: string },
): Promise<boolean> {
  const rows = await tx
    .update(clientSpecialists)
    .set({ endedAt: end.at, endedBy: end.by, endReason: end.reason })
    .where(and(eq(clientSpecialists.id, id), isNull(clientSpecialists.endedAt)))
    .returning({ id: clientSpecialists.id })
  return rows.length > 0
}

/** Ends every naming for a client, as the client exits. */
export async function endSpecialists(tx: Tx, clientId: number, now: Date): Promise<void> {
  await tx
    .update(clientSpecialists)
    .set({ endedAt: now })
    .where(and(eq(clientSpecialists.clientId, clientId), isNull(clientSpecialists.endedAt)))
}

/** Ends namings for these clients whose last day is over, or whose person has left the bank. */
export async function endLapsedSpecialists(
  tx: Tx,
  clientIds: readonly number[],
  { now, today }: { readonly now: Date; readonly today: string },
): Promise<void> {
  const gone = tx.select({ id: people.id }).from(people).where(lte(people.leftOn, today))
  await tx
    .update(clientSpecialists)
    .set({ endedAt: now })
    .where(
      and(
        inArray(clientSpecialists.clientId, [...clientIds]),
        isNull(clientSpecialists.endedAt),
        or(lt(clientSpecialists.until, today), inArray(clientSpecialists.personId, gone)),
      ),
    )
}
