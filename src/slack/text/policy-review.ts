import { words } from './words.ts'

/** Words of policy reviews. */
export const policyReviewText = words(
  {
    title: '政策复审',
    button: '发起政策复审',
    about:
      '按行业、地区、级次、类别、分行选择客户，一次发起复审（第十二条）。同一项内任选其一即可，各项须同时符合；不选即不限。',
    kind: { industries: '行业', regions: '地区', tiers: '级次', categories: '类别', branches: '主办分行' },
    placeholder: '输入几个字查找，可选多项',
    counted: (name: string, clients: number) => `${name}（${clients} 户）`,
    preview: '预览',
    previewTitle: '政策复审预览',
    count: (clients: number) => `将对 ${clients} 个客户发起复审`,
    underWay: (clients: number) => `另有 ${clients} 个客户已有复审正在进行，不重复发起。`,
    branchLine: (name: string, clients: number, underWay: number) =>
      underWay > 0 ? `${name}：${clients} 户（另有 ${underWay} 户正在复审）` : `${name}：${clients} 户`,
    otherBranches: (branches: number, clients: number) => `其余 ${branches} 家分行：${clients} 户`,
    note: '发起人对这些复审没有发言权。办理人各收到一条通知，到待办列表逐户办理；认定以发起时的名册为准，户数可能与预览不同。',
    reason: '政策依据和理由',
    reasonHint: '写入每一户的复审，办理人可见，最多 3000 字。',
    start: '发起',
    started: (id: number, opened: number, skipped: number) =>
      skipped > 0
        ? `已发起政策复审 P-${id}：${opened} 个客户；另有 ${skipped} 个客户已有复审正在进行，未重复发起。`
        : `已发起政策复审 P-${id}：${opened} 个客户。`,
    progress: (id: number, at: string, name: string, opened: number) => `P-${id}｜${at}｜${name}发起，共 ${opened} 户`,
    decided: (done: number, retain: number, downgrade: number, exit: number) =>
      `已决定 ${done} 户：保留 ${retain}，下调 ${downgrade}，退出 ${exit}`,
    earlier: '最近的政策复审',
    list: (id: number, name: string, waiting: number) =>
      `政策复审 P-${id}（${name}发起）：有 ${waiting} 个客户的复审等您办理。`,
    empty: (id: number, empty: number) =>
      `政策复审 P-${id}：有 ${empty} 个客户的复审停在空缺岗位，请尽快安排；不会自动通过。`,
    reasonLine: '政策依据和理由',
    open: '打开待办',
    number: (id: number) => `P-${id}`,
  },
  {
    title: 'Policy review',
    button: 'Start a policy review',
    about:
      'Choose clients by industry, region, tier, category and branch, and open reviews of all of them at once (Art. 12). Any one of a kind will do, every kind must apply; choose nothing of a kind to leave it open.',
    kind: {
      industries: 'Industries',
      regions: 'Regions',
      tiers: 'Tiers',
      categories: 'Categories',
      branches: 'Lead branches',
    },
    placeholder: 'Type to search; several may be chosen',
    counted: (name: string, clients: number) => `${name} (${clients})`,
    preview: 'Preview',
    previewTitle: 'Policy review: preview',
    count: (clients: number) => `Reviews to be opened: ${clients}`,
    underWay: (clients: number) => `Left out, as a review is under way already: ${clients}.`,
    branchLine: (name: string, clients: number, underWay: number) =>
      underWay > 0 ? `${name}: ${clients} (${underWay} more under review)` : `${name}: ${clients}`,
    otherBranches: (branches: number, clients: number) => `${branches} more branches: ${clients}`,
    note: 'Whoever starts it has no say in these reviews. Who is asked is told once, and takes them from their list. The register at that moment counts, so the number may differ from this one.',
    reason: 'What it rests on, and why',
    reasonHint: 'Stands in every review for those who decide. At most 3,000 characters.',
    start: 'Start',
    started: (id: number, opened: number, skipped: number) =>
      skipped > 0
        ? `Policy review P-${id} is started: ${opened} reviews opened; ${skipped} clients left out, as a review is under way.`
        : `Policy review P-${id} is started: ${opened} reviews opened.`,
    progress: (id: number, at: string, name: string, opened: number) =>
      `P-${id} | ${at} | started by ${name}, ${opened} reviews`,
    decided: (done: number, retain: number, downgrade: number, exit: number) =>
      `${done} decided: ${retain} retained, ${downgrade} downgraded, ${exit} exited`,
    earlier: 'Latest policy reviews',
    list: (id: number, name: string, waiting: number) =>
      `Policy review P-${id}, started by ${name}: ${waiting} reviews wait for you.`,
    empty: (id: number, empty: number) =>
      `Policy review P-${id}: ${empty} reviews wait at an empty post. Please see to it; they never pass by themselves.`,
    reasonLine: 'What it rests on, and why',
    open: 'Open my list',
    number: (id: number) => `P-${id}`,
  },
)
