import type { LeftReason } from '../../domain/team/team-change.ts'
import { words } from './words.ts'

/** Words of a client's card, its channel and the search. */
export const clientText = words(
  {
    welcome: (client: string) => `${client}｜战略客户营销小组`,
    label: {
      client: '客户',
      tier: '级次',
      category: '类别',
      leadUnit: '主办行',
      industry: '行业',
      region: '地区',
      designated: '认定日期',
      nextReview: '下次复审',
      team: '营销小组（第十四条）',
      channel: '团队频道',
      state: '状态',
    },
    candidate: '候选客户，尚未认定',
    exited: '已退出',
    pending: (number: number, state: string) => `在途推荐 R-${number}（${state}）`,
    vacant: '空缺',
    notInvited: (reason: string) => `未能邀请：${reason}`,
    topic: (client: string, tier: string, unit: string) => `${client}｜${tier}｜主办行：${unit}`,
    hidden:
      '频道内目前有访客或外部人员，客户资料和小组名单暂不在此显示；他们离开后自动恢复。小组成员可输入 /client 查看，只有本人可见。',
    teamLine: {
      title: '营销小组成员变动',
      hidden: '频道内有访客或外部人员，姓名和原因不在此显示。',
      joined: (name: string, seat: string) => `${name} 加入，任${seat}`,
      left: (name: string, seat: string, reason: string) => `${name} 不再任${seat}（${reason}）`,
      reason: {
        left_bank: '已离任',
        out_of_use: 'Slack 账号已停用',
        post_ended: '岗位变动',
        seat_passed: '由他人接任，或此席位已取消',
      } as Record<LeftReason, string>,
    },
    parkedTopic: (client: string, date: string) => `${client}｜已于 ${date}退出战略客户，频道停用`,
    purpose: (client: string, code: string, category: string) => `${client}（${code}）的战略客户营销小组。${category}`,
    bookmark: '客户卡片',
    found: (typed: string, from: number, to: number) => `“${typed}”的查找结果，第 ${from} 至 ${to} 个：`,
    foundMore: '还有更多，请输入更完整的名称或点“下一页”。',
    near: (typed: string) => `没有“${typed}”，是不是这些（读音或写法相近）：`,
    nothing: (typed: string) =>
      `没有找到“${typed}”。可以用简称、全称、英文名、拼音、首字母或代码查找，也可以加上地区、行业、级次或主办客户经理；登记中没有的，可用 /recommend 推荐新客户。`,
    several: (typed: string) => `“${typed}”对应多个客户，请选择：`,
    next: '下一页',
    view: '查看',
    recommend: '推荐',
    notAPerson:
      '这里要写客户的名称或代码，不能写人员（@…）。用法：/client 名称 查看客户；/client find 关键字 查找客户；/recommend 名称 推荐客户。',
    help: '用法：/client 名称 查看客户；/client find 关键字 查找客户。关键字可以是名称、拼音、首字母、代码、地区、行业、级次、主办客户经理。',
  },
  {
    welcome: (client: string) => `${client} | strategic-client marketing team`,
    label: {
      client: 'Client',
      tier: 'Tier',
      category: 'Category',
      leadUnit: 'Lead unit',
      industry: 'Industry',
      region: 'Region',
      designated: 'Designated',
      nextReview: 'Next review',
      team: 'Marketing team (Art. 14)',
      channel: 'Team channel',
      state: 'State',
    },
    candidate: 'candidate, not designated',
    exited: 'exited',
    pending: (number: number, state: string) => `recommendation R-${number} (${state})`,
    vacant: 'vacant',
    notInvited: (reason: string) => `could not be invited: ${reason}`,
    topic: (client: string, tier: string, unit: string) => `${client} | ${tier} | lead unit: ${unit}`,
    hidden:
      'Guests or people of another company are in this channel, so the client’s data and team are not shown here; they come back once those people are gone. Members of the team can use /client, which only they see.',
    teamLine: {
      title: 'Changes in the marketing team',
      hidden: 'Guests or people of another company are in this channel: no names or reasons are shown here.',
      joined: (name: string, seat: string) => `${name} joins: ${seat}`,
      left: (name: string, seat: string, reason: string) => `${name} leaves: ${seat} (${reason})`,
      reason: {
        left_bank: 'left the bank',
        out_of_use: 'Slack account deactivated',
        post_ended: 'post changed',
        seat_passed: 'somebody else took over, or the seat is no more',
      },
    },
    parkedTopic: (client: string, date: string) =>
      `${client} | no longer a strategic client since ${date}; channel closed`,
    purpose: (client: string, code: string, category: string) =>
      `Strategic-client marketing team of ${client} (${code}). ${category}`,
    bookmark: 'Client card',
    found: (typed: string, from: number, to: number) => `Found for “${typed}”, ${from} to ${to}:`,
    foundMore: 'There are more: type more of the name, or press “Next”.',
    near: (typed: string) => `No client is “${typed}”. Perhaps one that sounds or looks like it:`,
    nothing: (typed: string) =>
      `Nothing found for “${typed}”. Search by short, legal or English name, pinyin, initials or code, with region, industry, tier or lead client manager; a client that is not in the register can be recommended with /recommend.`,
    several: (typed: string) => `“${typed}” fits several clients; please choose:`,
    next: 'Next',
    view: 'View',
    recommend: 'Recommend',
    notAPerson:
      'A client’s name or code belongs here, not a person (@…). Usage: /client NAME shows a client; /client find WORDS searches; /recommend NAME recommends one.',
    help: 'Usage: /client NAME shows a client; /client find WORDS searches. WORDS may be names, pinyin, initials, codes, region, industry, tier or lead client manager.',
  },
)
