import { changeStranger, endStays, lockStranger, strangerById } from '../../db/queries/stranger.ts'
import { isRefusal, type Refusal, refuse } from '../domain/refusal.ts'
import { decideStranger, type StrangerRequest } from '../domain/team/stranger.ts'
import { mayDecideStranger } from './stranger-deciders.ts'
import { type StrangerView, strangerView } from './stranger-view.ts'
import { type Act, ask, type Deps, transact } from './transact.ts'

type Person = Act & { readonly personId: number }

/** Keeps somebody in a client's channel until a day, or has them taken out; the stranger as it then stands, or why not. */
export function takeStrangerDecision(
  deps: Deps,
  actor: Person,
  strangerId: number,
  request: StrangerRequest,
): Promise<StrangerView | Refusal> {
  return transact<StrangerView | Refusal>(deps, actor, async (tx, { now, today, policy }) => {
    const stranger = await lockStranger(tx, strangerId)
    if (!stranger) return { result: refuse('not_found', { params: { number: strangerId } }), events: [] }
    const { clientId } = stranger
    const entitled = await mayDecideStranger(tx, clientId, actor.personId, today)
    if (isRefusal(entitled)) return { result: entitled, events: [] }
    const decision = decideStranger(stranger.state, request, today, policy)
    if (isRefusal(decision)) return { result: decision, events: [] }
    const { inNameOf } = entitled
    const keepUntil = decision.state === 'kept' ? decision.keepUntil : null
    await changeStranger(tx, strangerId, {
      state: decision.state,
      keepUntil,
      decidedBy: actor.personId,
      inNameOf,
      decidedAt: now,
    })
    const view = await strangerView(tx, strangerId, today)
    if (!view) throw new Error(`stranger ${strangerId} is gone`)
    return {
      result: view,
      events: [
        {
          happening: { type: 'stranger_decided', clientId, strangerId, inNameOf },
          article: '14',
          before: { state: stranger.state, keepUntil: stranger.keepUntil },
          after: { userId: stranger.userId, ...decision },
        },
      ],
    }
  })
}

/** A stranger's card for somebody who may decide about it. */
export function readStranger(deps: Deps, personId: number, strangerId: number): Promise<StrangerView | Refusal> {
  return ask(deps, async (tx, { today }) => {
    const stranger = await strangerById(tx, strangerId)
    const entitled = stranger && (await mayDecideStranger(tx, stranger.clientId, personId, today))
    if (entitled && isRefusal(entitled)) return entitled
    return (await strangerView(tx, strangerId, today)) ?? refuse('not_found', { params: { number: strangerId } })
  })
}

/** Stays ended in one transaction. */
const batch = 50

/** Has those taken out whose stay as a guest of the team is over; how many. */
export async function endDueStays(deps: Deps): Promise<number> {
  for (let ended = 0; ; ) {
    const taken = await transact(deps, { personId: null, source: 'job' }, async (tx, { today }) => {
      const over = await endStays(tx, today, batch)
      return {
        result: over.length,
        events: over.map(({ id, clientId, userId, keepUntil }) => ({
          happening: { type: 'stay_ended', clientId, strangerId: id } as const,
          article: '14' as const,
          after: { userId, keepUntil },
        })),
      }
    })
    ended += taken
    if (taken < batch) return ended
  }
}
