import type { Implausible, TallyKind } from '../domain/organisation/import-plausibility.ts'
import type { ImportReport } from '../usecases/import-bank.ts'

const words: Record<TallyKind, { zh: string; en: string }> = {
  people_gone: { zh: '离职人员', en: 'people would leave' },
  appointments_ended: { zh: '终止的任职', en: 'appointments would end' },
  administrators_gone: { zh: '不再是系统管理员的人', en: 'administrators would be none any more' },
  addresses_changed: { zh: '更换邮箱的人员', en: 'people would get another e-mail address' },
  units_closed: { zh: '关闭的机构', en: 'units would close' },
  units_moved: { zh: '换上级的机构', en: 'units would move to another parent' },
  clients_moved: { zh: '主办行换分行的战略客户', en: 'strategic clients would move with their lead unit' },
}

/** What looks like a wrong file, with its numbers, and what to do; nothing where nothing does. */
export function verdictLines({ implausible, forced }: ImportReport, dryRun: boolean): string[] {
  if (implausible.length === 0) return []
  const found = implausible.map(foundLine)
  if (forced !== null && forced !== 'unknown')
    return [
      '',
      dryRun
        ? `变动异常；有 --force（${forced.name}），导入时仍会执行： / implausible, but --force (${forced.name}) would let it pass:`
        : `变动异常，按 --force 由 ${forced.name} 负责导入，原因已记入审计： / implausible, imported because ${forced.name} forces it; the reason is in the audit:`,
      ...found,
    ]
  return [
    '',
    dryRun
      ? '变动异常，导入时会整体拒绝： / implausible: an import would be refused whole:'
      : '变动异常，没有导入任何内容： / implausible, nothing was imported:',
    ...found,
    ...whatToDo,
  ]
}

const whatToDo = [
  '  请核对：文件是否完整，是否错位、选错或筛选过；全量文件（--complete）是否漏行。用 --dry-run 查看差异和对营销小组的影响。',
  '  Check whether the file is whole, in its right columns, the right one and unfiltered; see what it does with --dry-run.',
  '  确属实情：--force --by 工号 --reason 原因，记入审计。 / If it is so: --force --by EMPLOYEE-NUMBER --reason TEXT, kept in the audit.',
]

function foundLine({ kind, held, changed, least, percent }: Implausible): string {
  const { zh, en } = words[kind]
  const of = shareText(changed / held)
  return `  ${zh} ${changed} / ${held}（${of}；${percent}% 且不少于 ${least} 即为异常） / ${changed} of ${held} ${en} (${of}; from ${percent}% and ${least} on it is doubted)`
}

/** Rounded down, so that no share is said to reach a limit that it does not. */
function shareText(share: number): string {
  return `${Math.floor(share * 1_000) / 10}%`
}
