import { type SQL, sql } from 'drizzle-orm'
import type { Tier } from '../../src/domain/client/category.ts'
import { gramsOf, hitRanks } from '../../src/domain/client/search.ts'
import type { Tx } from '../connection.ts'
import { clientNames } from '../schema/client-names.ts'
import { clients } from '../schema/clients.ts'
import { idArray, textArray } from './arrays.ts'

/** What is looked for. */
export interface Wanted {
  /** `nameKey` of what was typed, in simplified characters; empty = by attributes alone. */
  readonly key: string
  /** How it sounds; empty where that is not asked. */
  readonly sound: string
  readonly filter: Attributes
  /** What the whole of the words means as attributes: found after all names. */
  readonly attributes: Attributes | null
}

/** What a client is, where it was named; null = whatever. */
export interface Attributes {
  readonly tier: Tier | null
  readonly regions: readonly string[] | null
  readonly industries: readonly string[] | null
  readonly managerIds: readonly number[] | null
}

export interface Page {
  readonly limit: number
  readonly offset: number
}

/**
 * So many hits of one kind are looked at where attributes sift them: a name that begins like 200,000 others and fits none of the
 * attributes costs no more.
 */
const sifted = 2_000

/**
 * Clients by what was typed, best first: exact code, exact name, exact sound, names that begin so, sounds that begin so, names
 * in which it stands, attributes; strategic clients before others where it only begins or stands there. Each kind is asked for no
 * more than the page needs, in the order of its index; what comes last, and costs most, only where the others do not fill the page.
 */
export async function searchIds(tx: Tx, wanted: Wanted, { limit, offset }: Page): Promise<number[]> {
  const filter = whereOf(wanted.filter)
  const most = filter ? sifted : limit + offset
  const first = wanted.key === '' ? [] : await bestOf(tx, nameBranches(wanted, most), filter, limit + offset, [])
  const left = limit + offset - first.length
  if (left === 0) return first.slice(offset)
  const later = [...(await withinBranches(tx, wanted.key, most)), ...attributeBranch(wanted, limit + offset)]
  return [...first, ...(await bestOf(tx, later, filter, left, first))].slice(offset)
}

/** The best hits of some branches, one a client, without clients that are there already. */
async function bestOf(
  tx: Tx,
  branches: readonly SQL[],
  filter: SQL | null,
  limit: number,
  known: readonly number[],
): Promise<number[]> {
  if (branches.length === 0) return []
  const others = known.length > 0 ? sql`where client_id <> all(${idArray(known)})` : sql``
  const rows = await tx.execute<{ id: string }>(sql`
    with hits as (${sql.join([...branches], sql` union all `)}),
    best as (select distinct on (client_id) client_id, rank, place from hits ${others} order by client_id, rank, place)
    select ${clients.id} as id from best join ${clients} on ${clients.id} = best.client_id
    ${filter ? sql`where ${filter}` : sql``}
    order by best.rank, best.place, ${clients.id} limit ${limit}`)
  return rows.map(({ id }) => Number(id))
}

const rankOf = (name: (typeof hitRanks)[number]) => sql.raw(String(hitRanks.indexOf(name)))

function nameBranches({ key, sound }: Wanted, most: number): SQL[] {
  const exact = (spoken: boolean, typed: string, rank: SQL) => sql`
    (select client_id, ${rank} as rank, '' as place from ${clientNames}
     where sound = ${spoken} and strategic = any(array[true, false]) and key = ${typed} limit ${most})`
  const begins = (spoken: boolean, typed: string, strategic: boolean, rank: SQL) => sql`
    (select client_id, ${rank} as rank, key as place from ${clientNames}
     where sound = ${spoken} and strategic = ${strategic} and key ~>=~ ${typed} and key ~<~ ${`${typed}\u{10FFFF}`}
     order by key using ~<~ limit ${most})`
  return [
    exact(false, key, sql`case kind when 'code' then ${rankOf('code')} else ${rankOf('name')} end`),
    begins(false, key, true, rankOf('prefix_strategic')),
    begins(false, key, false, rankOf('prefix')),
    ...(sound === ''
      ? []
      : [
          exact(true, sound, rankOf('sound')),
          begins(true, sound, true, rankOf('sound_prefix_strategic')),
          begins(true, sound, false, rankOf('sound_prefix')),
        ]),
  ]
}

/**
 * A single sign stands in too many names to look for it within them. Whoever holds all its pairs is asked for as a whole: for
 * a limit alone the planner reads the table from its beginning, believing that the first ones will soon be found, and where
 * there are none it reads a million. What is known to stand in very many is read from the beginning all the same: to list its holders
 * would take longer.
 */
async function withinBranches(tx: Tx, key: string, most: number): Promise<SQL[]> {
  const grams = gramsOf(key)
  if (grams.length === 0) return []
  const within = (mark: string, rank: SQL) => sql`
    (with holding as materialized (
       select client_id, keys from client_search where pairs @> ${textArray(grams.map((gram) => `${mark}${gram}`))})
     select client_id, ${rank} as rank, '' as place from holding where position(${key} in keys) > 0 limit ${most})`
  const frequent = grams.length === 1 && (await standsInMany(tx, grams[0] ?? '', most))
  const anywhere = sql`
    (select client_id, ${rankOf('within')} as rank, '' as place from client_search
     where position(${key} in keys) > 0 order by client_id limit ${most})`
  return [within('*', rankOf('within_strategic')), frequent ? anywhere : within('', rankOf('within'))]
}

