import { words } from './words.ts'

/** Words about a channel that people made and that becomes a client's. */
export const adoptionText = words(
  {
    usage:
      '用法：在要采用的私密频道里（先用 /invite 邀请本应用）输入 /client adopt 客户名称或代码；也可在客户后面粘贴频道链接。',
    title: '采用团队频道',
    submit: '采用',
    about: (client: string) => `用作${client}的团队频道：`,
    lost: (name: string) => `该客户原来的频道 ${name} 已无法使用，将由本频道代替。`,
    living: (client: string, name: string) =>
      `${client}现有团队频道 ${name}。采用本频道后，小组转到本频道；原频道改名、注明去向，成员和历史消息不动。`,
    replace: '代替现有频道',
    replaceOption: (name: string) => `我确认以本频道代替 ${name}`,
    strangers: (count: number) =>
      `在频道里但不在营销小组的 ${count} 人（采用后逐一报告主办客户经理，由其决定保留或移出）：`,
    noStrangers: '频道里没有非小组成员。',
    invited: (count: number) => `将邀请的小组成员 ${count} 人：`,
    nobodyInvited: '营销小组成员都已在频道里。',
    more: (count: number) => `另有 ${count} 人`,
    history:
      '频道里已有的消息，小组成员都能看到。确认后：按客户编号改名（Slack 不允许的，保留原名并提醒），写主题和说明，邀请小组，发布并置顶客户卡片，加书签。',
    said: (client: string) => `已采用为${client}的团队频道，改名、邀请和客户卡片随后完成。`,
    movedTopic: (client: string) => `${client}｜营销小组已转到另一频道，本频道不再使用`,
    moved: (client: string) => `${client}的营销小组已转到`,
    movedEnd: '，本频道不再使用。',
    lostOpen: (client: string) => `${client}的团队频道无法使用，请选择处理办法：`,
    deleted: (name: string, channelId: string) => `频道 ${name}（ID ${channelId}）已被删除。`,
    openAnother: '开设新频道',
    openAnotherAbout: (name: string) =>
      `将为该客户开设新的团队频道并邀请小组。原频道 ${name} 不再归该客户使用；如它还在，其中的历史消息不会转过来。`,
    adoptOne: '采用已有频道…',
    howToAdopt: (code: string) =>
      `请在要采用的私密频道里输入 /invite 邀请本应用，再在该频道里输入：/client adopt ${code}`,
    opening: (client: string) => `正在为${client}开设新的团队频道。`,
    notRenamed: (client: string) => `${client}采用的团队频道保留了原名，Slack 不允许本应用改名，请手动处理后重试：`,
  },
  {
    usage:
      'In the private channel that is to be adopted (/invite the app first), type /client adopt CLIENT, by name or code; or paste the channel’s link behind the client.',
    title: 'Adopt a channel',
    submit: 'Adopt',
    about: (client: string) => `As the team channel of ${client}: `,
    lost: (name: string) => `Its earlier channel ${name} cannot be used any more; this one takes its place.`,
    living: (client: string, name: string) =>
      `${client} has the team channel ${name}. Once this one is adopted, the team moves here; the other is renamed and says so, its members and messages stay.`,
    replace: 'Replace the channel in use',
    replaceOption: (name: string) => `Yes, this channel in place of ${name}`,
    strangers: (count: number) =>
      `In the channel without a seat in the team: ${count} (each is reported to the lead client manager, who keeps or removes them):`,
    noStrangers: 'Nobody is in the channel without a seat in the team.',
    invited: (count: number) => `Of the team, ${count} will be invited:`,
    nobodyInvited: 'The whole team is in the channel already.',
    more: (count: number) => `and ${count} more`,
    history:
      'The team will see the messages that are there. Then: the client’s name (where Slack refuses, it keeps its own and you are told), topic, purpose, the team’s invitations, the client’s card pinned, and a bookmark.',
    said: (client: string) =>
      `Adopted as the team channel of ${client}; its name, invitations and card follow in a moment.`,
    movedTopic: (client: string) => `${client} | the team has moved to another channel; this one is used no more`,
    moved: (client: string) => `The team of ${client} has moved to `,
    movedEnd: '; this channel is used no more.',
    lostOpen: (client: string) => `The team channel of ${client} cannot be used. Please choose what to do:`,
    deleted: (name: string, channelId: string) => `The channel ${name} (id ${channelId}) was deleted.`,
    openAnother: 'Open a new one',
    openAnotherAbout: (name: string) =>
      `A new team channel is opened for this client and its team invited. ${name} is the client’s no more; if it is still there, its messages stay behind.`,
    adoptOne: 'Adopt one…',
    howToAdopt: (code: string) =>
      `In the private channel that is to be adopted, type /invite and invite the app; then type there: /client adopt ${code}`,
    opening: (client: string) => `Opening a new team channel for ${client}.`,
    notRenamed: (client: string) =>
      `The adopted team channel of ${client} has kept its name, as Slack does not let the app rename it; please do it by hand and try again:`,
  },
)
