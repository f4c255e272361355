import { type ChangeKind, changeKinds, type ImportChange } from '../domain/organisation/import-changes.ts'
import { positionName } from '../domain/organisation/import-value.ts'
import type { ExportColumn, ExportTable } from '../usecases/export/export-table.ts'

const words: Record<ChangeKind, { zh: string; en: string }> = {
  unit_opens: { zh: '新设机构', en: 'units open' },
  unit_reopens: { zh: '重新开业', en: 'units open again' },
  unit_closes: { zh: '关闭机构', en: 'units close' },
  unit_moves: { zh: '换上级的机构', en: 'units move' },
  unit_renamed: { zh: '改名的机构', en: 'units are renamed' },
  unit_region: { zh: '换地区的机构', en: 'units get another region' },
  unit_recorded: { zh: '补录已关闭机构', en: 'closed units are recorded' },
  person_comes: { zh: '新增人员', en: 'people come' },
  person_returns: { zh: '取消离职日期', en: 'people stay after all' },
  person_leaves: { zh: '离职人员', en: 'people leave' },
  person_renamed: { zh: '改名的人员', en: 'people are renamed' },
  person_address: { zh: '换邮箱的人员', en: 'people get another e-mail address' },
  person_recorded: { zh: '补录已离职人员', en: 'people who left before are recorded' },
  post_begins: { zh: '新任职', en: 'posts begin' },
  post_ends: { zh: '终止任职', en: 'posts end' },
  post_goes_on: { zh: '延长任职', en: 'posts go on' },
  post_recorded: { zh: '补录已终止任职', en: 'posts that were over are recorded' },
  client_added: { zh: '新增客户', en: 'clients are added' },
  client_changed: { zh: '更新客户资料', en: 'details of clients change' },
  figure_added: { zh: '新增数据', en: 'figures are added' },
  figure_changed: { zh: '更新数据', en: 'figures change' },
  day_added: { zh: '新增工作日安排', en: 'days are added' },
  day_changed: { zh: '更新工作日安排', en: 'days change' },
}

/** Of each kind; the rest is counted. */
const named = 5

/** What an import does, the first few of each kind by name. */
export function changeLines(changes: readonly ImportChange[]): string[] {
  return changeKinds.flatMap((kind) => {
    const own = changes.filter((change) => change.kind === kind)
    if (own.length === 0) return []
    const { zh, en } = words[kind]
    const rest = own.length - named
    const more = `    ……另有 ${rest} 项，用 --differences FILE 写出全部 / … and ${rest} more: --differences FILE writes all of them`
    return [
      `  ${zh} ${own.length} / ${own.length} ${en}:`,
      ...own.slice(0, named).map((change) => `    ${changeText(change)}`),
      ...(rest > 0 ? [more] : []),
    ]
  })
}

function changeText({ name, code, post, item, before, after }: ImportChange): string {
  const called = `${name} ${code}`.trim()
  if (post) {
    const where = `${positionName(post.position)}，${post.unitName} ${post.unitCode}`
    return `${called}，${where}，${item} – ${after ?? ''}`.trimEnd()
  }
  const what = item === null ? '' : `，${item}`
  if (before !== null) return `${called}${what}：${before} → ${after ?? '—'}`
  return after === null ? `${called}${what}` : `${called}${what}（${after}）`
}

/** Everything that an import does as a table, for a file. */
export function changesTable(changes: readonly ImportChange[]): ExportTable {
  const rows = changes.map(({ kind, code, name, post, item, before, after }) => {
    const ofPost = post ? [`${positionName(post.position)} ${post.position}`, post.unitCode, post.unitName] : []
    const [position = null, unitCode = null, unitName = null] = ofPost
    return [`${words[kind].zh} ${kind}`, code, name, position, unitCode, unitName, item, before, after]
  })
  return { name: 'differences', sheet: 'differences', columns, rows }
}

const columns: readonly ExportColumn[] = [
  { heading: '变动 change', kind: 'text', width: 24 },
  { heading: '编号 code', kind: 'code', width: 14 },
  { heading: '名称 name', kind: 'text', width: 20 },
  { heading: '岗位 position', kind: 'text', width: 24 },
  { heading: '机构编号 unit_code', kind: 'code', width: 14 },
  { heading: '机构名称 unit', kind: 'text', width: 20 },
  { heading: '项目 item', kind: 'text', width: 20 },
  { heading: '原为 before', kind: 'text', width: 24 },
  { heading: '改为 after', kind: 'text', width: 24 },
]
