import { csvBytes } from './csv-bytes.ts'
import type { ExportFile, ExportFormat, ExportTable } from './export-table.ts'
import { xlsxBytes } from './xlsx-bytes.ts'

/** What no file system takes in a name, or what would end it. */
const notInNames = /[\p{Cc}\p{Cf}\\/:*?"<>|\s]+/gu

/** A table as a file of the wanted format; the libraries are loaded at the first one. */
export async function exportFile(table: ExportTable, format: ExportFormat): Promise<ExportFile> {
  const bytes = format === 'xlsx' ? await xlsxBytes(table) : await csvBytes(table)
  return { name: `${table.name.replace(notInNames, '-')}.${format}`, bytes }
}
