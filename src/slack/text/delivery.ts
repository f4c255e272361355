import { words } from './words.ts'

/** Words about what Slack did not do, for those who have to see to it. */
export const deliveryText = words(
  {
    givenUp: (count: number) => `有 ${count} 条消息或操作多次发送未成，已停止重试，请处理：`,
    givenUpLine: (id: number, kind: string, error: string) => `#${id} ${kind}：${error}`,
    givenUpMore: (count: number) => `另有 ${count} 条，可用 npm run outbox -- list 查看。`,
    resend: '全部重新发送',
    resent: (count: number) => `已重新排队 ${count} 条。`,
    nameTaken: (client: string, wanted: string, name: string) =>
      `${client}的频道名 ${wanted} 已被占用，不是本应用所建，未予使用；团队频道已改用 ${name}。`,
    extraClosed: (client: string) => `${client}出现了重复的团队频道，多余的一个已归档，其中没有客户信息。`,
    extraOpen: (client: string, channelId: string) =>
      `${client}出现了重复的团队频道，Slack 不允许本应用归档多余的一个，请手动归档（频道 ID ${channelId}）。`,
    notSeated: (client: string) => `${client}战略客户营销小组有成员未能进入频道，请手动邀请，或处理后重试：`,
    notSeatedLine: (name: string, reason: string) => `${name}：${reason}`,
    retrySeats: '重新邀请',
    retryingSeats: (client: string) => `正在重新邀请${client}营销小组的成员。`,
    notYours: '只有管理员，以及该客户的主办客户经理，可以这样做。',
    kind: {
      recommendation_card: '推荐卡片',
      recommendation_outcome: '审批结果通知',
      recommendation_question: '提问或答复',
      empty_post_alarm: '岗位空缺提醒',
      shortened_alarm: '消息精简提醒',
      authority_alarm: '权限设置提醒',
      channel_open: '开设频道',
      channel_topic: '频道主题',
      channel_purpose: '频道说明',
      channel_invite: '邀请小组成员',
      channel_welcome: '频道内客户卡片',
      channel_pin: '置顶客户卡片',
      channel_bookmark: '频道书签',
      twin_look: '重复消息检查',
      delivery_notice: '发送问题提醒',
    } as Readonly<Record<string, string>>,
  },
  {
    givenUp: (count: number) =>
      count === 1
        ? 'One message or step could not be delivered and is no longer tried. Please see to it:'
        : `${count} messages or steps could not be delivered and are no longer tried. Please see to them:`,
    givenUpLine: (id: number, kind: string, error: string) => `#${id} ${kind}: ${error}`,
    givenUpMore: (count: number) => `And ${count} more: npm run outbox -- list shows them.`,
    resend: 'Send all again',
    resent: (count: number) => `${count} queued again.`,
    nameTaken: (client: string, wanted: string, name: string) =>
      `The channel name ${wanted} for ${client} is taken by a channel that is not this app’s and was left alone; the team channel is ${name}.`,
    extraClosed: (client: string) =>
      `A second team channel had come into being for ${client}; it was archived and held nothing about the client.`,
    extraOpen: (client: string, channelId: string) =>
      `A second team channel has come into being for ${client}, and Slack does not let the app archive it: please archive it by hand (channel id ${channelId}).`,
    notSeated: (client: string) =>
      `Members of the strategic-client marketing team of ${client} could not join its channel. Invite them by hand, or put it right and try again:`,
    notSeatedLine: (name: string, reason: string) => `${name}: ${reason}`,
    retrySeats: 'Invite again',
    retryingSeats: (client: string) => `Inviting the team of ${client} again.`,
    notYours: 'Only administrators and the client’s lead client manager can do this.',
    kind: {
      recommendation_card: 'recommendation card',
      recommendation_outcome: 'outcome of a step',
      recommendation_question: 'question or answer',
      empty_post_alarm: 'alarm about a vacant post',
      shortened_alarm: 'alarm about a shortened message',
      authority_alarm: 'alarm about the settings',
      channel_open: 'opening a channel',
      channel_topic: 'channel topic',
      channel_purpose: 'channel purpose',
      channel_invite: 'inviting the team',
      channel_welcome: 'client card in the channel',
      channel_pin: 'pinning the client card',
      channel_bookmark: 'channel bookmark',
      twin_look: 'look for a doubled message',
      delivery_notice: 'notice about delivery',
    },
  },
)
