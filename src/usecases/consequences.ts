import type { Tx } from '../../db/connection.ts'
import { clientNames } from '../../db/queries/client.ts'
import { askForTeams, forgetMarks, takeTeams, takeUnits, withPrincipals } from '../../db/queries/organisation-marks.ts'
import { movedSteps } from './follow-organisation.ts'
import { reseat } from './follow-teams.ts'
import type { Moment } from './transact.ts'

/** What a change of the organisation does to teams and to what waits. */
export interface Consequences {
  /** Teams that change. */
  readonly teams: number
  readonly joined: number
  readonly left: number
  /** Clients that get another lead client manager. */
  readonly newLeads: number
  /** Recommendations and reviews that other people have to take then. */
  readonly steps: number
  /** Some of the clients whose team changes, by name. */
  readonly examples: readonly string[]
}

const batch = 200
const named = 5

/**
 * Makes a change in a transaction that is going to be undone, and follows it as the job would: what comes of it is what will
 * come of it. What waited to be followed before is left out.
 */
export async function consequencesOf(tx: Tx, moment: Moment, change: () => Promise<void>): Promise<Consequences> {
  await forgetMarks(tx)
  await change()
  let steps = 0
  for (let marked = await takeUnits(tx, batch); marked.length > 0; marked = await takeUnits(tx, batch)) {
    const units = await withPrincipals(tx, marked, moment.today)
    await askForTeams(tx, units, moment.now)
    steps += (await movedSteps(tx, units, moment.today)).length
  }
  const changed: number[] = []
  const count = { joined: 0, left: 0, newLeads: 0 }
  for (let clients = await takeTeams(tx, batch); clients.length > 0; clients = await takeTeams(tx, batch)) {
    for (const { happening } of await reseat(tx, clients, moment)) {
      if (happening.type !== 'team_changed') continue
      changed.push(happening.clientId)
      count.joined += happening.joined.length
      count.left += happening.left.length
      if (happening.joined.some(({ seat }) => seat === 'lead_client_manager')) count.newLeads++
    }
  }
  const examples = await clientNames(tx, changed.slice(0, named))
  return { teams: changed.length, ...count, steps, examples }
}
