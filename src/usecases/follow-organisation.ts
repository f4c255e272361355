import type { Tx } from '../../db/connection.ts'
import { askedFor } from '../../db/queries/card.ts'
import type { StepOf } from '../../db/queries/empty-steps.ts'
import { askForTeams, seeDay, takeUnits, waitingIn, withPrincipals } from '../../db/queries/organisation-marks.ts'
import { reviewCardsOf } from '../../db/queries/review-card.ts'
import type { DomainEvent } from '../domain/event.ts'
import { endLapsed } from './deputies/end-lapsed.ts'
import { followBranch } from './follow-branch.ts'
import { followTeams } from './follow-teams.ts'
import { backHome, openStepOf } from './open-step.ts'
import { raiseEmptySteps } from './raise-steps.ts'
import { movedFilings } from './register/acknowledgers.ts'
import { leftBehindIn } from './take-over.ts'
import { type Deps, transact } from './transact.ts'
import { endOvertaken, movedConsents } from './units/follow-units.ts'

const byProgram = { personId: null, source: 'job' } as const

/** Units whose changes are followed in one transaction. */
const batch = 50

/**
 * Follows what changed in the organisation, however it changed: what waits moves to who may take it now, and teams and their
 * channels follow the appointments of the day (Art. 14). What is read stands in rows that triggers write in the transaction of
 * the change, so nothing is missed, and a second process finds nothing left.
 */
export async function followOrganisation(deps: Deps): Promise<void> {
  await transact(deps, byProgram, async (tx, { today }) => ({ result: await seeDay(tx, today), events: [] }))
  for (;;) {
    const taken = await transact(deps, byProgram, async (tx, moment) => {
      const { now, today } = moment
      const marked = await takeUnits(tx, batch)
      const units = await withPrincipals(tx, marked, today)
      await askForTeams(tx, units, now)
      // A review that was opened while its unit moved was planned with the branch of before.
      const followed = [...(await followBranch(tx, units, moment)), ...(await endLapsed(tx, units, today))]
      return {
        result: marked.length,
        events: [...followed, ...(await movedSteps(tx, units, today)), ...(await leftBehindIn(tx, units, moment))],
      }
    })
    if (taken < batch) break
  }
  await endOvertaken(deps)
  await raiseEmptySteps(deps)
  await followTeams(deps)
}

/** Steps that other people have to take now than those who hold their cards, and registers that others may acknowledge. */
export async function movedSteps(tx: Tx, unitIds: readonly number[], today: string): Promise<DomainEvent[]> {
  const waiting = await waitingIn(tx, unitIds)
  const events: DomainEvent[] = []
  for (const id of waiting.recommendations) events.push(...(await moved(tx, 'recommendation', id, today)))
  for (const id of waiting.reviews) events.push(...(await moved(tx, 'review', id, today)))
  return [...events, ...(await movedConsents(tx, unitIds, today)), ...(await movedFilings(tx, unitIds, today))]
}

async function moved(tx: Tx, of: 'recommendation' | 'review', id: number, today: string): Promise<DomainEvent[]> {
  const open = await openStepOf(tx, { of, id })
  if (!open) return []
  const { round, no } = open
  const post = await backHome(tx, { of, id, round, no }, open, today)
  const now = await open.entitled(post, today)
  const before = await asked(tx, { of, id, round, no })
  const same = before.length === now.length && before.every((personId) => now.includes(personId))
  if (same && post === open.post) return []
  const happening =
    of === 'recommendation'
      ? ({ type: 'step_moved', recommendationId: id } as const)
      : ({ type: 'review_step_moved', reviewId: id } as const)
  return [{ happening, before: { asked: before, ...open.post }, after: { asked: now, ...post } }]
}

/** Who holds a copy of the step's card that can still be pressed. */
async function asked(tx: Tx, step: StepOf): Promise<number[]> {
  if (step.of === 'recommendation') return askedFor(tx, step.id, step.round, step.no)
  return (await reviewCardsOf(tx, step.id))
    .filter((card) => card.asked && card.round === step.round && card.stepNo === step.no)
    .map(({ personId }) => personId)
}
