import { clientById } from '../../../db/queries/client.ts'
import { type Specialist, specialistById } from '../../../db/queries/specialist.ts'
import { type FoundStaff, findStaff } from '../../../db/queries/staff-search.ts'
import { standingOf } from '../../../db/queries/standing.ts'
import { isRefusal } from '../../domain/refusal.ts'
import { ask, type Deps } from '../transact.ts'
import { servedClient } from '../units/served-client.ts'
import { namerOf } from './namers.ts'

const offered = 50

/** Who may be named for a client, by part of name or employee number, for whoever may name: staff of any unit. */
export function suggestSpecialists(
  deps: Deps,
  personId: number,
  clientId: number,
  typed: string,
): Promise<readonly FoundStaff[]> {
  return ask(deps, async (tx, { today }) => {
    const client = await clientById(tx, clientId)
    const served = client && (await servedClient(tx, client))
    const standing = await standingOf(tx, personId, today)
    if (!served || !standing || isRefusal(await namerOf(tx, clientId, served, standing))) return []
    return findStaff(tx, null, typed, today, offered)
  })
}

/** A naming with the name of its client, for the form that ends it; null where it has ended. */
export function readSpecialist(
  deps: Deps,
  specialistId: number,
): Promise<{ readonly specialist: Specialist; readonly client: string } | null> {
  return ask(deps, async (tx) => {
    const specialist = await specialistById(tx, specialistId)
    const client = specialist && (await clientById(tx, specialist.clientId))
    return client ? { specialist, client: client.shortName } : null
  })
}
