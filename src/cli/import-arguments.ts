import { parseArgs } from 'node:util'
import { type ImportFile, importFiles } from '../domain/organisation/import-columns.ts'

export interface ImportArguments {
  readonly paths: readonly { readonly file: ImportFile; readonly path: string }[]
  readonly dryRun: boolean
  /** Where all faults go as CSV, or null. */
  readonly errors: string | null
  readonly progress: boolean
}

export const usage = `用法 / usage: npm run import -- [--units FILE] [--people FILE] [--clients FILE] [--figures FILE] [--calendar FILE] [--dry-run] [--errors FILE] [--progress]
  --units    机构 CSV / units          --people   人员及任职 CSV / people and appointments
  --clients  客户 CSV / clients        --calendar 放假和调休上班 CSV / free days and make-up days
  --figures  客户数据 CSV / figures of clients
  --dry-run  校验并列出差异和对营销小组的影响，不导入 / check, show differences and what teams would become; nothing is imported
  --errors   把全部问题写入该 CSV 文件 / all findings to this CSV file
  --progress 即使不在终端也显示进度 / show progress also without a terminal
  说明 / guide: docs/import.md
`

/** Reads the command line; a text is what is wrong with it, null asks for the usage. */
export function importArguments(args: readonly string[]): ImportArguments | string | null {
  let values: ReturnType<typeof parse>
  try {
    values = parse(args)
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
  if (values.help) return null
  const paths = importFiles.flatMap((file) => {
    const path = values[file]
    return path === undefined ? [] : [{ file, path }]
  })
  if (paths.length === 0)
    return '至少给出一个文件 / give at least one file: --units, --people, --clients, --figures, --calendar'
  const bare = paths.find(({ path }) => path.trim() === '')
  if (bare) return `--${bare.file}: 缺少文件名 / the file name is missing`
  return { paths, dryRun: values['dry-run'], errors: values.errors ?? null, progress: values.progress }
}

function parse(args: readonly string[]) {
  const { values } = parseArgs({
    args: [...args],
    strict: true,
    options: {
      units: { type: 'string' },
      people: { type: 'string' },
      clients: { type: 'string' },
      figures: { type: 'string' },
      calendar: { type: 'string' },
      errors: { type: 'string' },
      'dry-run': { type: 'boolean', default: false },
      progress: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  return values
}
