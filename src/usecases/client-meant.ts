import type { Tx } from '../../db/connection.ts'
import type { ClientRow } from '../../db/queries/client.ts'
import { isPartOfName, isSameName } from '../domain/client/name.ts'
import type { FoundClients } from './client-card.ts'
import { findClients } from './search/find-clients.ts'

/** What typed words mean: one client, or several among which a person must choose, or none of the register's. */
export interface Meant {
  readonly client: ClientRow | null
  readonly several: readonly ClientRow[]
}

type Named = Pick<ClientRow, 'shortName' | 'legalName' | 'englishName' | 'code'>

const shown = 6

/**
 * The client of this code or name, or the only one in whose name the words stand. Among several nothing is guessed, and
 * words that only look like a name are not taken for it: 😀科技 is not Ａ股科技 (B11, B18).
 */
export async function clientMeant(tx: Tx, typed: string): Promise<Meant> {
  const { clients: found } = await findClients(tx, typed, { limit: shown, offset: 0 })
  const named = found.filter((client) => isNamed(client, typed))
  const fitting =
    named.length > 0 ? named : found.filter((client) => namesOf(client).some((name) => isPartOfName(typed, name)))
  const [only, ...others] = fitting
  return others.length === 0 ? { client: only ?? null, several: [] } : { client: null, several: fitting }
}

/** The one of what a search found that is named by the words, or is all it found; what only looks like them never is. */
export function onlyHit({ clients, near }: FoundClients, typed: string): ClientRow | null {
  const named = clients.filter((client) => isNamed(client, typed))
  const [only, ...others] = named.length === 1 || near ? named : clients
  return only && others.length === 0 ? only : null
}

/** Whether words are a client's whole name or code. */
function isNamed(client: Named, typed: string): boolean {
  return namesOf(client).some((name) => isSameName(name, typed))
}

function namesOf({ shortName, legalName, englishName, code }: Named): string[] {
  return [shortName, legalName, englishName, code].filter((name) => name !== '')
}
