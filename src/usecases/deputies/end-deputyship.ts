import { deputyshipById, endDeputyshipAt, lockDeputyships } from '../../../db/queries/deputyship.ts'
import { standingOf } from '../../../db/queries/standing.ts'
import { laterDate } from '../../domain/calendar.ts'
import { mayEnd } from '../../domain/organisation/deputyship.ts'
import { type Refusal, refuse } from '../../domain/refusal.ts'
import { type Act, type Deps, type Outcome, transact } from '../transact.ts'

/** Ends a deputyship at once, or lets one that has not begun never begin; the key, or why not. */
export function endDeputyship(
  deps: Deps,
  actor: Act & { readonly personId: number },
  deputyshipId: number,
): Promise<number | Refusal> {
  return transact(deps, actor, async (tx, { today, now }): Promise<Outcome<number | Refusal>> => {
    await lockDeputyships(tx)
    const row = await deputyshipById(tx, deputyshipId)
    if (!row) return { result: refuse('not_found', { params: { number: deputyshipId } }), events: [] }
    if (row.to <= today || row.to <= row.from) return { result: refuse('deputyship_over'), events: [] }
    const by = await standingOf(tx, actor.personId, today)
    const principal = await standingOf(tx, row.principalId, today)
    if (!by || !principal || !mayEnd(by, row, principal))
      return { result: refuse('may_not_name_deputy', { params: { name: row.principalName } }), events: [] }
    await endDeputyshipAt(tx, deputyshipId, actor.personId, today, now)
    return {
      result: deputyshipId,
      events: [
        {
          happening: { type: 'deputy_ended', personId: row.principalId, deputyshipId },
          article: '2',
          before: { deputyId: row.deputyId, from: row.from, to: row.to },
          after: { to: laterDate(row.from, today) },
        },
      ],
    }
  })
}
