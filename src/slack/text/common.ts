import { words } from './words.ts'

/** Words that every gesture uses. */
export const common = words(
  {
    loading: '正在打开…',
    working: '正在处理，请稍候。结果随后显示在这里。',
    workingTitle: '正在处理',
    close: '关闭',
    cancel: '取消',
    done: '已完成',
    databaseAway: '数据库暂时无法连接：刚才的操作没有记录任何内容，请稍后再试。',
    commitUnknown: '连接在保存时中断，无法确定是否已记录。请先用 /approvals 核对，再决定是否重做；重做也不会重复记录。',
    unexpected: (reference: string) => `出了意外，刚才的操作没有完成。请把编号 ${reference} 告诉系统管理员。`,
    formExpired: '窗口没能打开（等待超时），什么都没有记录。请再试一次。',
    tryAgain: '再试一次',
    slow: '系统响应较慢，仍在处理，结果稍后告知。',
    problem: '未能办理',
    minimal: '内容过长，已精简显示，请查看完整记录。',
    earlier: '上一页',
    later: '下一页',
    pageOf: (page: number, count: number) => `第 ${page} 页，共 ${count} 页`,
    atMost: (max: number) => `最多 ${max} 字。`,
  },
  {
    loading: 'Opening…',
    working: 'Working on it. The result will appear here.',
    workingTitle: 'Working on it',
    close: 'Close',
    cancel: 'Cancel',
    done: 'Done',
    databaseAway: 'The database cannot be reached: nothing was recorded. Please try again in a moment.',
    commitUnknown:
      'The connection broke while saving, so it is not certain whether this was recorded. Please look in /approvals before you do it again; doing it again records nothing twice.',
    unexpected: (reference: string) =>
      `Something unexpected happened and this was not completed. Please tell an administrator the reference ${reference}.`,
    formExpired: 'The window could not open in time; nothing was recorded. Please try again.',
    tryAgain: 'Try again',
    slow: 'The system is slow and still working on it; the result will follow.',
    problem: 'Not possible',
    minimal: 'Shortened because of its length; see the whole record.',
    earlier: 'Previous page',
    later: 'Next page',
    pageOf: (page: number, count: number) => `Page ${page} of ${count}`,
    atMost: (max: number) => `At most ${max} characters.`,
  },
)
