import { editedUnit, findUnits, type PostRow, postsAt, useOfUnit } from '../../../db/queries/edited-unit.ts'
import { type FoundPerson, findPeople } from '../../../db/queries/staff-search.ts'
import { headOfficeId, unitById } from '../../../db/queries/unit.ts'
import type { EditedUnit, EditGround } from '../../domain/organisation/organisation-edit.ts'
import type { UnitLevel } from '../../domain/organisation/unit.ts'
import { type Refusal, refuse } from '../../domain/refusal.ts'
import { isAdministrator } from '../is-administrator.ts'
import { ask, type Deps } from '../transact.ts'

/** A unit with its people and what hangs on it. */
export interface UnitPage {
  readonly unit: EditedUnit
  readonly parentName: string | null
  readonly posts: readonly PostRow[]
  readonly inUse: EditGround['inUse']
  readonly today: string
}

const offered = 50

/** Reads a unit for an administrator; head office where none is named. */
export function readUnit(deps: Deps, personId: number, unitId: number | null): Promise<UnitPage | Refusal> {
  return ask(deps, async (tx, { today }) => {
    if (!(await isAdministrator(tx, personId, today))) return refuse('administrators_only')
    const unit = await editedUnit(tx, unitId ?? (await headOfficeId(tx)))
    if (!unit) return refuse('not_found')
    return {
      unit,
      parentName: unit.parentId === null ? null : ((await unitById(tx, unit.parentId))?.name ?? null),
      posts: await postsAt(tx, unit.id, today),
      inUse: await useOfUnit(tx, unit.id, today),
      today,
    }
  })
}

/** Open units of some levels, for an administrator. */
export function suggestUnits(
  deps: Deps,
  personId: number,
  typed: string,
  levels: readonly UnitLevel[],
): Promise<readonly EditedUnit[]> {
  return ask(deps, async (tx, { today }) =>
    (await isAdministrator(tx, personId, today)) ? findUnits(tx, typed, levels, offered) : [],
  )
}

/** Everybody who works here, for an administrator. */
export function suggestPeople(deps: Deps, personId: number, typed: string): Promise<readonly FoundPerson[]> {
  return ask(deps, async (tx, { today }) =>
    (await isAdministrator(tx, personId, today)) ? findPeople(tx, typed, today, offered) : [],
  )
}
