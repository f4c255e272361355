import { leadUnitsFor, unitById } from '../../db/queries/unit.ts'
import type { Unit } from '../domain/organisation/unit.ts'
import { isRefusal } from '../domain/refusal.ts'
import { choicesOf } from './recommendation-form.ts'
import { ask, type Deps } from './transact.ts'

/** Units that may lead what the person begins: at the given unit, or wherever they may begin something. */
export function suggestLeadUnits(
  deps: Deps,
  personId: number,
  beganAtUnitId: number | null,
  typed: string,
): Promise<readonly Unit[]> {
  return ask(deps, async (tx, moment) => {
    const choices = await choicesOf(tx, personId, moment)
    if (isRefusal(choices)) return []
    const unit = beganAtUnitId === null ? null : await unitById(tx, beganAtUnitId)
    const highest = choices.find((choice) => choice.beganAt.level === 'head_office') ?? choices[0]
    const beganAt = unit ?? highest?.beganAt
    return beganAt ? leadUnitsFor(tx, beganAt, typed, 50) : []
  })
}
