import { and, eq, gt, inArray, isNull, lte, or, type SQL, sql } from 'drizzle-orm'
import type { Position } from '../../src/domain/organisation/position.ts'
import type { Deputyship, Post, Standing } from '../../src/domain/organisation/standing.ts'
import type { PostHolder } from '../../src/domain/team/seats.ts'
import type { Tx } from '../connection.ts'
import { appointments } from '../schema/appointments.ts'
import { deputyships } from '../schema/deputyships.ts'
import { people } from '../schema/people.ts'
import { units } from '../schema/units.ts'
import { idArray } from './arrays.ts'
import { inUse } from './in-use.ts'
import { currentPolicy } from './settings.ts'
import { deputiesOf } from './stand-ins.ts'

/** Appointments that hold on a day, of people who still work here. */
function holding(today: string) {
  return and(
    lte(appointments.from, today),
    or(isNull(appointments.to), gt(appointments.to, today)),
    or(isNull(people.leftOn), gt(people.leftOn, today)),
  )
}

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
  return {
    personId,
    name: person.name,
    active,
    posts: active ? (posts.get(personId) ?? []) : [],
    deputyFor: principals.map(
      (principal): Deputyship => ({
        principalId: principal.id,
        principalName: principal.name,
        posts: posts.get(principal.id) ?? [],
      }),
    ),
  }
}

/** Whom a person stands in for, as many deputies deep as the settings allow. */
async function principalsOf(tx: Tx, deputyId: number, today: string): Promise<{ id: number; name: string }[]> {
  const found = new Map<number, string>()
  await alongDeputies(tx, [deputyId], async (behind) => {
    const rows = await tx
      .selectDistinct({ id: people.id, name: people.name, leftOn: people.leftOn })
      .from(deputyships)
      .innerJoin(people, eq(people.id, deputyships.principalId))
      .where(and(inArray(deputyships.deputyId, behind), lte(deputyships.from, today), gt(deputyships.to, today)))
    const fresh = rows.filter(({ id }) => id !== deputyId && !found.has(id))
    for (const { id, name } of fresh) found.set(id, name)
    // Who left the bank passes on nothing that was not their own.
    return fresh.filter(({ leftOn }) => leftOn === null || leftOn > today).map(({ id }) => id)
  })
  return [...found].map(([id, name]) => ({ id, name })).sort((a, b) => a.id - b.id)
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

async function postsOf(tx: Tx, personIds: readonly number[], today: string): Promise<Map<number, Post[]>> {
  const rows = await tx
    .select({
      personId: appointments.personId,
      position: appointments.position,
      unit: { id: units.id, code: units.code, name: units.name, level: units.level, branchId: units.branchId },
    })
    .from(appointments)
    .innerJoin(people, eq(people.id, appointments.personId))
    .innerJoin(units, eq(units.id, appointments.unitId))
    .where(and(inArray(appointments.personId, [...personIds]), holding(today)))
    .orderBy(appointments.id)
  const posts = new Map<number, Post[]>()
  for (const { personId, ...post } of rows) posts.set(personId, [...(posts.get(personId) ?? []), post])
  return posts
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
