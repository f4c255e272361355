import { parseArgs } from 'node:util'
import { type ImportFile, importFiles } from '../domain/organisation/import-columns.ts'
import { completeFiles } from '../domain/organisation/import-complete.ts'
import type { Force } from '../usecases/import-bank.ts'

const whole: readonly ImportFile[] = completeFiles

export interface ImportArguments {
  readonly paths: readonly { readonly file: ImportFile; readonly path: string }[]
  readonly dryRun: boolean
  /** Whether the files of units and people given name all there is. */
  readonly complete: boolean
  /** Who lets an implausible import pass, and why; or null. */
  readonly force: Force | null
  /** Where all faults go as CSV, or null. */
  readonly errors: string | null
  /** Where everything that the import does goes as CSV, or null. */
  readonly differences: string | null
  readonly progress: boolean
}

export const usage = `用法 / usage: npm run import -- [--units FILE] [--people FILE] [--clients FILE] [--figures FILE] [--calendar FILE] [--complete] [--dry-run] [--differences FILE] [--errors FILE] [--progress] [--force --by NO --reason TEXT]
  --units    机构 CSV / units          --people   人员及任职 CSV / people and appointments
  --clients  客户 CSV / clients        --calendar 放假和调休上班 CSV / free days and make-up days
  --figures  客户数据 CSV / figures of clients
  --complete 机构、人员文件是全量：未列出的机构关闭、人员离职、任职终止 / units and people not in these files are closed, gone, over
  --dry-run  校验并列出差异（各类前几项）和对营销小组的影响，不导入 / check, show differences (the first of each kind) and what teams would become; nothing is imported
  --differences 把全部变动逐项写入该 CSV 文件 / everything that changes, one by one, to this CSV file
  --errors   把全部问题写入该 CSV 文件 / all findings to this CSV file
  --force    变动异常仍导入，须说明由谁（工号）、为什么，记入审计 / import although it looks implausible: who (employee number) and why, audited
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
  if (values.complete && !paths.some(({ file }) => whole.includes(file)))
    return '--complete: 只用于 --units 和 --people / is for --units and --people only'
  const force = forceIn(values)
  if (typeof force === 'string') return force
  const { complete, errors = null, differences = null, progress } = values
  return { paths, dryRun: values['dry-run'], complete, force, errors, differences, progress }
}

/** Nobody forces without saying who and why; and who says so without forcing has forgotten something. */
function forceIn({ force, by = '', reason = '' }: ReturnType<typeof parse>): Force | string | null {
  const given = { by: by.normalize('NFKC').trim().toUpperCase(), reason: reason.trim() }
  if (force && given.by !== '' && given.reason !== '') return given
  if (!force && given.by === '' && given.reason === '') return null
  return '--force: 须同时给出 --by 工号 和 --reason 原因 / goes together with --by EMPLOYEE-NUMBER and --reason TEXT'
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
      differences: { type: 'string' },
      complete: { type: 'boolean', default: false },
      force: { type: 'boolean', default: false },
      by: { type: 'string' },
      reason: { type: 'string' },
      'dry-run': { type: 'boolean', default: false },
      progress: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  return values
}
