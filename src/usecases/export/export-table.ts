/** What stands in a cell; an ISO date in a column of dates; null = nothing. */
export type Cell = string | number | null

/** How a column is read: a code stays text however much it looks like a number. */
export type ColumnKind = 'text' | 'code' | 'date' | 'number'

export interface ExportColumn {
  readonly heading: string
  readonly kind: ColumnKind
  /** In characters, as a spreadsheet shows it. */
  readonly width: number
}

/** A table to be handed out as a file; each row has a cell a column. */
export interface ExportTable {
  /** The file's name without its ending. */
  readonly name: string
  /** The spreadsheet's tab. */
  readonly sheet: string
  readonly columns: readonly ExportColumn[]
  readonly rows: readonly (readonly Cell[])[]
}

export const exportFormats = ['xlsx', 'csv'] as const

export type ExportFormat = (typeof exportFormats)[number]

export interface ExportFile {
  readonly name: string
  readonly bytes: Uint8Array
}