/**
 * Whether signs stand in so many clients, by the statistics that PostgreSQL keeps, that the first ones are found sooner by reading
 * clients than by the list of all: reading takes wanted / share rows, the list has share × all.
 */
async function standsInMany(tx: Tx, gram: string, wanted: number): Promise<boolean> {
  const [row] = await tx.execute<{ share: number | null; all: number }>(sql`
    select most_common_elem_freqs[array_position(most_common_elems::text::text[], ${gram})] as share, reltuples as all
    from pg_stats join pg_class on pg_class.oid = 'client_search'::regclass
    where pg_stats.tablename = 'client_search' and pg_stats.schemaname = current_schema() and attname = 'pairs'`)
  return row !== undefined && row.share !== null && wanted < row.share ** 2 * row.all
}

/**
 * Clients of regions and industries are asked for value by value, each from the beginning of its index: for several at once the
 * planner would sort all of them, or read every client in the hope that the first ones are soon found.
 */
function attributeBranch({ attributes }: Wanted, most: number): SQL[] {
  const where = attributes && whereOf(attributes)
  if (!where) return []
  const { regions, industries, managerIds } = attributes
  const listed = (which: SQL) => sql`
    (select id as client_id, ${rankOf('attribute')} as rank,
       case when state = 'designated' then '0' else '1' end || code as place from ${clients}
     where ${which} order by (state <> 'designated'), code limit ${most})`
  if (managerIds || (!regions && !industries)) return [listed(where)]
  const values = [
    ...(regions ? [sql`unnest(${textArray(regions)}) as of_region`] : []),
    ...(industries ? [sql`unnest(${textArray(industries)}) as of_industry`] : []),
  ]
  const one = sql.join(
    [
      ...(regions ? [sql`${clients.region} = of_region`] : []),
      ...(industries ? [sql`${clients.industry} = of_industry`] : []),
      ...(attributes.tier ? [ofTier(attributes.tier)] : []),
    ],
    sql` and `,
  )
  return [
    sql`(select client_id, rank, place from ${sql.join(values, sql` cross join `)} cross join lateral ${listed(one)} found
         order by place limit ${most})`,
  ]
}

const ofTier = (tier: Tier) => sql`${clients.tier} = ${tier} and ${clients.state} = 'designated'`

function whereOf({ tier, regions, industries, managerIds }: Attributes): SQL | null {
  const parts = [
    ...(tier ? [ofTier(tier)] : []),
    ...(regions ? [sql`${clients.region} = any(${textArray(regions)})`] : []),
    ...(industries ? [sql`${clients.industry} = any(${textArray(industries)})`] : []),
    ...(managerIds
      ? [sql`${clients.leadClientManagerId} = any(${idArray(managerIds)}) and ${clients.state} = 'designated'`]
      : []),
  ]
  return parts.length === 0 ? null : sql.join(parts, sql` and `)
}

/** Least likeness (pg_trgm, word similarity) of what counts as a typing error: one sign of four. */
const likeness = 0.4
/** Of fewer signs one that is wrong leaves less than that likeness, and very many clients share the other one. */
const fewestAlike = 3

/** Clients whose keys are like what was typed, most alike first; none where the database has no pg_trgm. */
export async function alikeIds(tx: Tx, key: string, limit: number): Promise<number[]> {
  if ([...key].length < fewestAlike) return []
  const [there] = await tx.execute(sql`
    select set_config('pg_trgm.word_similarity_threshold', ${String(likeness)}, true) from pg_extension where extname = 'pg_trgm'`)
  if (!there) return []
  const rows = await tx.execute<{ id: string }>(sql`
    select client_id as id from client_search where ${key} <% keys
    order by word_similarity(${key}, keys) desc, client_id limit ${limit}`)
  return rows.map(({ id }) => Number(id))
}

/** Every region and every industry that a client has: leaps from value to value by their indexes. */
export async function valuesInUse(tx: Tx): Promise<{ regions: string[]; industries: string[] }> {
  const leaping = (column: SQL, found: SQL) => sql`${found} as (
      (select ${column} as value from clients order by ${column} limit 1)
      union all
      select (select ${column} from clients where ${column} > ${found}.value order by ${column} limit 1)
      from ${found} where ${found}.value is not null
    )`
  const rows = await tx.execute<{ value: string; region: boolean }>(sql`
    with recursive ${leaping(sql`region`, sql`regions`)}, ${leaping(sql`industry`, sql`industries`)}
    select value, true as region from regions where value <> ''
    union all select value, false from industries where value <> ''`)
  const those = (region: boolean) => rows.filter((row) => row.region === region).map(({ value }) => value)
  return { regions: those(true), industries: those(false) }
}

/** People of a name who lead a client. */
export async function managersNamed(tx: Tx, names: readonly string[]): Promise<number[]> {
  const rows = await tx.execute<{ id: string }>(sql`
    select id from people where name in ${[...names]} and exists (select from clients where lead_client_manager_id = people.id and state = 'designated')`)
  return rows.map(({ id }) => Number(id))
}
