import type { Tx } from '../../../db/connection.ts'
import { saveSounds, type Unspoken, unspokenClients } from '../../../db/queries/client-sound.ts'
import { nameKey } from '../../domain/client/name.ts'
import type { NameKind } from '../../domain/client/search.ts'
import { type Deps, transact } from '../transact.ts'
import { simplified, soundOf } from './spoken.ts'

/** So many clients are taken in one transaction. */
const batch = 1_000

interface Added {
  readonly clientId: number
  readonly kind: NameKind
  readonly key: string
  readonly sound: boolean
  readonly strategic: boolean
}

/** Adds to clients how their names sound, in the transaction in which they were entered. */
export async function addSounds(tx: Tx, codes: readonly string[]): Promise<void> {
  await complete(tx, await unspokenClients(tx, codes.length, codes))
}

/**
 * The same for all that still want it: clients from before there was a search, and those that something else than the program
 * entered. Several processes share the work.
 *
 * @returns how many
 */
export async function addMissingSounds(deps: Deps): Promise<number> {
  for (let done = 0; ; ) {
    const found = await transact(deps, { personId: null, source: 'job' }, async (tx) => {
      const some = await unspokenClients(tx, batch)
      await complete(tx, some)
      return { result: some.length, events: [] }
    })
    done += found
    if (found < batch) return done
  }
}

async function complete(tx: Tx, unspoken: readonly Unspoken[]): Promise<void> {
  const names: Added[] = []
  for (const client of unspoken) names.push(...(await keysOf(client)))
  await saveSounds(
    tx,
    names,
    unspoken.map(({ id }) => id),
  )
}

/** The short name's pinyin, the initials of both names, and both names in simplified characters where they are not. */
async function keysOf({ id, shortName, shortNameKey, legalNameKey, state }: Unspoken): Promise<Added[]> {
  const key = (kind: NameKind, text: string, sound: boolean): Added[] =>
    text === '' ? [] : [{ clientId: id, kind, key: text, sound, strategic: state === 'designated' }]
  const short = await simplified(shortName)
  const legal = await simplified(legalNameKey)
  const { pinyin, initials } = await soundOf(short)
  return [
    ...key('pinyin', pinyin, true),
    ...key('initials', initials, true),
    ...key('initials', (await soundOf(legal)).initials, true),
    ...(nameKey(short) === shortNameKey ? [] : key('short', nameKey(short), false)),
    ...(legal === legalNameKey ? [] : key('legal', legal, false)),
  ]
}
