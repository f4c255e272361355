import type { DryRunKind } from '../../domain/criteria/dry-run.ts'
import { words } from './words.ts'

/** Words of a dry run of the criteria. */
export const dryRunText = words(
  {
    begun: '试算已开始，结果和客户清单稍后以私信发给您。',
    title: (tier: string) => `认定标准试算｜${tier}`,
    what: (lines: number, pass: number, at: string) =>
      `按 ${at} 的草稿（${lines} 项指标，达标要求 ${pass}%）对照现行标准；仅供参考，未改变任何客户。`,
    basis: (withFigures: number, clients: number) =>
      `现有 ${clients} 户，其中 ${withFigures} 户有相关数据；缺数据的不计为不达标。`,
    kind: {
      falls: '将不达标',
      stays_below: '原已不达标',
      recovers: '将重新达标',
      rises: '将达到标准（尚非此级次）',
    } satisfies Record<DryRunKind, string>,
    count: (kind: string, n: number) => `${kind}：${n} 户`,
    nobody: '没有客户因此变化。',
    byBranch: '按分行',
    byIndustry: '按行业',
    noBranch: '未有主办行',
    noIndustry: '未填行业',
    groups: (name: string, said: string) => `${name}：${said}`,
    more: (n: number) => `另有 ${n} 组，见附件。`,
    file: (tier: string, date: string) => `认定标准试算_${tier}_${date}`,
    sheet: '试算',
    comment: (n: number, all: number) =>
      n < all
        ? `试算清单：共 ${all} 户，此文件列出前 ${n} 户。内部资料，请勿外传。`
        : `试算清单，共 ${n} 户。内部资料，请勿外传。`,
    column: {
      kind: '结果',
      code: '客户编号',
      client: '简称',
      tier: '现级次',
      branch: '主办分行',
      industry: '行业',
      before: '现行标准达标权重（%）',
      after: '草稿达标权重（%）',
      unmet: '草稿未达标指标',
    },
  },
  {
    begun: 'The dry run has begun. Its result and the list of clients come as direct messages.',
    title: (tier: string) => `Dry run of the criteria | ${tier}`,
    what: (lines: number, pass: number, at: string) =>
      `The draft as of ${at} (${lines} lines, ${pass}% to be met) against the criteria in force. It is for information: no client was changed.`,
    basis: (withFigures: number, clients: number) =>
      `${clients} clients have this tier, ${withFigures} of them with figures. A missing figure does not count against anybody.`,
    kind: {
      falls: 'would fall below',
      stays_below: 'below already',
      recovers: 'would meet them again',
      rises: 'would rise to them (not of this tier yet)',
    },
    count: (kind: string, n: number) => `${kind}: ${n}`,
    nobody: 'Nothing would change for any client.',
    byBranch: 'By branch',
    byIndustry: 'By industry',
    noBranch: 'no lead unit yet',
    noIndustry: 'no industry given',
    groups: (name: string, said: string) => `${name}: ${said}`,
    more: (n: number) => `${n} more in the file.`,
    file: (tier: string, date: string) => `Dry run of the criteria_${tier}_${date}`,
    sheet: 'Dry run',
    comment: (n: number, all: number) =>
      n < all
        ? `Dry run: the first ${n} of ${all} clients. Internal: please do not pass it on.`
        : `Dry run: ${n} clients. Internal: please do not pass it on.`,
    column: {
      kind: 'result',
      code: 'client code',
      client: 'short name',
      tier: 'tier now',
      branch: 'lead branch',
      industry: 'industry',
      before: 'weight met under the criteria in force (%)',
      after: 'weight met under the draft (%)',
      unmet: 'lines of the draft not met',
    },
  },
)
