import type { Policy } from '../../policy.ts'
import { terms } from './terms.ts'
import { words } from './words.ts'

/** The keys inside settings that hold several values: a step, a route, a tier. */
export type PolicyPart = Parts<Policy[keyof Policy]>

type Parts<T> = T extends readonly unknown[]
  ? never
  : T extends object
    ? Extract<keyof T, string> | Parts<T[keyof T]>
    : never

const { zh, en } = terms

/** Names of the values inside a setting that holds several. */
export const settingParts = words<Record<string, string>>(
  {
    ...zh.step,
    ...zh.reviewStep,
    ...zh.unitConsent,
    ...zh.route,
    ...zh.tier,
    every: '周期',
    byWorkingDay: '截止工作日',
    from: '上班',
    to: '下班',
    chain: '接续层数',
    longestDays: '最长天数',
    reviewBefore: '复审日期前',
    stepBefore: '步骤到期前',
    escalateAfter: '逾期后',
    snoozeDays: '最多可推迟',
    answer: '如何处理',
    freezeFor: '在场即不显示客户信息',
    keepMostDays: '最多保留天数',
    exit: '退出',
    downgrade: '下调级次',
    people_gone: '离职人员',
    appointments_ended: '终止的任职',
    administrators_gone: '不再是系统管理员的人',
    addresses_changed: '更换邮箱的人员',
    units_closed: '关闭的机构',
    units_moved: '换上级的机构',
    clients_moved: '主办行换分行的战略客户',
    least: '不少于',
    percent: '占比（%）',
  } satisfies Record<PolicyPart, string>,
  {
    ...en.step,
    ...en.reviewStep,
    ...en.unitConsent,
    ...en.route,
    ...en.tier,
    every: 'How often',
    byWorkingDay: 'By working day',
    from: 'from',
    to: 'to',
    chain: 'one behind another',
    longestDays: 'days at most',
    reviewBefore: 'before the date of a review',
    stepBefore: 'before a step is due',
    escalateAfter: 'after it was due',
    snoozeDays: 'may be put off by',
    answer: 'What is done',
    freezeFor: 'Nothing confidential is shown beside',
    keepMostDays: 'Days somebody may be kept, at most',
    exit: 'Exit',
    downgrade: 'Downgrade',
    people_gone: 'People who leave',
    appointments_ended: 'Appointments that end',
    administrators_gone: 'Administrators who are none any more',
    addresses_changed: 'People with another e-mail address',
    units_closed: 'Units that close',
    units_moved: 'Units that move to another parent',
    clients_moved: 'Strategic clients that move with their lead unit',
    least: 'at least',
    percent: 'per cent of all',
  } satisfies Record<PolicyPart, string>,
)
