import type { Tx } from '../../../db/connection.ts'
import { lastingAdministrators, lockUnitsByCode, useOfUnit } from '../../../db/queries/edited-unit.ts'
import { tallyChanges } from '../../../db/queries/import-tally.ts'
import type { DomainEvent } from '../../domain/event.ts'
import type { BankDifference } from '../../domain/organisation/import-difference.ts'
import { finding, type ImportFault } from '../../domain/organisation/import-fault.ts'
import { type Implausible, implausible } from '../../domain/organisation/import-plausibility.ts'
import { readCode } from '../../domain/organisation/import-value.ts'
import { refuseClosing } from '../../domain/organisation/organisation-edit.ts'
import { followBranch } from '../follow-branch.ts'
import type { Moment } from '../transact.ts'
import type { SourceTable } from './read-table.ts'
import { type OnSaved, saveBank } from './save-bank.ts'

/** What speaks against what was saved: the caller takes it back where anything does. */
export interface Judgement {
  readonly faults: readonly ImportFault[]
  readonly implausible: readonly Implausible[]
}

/**
 * Saves, and judges by the database what it came to: units that cannot close, and changes that look like a wrong file. Gives what
 * the audit keeps of steps that follow their units.
 */
export async function saveJudged(
  tx: Tx,
  difference: BankDifference,
  tables: readonly SourceTable[],
  moment: Moment,
  onSaved: OnSaved,
): Promise<{ judgement: Judgement; followed: DomainEvent[] }> {
  const { now, today, policy } = moment
  const administrators = (await lastingAdministrators(tx, today)).size
  const tallies = await tallyChanges(tx, difference, today)
  await saveBank(tx, difference, now, onSaved)
  const followed = await followBranch(tx, await unitsMoved(tx, difference), moment)
  const lost = Math.max(0, administrators - (await lastingAdministrators(tx, today)).size)
  return {
    judgement: {
      faults: await closingFaults(tx, difference, tables, today),
      implausible: implausible(
        { ...tallies, administrators_gone: { held: administrators, changed: lost } },
        policy.importLimits,
      ),
    },
    followed,
  }
}

/** Units that have another place in the organisation. */
async function unitsMoved(tx: Tx, { units }: BankDifference): Promise<number[]> {
  const moved = units.changed.filter(
    ({ before, after }) => before.parentCode !== after.parentCode || before.level !== after.level,
  )
  const codes = moved.map(({ after }) => after.code)
  return codes.length === 0 ? [] : (await lockUnitsByCode(tx, codes)).map(({ id }) => id)
}

/** Units that were to close although something hangs on them, looked at when everything else of the import is done. */
async function closingFaults(
  tx: Tx,
  { units }: BankDifference,
  tables: readonly SourceTable[],
  today: string,
): Promise<ImportFault[]> {
  const closing = units.changed.filter(({ before, after }) => before.closedOn === null && after.closedOn !== null)
  if (closing.length === 0) return []
  const lines = linesOfUnits(tables)
  const faults: ImportFault[] = []
  for (const unit of await lockUnitsByCode(
    tx,
    closing.map(({ after }) => after.code),
  )) {
    const refusal = refuseClosing({ unit, inUse: await useOfUnit(tx, unit.id, today) })
    const line = lines.get(unit.code)
    const at = { value: unit.code, ...(line && { column: 'closed_on' as const }) }
    if (refusal) faults.push(finding('units', line ?? null, 'unit_in_use', { ...at, params: refusal.params }))
  }
  return faults
}

function linesOfUnits(tables: readonly SourceTable[]): ReadonlyMap<string, number> {
  const records = tables.find(({ file }) => file === 'units')?.records ?? []
  return new Map(records.map(({ line, values }) => [codeOf(values.code ?? ''), line]))
}

/** A code as it is stored. */
function codeOf(typed: string): string {
  const read = readCode(typed, 'any')
  return 'value' in read ? read.value : ''
}
