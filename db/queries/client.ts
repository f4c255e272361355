import { and, asc, desc, eq, inArray, ne, or, sql } from 'drizzle-orm'
import { nameKey } from '../../src/domain/client/name.ts'
import { type Policy, policySchema } from '../../src/policy.ts'
import type { Queryable, Tx } from '../connection.ts'
import { clientChannels } from '../schema/client-channels.ts'
import { clients } from '../schema/clients.ts'
import { policyVersions } from '../schema/policy-versions.ts'
import { recommendations } from '../schema/recommendations.ts'
import { units } from '../schema/units.ts'

export type ClientRow = typeof clients.$inferSelect

/** A client by key, or null. */
export async function clientById(tx: Tx, id: number): Promise<ClientRow | null> {
  const [client] = await tx.select().from(clients).where(eq(clients.id, id))
  return client ?? null
}

/** Makes somebody the client's lead client manager; null = the seat is vacant. */
export async function leadClient(tx: Tx, id: number, personId: number | null): Promise<void> {
  await tx.update(clients).set({ leadClientManagerId: personId }).where(eq(clients.id, id))
}

/** A client whose row nobody else changes until the transaction ends. */
export async function lockClient(tx: Tx, id: number): Promise<ClientRow | null> {
  const [client] = await tx.select().from(clients).where(eq(clients.id, id)).for('update')
  return client ?? null
}

/** Clients by keys, in the order of the keys given. */
export async function clientsById(tx: Tx, ids: readonly number[]): Promise<ClientRow[]> {
  if (ids.length === 0) return []
  const rows = await tx
    .select()
    .from(clients)
    .where(inArray(clients.id, [...ids]))
  return rows.sort((one, other) => ids.indexOf(one.id) - ids.indexOf(other.id))
}

/** Clients where nothing was typed: strategic ones first, by code. */
export function listClients(tx: Tx, limit: number, offset: number): Promise<ClientRow[]> {
  return tx
    .select()
    .from(clients)
    .orderBy(sql`${clients.state} <> 'designated'`, asc(clients.code))
    .limit(limit)
    .offset(offset)
}

/** Clients whose names mean the same once legal forms, blanks and full-width letters are taken away. */
export function lookAlikes(tx: Tx, names: readonly string[]): Promise<ClientRow[]> {
  const keys = [...new Set(names.map(nameKey))].filter((key) => key !== '')
  if (keys.length === 0) return Promise.resolve([])
  return tx
    .select()
    .from(clients)
    .where(or(inArray(clients.shortNameKey, keys), inArray(clients.legalNameKey, keys)))
    .orderBy(asc(clients.code))
    .limit(5)
}

/** The recommendation of a client that is on its way, if there is one. */
export async function onItsWay(tx: Tx, clientId: number, besides = 0): Promise<{ id: number; state: string } | null> {
  const [row] = await tx
    .select({ id: recommendations.id, state: recommendations.state })
    .from(recommendations)
    .where(
      and(
        eq(recommendations.clientId, clientId),
        inArray(recommendations.state, ['submitted', 'returned']),
        ne(recommendations.id, besides),
      ),
    )
  return row ?? null
}

/** The client's newest recommendation that was ever submitted, or null. */
export async function newestSubmitted(tx: Tx, clientId: number): Promise<number | null> {
  const [newest] = await tx
    .select({ id: recommendations.id })
    .from(recommendations)
    .where(and(eq(recommendations.clientId, clientId), ne(recommendations.state, 'draft')))
    .orderBy(desc(recommendations.id))
    .limit(1)
  return newest?.id ?? null
}

/** Writes what a designation makes of a client. */
export async function setDesignation(
  tx: Tx,
  clientId: number,
  designation: Partial<typeof clients.$inferInsert>,
): Promise<void> {
  await tx
    .update(clients)
    .set({ ...designation, state: 'designated' })
    .where(eq(clients.id, clientId))
}

/** The branch that leads a client today, or null. */
export async function leadBranchOf(tx: Tx, client: ClientRow): Promise<number | null> {
  if (client.leadUnitId === null) return null
  const [unit] = await tx.select({ branchId: units.branchId }).from(units).where(eq(units.id, client.leadUnitId))
  return unit?.branchId ?? null
}

/** Enters a client that the register did not have, as a candidate. */
export async function insertClient(
  tx: Tx,
  client: { code: string; shortName: string; legalName: string; region: string; industry: string },
): Promise<ClientRow> {
  const [row] = await tx
    .insert(clients)
    .values({
      ...client,
      shortNameKey: nameKey(client.shortName),
      legalNameKey: nameKey(client.legalName),
    })
    .returning()
  if (!row) throw new Error('the client was not entered')
  return row
}

/** The client's open channel, if it has one. */
export async function channelOf(tx: Tx, clientId: number) {
  const [channel] = await tx
    .select()
    .from(clientChannels)
    .where(and(eq(clientChannels.clientId, clientId), inArray(clientChannels.state, ['wanted', 'open'])))
  return channel ?? null
}

/** A client, its channel as by `channelOf` and the newest policy as by `timeAndPolicy`, in one question. */
export async function clientAtWork(
  db: Queryable,
  clientId: number,
): Promise<{ client: ClientRow; channel: typeof clientChannels.$inferSelect; policy: Policy | null } | null> {
  const newest = sql<unknown>`(
    select ${policyVersions.document} from ${policyVersions} order by ${policyVersions.id} desc limit 1)`
  const [row] = await db
    .select({ client: clients, channel: clientChannels, document: newest })
    .from(clients)
    .innerJoin(clientChannels, eq(clientChannels.clientId, clients.id))
    .where(and(eq(clients.id, clientId), inArray(clientChannels.state, ['wanted', 'open'])))
  return row ? { ...row, policy: policySchema.safeParse(row.document).data ?? null } : null
}

/** Clients' short names, in the order of their keys. */
export async function clientNames(tx: Tx, ids: readonly number[]): Promise<string[]> {
  if (ids.length === 0) return []
  const rows = await tx
    .select({ name: clients.shortName })
    .from(clients)
    .where(inArray(clients.id, [...ids]))
    .orderBy(clients.id)
  return rows.map(({ name }) => name)
}
