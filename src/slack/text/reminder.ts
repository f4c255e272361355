import { words } from './words.ts'

/** Words of reminders. */
export const reminderText = words(
  {
    digest: (steps: number, dates: number, escalated: number) =>
      [
        ...(steps > 0 ? [`${steps} 项等您办理`] : []),
        ...(dates > 0 ? [`${dates} 家客户的复审将近`] : []),
        ...(escalated > 0 ? [`${escalated} 项下级逾期`] : []),
      ].join('，'),
    title: '今日提醒',
    steps: '等您办理',
    dates: '即将复审的客户',
    escalated: '下级逾期，请督促',
    item: (client: string, what: string) => `${client}｜${what}`,
    review: (number: number) => `退出复审 V-${number}`,
    comingReview: '即将开始的退出复审',
    preparing: '核对指标、准备意见',
    prepare: '由我准备',
    recommendation: (number: number) => `推荐上报 R-${number}`,
    unitProposal: (number: number) => `主办、协办事项 U-${number}`,
    date: (client: string, date: string, left: string) => `${client}｜${date} 复审，${left}`,
    late: (client: string, what: string, step: string, unit: string, left: string) =>
      `${client}｜${what}｜${step}（${unit}），${left}`,
    dueOn: (date: string) => `时限 ${date}`,
    decide: '办理',
    more: (shown: number) => `只列出最急的 ${shown} 项，其余见全部待办。`,
    all: '全部待办',
    never: '到时限只提醒，不会自动通过或决定。',
    channelDate: (client: string, date: string, left: string) =>
      `${client}的退出复审将于 ${date} 开始，${left}。请核对指标并准备意见。`,
    channelStep: (client: string, what: string, step: string, unit: string, left: string) =>
      `${client}的${what}待${step}（${unit}），${left}。`,
    handledBy: (name: string) => `由 ${name} 办理`,
    take: '由我办理',
    snooze: '稍后提醒',
    hand: '转交',
    taken: (client: string, what: string) => `已由您认领：${client}，${what}。提醒只发给您，其他人仍可办理。`,
    snoozeTitle: '稍后提醒',
    until: '推迟到',
    untilHint: (days: number) =>
      `最多 ${days} 个工作日，不能越过下一次升级或复审日；对能办理此事的所有人生效，时限不变。`,
    reason: '原因',
    submit: '提交',
    snoozed: (client: string, date: string) => `已推迟：${client}，${date} 再提醒。时限不变。`,
    handTitle: '转交',
    to: '转交给',
    handed: (client: string, what: string, name: string) => `已转交给 ${name}：${client}，${what}。`,
    nobody: '目前没有其他人可以办理这一步，不能转交。',
    handedToYou: (by: string, client: string, what: string, step: string) =>
      `${by} 把${client}的${what}转交给您：${step}。`,
  },
  {
    digest: (steps: number, dates: number, escalated: number) =>
      [
        ...(steps > 0 ? [`${steps} waiting for you`] : []),
        ...(dates > 0 ? [`${dates} reviews coming up`] : []),
        ...(escalated > 0 ? [`${escalated} late below you`] : []),
      ].join(', '),
    title: 'Reminders of the day',
    steps: 'Waiting for you',
    dates: 'Reviews coming up',
    escalated: 'Late with others: please see to it',
    item: (client: string, what: string) => `${client} | ${what}`,
    review: (number: number) => `exit review V-${number}`,
    comingReview: 'coming exit review',
    preparing: 'check the figures and prepare the opinion',
    prepare: 'I prepare it',
    recommendation: (number: number) => `recommendation R-${number}`,
    unitProposal: (number: number) => `units U-${number}`,
    date: (client: string, date: string, left: string) => `${client} | review on ${date}, ${left}`,
    late: (client: string, what: string, step: string, unit: string, left: string) =>
      `${client} | ${what} | ${step} (${unit}), ${left}`,
    dueOn: (date: string) => `due ${date}`,
    decide: 'Decide now',
    more: (shown: number) => `These are the ${shown} most urgent; the rest is in your whole list.`,
    all: 'My whole list',
    never: 'A time limit only reminds; nothing is ever passed or decided by it.',
    channelDate: (client: string, date: string, left: string) =>
      `The exit review of ${client} begins on ${date}, ${left}. Please check the figures and prepare your opinion.`,
    channelStep: (client: string, what: string, step: string, unit: string, left: string) =>
      `The ${what} of ${client} waits: ${step} (${unit}), ${left}.`,
    handledBy: (name: string) => `taken on by ${name}`,
    take: 'I take it',
    snooze: 'Remind me later',
    hand: 'Hand over',
    taken: (client: string, what: string) =>
      `You have taken it on: ${client}, ${what}. Only you are reminded; others may still act.`,
    snoozeTitle: 'Remind me later',
    until: 'Until',
    untilHint: (days: number) =>
      `At most ${days} working days, and not past the next escalation or the date of the review; it holds for everybody whom it concerns. The time limit stays.`,
    reason: 'Reason',
    submit: 'Submit',
    snoozed: (client: string, date: string) => `Put off: ${client} is reminded of on ${date}. The time limit stays.`,
    handTitle: 'Hand over',
    to: 'To',
    handed: (client: string, what: string, name: string) => `Handed over to ${name}: ${client}, ${what}.`,
    nobody: 'Nobody else can take this step now.',
    handedToYou: (by: string, client: string, what: string, step: string) =>
      `${by} has handed the ${what} of ${client} over to you: ${step}.`,
  },
)
