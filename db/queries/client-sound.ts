import { asc, eq, inArray, sql } from 'drizzle-orm'
import type { Tx } from '../connection.ts'
import type { clientNames } from '../schema/client-names.ts'
import { clientUnspoken } from '../schema/client-unspoken.ts'
import { clients } from '../schema/clients.ts'

/** A client whose names want their sounds. */
export type Unspoken = Pick<
  typeof clients.$inferSelect,
  'id' | 'shortName' | 'legalName' | 'shortNameKey' | 'legalNameKey' | 'state'
>

/** So many clients whose names want their sounds, held until the transaction ends; of these codes where some are given. */
export function unspokenClients(tx: Tx, limit: number, codes?: readonly string[]): Promise<Unspoken[]> {
  const { id, shortName, legalName, shortNameKey, legalNameKey, state } = clients
  return tx
    .select({ id, shortName, legalName, shortNameKey, legalNameKey, state })
    .from(clientUnspoken)
    .innerJoin(clients, eq(clients.id, clientUnspoken.clientId))
    .where(codes ? inArray(clients.code, [...codes]) : undefined)
    .orderBy(asc(clientUnspoken.clientId))
    .limit(limit)
    .for('update', { of: clientUnspoken, skipLocked: true })
}

/** Adds how clients' names sound, or are written in simplified characters; `spokenIds` are those that then want nothing more. */
export async function saveSounds(
  tx: Tx,
  names: readonly (typeof clientNames.$inferInsert)[],
  spokenIds: readonly number[],
): Promise<void> {
  if (spokenIds.length === 0) return
  const rows = names.map(({ clientId, kind, key, sound, strategic }) => ({ id: clientId, kind, key, sound, strategic }))
  await tx.execute(sql`
    insert into client_names (client_id, kind, key, sound, strategic)
    select id, kind, key, sound, strategic
    from json_to_recordset(${JSON.stringify(rows)}::json)
      as given (id bigint, kind text, key text, sound boolean, strategic boolean)
    on conflict do nothing`)
  const written = new Map<number, string>()
  for (const { clientId, key, sound } of names)
    if (!sound) written.set(clientId, `${written.get(clientId) ?? ''}\n${key}`)
  await addKeys(
    tx,
    [...written].map(([id, keys]) => ({ id, keys })),
  )
  await tx.delete(clientUnspoken).where(inArray(clientUnspoken.clientId, [...spokenIds]))
}

/** Adds keys in which what was typed may stand; `keys` begin with a line's end. */
async function addKeys(tx: Tx, added: readonly { id: number; keys: string }[]): Promise<void> {
  if (added.length === 0) return
  await tx.execute(sql`
    update client_search set keys = client_search.keys || given.keys,
      pairs = client_pairs(string_to_array(client_search.keys || given.keys, E'\\n'), clients.state = 'designated')
    from json_to_recordset(${JSON.stringify(added)}::json) as given (id bigint, keys text)
    join clients on clients.id = given.id
    where client_search.client_id = given.id`)
}
