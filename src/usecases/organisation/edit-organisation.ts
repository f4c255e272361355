import type { Tx } from '../../../db/connection.ts'
import {
  appoint,
  closeUnit,
  endPost,
  handOverUnit,
  moveUnit,
  openUnit,
  renameUnit,
} from '../../../db/queries/edit-unit.ts'
import {
  isNameTaken,
  lastingAdministrators,
  lockPost,
  lockUnits,
  personForPost,
  unitOfCode,
  useOfUnit,
} from '../../../db/queries/edited-unit.ts'
import { lockImport } from '../../../db/queries/import-known.ts'
import { trimName } from '../../domain/client/name.ts'
import type { DomainEvent } from '../../domain/event.ts'
import {
  type EditedUnit,
  type EditGround,
  type OrganisationEdit,
  refuseEdit,
  type UnitOpening,
  unitCode,
} from '../../domain/organisation/organisation-edit.ts'
import { levelBelow } from '../../domain/organisation/unit.ts'
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts'
import { type Consequences, consequencesOf } from '../consequences.ts'
import { followBranch } from '../follow-branch.ts'
import { isAdministrator } from '../is-administrator.ts'
import { type Act, type Deps, type Moment, type Outcome, rehearse, transact } from '../transact.ts'

type Actor = Act & { readonly personId: number }

/** Carries an edit out; the unit to look at then, or why not. Teams and what waits follow within a minute. */
export function editOrganisation(
  deps: Deps,
  actor: Actor,
  edit: OrganisationEdit,
  reason: string,
): Promise<number | Refusal> {
  return transact(deps, actor, async (tx, moment): Promise<Outcome<number | Refusal>> => {
    const ground = await judged(tx, actor.personId, edit, moment)
    if (isRefusal(ground)) return { result: ground, events: [] }
    const { unitId, followed } = await carryOut(tx, edit, ground.unit, moment)
    const { unit, post } = ground
    const before = { name: unit.name, parentId: unit.parentId, ...(post && { post }) }
    const after = { ...edit, ...asStored(edit), ...(reason.trim() && { reason: reason.trim() }) }
    return {
      result: unitId,
      events: [
        edit.kind === 'open'
          ? { happening: { type: 'organisation_edited', unitId }, article: '2', after }
          : { happening: { type: 'organisation_edited', unitId: unit.id }, article: '2', before, after },
        ...followed,
      ],
    }
  })
}

/** What an edit would come to, found by doing it and undoing it; or why it cannot be. */
export function rehearseEdit(deps: Deps, actor: Actor, edit: OrganisationEdit): Promise<Consequences | Refusal> {
  return rehearse(deps, async (tx, moment) => {
    const ground = await judged(tx, actor.personId, edit, moment)
    return isRefusal(ground)
      ? ground
      : consequencesOf(tx, moment, async () => {
          await carryOut(tx, edit, ground.unit, moment)
        })
  })
}

async function judged(
  tx: Tx,
  personId: number,
  edit: OrganisationEdit,
  { today }: Moment,
): Promise<EditGround | Refusal> {
  if (!(await isAdministrator(tx, personId, today))) return refuse('administrators_only')
  // Imports open units too: of two at once, the later one sees the code and the name of the earlier.
  if (edit.kind === 'open') await lockImport(tx)
  const otherId = 'otherId' in edit ? edit.otherId : null
  const locked = await lockUnits(tx, [edit.unitId, ...(otherId === null ? [] : [otherId])])
  const unit = locked.find(({ id }) => id === edit.unitId)
  if (!unit) return refuse('not_found')
  const ground: EditGround = {
    unit,
    other: locked.find(({ id }) => id === otherId) ?? null,
    person: edit.kind === 'appoint' ? await personForPost(tx, edit.personId, edit.unitId, edit.position, today) : null,
    post: edit.kind === 'end' ? await lockPost(tx, edit.appointmentId) : null,
    lastingAdministrators: edit.kind === 'end' ? (await lastingAdministrators(tx, today)).size : 0,
    nameTaken: await takesName(tx, edit),
    codeHolder: edit.kind === 'open' ? await unitOfCode(tx, unitCode(edit.code) ?? '') : null,
    inUse:
      edit.kind === 'close' ? await useOfUnit(tx, edit.unitId, today) : { posts: 0, units: 0, clients: 0, steps: 0 },
  }
  return refuseEdit(edit, ground, today) ?? ground
}

function asStored(edit: OrganisationEdit) {
  return edit.kind === 'open' ? { code: unitCode(edit.code) } : {}
}

async function takesName(tx: Tx, edit: OrganisationEdit): Promise<boolean> {
  if (edit.kind === 'open') return isNameTaken(tx, trimName(edit.name), null)
  return edit.kind === 'rename' && isNameTaken(tx, trimName(edit.name), edit.unitId)
}

/** Does it; the unit to look at then, and what the audit keeps besides the edit itself. */
async function carryOut(
  tx: Tx,
  edit: OrganisationEdit,
  unit: EditedUnit,
  moment: Moment,
): Promise<{ unitId: number; followed: DomainEvent[] }> {
  if (edit.kind === 'open') return { unitId: await open(tx, edit, unit), followed: [] }
  await change(tx, edit, moment)
  const unitId = edit.kind === 'merge' ? edit.otherId : edit.unitId
  const moves = edit.kind === 'move' || edit.kind === 'merge'
  return { unitId, followed: moves ? await followBranch(tx, [unitId], moment) : [] }
}

async function open(tx: Tx, { name, code, region }: UnitOpening, parent: EditedUnit): Promise<number> {
  const level = levelBelow[parent.level]
  const wanted = unitCode(code)
  if (level === null || wanted === null) throw new Error('a unit that was not judged')
  return openUnit(tx, parent, { name: trimName(name), code: wanted, region: trimName(region), level })
}

async function change(tx: Tx, edit: Exclude<OrganisationEdit, UnitOpening>, moment: Moment): Promise<void> {
  const { today } = moment
  switch (edit.kind) {
    case 'appoint':
      return appoint(tx, edit)
    case 'end':
      return endPost(tx, edit.appointmentId, edit.to)
    case 'move':
      return moveUnit(tx, edit.unitId, edit.otherId)
    case 'rename':
      return renameUnit(tx, edit.unitId, trimName(edit.name))
    case 'close':
      return closeUnit(tx, edit.unitId, today, null)
    case 'merge':
      await handOverUnit(tx, edit.unitId, edit.otherId, moment)
      return closeUnit(tx, edit.unitId, today, edit.otherId)
  }
}
