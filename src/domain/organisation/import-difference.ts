import { appointmentKey, type BankRows, figureKey } from './import-row.ts'

/** What saving one kind of row would do. */
export interface Difference<Row> {
  readonly added: Row[]
  readonly changed: { readonly before: Row; readonly after: Row }[]
  /** How many rows are there already, word for word. */
  readonly same: number
}

/** What an import does, kind by kind. */
export type BankDifference = { readonly [K in keyof BankRows]: Difference<BankRows[K][number]> }

/** Holds what files ask for against what is there. Rows that the files do not name are left alone. */
export function bankDifference(wanted: BankRows, known: BankRows): BankDifference {
  return {
    units: difference(wanted.units, known.units, (row) => row.code),
    people: difference(wanted.people, known.people, (row) => row.employeeNo),
    appointments: difference(wanted.appointments, known.appointments, appointmentKey),
    clients: difference(wanted.clients, known.clients, (row) => row.code),
    figures: difference(wanted.figures, known.figures, figureKey),
    calendar: difference(wanted.calendar, known.calendar, (row) => row.date),
  }
}

function difference<Row extends object>(
  wanted: readonly Row[],
  known: readonly Row[],
  keyOf: (row: Row) => string,
): Difference<Row> {
  const knownByKey = new Map(known.map((row) => [keyOf(row), row]))
  const added: Row[] = []
  const changed: { before: Row; after: Row }[] = []
  for (const after of wanted) {
    const before = knownByKey.get(keyOf(after))
    if (!before) added.push(after)
    else if (!equal(before, after)) changed.push({ before, after })
  }
  return { added, changed, same: wanted.length - added.length - changed.length }
}

function equal<Row extends object>(a: Row, b: Row): boolean {
  return (Object.keys(a) as (keyof Row)[]).every((key) => a[key] === b[key])
}
