import { seatsOf } from '../../../db/queries/channel.ts'
import { insertSpecialist, specialistsOf } from '../../../db/queries/specialist.ts'
import { standingOf } from '../../../db/queries/standing.ts'
import { trimName } from '../../domain/client/name.ts'
import { isRefusal, type Refusal } from '../../domain/refusal.ts'
import { refuseSpecialist, type SpecialistNaming, teamArticle } from '../../domain/team/specialists.ts'
import { endLapsed, reseat } from '../follow-teams.ts'
import { type Act, type Deps, type Outcome, transact } from '../transact.ts'
import { lockNamers, refusedEvents } from './namers.ts'

type Person = Act & { readonly personId: number }

/** Who was named for whom. */
export interface SpecialistNamed {
  readonly name: string
  readonly clientName: string
}

/** Names a specialist for a client, under the client's row lock: seated at once (Art. 14). Says whom, or why not. */
export function nameSpecialist(
  deps: Deps,
  act: Person,
  clientId: number,
  naming: SpecialistNaming,
): Promise<SpecialistNamed | Refusal> {
  return transact(deps, act, async (tx, moment): Promise<Outcome<SpecialistNamed | Refusal>> => {
    const no = (refusal: Refusal) => ({ result: refusal, events: refusedEvents(clientId, refusal) })
    const namer = await lockNamers(tx, act.personId, clientId, moment.today)
    if (isRefusal(namer)) return no(namer)
    const lapsed = await endLapsed(tx, [clientId], moment)
    const specialist = await standingOf(tx, naming.personId, moment.today)
    const ground = {
      namerId: act.personId,
      specialist,
      clientName: namer.clientName,
      team: await seatsOf(tx, clientId),
      namedIds: (await specialistsOf(tx, [clientId])).map(({ personId }) => personId),
    }
    const wrong = refuseSpecialist(naming, ground, moment.today)
    if (wrong) return { result: wrong, events: [...lapsed, ...refusedEvents(clientId, wrong)] }
    const said = { personId: naming.personId, purpose: trimName(naming.purpose), until: naming.until }
    const named = { namedAt: moment.now, namedBy: act.personId, namedInNameOf: namer.inNameOf }
    const specialistId = await insertSpecialist(tx, { clientId, ...said, ...named })
    const happening = { type: 'specialist_named', clientId, specialistId, inNameOf: namer.inNameOf } as const
    return {
      result: { name: specialist?.name ?? '', clientName: namer.clientName },
      events: [
        ...lapsed,
        { happening, article: teamArticle, after: { specialistId, ...said } },
        ...(await reseat(tx, [clientId], moment)),
      ],
    }
  })
}
