import type { Outbox } from '../../usecases/given-up.ts'
import { words } from './words.ts'

type OutboxStanding = Outbox['standing']

/** Words about what Slack did not do, for those who have to see to it. */
export const deliveryText = words(
  {
    givenUp: (count: number) => `有 ${count} 条消息或操作多次发送未成，已停止重试，请处理：`,
    givenUpLine: (id: number, kind: string, error: string) => `#${id} ${kind}：${error}`,
    givenUpMore: (count: number) => `另有 ${count} 条，输入 /outbox 查看。`,
    outbox: '发送情况',
    standing: ({ waiting, sending, doubtful, givenUp }: OutboxStanding) =>
      `等待发送 ${waiting}，发送中 ${sending}，结果待查 ${doubtful}，已放弃 ${givenUp}。`,
    nothingGivenUp: '没有放弃发送的消息或操作。',
    sendOneAgain: '重新发送',
    dropOne: '不再处理',
    sendPageAgain: (count: number) => `本页 ${count} 条全部重新发送`,
    sure: '确认',
    sureAbout: '重新发送的会再试一次；不再处理的不会再发，记录保留。',
    goOn: '确定',
    resend: '全部重新发送',
    resent: (count: number) => `已重新排队 ${count} 条。`,
    nameTaken: (client: string, wanted: string, name: string) =>
      `${client}的频道名 ${wanted} 已被占用，不是本应用所建，未予使用；团队频道已改用 ${name}。`,
    extraClosed: (client: string) => `${client}出现了重复的团队频道，多余的一个已归档，其中没有客户信息。`,
    extraOpen: (client: string, channelId: string) =>
      `${client}出现了重复的团队频道，Slack 不允许本应用归档多余的一个，请手动归档（频道 ID ${channelId}）。`,
    cardStands: (client: string, channelId: string) =>
      `${client}的频道（ID ${channelId}）里有一张旧的客户卡片，仍显示客户资料，Slack 不允许本应用更新或删除：请由 Slack 管理员手动删除。`,
    notSeated: (client: string) => `${client}战略客户营销小组有成员未能进入频道，请手动邀请，或处理后重试：`,
    notSeatedLine: (name: string, reason: string) => `${name}：${reason}`,
    retrySeats: '重新邀请',
    retryingSeats: (client: string) => `正在重新邀请${client}营销小组的成员。`,
    notParked: (client: string) =>
      `${client}已退出战略客户，团队频道停用时有以下事项 Slack 不允许本应用办理，请手动处理：`,
    notRemoved: (client: string) =>
      `${client}的团队频道中有人应当移出，Slack 不允许本应用移出，请手动处理，或处理后重试：`,
    notReturned: (client: string) => `${client}重新认定为战略客户，认定已生效；原团队频道恢复使用时，请手动处理：`,
    sharedOutside: (client: string, name: string) =>
      `${client}的团队频道 ${name} 已通过 Slack Connect 与外部机构共享。客户资料和小组名单已停止在频道内显示，取消共享后自动恢复。如非必要，请在频道设置中取消共享。`,
    directoryDoubted: (known: number, lost: number) =>
      `今天读到的 Slack 人员名录不合常理：${known} 个在用账号中有 ${lost} 个不见或已停用。为避免误撤人员，未作任何变更。请在 Slack 后台核对；如确实如此，请按下面的按钮。`,
    believe: '情况属实，照此办理',
    believeAbout: (lost: number) => `将重新读取名录，并停用不在其中的约 ${lost} 个账号：席位、频道和待办随之变动。`,
    believed: '正在重新读取 Slack 人员名录，并照此办理。',
    removeByHand: '请把此人移出频道：',
    renameByHand: (channelId: string, name: string) => `请把频道（ID ${channelId}）改名为 ${name}。`,
    topicByHand: (name: string) => `请在频道 ${name} 的主题中注明客户已退出。`,
    archiveByHand: (name: string, channelId: string) =>
      `本行设置要求归档，但频道 ${name}（ID ${channelId}）未能归档：请手动归档，或为本应用配置 SLACK_USER_TOKEN 后点“重试”。`,
    unarchiveByHand: (name: string, channelId: string) =>
      `频道 ${name}（ID ${channelId}）已被归档，Slack 不允许应用取消归档。请频道成员或工作区管理员打开该频道，点“取消归档”，再在频道里邀请 `,
    reachByHand: (name: string, channelId: string) =>
      `本应用进不了频道 ${name}（ID ${channelId}）。请打开该频道，如已归档先取消归档，再在频道里邀请 `,
    closeByHand: (name: string, channelId: string) =>
      `本应用进不了频道 ${name}（ID ${channelId}），请手动移出其中成员。`,
    thenRetry: '，然后点下面的“重试”。',
    refusedFor: (error: string) => `（Slack 返回 ${error}）`,
    retryChannel: '重试',
    retryingChannel: (client: string) => `正在重试：${client}的团队频道。`,
    notYours: '只有管理员，以及该客户的主办客户经理，可以这样做。',
    kind: {
      recommendation_card: '推荐卡片',
      recommendation_outcome: '审批结果通知',
      recommendation_question: '提问或答复',
      empty_post_alarm: '岗位空缺提醒',
      shortened_alarm: '消息精简提醒',
      authority_alarm: '权限设置提醒',
      channel_open: '开设频道',
      channel_name: '采用频道改名',
      channel_retire: '停用原频道',
      channel_park: '停用频道',
      channel_return: '恢复频道',
      channel_remove: '移出频道成员',
      channel_read: '核对频道成员',
      directory_read: '读取 Slack 人员名录',
      channel_team_line: '频道内成员变动说明',
      step_moved: '办理人变动通知',
      channel_topic: '频道主题',
      channel_purpose: '频道说明',
      channel_invite: '邀请小组成员',
      channel_welcome: '频道内客户卡片',
      client_picture: '客户卡片中的走势图',
      channel_pin: '置顶客户卡片',
      channel_bookmark: '频道书签',
      twin_look: '重复消息检查',
      delivery_notice: '发送问题提醒',
      hand_over: '主办客户经理交接资料',
      recommender_left: '推荐待接手通知',
      unit_proposal_card: '主办、协办事项卡片',
      unit_outcome: '主办、协办事项结果',
      cooperation_ended: '结束协办通知',
      stranger_card: '非小组成员进入频道的提醒',
    } as Readonly<Record<string, string>>,
  },
  {
    givenUp: (count: number) =>
      count === 1
        ? 'One message or step could not be delivered and is no longer tried. Please see to it:'
        : `${count} messages or steps could not be delivered and are no longer tried. Please see to them:`,
    givenUpLine: (id: number, kind: string, error: string) => `#${id} ${kind}: ${error}`,
    givenUpMore: (count: number) => `And ${count} more: /outbox shows them.`,
    outbox: 'Outbox',
    standing: ({ waiting, sending, doubtful, givenUp }: OutboxStanding) =>
      `Waiting ${waiting}, being sent ${sending}, outcome to be looked up ${doubtful}, given up ${givenUp}.`,
    nothingGivenUp: 'Nothing was given up.',
    sendOneAgain: 'Send again',
    dropOne: 'Drop for good',
    sendPageAgain: (count: number) => `Send all ${count} of this page again`,
    sure: 'Are you sure?',
    sureAbout: 'What is sent again is tried once more; what is dropped is never sent, and its record stays.',
    goOn: 'Go on',
    resend: 'Send all again',
    resent: (count: number) => `${count} queued again.`,
    nameTaken: (client: string, wanted: string, name: string) =>
      `The channel name ${wanted} for ${client} is taken by a channel that is not this app’s and was left alone; the team channel is ${name}.`,
    extraClosed: (client: string) =>
      `A second team channel had come into being for ${client}; it was archived and held nothing about the client.`,
    extraOpen: (client: string, channelId: string) =>
      `A second team channel has come into being for ${client}, and Slack does not let the app archive it: please archive it by hand (channel id ${channelId}).`,
    cardStands: (client: string, channelId: string) =>
      `An old card of ${client} stands in its channel (id ${channelId}) and still shows the client; Slack lets the app neither update nor delete it: please have a Slack administrator delete it by hand.`,
    notSeated: (client: string) =>
      `Members of the strategic-client marketing team of ${client} could not join its channel. Invite them by hand, or put it right and try again:`,
    notSeatedLine: (name: string, reason: string) => `${name}: ${reason}`,
    retrySeats: 'Invite again',
    retryingSeats: (client: string) => `Inviting the team of ${client} again.`,
    notParked: (client: string) =>
      `${client} has exited. Slack did not let the app do all that closes its team channel; please do by hand:`,
    notRemoved: (client: string) =>
      `Somebody is to leave the team channel of ${client}, and Slack did not let the app remove them; please do it by hand, or put it right and try again:`,
    notReturned: (client: string) =>
      `${client} is designated again, and that stands. Before its old team channel is as it was, please do by hand:`,
    sharedOutside: (client: string, name: string) =>
      `The team channel ${name} of ${client} is now shared with another company through Slack Connect. The client’s data and team are no longer shown in it, and come back once it is not. Unless it has to be shared, end that in the channel’s settings.`,
    directoryDoubted: (known: number, lost: number) =>
      `Today’s reading of Slack’s directory is not to be believed: of ${known} accounts in use, ${lost} are missing or deactivated. So that nobody loses a seat by mistake, nothing was changed. Please check in Slack’s administration; if it is so, press the button.`,
    believe: 'It is so, go on',
    believeAbout: (lost: number) =>
      `The directory is read again, and about ${lost} accounts that are not in it go out of use: seats, channels and waiting steps follow.`,
    believed: 'Slack’s directory is being read again and will be followed.',
    removeByHand: 'Remove this person from the channel: ',
    renameByHand: (channelId: string, name: string) => `Rename the channel (id ${channelId}) to ${name}.`,
    topicByHand: (name: string) => `Say in the topic of the channel ${name} that the client has exited.`,
    archiveByHand: (name: string, channelId: string) =>
      `The settings want it archived, but the channel ${name} (id ${channelId}) was not: archive it by hand, or give the app SLACK_USER_TOKEN and press “Try again”.`,
    unarchiveByHand: (name: string, channelId: string) =>
      `The channel ${name} (id ${channelId}) was archived, and Slack lets no app undo that. A member of it or a workspace administrator opens the channel, chooses “Unarchive”, and there invites `,
    reachByHand: (name: string, channelId: string) =>
      `The app cannot get into the channel ${name} (id ${channelId}). Open it, unarchive it if it is archived, and there invite `,
    closeByHand: (name: string, channelId: string) =>
      `The app cannot get into the channel ${name} (id ${channelId}): remove its members by hand.`,
    thenRetry: '; then press “Try again” below.',
    refusedFor: (error: string) => ` (Slack answered ${error})`,
    retryChannel: 'Try again',
    retryingChannel: (client: string) => `Trying again: the team channel of ${client}.`,
    notYours: 'Only administrators and the client’s lead client manager can do this.',
    kind: {
      recommendation_card: 'recommendation card',
      recommendation_outcome: 'outcome of a step',
      recommendation_question: 'question or answer',
      empty_post_alarm: 'alarm about a vacant post',
      shortened_alarm: 'alarm about a shortened message',
      authority_alarm: 'alarm about the settings',
      channel_open: 'opening a channel',
      channel_name: 'naming an adopted channel',
      channel_retire: 'closing an earlier channel',
      channel_park: 'closing a channel',
      channel_return: 'bringing a channel back',
      channel_remove: 'removing a member of a channel',
      channel_read: 'reading the members of a channel',
      directory_read: 'reading Slack’s directory',
      channel_team_line: 'line about a change in the team',
      step_moved: 'notice that a step moved',
      channel_topic: 'channel topic',
      channel_purpose: 'channel purpose',
      channel_invite: 'inviting the team',
      channel_welcome: 'client card in the channel',
      client_picture: 'chart in the client card',
      channel_pin: 'pinning the client card',
      channel_bookmark: 'channel bookmark',
      twin_look: 'look for a doubled message',
      delivery_notice: 'notice about delivery',
      hand_over: 'brief of a new lead client manager',
      recommender_left: 'recommendation to be taken over',
      unit_proposal_card: 'card about a lead or co-operating unit',
      unit_outcome: 'outcome of a proposal about a unit',
      cooperation_ended: 'end of a co-operation',
      stranger_card: 'notice of somebody without a seat in a channel',
    },
  },
)
