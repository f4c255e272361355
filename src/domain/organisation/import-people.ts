import { type AppointmentOnLine, checkPeriods, readAppointment, type UnitsThere } from './import-appointments.ts'
import type { SourceRecord } from './import-columns.ts'
import type { ImportFault } from './import-fault.ts'
import { type Checked, createFirstLines, createReader, type RecordReader } from './import-reader.ts'
import type { AppointmentRow, PersonRow } from './import-row.ts'

/** What a file of people is held against. */
export interface PeopleContext {
  readonly units: UnitsThere
  readonly people: readonly PersonRow[]
  readonly appointments: readonly AppointmentRow[]
  /** The end of an appointment that the file does not name. */
  readonly unnamedEnd: (row: AppointmentRow) => string | null
}

/** People and their appointments: one line of the file is one appointment, or a person without one. */
export interface CheckedPeople extends Checked<PersonRow> {
  readonly appointments: AppointmentRow[]
}

interface PersonOnLine {
  readonly line: number
  readonly reader: RecordReader
  readonly employeeNo: string
  readonly name: string | null
  readonly email: string | null
  readonly leftOn: string | null
}

/** Checks a file of people against itself, the units there will be, and the people already there. */
export function checkPeople(records: readonly SourceRecord[], context: PeopleContext): CheckedPeople {
  const faults: ImportFault[] = []
  const people = new Map<string, PersonOnLine>()
  const appointments: AppointmentOnLine[] = []
  const firstLine = createFirstLines()
  for (const record of records) {
    const reader = createReader('people', record, faults)
    const person = readPerson(reader)
    const appointment = readAppointment(reader, person?.employeeNo ?? null, person?.leftOn ?? null, context.units)
    if (!person) continue
    const first = people.get(person.employeeNo)
    if (first) compare(person, first)
    else people.set(person.employeeNo, person)
    if (!appointment) continue
    const same = firstLine(appointment.key, record.line)
    if (same !== null) reader.fault('duplicate', 'position', { first: same })
    else appointments.push(appointment)
  }
  checkEmails([...people.values()], context.people)
  checkPeriods(appointments, context.appointments, context.unnamedEnd)
  return { rows: [...people.values()].flatMap(whole), appointments: appointments.map(({ row }) => row), faults }
}

function readPerson(reader: RecordReader): PersonOnLine | null {
  const employeeNo = reader.code('employee_no', 'any', 'required')
  const name = reader.text('name', 100, 'required')
  const email = reader.email('email')
  const leftOn = reader.date('left_on')
  return employeeNo === null ? null : { line: reader.line, reader, employeeNo, name, email, leftOn }
}

/** The lines of one person must tell the same; a value that could not be read is reported already. */
function compare(person: PersonOnLine, first: PersonOnLine): void {
  const differs = (a: string | null, b: string | null) => a !== null && b !== null && a !== b
  const params = { first: first.line }
  if (differs(person.name, first.name)) person.reader.fault('person_differs', 'name', params)
  if (differs(person.email, first.email)) person.reader.fault('person_differs', 'email', params)
  if (person.leftOn !== first.leftOn && person.reader.faultCount === 0)
    person.reader.fault('person_differs', 'left_on', params)
}

/**
 * An address belongs to one person, in whatever letter case: Slack accounts are matched by it. Who has it already and
 * keeps it is its holder; among new ones the first in the file.
 */
function checkEmails(people: readonly PersonOnLine[], known: readonly PersonRow[]): void {
  const inFile = new Map(people.map((person) => [person.employeeNo, person.email?.toLowerCase() ?? null]))
  const keeps = ({ employeeNo, email }: PersonRow) => {
    const wanted = inFile.get(employeeNo)
    return wanted === undefined || wanted === email.toLowerCase()
  }
  const holders = new Map(known.filter(keeps).map((row) => [row.email.toLowerCase(), row.employeeNo]))
  for (const person of people) {
    if (person.email === null) continue
    const folded = person.email.toLowerCase()
    const holder = holders.get(folded) ?? person.employeeNo
    if (holder !== person.employeeNo) person.reader.fault('email_taken', 'email', { holder })
    else holders.set(folded, holder)
  }
}

function whole({ employeeNo, name, email, leftOn }: PersonOnLine): PersonRow[] {
  return name === null || email === null ? [] : [{ employeeNo, name, email, leftOn }]
}
