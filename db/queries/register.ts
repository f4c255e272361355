import { and, asc, eq, inArray, or, sql } from 'drizzle-orm'
import { bankDate } from '../../src/domain/calendar.ts'
import type { RegisterEntry } from '../../src/domain/register/register.ts'
import type { Tx } from '../connection.ts'
import { clients } from '../schema/clients.ts'
import { people } from '../schema/people.ts'
import { recommendations } from '../schema/recommendations.ts'
import { teamSeats } from '../schema/team-seats.ts'
import { units } from '../schema/units.ts'

/** Which clients of a register somebody may see: led by these units or by branches of them, or in whose team they are. */
export interface Within {
  readonly unitIds: readonly number[]
  readonly personId: number
}

/**
 * The register as it now stands, by client code: a branch's regional clients, or with null the whole bank's of both tiers.
 *
 * @param within null = all of it
 * @param timeZone in which a designation has its date
 */
export async function registerNow(
  tx: Tx,
  branchId: number | null,
  within: Within | null,
  timeZone: string,
): Promise<RegisterEntry[]> {
  const rows = await tx
    .select({ client: clients, leadUnit: units.name, leadClientManager: people.name, reason: reasonOf() })
    .from(clients)
    .innerJoin(units, eq(units.id, clients.leadUnitId))
    .leftJoin(people, eq(people.id, clients.leadClientManagerId))
    .where(
      and(
        eq(clients.state, 'designated'),
        branchId === null ? undefined : and(eq(units.branchId, branchId), eq(clients.tier, 'regional')),
        within ? seenBy(within) : undefined,
      ),
    )
    .orderBy(asc(clients.code))
  return rows.map(({ client, ...named }) => ({ ...entryOf(client, timeZone), ...named, reason: named.reason ?? '' }))
}

function reasonOf() {
  return sql<string | null>`(
    select ${recommendations.reason} from ${recommendations}
    where ${recommendations.clientId} = ${clients.id} and ${recommendations.state} = 'approved'
    order by ${recommendations.id} desc limit 1)`
}

function seenBy({ unitIds, personId }: Within) {
  const inTeam = sql`exists (select from ${teamSeats} where ${teamSeats.clientId} = ${clients.id} and ${teamSeats.personId} = ${personId})`
  return or(inArray(units.id, [...unitIds]), inArray(units.branchId, [...unitIds]), inTeam)
}

function entryOf(
  client: typeof clients.$inferSelect,
  timeZone: string,
): Omit<RegisterEntry, 'leadUnit' | 'leadClientManager' | 'reason'> {
  const { tier, category, designatedAt } = client
  if (!tier || !category || !designatedAt) throw new Error(`client ${client.id} is not whole`)
  return {
    clientId: client.id,
    code: client.code,
    shortName: client.shortName,
    legalName: client.legalName,
    englishName: client.englishName,
    tier,
    category,
    industry: client.industry,
    region: client.region,
    designatedOn: bankDate(designatedAt, timeZone),
    nextReviewOn: client.nextReviewOn,
    listedOn: client.listedOn,
  }
}
