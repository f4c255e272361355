import type { Cell, ExportColumn, ExportTable } from './export-table.ts'

/** Excel's own limit to the name of a tab, and the signs it does not take there. */
const longestSheet = 31

/** What XML does not hold or would change, and text that looks like the escape of such a sign (ECMA-376, ST_Xstring). */
const unsaid = /[\p{Cc}\uFFFE\uFFFF]|_(?=x[0-9A-Fa-f]{4}_)/gu

/** A table as an Excel workbook: codes and texts as text, dates as dates, the heading stays in sight. */
export async function xlsxBytes({ sheet, columns, rows }: ExportTable): Promise<Uint8Array> {
  const { default: writeXlsxFile } = await import('write-excel-file/node')
  const heading = columns.map((column) => ({ value: column.heading, type: String, fontWeight: 'bold' as const }))
  const body = rows.map((row) => columns.map((column, index) => written(column, row[index] ?? null)))
  return writeXlsxFile([heading, ...body], {
    sheet: sheet.replace(/[\\/?*[\]:']/g, ' ').slice(0, longestSheet),
    columns: columns.map(({ width }) => ({ width })),
    stickyRowsCount: 1,
  }).toBuffer()
}

function written({ kind }: ExportColumn, cell: Cell) {
  if (cell === null || cell === '') return null
  if (typeof cell === 'number') return { value: cell, type: Number }
  if (kind === 'date') return { value: new Date(`${cell}T00:00:00Z`), type: Date, format: 'yyyy-mm-dd' }
  return { value: xmlText(cell), type: String, wrap: kind === 'text', format: '@' }
}

/** Signs that XML does not hold as Excel writes them: a carriage return is `_x000D_`. */
function xmlText(text: string): string {
  return text.replace(unsaid, (sign) =>
    sign === '\t' || sign === '\n'
      ? sign
      : `_x${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}_`,
  )
}
