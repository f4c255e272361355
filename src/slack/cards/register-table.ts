import type { RegisterEntry } from '../../domain/register/register.ts'
import { registerColumns } from '../../domain/register/register-columns.ts'
import type { ExportTable } from '../../usecases/export/export-table.ts'
import { terms } from '../text/terms.ts'
import type { Language } from '../text/words.ts'

/**
 * A register as a table. The headings are those by which the import reads it back; tier and category are told in the
 * reader's language.
 */
export function registerTable(
  entries: readonly RegisterEntry[],
  { name, sheet }: Pick<ExportTable, 'name' | 'sheet'>,
  language: Language,
): ExportTable {
  const { tier, category } = terms[language]
  return {
    name,
    sheet,
    columns: registerColumns.map((column) => ({
      heading: language === 'zh' ? column.zh : column.code,
      kind: column.kind,
      width: column.width,
    })),
    rows: entries.map((entry) => {
      const told = { ...entry, tier: tier[entry.tier], category: category[entry.category] }
      return registerColumns.map(({ fact }) => told[fact])
    }),
  }
}
