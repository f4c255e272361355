import type { RegisterEntry } from '../../domain/register/register.ts'
import { registerColumns } from '../../domain/register/register-columns.ts'
import type { ExportTable } from '../../usecases/export/export-table.ts'
import type { RegisterExport } from '../../usecases/register/export-register.ts'
import { registerText } from '../text/register.ts'
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

/** What a register's file is called, without its ending: 战略客户名册_深圳分行_2026-09-30, or with its version. */
export function registerFileName(
  { branch, filing }: Pick<RegisterExport, 'branch' | 'filing'>,
  on: string,
  language: Language,
): string {
  const text = registerText[language]
  return [text.fileName, branch?.name, filing && text.versionName(filing.version), on].filter(Boolean).join('_')
}
