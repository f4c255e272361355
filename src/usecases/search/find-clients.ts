import type { Tx } from '../../../db/connection.ts'
import { type ClientRow, clientsById, listClients } from '../../../db/queries/client.ts'
import {
  type Attributes,
  alikeIds,
  managersNamed,
  type Page,
  searchIds,
  valuesInUse,
} from '../../../db/queries/client-search.ts'
import { nameKey } from '../../domain/client/name.ts'
import { meansValue, tierOfWord, wordsOf } from '../../domain/client/search.ts'
import { simplified, soundOf, writingsOf } from './spoken.ts'

/** What a search found, best first. */
export interface Hits {
  readonly clients: readonly ClientRow[]
  /** Nothing holds what was typed: these only sound or look like it. */
  readonly near: boolean
}

/** So many that only look like what was typed are worth reading. */
const mostAlike = 10

const none: Attributes = { tier: null, regions: null, industries: null, managerIds: null }

/**
 * Clients by code, name, pinyin or initials, from the beginning or within; by region, industry, tier or lead client manager; by
 * a name and such words together. Forgiving of width, case, blanks, legal forms, traditional characters; where nothing fits, of
 * characters that sound the same, and of typing errors where PostgreSQL has pg_trgm. Strategic ones first among equals.
 */
export async function findClients(tx: Tx, typed: string, page: Page): Promise<Hits> {
  const plain = await simplified(typed)
  const key = nameKey(plain)
  if (key === '') return { clients: await listClients(tx, page.limit, page.offset), near: false }
  const sought = await read(tx, typed, key)
  const ids = await searchIds(tx, sought, page)
  if (ids.length > 0 || page.offset > 0 || sought.filter !== none)
    return { clients: await clientsById(tx, ids), near: false }
  const near = await nearIds(tx, key, page.limit)
  return { clients: await clientsById(tx, near), near: true }
}

/** The words that mean what a client is, and the rest, which is its name. */
async function read(tx: Tx, typed: string, key: string) {
  const words = wordsOf(typed)
  const { regions, industries } = await valuesInUse(tx)
  let attributes = none
  const rest: string[] = []
  for (const word of words) {
    const plain = await simplified(word)
    const more = meaning(plain, regions, industries) ?? (await managersOf(tx, word))
    if (more) attributes = { ...attributes, ...more }
    else rest.push(plain)
  }
  const sound = /^[a-z0-9]+$/.test(key) ? key : ''
  const named = rest.length === words.length || words.length === 1
  const whole = { key, sound, filter: none, attributes: null }
  if (named) return { ...whole, attributes: attributes === none ? null : attributes }
  // A name may hold words that elsewhere mean a region or an industry.
  if ((await searchIds(tx, whole, { limit: 1, offset: 0 })).length > 0) return whole
  const restKey = nameKey(rest.join(''))
  const restSound = /^[a-z0-9]+$/.test(restKey) ? restKey : ''
  return { key: restKey, sound: restSound, filter: attributes, attributes: restKey === '' ? attributes : null }
}

function meaning(word: string, regions: readonly string[], industries: readonly string[]): Partial<Attributes> | null {
  const tier = tierOfWord(word)
  if (tier) return { tier }
  const region = regions.filter((value) => meansValue(word, value))
  if (region.length > 0) return { regions: region }
  const industry = industries.filter((value) => meansValue(word, value))
  if (industry.length > 0) return { industries: industry }
  return null
}

/** A person's own name is not made simplified: 李乾 is not 李干. */
async function managersOf(tx: Tx, word: string): Promise<Partial<Attributes> | null> {
  const managerIds = await managersNamed(tx, await writingsOf(word))
  return managerIds.length > 0 ? { managerIds } : null
}

/** Clients whose names sound the same, else that look alike. */
async function nearIds(tx: Tx, key: string, limit: number): Promise<number[]> {
  const most = Math.min(limit, mostAlike)
  if (/\p{Script=Han}/u.test(key)) {
    const { pinyin } = await soundOf(key)
    const sounding = await searchIds(
      tx,
      { key: pinyin, sound: pinyin, filter: none, attributes: null },
      { limit: most, offset: 0 },
    )
    if (sounding.length > 0) return sounding
  }
  return alikeIds(tx, key, most)
}
