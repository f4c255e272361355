import { trimName } from '../client/name.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { readCode } from './import-value.ts'
import { levelOfPosition, type Position } from './position.ts'
import { levelAbove, levelBelow, type Unit } from './unit.ts'

/** One change of the organisation by an administrator; days are ISO dates. */
export type OrganisationEdit =
  | {
      readonly kind: 'appoint'
      readonly unitId: number
      readonly personId: number
      readonly position: Position
      readonly from: string
    }
  /** `to` is the first day on which the post is no longer held. */
  | { readonly kind: 'end'; readonly unitId: number; readonly appointmentId: number; readonly to: string }
  | { readonly kind: 'move'; readonly unitId: number; readonly otherId: number }
  | { readonly kind: 'merge'; readonly unitId: number; readonly otherId: number }
  | { readonly kind: 'rename'; readonly unitId: number; readonly name: string }
  | { readonly kind: 'close'; readonly unitId: number }
  | UnitOpening

/** A unit that opens today, right below another one. */
export interface UnitOpening {
  readonly kind: 'open'
  readonly unitId: number
  readonly name: string
  readonly code: string
  readonly region: string
}

export const editKinds = ['appoint', 'end', 'open', 'move', 'merge', 'rename', 'close'] as const

/** A unit as an administrator changes it. */
export interface EditedUnit extends Unit {
  readonly parentId: number | null
  readonly region: string
  readonly closedOn: string | null
}

/** What an edit is judged on, read under the lock of the units. */
export interface EditGround {
  readonly unit: EditedUnit
  /** The unit to move under, or to merge into. */
  readonly other: EditedUnit | null
  /** The person to appoint: whether they still work here, and hold this very post there already. */
  readonly person: { readonly active: boolean; readonly holdsIt: boolean } | null
  /** The post to end. */
  readonly post: { readonly position: Position; readonly unitId: number; readonly to: string | null } | null
  /** Administrators whose post does not end. */
  readonly lastingAdministrators: number
  /** Another open unit bears the name that is wanted. */
  readonly nameTaken: boolean
  /** The unit, open or closed, that has the code which is wanted. */
  readonly codeHolder: Pick<EditedUnit, 'name' | 'closedOn'> | null
  /** What still hangs on the unit. */
  readonly inUse: {
    readonly posts: number
    readonly units: number
    readonly clients: number
    readonly steps: number
  }
}

/** Why an edit cannot be, with what to do; null where it can. */
export function refuseEdit(edit: OrganisationEdit, ground: EditGround, today: string): Refusal | null {
  const { unit } = ground
  if (unit.closedOn !== null) return refuse('unit_closed', { params: { unit: unit.name } })
  switch (edit.kind) {
    case 'appoint':
      return refuseAppointment(edit, ground, today)
    case 'end':
      return refuseEnd(edit, ground, today)
    case 'move':
      return refuseMove(ground)
    case 'merge':
      return refuseMerge(ground)
    case 'rename':
      return refuseName(edit.name, ground)
    case 'close':
      return refuseClosing(ground)
    case 'open':
      return refuseOpening(edit, ground)
  }
}

/** A unit's code as it is stored; null where what was typed is none. */
export function unitCode(typed: string): string | null {
  const read = readCode(typed, 'any')
  return 'value' in read && read.value !== '' ? read.value : null
}

function refuseOpening(
  { name, code, region }: UnitOpening,
  { unit, nameTaken, codeHolder }: EditGround,
): Refusal | null {
  if (levelBelow[unit.level] === null) return refuse('nothing_below', { field: 'name', params: { unit: unit.name } })
  if (trimName(name) === '') return refuse('field_required', { field: 'name' })
  if (nameTaken) return refuse('unit_name_taken', { field: 'name', params: { name: trimName(name) } })
  const wanted = unitCode(code)
  if (wanted === null) return refuse('unit_code_wrong', { field: 'code' })
  if (codeHolder) {
    const params = {
      code: wanted,
      unit: codeHolder.name,
      ...(codeHolder.closedOn && { closedOn: codeHolder.closedOn }),
    }
    return refuse('unit_code_taken', { field: 'code', params })
  }
  return trimName(region) === '' ? refuse('field_required', { field: 'region' }) : null
}

function refuseAppointment(
  { position, from }: Extract<OrganisationEdit, { kind: 'appoint' }>,
  { unit, person }: EditGround,
  today: string,
): Refusal | null {
  const level = levelOfPosition[position]
  if (level !== 'any' && level !== unit.level)
    return refuse('post_of_other_level', { field: 'position', params: { level, position } })
  if (!person?.active) return refuse('person_not_here', { field: 'person' })
  if (person.holdsIt) return refuse('post_held_already', { field: 'person' })
  return from < today ? refuse('period_in_the_past', { field: 'from' }) : null
}

function refuseEnd(
  { to }: Extract<OrganisationEdit, { kind: 'end' }>,
  { unit, post, lastingAdministrators }: EditGround,
  today: string,
): Refusal | null {
  if (!post || post.unitId !== unit.id || (post.to !== null && post.to <= today)) return refuse('post_over')
  if (to < today) return refuse('period_in_the_past', { field: 'to' })
  const last = post.position === 'administrator' && post.to === null && lastingAdministrators <= 1
  return last ? refuse('last_administrator') : null
}

function refuseMove({ unit, other }: EditGround): Refusal | null {
  const above = levelAbove[unit.level]
  if (unit.level !== 'sub_branch' || above === null) return refuse('unit_stays', { params: { unit: unit.name } })
  if (!other) return refuse('not_found', { field: 'other' })
  if (other.level !== above) return refuse('unit_of_other_level', { field: 'other', params: { level: above } })
  if (other.closedOn !== null) return refuse('unit_closed', { field: 'other', params: { unit: other.name } })
  return other.id === unit.parentId ? refuse('unit_there_already', { field: 'other' }) : null
}

function refuseMerge({ unit, other }: EditGround): Refusal | null {
  if (unit.level !== 'sub_branch') return refuse('unit_stays', { params: { unit: unit.name } })
  if (!other) return refuse('not_found', { field: 'other' })
  if (other.level !== 'sub_branch')
    return refuse('unit_of_other_level', { field: 'other', params: { level: 'sub_branch' } })
  if (other.closedOn !== null) return refuse('unit_closed', { field: 'other', params: { unit: other.name } })
  return other.id === unit.id ? refuse('unit_there_already', { field: 'other' }) : null
}

function refuseName(name: string, { unit, nameTaken }: EditGround): Refusal | null {
  const wanted = trimName(name)
  if (wanted === '') return refuse('field_required', { field: 'name' })
  if (wanted === unit.name) return refuse('unit_there_already', { field: 'name' })
  return nameTaken ? refuse('unit_name_taken', { field: 'name', params: { name: wanted } }) : null
}

/** Head office and whatever still has posts, units, clients or waiting steps stays. */
export function refuseClosing({ unit, inUse }: Pick<EditGround, 'unit' | 'inUse'>): Refusal | null {
  if (unit.level === 'head_office') return refuse('unit_stays', { params: { unit: unit.name } })
  const { posts, units, clients, steps } = inUse
  return posts + units + clients + steps > 0 ? refuse('unit_in_use', { params: { unit: unit.name, ...inUse } }) : null
}
