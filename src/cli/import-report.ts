import { columnLabel, type ImportFile } from '../domain/organisation/import-columns.ts'
import type { ImportFault, ImportNote } from '../domain/organisation/import-fault.ts'
import type { BankRows } from '../domain/organisation/import-row.ts'
import type { ExportColumn, ExportTable } from '../usecases/export/export-table.ts'
import type { Counts, ImportReport } from '../usecases/import-bank.ts'
import { changeLines } from './import-changes.ts'
import { faultWords } from './import-fault-words.ts'
import { verdictLines } from './import-verdict.ts'

/** Names of the files as given, for messages. */
export type FileNames = Readonly<Partial<Record<ImportFile, string>>>

/** More would scroll the first ones away; the rest is counted. */
const mostPrinted = 200

export const kindWords: Record<keyof BankRows, string> = {
  units: '机构 / units',
  people: '人员 / people',
  appointments: '任职 / appointments',
  clients: '客户 / clients',
  figures: '数据 / figures',
  calendar: '工作日 / working days',
}

/** The report as lines for a person: findings by file and line, then what was done. */
export function reportLines(report: ImportReport, names: FileNames, dryRun: boolean): string[] {
  if (report.faults.length > 0) return [...findingLines(report.faults, names), ...refusedLines(report, names)]
  const verdict = verdictLines(report, dryRun)
  if (report.implausible.length > 0 && !report.saved && !dryRun)
    return [...findingLines(report.notes, names), ...verdict]
  return [...findingLines(report.notes, names), ...doneLines(report, dryRun), ...verdict]
}

function findingLines(findings: readonly (ImportFault | ImportNote)[], names: FileNames): string[] {
  const lines = findings.slice(0, mostPrinted).flatMap((found) => {
    const { zh, en } = faultWords(found)
    const place = [names[found.file] ?? found.file, found.line].filter((part) => part !== null).join(':')
    const column = found.column === null ? '' : ` ${columnLabel(found.file, found.column)}`
    return [`${place}${column}`, `  ${zh}`, `  ${en}`]
  })
  const rest = findings.length - mostPrinted
  const more = `……另有 ${rest} 处，用 --errors FILE 写出全部 / … and ${rest} more: --errors FILE writes all of them`
  return rest > 0 ? [...lines, more] : lines
}

function refusedLines({ faults }: ImportReport, names: FileNames): string[] {
  const perFile = Object.entries(names).flatMap(([file, name]) => {
    const count = faults.filter((fault) => fault.file === file).length
    return count > 0 ? [`${name}: ${count}`] : []
  })
  return [
    '',
    `没有导入任何内容，共 ${faults.length} 处问题 / nothing was imported, ${faults.length} faults (${perFile.join(', ')})`,
  ]
}

function doneLines({ counts, changes, ended, notes, seeded, consequences }: ImportReport, dryRun: boolean): string[] {
  const headline = dryRun
    ? '各行校验通过，未导入（--dry-run）；导入时将会： / all lines in order, nothing imported (--dry-run); an import would:'
    : '已导入： / imported:'
  const rows = (Object.entries(counts ?? {}) as [keyof BankRows, Counts][]).map(
    ([kind, { added, changed, same }]) =>
      `  ${kindWords[kind]}: 新增 ${added}，更新 ${changed}，未变 ${same} / ${added} new, ${changed} changed, ${same} the same`,
  )
  const noted =
    notes.length > 0 ? [`  以上 ${notes.length} 处提示不影响导入 / ${notes.length} notes above stop nothing`] : []
  const criteria = seeded.some((name) => name !== 'policy')
    ? [
        '  认定标准尚未发布，已放入示例标准，请另行制定 / no criteria were published: sample ones are in place, set your own',
      ]
    : []
  const differences = dryRun ? changeLines(changes) : []
  return [
    headline,
    ...rows,
    ...endedLines(ended),
    ...differences,
    ...consequenceLines(consequences),
    ...noted,
    ...criteria,
  ]
}

/** What is over because complete files do not name it; nothing is said where they name all. */
function endedLines(ended: ImportReport['ended']): string[] {
  if (!ended || ended.units + ended.people + ended.appointments === 0) return []
  const { units, people, appointments } = ended
  return [
    `  其中全量文件未列出的: 机构关闭 ${units}，人员离职 ${people}，任职终止 ${appointments} / of these not named by complete files: ${units} units close, ${people} people leave, ${appointments} appointments end`,
  ]
}

/** What would become of teams and of what waits; nothing is said where nothing would. */
function consequenceLines(found: ImportReport['consequences']): string[] {
  if (!found || found.teams + found.steps === 0) return []
  const { teams, joined, left, newLeads, steps, examples } = found
  return [
    `  营销小组: ${teams} 个变动，加入 ${joined} 人次，退出 ${left} 人次，更换主办客户经理 ${newLeads} 户 / teams: ${teams} change, ${joined} seats begin, ${left} end, ${newLeads} lead client managers change`,
    ...(examples.length > 0 ? [`    ${examples.join('、')}`] : []),
    `  待办步骤: ${steps} 项转给他人 / waiting steps: ${steps} move to other people`,
  ]
}

/** Every fault and note as a table, for a file. */
export function findingsTable({ faults, notes }: ImportReport, names: FileNames): ExportTable {
  const rows = [...faults, ...notes].map((found) => {
    const { zh, en } = faultWords(found)
    return [names[found.file] ?? found.file, found.line, found.column, found.value, zh, en]
  })
  return { name: 'findings', sheet: 'findings', columns: findingColumns, rows }
}

const findingColumns: readonly ExportColumn[] = [
  { heading: '文件 file', kind: 'text', width: 20 },
  { heading: '行 line', kind: 'number', width: 8 },
  { heading: '列 column', kind: 'text', width: 14 },
  { heading: '内容 value', kind: 'code', width: 20 },
  { heading: '原因', kind: 'text', width: 60 },
  { heading: 'reason', kind: 'text', width: 60 },
]
