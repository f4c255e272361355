import type { Tx } from '../../../db/connection.ts'
import { namesOf } from '../../../db/queries/account.ts'
import { deputyshipsBetween, insertDeputyship, lockDeputyships } from '../../../db/queries/deputyship.ts'
import { standingOf } from '../../../db/queries/standing.ts'
import { nameDeputy } from '../../domain/organisation/deputyship.ts'
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts'
import { addDays } from '../../domain/working-days.ts'
import { type Act, type Deps, type Outcome, transact } from '../transact.ts'

/** What was filled in: people by key, days as dates (YYYY-MM-DD), the last one included. */
export interface NamingRequest {
  readonly principalId: number
  readonly deputyId: number
  readonly from: string
  readonly until: string
  readonly reason: string
}

/** What came of it. */
export interface NamedDeputy {
  readonly deputyshipId: number
  readonly principalName: string
  readonly deputyName: string
  /** Those for whom the absent person stands in on some day of the period: their matters do not go to this deputy. */
  readonly notCovered: readonly string[]
}

/** Names a deputy for a period; whoever waits for the absent person's decision waits for the deputy's too from then on. */
export function nameDeputyFor(
  deps: Deps,
  actor: Act & { readonly personId: number },
  request: NamingRequest,
): Promise<NamedDeputy | Refusal> {
  return transact(deps, actor, async (tx, moment): Promise<Outcome<NamedDeputy | Refusal>> => {
    await lockDeputyships(tx)
    const namer = await standingOf(tx, actor.personId, moment.today)
    const principal = await standingOf(tx, request.principalId, moment.today)
    const deputy = await standingOf(tx, request.deputyId, moment.today)
    if (!namer) return { result: refuse('not_mapped'), events: [] }
    if (!principal) return { result: refuse('not_found', { field: 'principal' }), events: [] }
    if (!deputy) return { result: refuse('not_found', { field: 'deputy' }), events: [] }
    const { from, until } = request
    const others = await deputyshipsBetween(tx, from, addDays(until, 1))
    const named = nameDeputy({ namer, principal, deputy, from, until }, others, moment.policy.deputyships, moment.today)
    if (isRefusal(named)) return { result: named, events: [] }
    const reason = request.reason.trim()
    const row = { ...named, reason, namedBy: namer.personId, namedAt: moment.now }
    const deputyshipId = await insertDeputyship(tx, row)
    const covers = others.filter(({ deputyId }) => deputyId === principal.personId)
    return {
      result: {
        deputyshipId,
        principalName: principal.name,
        deputyName: deputy.name,
        notCovered: moment.policy.deputyships.chain > 1 ? [] : await namesOfPrincipals(tx, covers),
      },
      events: [
        {
          happening: { type: 'deputy_named', personId: principal.personId, deputyshipId },
          article: '2',
          after: { deputyId: deputy.personId, from, until, ...(reason && { reason }) },
        },
      ],
    }
  })
}

async function namesOfPrincipals(tx: Tx, covers: readonly { readonly principalId: number }[]): Promise<string[]> {
  return namesOf(
    tx,
    covers.map(({ principalId }) => principalId),
  )
}
