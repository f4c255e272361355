import type { Tx } from '../../../db/connection.ts'
import { withOpenChannel } from '../../../db/queries/channel.ts'
import { queueEffects } from '../../../db/queries/effects.ts'
import {
  parkEmails,
  saveAppointments,
  saveCalendar,
  saveClients,
  saveFigures,
  savePeople,
  saveUnits,
} from '../../../db/queries/import-save.ts'
import type { BankDifference, Difference } from '../../domain/organisation/import-difference.ts'
import type { BankRows } from '../../domain/organisation/import-row.ts'
import { unitLevels } from '../../domain/organisation/unit.ts'
import { addSounds } from '../search/add-sounds.ts'
import { clientCardNotice } from '../team-notices.ts'

/** Told after each batch: rows saved of how many. */
export type OnSaved = (kind: keyof BankRows, done: number, total: number) => void

/** Rows a statement: 1,000 keep each well under the statement timeout and cost no more than one big one. */
const batchSize = 1_000

/** Saves what is new or different, parents before children. */
export async function saveBank(tx: Tx, bank: BankDifference, now: Date, onSaved: OnSaved): Promise<void> {
  const units = rowsOf(bank.units).sort((a, b) => unitLevels.indexOf(a.level) - unitLevels.indexOf(b.level))
  await inBatches(units, (batch) => saveUnits(tx, batch), onSaved, 'units')
  const moving = bank.people.changed.filter(({ before, after }) => before.email !== after.email)
  if (moving.length > 0) {
    await parkEmails(
      tx,
      moving.map(({ after }) => after.employeeNo),
    )
  }
  await inBatches(rowsOf(bank.people), (batch) => savePeople(tx, batch), onSaved, 'people')
  await inBatches(rowsOf(bank.appointments), (batch) => saveAppointments(tx, batch), onSaved, 'appointments')
  await inBatches(rowsOf(bank.clients), (batch) => saveFound(tx, batch), onSaved, 'clients')
  await inBatches(rowsOf(bank.figures), (batch) => saveSaid(tx, batch, now), onSaved, 'figures')
  await inBatches(rowsOf(bank.calendar), (batch) => saveCalendar(tx, batch), onSaved, 'calendar')
}

/** Figures, and the cards that show them. */
async function saveSaid(tx: Tx, batch: BankRows['figures'], now: Date): Promise<void> {
  const shown = await withOpenChannel(tx, await saveFigures(tx, batch, now))
  await queueEffects(tx, shown.map(clientCardNotice), now)
}

/** Clients with what they are found by. */
async function saveFound(tx: Tx, batch: BankRows['clients']): Promise<void> {
  await saveClients(tx, batch)
  await addSounds(
    tx,
    batch.map(({ code }) => code),
  )
}

function rowsOf<Row>({ added, changed }: Difference<Row>): Row[] {
  return [...added, ...changed.map(({ after }) => after)]
}

async function inBatches<Row>(
  rows: readonly Row[],
  save: (batch: readonly Row[]) => Promise<void>,
  onSaved: OnSaved,
  kind: keyof BankRows,
): Promise<void> {
  for (let at = 0; at < rows.length; at += batchSize) {
    await save(rows.slice(at, at + batchSize))
    onSaved(kind, Math.min(at + batchSize, rows.length), rows.length)
  }
}
