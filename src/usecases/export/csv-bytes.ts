import type { Cell, ExportColumn, ExportTable } from './export-table.ts'
import { guarded } from './formula-guard.ts'

/** A single break, a tab or a blank at an end: the library quotes for its own record delimiter only, which is CR LF. */
const wantsQuotes = /[\r\n\t]|^\s|\s$/u

/** What Excel would show as 1.2E+17, or without its leading zeros, or as a date. */
const looksLikeNumber = /^\d[\d.,eE/-]*$/u

/**
 * A table as CSV: UTF-8 with its mark once, so that Excel on a Chinese Windows reads it; RFC 4180 with CR LF; formulas
 * guarded; before a code that looks like a number a tab, which keeps it text and which the import takes off (B23).
 */
export async function csvBytes({ columns, rows }: ExportTable): Promise<Uint8Array> {
  const { stringify } = await import('csv-stringify/sync')
  const lines = rows.map((row) => columns.map((column, index) => written(column, row[index] ?? null)))
  return Buffer.from(
    stringify([columns.map(({ heading }) => heading), ...lines], {
      bom: true,
      record_delimiter: '\r\n',
      quoted_match: wantsQuotes,
    }),
  )
}

function written({ kind }: ExportColumn, cell: Cell): string {
  if (typeof cell === 'number') return String(cell)
  if (cell === null) return ''
  if (kind === 'code' && looksLikeNumber.test(cell)) return `\t${cell}`
  return guarded(cell)
}
