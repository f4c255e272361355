import type { ImportColumn, ImportFile } from './import-columns.ts'

/** What is wrong with a whole file, or with where its records begin and end. */
const fileFaultCodes = [
  'empty_file',
  'too_large',
  'spreadsheet',
  'utf16',
  'binary',
  'damaged_utf8',
  'unknown_encoding',
  'wrong_delimiter',
  'quote',
  'column_missing',
  'column_unknown',
  'column_twice',
  'no_records',
  'no_head_office',
  'year_incomplete',
] as const

/** What is wrong with a record. */
const recordFaultCodes = [
  'field_count',
  'required',
  'too_long',
  'control_character',
  'damaged_character',
  'code_format',
  'code_mangled',
  'code_reserved',
  'duplicate',
  'level_unknown',
  'level_changed',
  'parent_missing',
  'parent_unexpected',
  'parent_unknown',
  'parent_level',
  'parent_cycle',
  'second_head_office',
  'parent_closed',
  'closed_later',
  'head_office_stays',
  'unit_in_use',
  'unit_closed',
  'email_format',
  'email_taken',
  'date_format',
  'date_not_real',
  'to_before_from',
  'from_after_left',
  'unit_unknown',
  'position_unknown',
  'position_level',
  'person_differs',
  'appointment_overlap',
  'client_unknown',
  'metric_unknown',
  'measure_unknown',
  'measure_needed',
  'period_format',
  'value_not_a_number',
  'day_kind_unknown',
] as const

/** What does not stop an import but deserves a look. */
const noteCodes = ['region_not_known', 'industry_not_known', 'look_alike'] as const

/** Every reason a line can be refused or noted for. Each has its words in `src/cli/import-fault-words.ts`. */
export type ImportFaultCode = (typeof fileFaultCodes | typeof recordFaultCodes)[number]
export type ImportNoteCode = (typeof noteCodes)[number]

/** Where in which file, and why. */
interface Finding<Code extends string> {
  readonly file: ImportFile
  /** First physical line of the record, from 1; null where the file as a whole is meant. */
  readonly line: number | null
  readonly column: ImportColumn | null
  readonly code: Code
  /** The value as typed, at most 80 characters of it. */
  readonly value: string
  /** What the words need to name. */
  readonly params: Readonly<Record<string, string | number>>
}

/** A line that cannot be imported; one is enough to import nothing. */
export type ImportFault = Finding<ImportFaultCode>

/** A line that is imported all the same. */
export type ImportNote = Finding<ImportNoteCode>

const shown = 80

/** Builds a fault or a note. */
export function finding<Code extends ImportFaultCode | ImportNoteCode>(
  file: ImportFile,
  line: number | null,
  code: Code,
  given: { column?: ImportColumn; value?: string; params?: Finding<Code>['params'] } = {},
): Finding<Code> {
  const value = given.value ?? ''
  return {
    file,
    line,
    column: given.column ?? null,
    code,
    value: [...value].length > shown ? `${[...value].slice(0, shown).join('')}…` : value,
    params: given.params ?? {},
  }
}
