import { readFile, writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Database } from '../../db/connection.ts'
import { isDatabaseAway } from '../../db/errors.ts'
import { type Clock, systemClock } from '../clock.ts'
import type { ImportFile } from '../domain/organisation/import-columns.ts'
import { completeFiles } from '../domain/organisation/import-complete.ts'
import type { Log } from '../log.ts'
import { csvBytes } from '../usecases/export/csv-bytes.ts'
import type { ExportTable } from '../usecases/export/export-table.ts'
import { readTable, type SourceTable } from '../usecases/import/read-table.ts'
import { type ImportReport, importBank, nothingImported } from '../usecases/import-bank.ts'
import { type ImportArguments, importArguments, usage } from './import-arguments.ts'
import { changesTable } from './import-changes.ts'
import { type FileNames, findingsTable, kindWords, reportLines } from './import-report.ts'

/** What the command needs from outside. */
export interface ImportEnvironment {
  out(line: string): void
  /** Progress and what went wrong. */
  err(line: string): void
  /** Whether a person watches standard error. */
  readonly watched: boolean
  /** Opens the migrated database; asked only once the files could be read. */
  open(): Promise<Database & { stop(): Promise<void> }>
  readonly log: Log
  readonly clock?: Clock
  /** Name of the machine's account that runs the command. */
  readonly operator: string
}

/** 0 = imported, or nothing to complain of on a dry run; 1 = bad lines; 2 = wrong usage; 3 = no database; 4 = implausible. */
export type ExitCode = 0 | 1 | 2 | 3 | 4

/** `npm run import`: reads the files, imports all or nothing, and says what happened in both languages. */
export async function runImport(args: readonly string[], environment: ImportEnvironment): Promise<ExitCode> {
  const given = importArguments(args)
  if (given === null) {
    environment.out(usage)
    return 0
  }
  if (typeof given === 'string') {
    environment.err(`${given}\n\n${usage}`)
    return 2
  }
  const progress = given.progress || environment.watched ? environment.err : () => {}
  const tables: SourceTable[] = []
  for (const { file, path } of given.paths) {
    const table = await read(file, path)
    if (typeof table === 'string') {
      environment.err(table)
      return 2
    }
    tables.push(table)
    progress(`${table.name}: ${table.encoding ?? '?'}, ${table.records.length} 条 / records`)
  }
  if (tables.every((table) => !table.readable)) return report(given, tables, unreadable(tables), environment)
  return importTables(given, tables, environment, progress)
}

/** Nothing to hold against the bank: what is wrong with the files is all there is to say. */
function unreadable(tables: readonly SourceTable[]): ImportReport {
  return { ...nothingImported, faults: tables.flatMap(({ faults }) => faults) }
}

async function read(file: ImportFile, path: string): Promise<SourceTable | string> {
  try {
    return readTable(file, basename(path), await readFile(path))
  } catch (error) {
    const reason = whyUnreadable(error)
    if (reason === null) throw error
    return `--${file} ${path}: ${reason}`
  }
}

async function importTables(
  given: ImportArguments,
  tables: readonly SourceTable[],
  environment: ImportEnvironment,
  progress: (line: string) => void,
): Promise<ExitCode> {
  const { log, clock = systemClock, operator, err } = environment
  let database: Awaited<ReturnType<ImportEnvironment['open']>> | undefined
  try {
    database = await environment.open()
    progress('校验 / checking')
    const found = await importBank({ database, clock, log }, tables, {
      dryRun: given.dryRun,
      operator,
      ...(given.complete && { complete: new Set(completeFiles) }),
      ...(given.force && { force: given.force }),
      onSaved: (kind, done, total) => progress(`保存 / saving ${kindWords[kind]}: ${done}/${total}`),
    })
    if (found.forced === 'unknown') {
      err(`--by ${given.force?.by}: 没有在职人员使用该工号 / nobody who works here has this employee number`)
      return 2
    }
    return await report(given, tables, found, environment)
  } catch (error) {
    const why = whyFailed(error, database !== undefined)
    if (why === null) throw error
    err(`没有导入任何内容 / nothing was imported: ${why}`)
    return 3
  } finally {
    await database?.stop()
  }
}

/** One line without the statement and its values, which would put people's names on the screen; null for a fault of ours. */
function whyFailed(error: unknown, opened: boolean): string | null {
  if (!(error instanceof Error)) return null
  if (isDatabaseAway(error)) return '数据库连接不上，请稍后再试 / the database cannot be reached, try again'
  const { cause } = error
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
  if (code === '55P03' || code === '57014')
    return '另一个导入正在进行，请稍后再试 / another import is running, try again'
  if (cause instanceof Error && code !== undefined) return cause.message
  // What stops a database from opening is written for whoever started the program.
  return opened ? null : error.message
}

async function report(
  given: ImportArguments,
  tables: readonly SourceTable[],
  found: ImportReport,
  { out, err }: ImportEnvironment,
): Promise<ExitCode> {
  const names: FileNames = Object.fromEntries(tables.map(({ file, name }) => [file, name]))
  for (const line of reportLines(found, names, given.dryRun)) out(line)
  const { errors, differences } = given
  if (errors !== null && !(await write('errors', errors, findingsTable(found, names), err))) return 2
  if (differences !== null && !(await write('differences', differences, changesTable(found.changes), err))) return 2
  if (found.faults.length > 0) return 1
  return found.implausible.length > 0 && found.forced === null ? 4 : 0
}

/** As a spreadsheet in Chinese opens it rightly (B23). */
async function write(option: string, path: string, table: ExportTable, err: (line: string) => void): Promise<boolean> {
  try {
    await writeFile(path, await csvBytes(table))
    return true
  } catch (error) {
    const reason = whyUnreadable(error)
    if (reason === null) throw error
    err(`--${option} ${path}: ${reason}`)
    return false
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: '没有这个文件或文件夹：请检查路径 / no such file or folder: check the path',
  EACCES: '没有权限：请检查文件权限 / permission denied: check who may use the file',
  EPERM: '没有权限：请检查文件权限 / permission denied: check who may use the file',
  EISDIR: '这是文件夹，不是文件 / this is a folder, not a file',
  ENOTDIR: '路径中有一段不是文件夹：请检查路径 / a part of the path is no folder: check the path',
  ERR_FS_FILE_TOO_LARGE: '文件太大：请分成几个文件 / the file is too large: split it',
  ENOSPC: '磁盘已满 / the disk is full',
  EROFS: '磁盘只读 / the disk is read-only',
}

function whyUnreadable(error: unknown): string | null {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return reasons[code] ?? null
}
