import { words } from './words.ts'

/** Words of due dates. */
export const dueWords = words(
  {
    by: (at: string) => `，时限 ${at}`,
    provisional: '（该年放假安排尚未导入，暂按平日推算）',
    late: (days: number) => `已逾期 ${days} 个工作日`,
    lateToday: '今天已过时限',
    left: (days: number) => `还有 ${days} 个工作日`,
    today: '今天到期',
  },
  {
    by: (at: string) => `, due ${at}`,
    provisional: ' (free days of that year are not known yet)',
    late: (days: number) => `late by ${days} working day${days === 1 ? '' : 's'}`,
    lateToday: 'late since today',
    left: (days: number) => `${days} working day${days === 1 ? '' : 's'} left`,
    today: 'due today',
  },
)
