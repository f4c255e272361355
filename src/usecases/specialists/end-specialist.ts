import { endSpecialist, specialistById } from '../../../db/queries/specialist.ts'
import { trimName } from '../../domain/client/name.ts'
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts'
import { teamArticle } from '../../domain/team/specialists.ts'
import { reseat } from '../follow-teams.ts'
import { type Act, type Deps, type Outcome, transact } from '../transact.ts'
import { lockNamers, refusedEvents } from './namers.ts'

type Person = Act & { readonly personId: number }

/** Ends a specialist's naming with a reason, and the seat with it (Art. 14); whose and for which client, or why not. */
export function endNaming(
  deps: Deps,
  act: Person,
  specialistId: number,
  reason: string,
): Promise<{ clientId: number; name: string } | Refusal> {
  return transact(deps, act, async (tx, moment): Promise<Outcome<{ clientId: number; name: string } | Refusal>> => {
    const over = { result: refuse('specialist_over', { article: teamArticle }), events: [] }
    const known = await specialistById(tx, specialistId)
    if (!known) return over
    const { clientId, personId, name, purpose } = known
    const namer = await lockNamers(tx, act.personId, clientId, moment.today)
    if (isRefusal(namer)) return { result: namer, events: refusedEvents(clientId, namer) }
    const why = trimName(reason)
    if (why === '') return { result: refuse('reason_required', { field: 'reason' }), events: [] }
    if (!(await endSpecialist(tx, specialistId, { at: moment.now, by: act.personId, reason: why }))) return over
    const happening = { type: 'specialist_ended', clientId, specialistId, inNameOf: namer.inNameOf } as const
    const before = { specialistId, personId, purpose }
    return {
      result: { clientId, name },
      events: [
        { happening, article: teamArticle, before, after: { reason: why } },
        ...(await reseat(tx, [clientId], moment)),
      ],
    }
  })
}
