import type { ImportFile } from './import-columns.ts'
import { type AppointmentRow, appointmentKey, type BankRows } from './import-row.ts'

/** Files that may be declared complete: what they do not name is no longer. Of the others a file only ever adds or corrects. */
export const completeFiles = ['units', 'people'] as const satisfies readonly ImportFile[]

/** How much ends because a complete file does not name it. */
export type Ended = Readonly<Record<'units' | 'people' | 'appointments', number>>

/** The end of an appointment that a complete file does not name; one that has not begun never holds. */
export function endOfUnnamed({ from, to }: AppointmentRow, today: string): string {
  const end = from > today ? from : today
  return to !== null && to < end ? to : end
}

/**
 * What files ask for, and besides what follows from their being complete as of `today`: open units that they do not name are
 * closed, people have left, and posts of those who stay are over. Clients are never ended: a review decides on that (Art. 13).
 */
export function completed(
  wanted: BankRows,
  known: BankRows,
  files: ReadonlySet<ImportFile>,
  today: string,
): { wanted: BankRows; ended: Ended } {
  const whole = <Row>(file: ImportFile, rows: () => Row[]) => (files.has(file) ? rows() : [])
  const units = whole('units', () => unnamedUnits(wanted, known, today))
  const people = whole('people', () => unnamedPeople(wanted, known, today))
  const appointments = whole('people', () => unnamedAppointments(wanted, known, today))
  return {
    wanted: {
      ...wanted,
      units: [...wanted.units, ...units],
      people: [...wanted.people, ...people],
      appointments: [...wanted.appointments, ...appointments],
    },
    ended: { units: units.length, people: people.length, appointments: appointments.length },
  }
}

function unnamedUnits(wanted: BankRows, known: BankRows, today: string) {
  const named = new Set(wanted.units.map(({ code }) => code))
  return known.units
    .filter(({ code, closedOn }) => closedOn === null && !named.has(code))
    .map((unit) => ({ ...unit, closedOn: today }))
}

function unnamedPeople(wanted: BankRows, known: BankRows, today: string) {
  const named = new Set(wanted.people.map(({ employeeNo }) => employeeNo))
  return known.people
    .filter(({ employeeNo, leftOn }) => (leftOn === null || leftOn > today) && !named.has(employeeNo))
    .map((person) => ({ ...person, leftOn: today }))
}

function unnamedAppointments(wanted: BankRows, known: BankRows, today: string) {
  const named = new Set(wanted.appointments.map(appointmentKey))
  return known.appointments
    .filter((row) => (row.to === null || row.to > today) && !named.has(appointmentKey(row)))
    .map((row) => ({ ...row, to: endOfUnnamed(row, today) }))
}
