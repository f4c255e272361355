import { words } from './words.ts'

/** Words of the time in which the outcome of a review can be undone. */
export const graceText = words(
  {
    running: (outcome: string, until: string, name: string) =>
      `“${outcome}”即日生效；团队和频道保留到 ${until}，此前可由 ${name} 撤销。`,
    undone: (round: number, outcome: string, name: string, at: string) =>
      `第 ${round} 轮的“${outcome}”已由 ${name} 于 ${at} 撤销`,
    exitInChannel: (client: string, until: string, name: string) =>
      `${client}经复审退出战略客户。小组和本频道保留到 ${until}，期满后频道停用、成员移出，记录可查。此前 ${name} 可以撤销。`,
    downgradeInChannel: (client: string, until: string, name: string) =>
      `${client}经复审下调为区域性战略客户。小组按原级次保留到 ${until}，期满后按新级次调整。此前 ${name} 可以撤销。`,
    hidden: '本客户的复审有了结论。频道内有访客或外部人员，内容不在此显示；请看复审卡片。',
    button: { exit: '撤销退出', downgrade: '撤销下调' },
    formTitle: '撤销复审结论',
    formNote: '撤销后客户恢复原级次、类别和日期，复审退回重新决定，并通知原来已获通知的人员。',
    reasonLabel: '撤销的理由',
    submit: '撤销',
    said: (client: string, outcome: string) => `已撤销${client}的“${outcome}”，复审退回重新决定。`,
    undoneNotice: (client: string, outcome: string, name: string, at: string) =>
      `${client}的“${outcome}”已由 ${name} 于 ${at} 撤销：客户恢复原级次、类别和日期，复审退回重新决定。`,
    staysWithdrawn: (number: number) =>
      `因该退出而停止的推荐 R-${number} 仍为已撤回；如仍需要，请用 /recommend 重新提交。`,
  },
  {
    running: (outcome: string, until: string, name: string) =>
      `“${outcome}” holds from today; team and channel stay until ${until}, and until then ${name} can undo it.`,
    undone: (round: number, outcome: string, name: string, at: string) =>
      `“${outcome}” of round ${round} was undone by ${name}, ${at}`,
    exitInChannel: (client: string, until: string, name: string) =>
      `${client} is no longer a strategic client. The team and this channel stay until ${until}; then the channel is closed, its members are removed and it is kept. Until then ${name} can undo this.`,
    downgradeInChannel: (client: string, until: string, name: string) =>
      `${client} is now a regional strategic client. The team sits as before until ${until}, and follows the new tier then. Until then ${name} can undo this.`,
    hidden:
      'The client’s review has come to an outcome. Guests or people of another company are in this channel, so it is not told here; please see the review’s card.',
    button: { exit: 'Undo the exit', downgrade: 'Undo the downgrade' },
    formTitle: 'Undo the outcome',
    formNote:
      'The client has its former tier, category and dates again, the review goes back to be decided anew, and everybody who was told is told so.',
    reasonLabel: 'Why it is undone',
    submit: 'Undo',
    said: (client: string, outcome: string) => `“${outcome}” of ${client} is undone; its review is to be decided anew.`,
    undoneNotice: (client: string, outcome: string, name: string, at: string) =>
      `“${outcome}” of ${client} was undone by ${name}, ${at}: it has its former tier, category and dates again, and its review is to be decided anew.`,
    staysWithdrawn: (number: number) =>
      `Recommendation R-${number}, which the exit had stopped, stays withdrawn; where it is still wanted, please submit it anew with /recommend.`,
  },
)
