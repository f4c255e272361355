import type { CriterionUnit } from '../criteria/criteria.ts'
import type { Position } from './position.ts'
import type { UnitLevel } from './unit.ts'

/** A unit, by codes: as a file states it, and as the database holds it. */
export interface UnitRow {
  readonly code: string
  readonly name: string
  readonly level: UnitLevel
  readonly parentCode: string | null
  readonly region: string
  /** First day on which the unit is no longer; null while it is open. */
  readonly closedOn: string | null
}

export interface PersonRow {
  readonly employeeNo: string
  readonly name: string
  readonly email: string
  /** First day on which the person no longer works here; null while they do. */
  readonly leftOn: string | null
}

export interface AppointmentRow {
  readonly employeeNo: string
  readonly unitCode: string
  readonly position: Position
  readonly from: string
  /** First day on which the post is no longer held; null while it is. */
  readonly to: string | null
}

export interface ClientRow {
  readonly code: string
  readonly shortName: string
  readonly legalName: string
  readonly englishName: string
  readonly region: string
  readonly industry: string
  readonly listedOn: string | null
}

/** Whether a day is worked or free, whatever day of the week it is. */
export const dayKinds = ['working', 'free'] as const

export type DayKind = (typeof dayKinds)[number]

export interface CalendarRow {
  readonly date: string
  readonly kind: DayKind
  readonly name: string
}

/** What is said of a client's metric in a period. */
export interface FigureRow {
  readonly clientCode: string
  readonly metric: string
  readonly period: string
  readonly periodEnd: string
  readonly value: number
  readonly unit: CriterionUnit
  readonly source: string
}

/** Rows of all kinds: what files ask for, what the database holds, what must be saved. */
export interface BankRows {
  readonly units: readonly UnitRow[]
  readonly people: readonly PersonRow[]
  readonly appointments: readonly AppointmentRow[]
  readonly clients: readonly ClientRow[]
  readonly figures: readonly FigureRow[]
  readonly calendar: readonly CalendarRow[]
}

/** What makes an appointment the same one on the next import. */
export function appointmentKey(row: Omit<AppointmentRow, 'to'>): string {
  return [row.employeeNo, row.unitCode, row.position, row.from].join('\t')
}

/** What makes a figure the same one on the next import. */
export function figureKey(row: Pick<FigureRow, 'clientCode' | 'metric' | 'period'>): string {
  return [row.clientCode, row.metric, row.period].join('\t')
}
