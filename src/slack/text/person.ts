import { words } from './words.ts'

/** Words of a person in `/organisation`: that they have left the bank, and that this was wrong. */
export const personText = words(
  {
    search: '输入姓名或工号',
    here: '在本行',
    leaves: (date: string) => `自 ${date} 起不在本行`,
    left: (date: string) => `已离职（${date} 起）`,
    posts: '任职',
    postsOver: '离职时结束的任职',
    noPosts: '没有任职',
    action: { leave: '登记离职', come_back: '撤回离职登记' },
    what: {
      leave: (name: string) => `登记${name}离职`,
      come_back: (name: string) => `撤回${name}的离职登记`,
    },
    on: '自哪天起不在本行',
    onHint: '当天起不再行使职权。默认今天，也可选过去或将来的日子。',
    over: '随之结束的任职：',
    again: '恢复为本行员工，以下任职不自动恢复，请在机构页重新任命：',
    stays: '恢复为本行员工，任职照旧。',
    consequencesOn: (date: string) => `到 ${date} 将会：`,
    done: {
      leave: (name: string) => `已登记${name}离职，营销小组和待办随后跟进。`,
      come_back: (name: string) => `已撤回，${name}仍是本行员工。`,
    },
    appointAgain: (posts: string) => `请重新任命：${posts}`,
  },
  {
    search: 'Type a name or employee number',
    here: 'works here',
    leaves: (date: string) => `no longer here from ${date}`,
    left: (date: string) => `has left (from ${date})`,
    posts: 'Posts',
    postsOver: 'Posts that were over with it',
    noPosts: 'Holds no post',
    action: { leave: 'Has left the bank', come_back: 'Take leaving back' },
    what: {
      leave: (name: string) => `${name} leaves the bank`,
      come_back: (name: string) => `Take back that ${name} has left`,
    },
    on: 'No longer here from',
    onHint: 'No authority from that day on. Today, unless you choose a day past or ahead.',
    over: 'Posts that are over with it:',
    again: 'Works here again. These posts do not come back by themselves; appoint them anew at their units:',
    stays: 'Works here on, with all posts.',
    consequencesOn: (date: string) => `What follows on ${date}:`,
    done: {
      leave: (name: string) => `${name} is entered as having left; teams and what waits follow.`,
      come_back: (name: string) => `Taken back; ${name} works here.`,
    },
    appointAgain: (posts: string) => `Please appoint anew: ${posts}`,
  },
)
