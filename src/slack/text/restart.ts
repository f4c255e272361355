import { words } from './words.ts'

/** Words about what keeps its versions, and what begins anew under others (B06). */
export const restartText = words(
  {
    underWay: (recommendations: number, reviews: number) =>
      `正在办理：推荐 ${recommendations} 件、复审 ${reviews} 件，均沿用原版本。`,
    label: '改按新版重新办理的推荐',
    hint: '所选推荐从第一步重新审批，此前的意见留在记录中但不再计数。不选则全部沿用原版本。',
    option: (id: number, client: string, step: string) => `R-${id} ${client}｜${step}`,
    versions: (criteria: number | null, policy: number | null) =>
      `适用版本：认定标准第 ${criteria ?? '—'} 版，本行设置第 ${policy ?? '—'} 版`,
  },
  {
    underWay: (recommendations: number, reviews: number) =>
      `Under way: ${recommendations} recommendations and ${reviews} reviews; they keep their version.`,
    label: 'Recommendations that begin anew under it',
    hint: 'They are approved from the first step again; what was said stays on record and no longer counts. Choose none, and all keep their version.',
    option: (id: number, client: string, step: string) => `R-${id} ${client} | ${step}`,
    versions: (criteria: number | null, policy: number | null) =>
      `Under version ${criteria ?? '—'} of the criteria and version ${policy ?? '—'} of the settings`,
  },
)
