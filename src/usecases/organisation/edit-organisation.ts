import type { Tx } from '../../../db/connection.ts'
import { appoint, closeUnit, endPost, handOverUnit, moveUnit, renameUnit } from '../../../db/queries/edit-unit.ts'
import {
  isNameTaken,
  lastingAdministrators,
  lockPost,
  lockUnits,
  personForPost,
  useOfUnit,
} from '../../../db/queries/edited-unit.ts'
import { trimName } from '../../domain/client/name.ts'
import type { DomainEvent } from '../../domain/event.ts'
import { type EditGround, type OrganisationEdit, refuseEdit } from '../../domain/organisation/organisation-edit.ts'
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts'
import { type Consequences, consequencesOf } from '../consequences.ts'
import { followBranch } from '../follow-branch.ts'
import { isAdministrator } from '../is-administrator.ts'
import { type Act, type Deps, type Moment, type Outcome, rehearse, transact } from '../transact.ts'

type Actor = Act & { readonly personId: number }

/** Carries an edit out; the unit it was about, or why not. Teams and what waits follow within a minute. */
export function editOrganisation(
  deps: Deps,
  actor: Actor,
  edit: OrganisationEdit,
  reason: string,
): Promise<number | Refusal> {
  return transact(deps, actor, async (tx, moment): Promise<Outcome<number | Refusal>> => {
    const ground = await judged(tx, actor.personId, edit, moment)
    if (isRefusal(ground)) return { result: ground, events: [] }
    const followed = await carryOut(tx, edit, moment)
    const { unit, post } = ground
    const before = { name: unit.name, parentId: unit.parentId, ...(post && { post }) }
    const after = { ...edit, ...(reason.trim() && { reason: reason.trim() }) }
    return {
      result: edit.kind === 'merge' ? edit.otherId : edit.unitId,
      events: [
        { happening: { type: 'organisation_edited', unitId: unit.id }, article: '2', before, after },
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
          await carryOut(tx, edit, moment)
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
  const otherId = 'otherId' in edit ? edit.otherId : null
  const locked = await lockUnits(tx, [edit.unitId, ...(otherId === null ? [] : [otherId])])
  const unit = locked.find(({ id }) => id === edit.unitId)
  if (!unit) return refuse('not_found')
  const ground: EditGround = {
    unit,
    other: locked.find(({ id }) => id === otherId) ?? null,
    person: edit.kind === 'appoint' ? await personForPost(tx, edit.personId, edit.unitId, edit.position, today) : null,
    post: edit.kind === 'end' ? await lockPost(tx, edit.appointmentId) : null,
    lastingAdministrators: edit.kind === 'end' ? await lastingAdministrators(tx, today) : 0,
    nameTaken: edit.kind === 'rename' && (await isNameTaken(tx, trimName(edit.name), edit.unitId)),
    inUse:
      edit.kind === 'close' ? await useOfUnit(tx, edit.unitId, today) : { posts: 0, units: 0, clients: 0, steps: 0 },
  }
  return refuseEdit(edit, ground, today) ?? ground
}

/** Does it; what the audit keeps besides the edit itself. */
async function carryOut(tx: Tx, edit: OrganisationEdit, moment: Moment): Promise<DomainEvent[]> {
  await change(tx, edit, moment)
  if (edit.kind !== 'move' && edit.kind !== 'merge') return []
  return followBranch(tx, [edit.kind === 'move' ? edit.unitId : edit.otherId], moment)
}

async function change(tx: Tx, edit: OrganisationEdit, moment: Moment): Promise<void> {
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
