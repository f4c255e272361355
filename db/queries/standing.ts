import { and, eq, gt, inArray, lte, type SQL, sql } from 'drizzle-orm'
import { postsPassedOn } from '../../src/domain/organisation/deputyship.ts'
import type { Position } from '../../src/domain/organisation/position.ts'
import type { Deputyship, Standing } from '../../src/domain/organisation/standing.ts'
import type { PostHolder } from '../../src/domain/team/seats.ts'
import type { Tx } from '../connection.ts'
import { appointments } from '../schema/appointments.ts'
import { deputyships } from '../schema/deputyships.ts'
import { people } from '../schema/people.ts'
import { idArray } from './arrays.ts'
import { inUse } from './in-use.ts'
import { holding, postsOf } from './posts.ts'
import { currentPolicy } from './settings.ts'
import { deputiesOf } from './stand-ins.ts'

/**
 * What a person is on a day (ISO date): posts, and whom they stand in for. Whoever left, or is out of use in Slack, is nothing.
 * Null where there is no such person.
 */
export async function standingOf(tx: Tx, personId: number, today: string): Promise<Standing | null> {
  const [person] = await tx
    .select({ name: people.name, leftOn: people.leftOn, inUse: sql<boolean>`${inUse()}`.as('in_use') })
    .from(people)
    .where(eq(people.id, personId))
  if (!person) return null
  const active = person.inUse && (person.leftOn === null || person.leftOn > today)
  const principals = active ? await principalsOf(tx, personId, today) : []
  const posts = await postsOf(tx, [personId, ...principals.map((principal) => principal.id)], today)
  const held = (id: number) => posts.get(id) ?? []
  return {
    personId,
    name: person.name,
    active,
    posts: active ? held(personId) : [],
    deputyFor: principals
      .map(({ id, name, through }): Deputyship => {
        return { principalId: id, principalName: name, posts: postsPassedOn(held(id), through.map(held)) }
      })
      .filter((deputyship) => deputyship.posts.length > 0),
  }
}

/** Somebody for whom another stands in, through whom: the own deputy first, the one who stands in last. */
interface Principal {
  readonly id: number
  readonly name: string
  readonly through: readonly number[]
}

/** Whom a person stands in for, as many deputies deep as the settings allow. Nobody has two deputies, so there is one way to each. */
async function principalsOf(tx: Tx, deputyId: number, today: string): Promise<Principal[]> {
  const found = new Map<number, Principal>()
  await alongDeputies(tx, [deputyId], async (behind) => {
    const rows = await tx
      .selectDistinct({ id: people.id, name: people.name, deputyId: deputyships.deputyId })
      .from(deputyships)
      .innerJoin(people, eq(people.id, deputyships.principalId))
      .where(and(inArray(deputyships.deputyId, behind), lte(deputyships.from, today), gt(deputyships.to, today)))
    const fresh = rows.filter(({ id }) => id !== deputyId && !found.has(id))
    for (const row of fresh)
      found.set(row.id, { ...row, through: [row.deputyId, ...(found.get(row.deputyId)?.through ?? [])] })
    return fresh.map(({ id }) => id)
  })
  return [...found.values()].sort((a, b) => a.id - b.id)
}

/** Walks from deputy to deputy, once where none stands behind another; `next` gives whom a step leads to. */
async function alongDeputies(
  tx: Tx,
  start: readonly number[],
  next: (from: number[]) => Promise<number[]>,
): Promise<void> {
  let from = await next([...start])
  if (from.length === 0) return
  const chain = (await currentPolicy(tx))?.policy.deputyships.chain ?? 1
  for (let depth = 1; depth < chain && from.length > 0; depth++) from = await next(from)
}

/** Who holds one of the posts in one of the units on a day and is in use. */
export function holdersOf(
  tx: Tx,
  unitIds: readonly number[],
  positions: readonly Position[],
  today: string,
): Promise<PostHolder[]> {
  return appointedTo(tx, unitIds, positions, today, inUse())
}

async function appointedTo(
  tx: Tx,
  unitIds: readonly number[],
  positions: readonly Position[],
  today: string,
  also?: SQL,
): Promise<PostHolder[]> {
  if (unitIds.length === 0 || positions.length === 0) return []
  return tx
    .select({
      personId: appointments.personId,
      position: appointments.position,
      unitId: appointments.unitId,
      since: appointments.from,
    })
    .from(appointments)
    .innerJoin(people, eq(people.id, appointments.personId))
    .where(
      and(
        inArray(appointments.unitId, [...unitIds]),
        inArray(appointments.position, [...positions]),
        holding(today),
        also,
      ),
    )
    .orderBy(appointments.personId)
}

/** Somebody appointed to a post, whether they can be reached, and whether somebody stands in for them. */
export interface Appointed extends Pick<PostHolder, 'personId' | 'position' | 'unitId'> {
  readonly inUse: boolean
  readonly hasDeputy: boolean
}

/** Who is appointed to one of the posts in one of the units on a day: for many places in one question. */
export async function appointedAt(
  tx: Tx,
  unitIds: readonly number[],
  positions: readonly Position[],
  today: string,
): Promise<Appointed[]> {
  return tx
    .select({
      personId: appointments.personId,
      position: appointments.position,
      unitId: appointments.unitId,
      inUse: inUse(),
      hasDeputy: sql<boolean>`exists (select from ${deputyships} where ${deputyships.principalId} = ${people.id}
        and ${deputyships.from} <= ${today} and ${deputyships.to} > ${today})`,
    })
    .from(appointments)
    .innerJoin(people, eq(people.id, appointments.personId))
    .where(
      and(
        sql`${appointments.unitId} = any(${idArray(unitIds)})`,
        inArray(appointments.position, [...positions]),
        holding(today),
      ),
    )
    .orderBy(appointments.personId)
}

/**
 * Everybody who may be asked to take a step: those who hold the post and are in use, and the deputies of the day of all who
 * hold it: one whose account was deactivated may have named one.
 */
export async function askable(
  tx: Tx,
  unitId: number,
  positions: readonly Position[],
  today: string,
): Promise<number[]> {
  const peopleOf = (holders: readonly PostHolder[]) => [...new Set(holders.map(({ personId }) => personId))]
  const appointed = peopleOf(await appointedTo(tx, [unitId], positions, today))
  if (appointed.length === 0) return []
  const holders = peopleOf(await holdersOf(tx, [unitId], positions, today))
  return [...new Set([...holders, ...(await deputiesOf(tx, appointed, today))])]
}

/** People who hold a post anywhere on a day: administrators to tell, say. */
export async function holdersAnywhere(tx: Tx, position: Position, today: string): Promise<number[]> {
  const rows = await tx
    .selectDistinct({ personId: appointments.personId })
    .from(appointments)
    .innerJoin(people, eq(people.id, appointments.personId))
    .where(and(eq(appointments.position, position), holding(today), inUse()))
    .orderBy(sql`1`)
  return rows.map((row) => row.personId)
}
