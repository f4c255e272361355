import { words } from './words.ts'

/** Words of the brief that a new lead client manager gets. */
export const handOverText = words(
  {
    title: (client: string) => `您接任${client}的主办客户经理`,
    predecessor: (name: string, reason: string) => `前任：${name}（${reason}）`,
    private: '以上资料只发给您本人。',
    open: '正在办理',
    nothingOpen: '没有正在办理的推荐或复审。',
    dates: '接下来的日期',
    review: (date: string) => `${date}：到期复审（第十三条）`,
    noReview: '尚未定下次复审日期。',
    stay: (date: string, name: string) => `${date}：${name}在频道内的保留期满`,
    strangers: (count: number) => `频道内有 ${count} 名非小组成员，见随后的卡片。`,
    history: '以往的推荐和复审',
    noHistory: '没有以往记录。',
    recommendation: (id: number, tier: string, begun: string, state: string, closed: string | null) =>
      `R-${id} ${tier}：${begun}提交，${state}${closed ? `（${closed}）` : ''}`,
    reviewed: (id: number, begun: string, outcome: string, closed: string | null) =>
      `V-${id} 复审：${begun}发起，${outcome}${closed ? `（${closed}）` : ''}`,
    underWay: '进行中',
    show: '打开客户卡片',
  },
  {
    title: (client: string) => `You are now lead client manager of ${client}`,
    predecessor: (name: string, reason: string) => `Before you: ${name} (${reason})`,
    private: 'Sent to you alone.',
    open: 'Under way',
    nothingOpen: 'No recommendation or review is under way.',
    dates: 'Dates ahead',
    review: (date: string) => `${date}: review falls due (Art. 13)`,
    noReview: 'No next review is set.',
    stay: (date: string, name: string) => `${date}: last day of ${name} as a guest in the channel`,
    strangers: (count: number) =>
      count === 1
        ? 'One person without a seat is in the channel: see the card that follows.'
        : `${count} people without a seat are in the channel: see the cards that follow.`,
    history: 'Earlier recommendations and reviews',
    noHistory: 'There are none.',
    recommendation: (id: number, tier: string, begun: string, state: string, closed: string | null) =>
      `R-${id}, ${tier}: submitted ${begun}, ${state}${closed ? ` (${closed})` : ''}`,
    reviewed: (id: number, begun: string, outcome: string, closed: string | null) =>
      `V-${id}, review: opened ${begun}, ${outcome}${closed ? ` (${closed})` : ''}`,
    underWay: 'under way',
    show: 'Open the client’s card',
  },
)
