import { describe, expect, test } from 'vitest'
import { defaultPolicy } from '../../src/policy.ts'
import { clientCardMessage, foundClientsMessage } from '../../src/slack/cards/client-card.ts'
import type { ClientCard } from '../../src/usecases/client-card.ts'
import { readAloud } from './read-aloud.ts'

const zh = { language: 'zh', timeZone: 'Asia/Shanghai' } as const
const en = { language: 'en', timeZone: 'Asia/Shanghai' } as const

const client: ClientCard['client'] = {
  id: 3,
  code: '000039.SZ',
  shortName: '中集集团',
  legalName: '中国国际海运集装箱(集团)股份有限公司',
  englishName: 'CIMC',
  region: '深圳',
  industry: '集装箱制造',
  listedOn: null,
  shortNameKey: '',
  legalNameKey: '',
  state: 'designated',
  tier: 'bank_wide',
  category: 'industry_leader',
  leadUnitId: 12,
  leadClientManagerId: null,
  designatedAt: new Date('2026-11-24T16:30:00Z'),
  nextReviewOn: '2027-11-25',
  reviewAnchor: '2026-11-25',
}

function card(change: Partial<ClientCard> = {}): ClientCard {
  const seated = { invitation: 'member' as const, failure: null }
  return {
    client,
    cooperations: [],
    specialists: [],
    leadUnit: { id: 12, code: 'S440304', name: '深圳福田区支行', level: 'sub_branch', branchId: 11 },
    team: [
      { ...seated, seat: 'lead_client_manager', personId: 1, name: '李建国' },
      { ...seated, seat: 'corporate_department', personId: 2, name: '王芳' },
      { seat: 'corporate_department', personId: 4, name: '陈伟', invitation: 'failed', failure: 'no_slack_account' },
    ],
    vacant: ['sub_branch_president'],
    assessed: [],
    channelId: null,
    pending: null,
    grace: null,
    policy: defaultPolicy,
    ...change,
  }
}

describe('a client’s card', () => {
  test('who it is, since when, and the team in the order of Article 14 with what is missing', () => {
    expect(readAloud(clientCardMessage(card(), new Map([[1, 'U0123456789']]), zh).blocks).trimEnd()).toBe(
      `# 中集集团｜战略客户营销小组
客户：中国国际海运集装箱(集团)股份有限公司（000039.SZ）
级次：全行性战略客户
类别：行业龙头集团（第七条(一)）
主办行：深圳福田区支行
行业：集装箱制造
地区：深圳
认定日期：2026年11月25日
下次复审：2027年11月25日
营销小组（第十四条）
主办客户经理：@U0123456789
支行行长：空缺
总行公司业务管理部：王芳、陈伟（未能邀请：尚无 Slack 账号）

[录入数据] [历史数据] [走势图]
[主办行、协办行与专家]`,
    )
  })

  test('in English with ASCII signs and no stray emptiness', () => {
    const text = readAloud(clientCardMessage(card(), new Map(), en).blocks)
    expect(text).toContain('Corporate department: 王芳, 陈伟 (could not be invited: no Slack account yet)')
    expect(text).toContain('Designated: 25 November 2026')
    expect(text).not.toMatch(/[（）：，、｜]/)
  })

  test('a candidate has no team; what is on its way is said', () => {
    const candidate = {
      ...client,
      state: 'candidate',
      tier: null,
      category: null,
      designatedAt: null,
      nextReviewOn: null,
    } as const
    const text = readAloud(
      clientCardMessage(
        card({ client: candidate, leadUnit: null, pending: { id: 9, state: 'returned' } }),
        new Map(),
        zh,
      ).blocks,
    )
    expect(text).toContain('状态：候选客户，尚未认定，在途推荐 R-9（已退回补充）')
    expect(text).not.toContain('营销小组')
  })
})

describe('what a search found', () => {
  const found = (more: boolean) => ({ clients: [client], more, near: false })

  test('names the range, and offers to recommend only what is not bank-wide yet', () => {
    const text = readAloud(foundClientsMessage(found(true), '中集', false, 8, 8, zh).blocks)
    expect(text).toContain('“中集”的查找结果，第 9 至 9 个：')
    expect(text).toContain(
      '中集集团 · 000039.SZ · 中国国际海运集装箱(集团)股份有限公司 · 深圳 · 集装箱制造 · 全行性战略客户',
    )
    expect(text.match(/\[[^\]]+\]/g)).toEqual(['[查看]', '[下一页]'])
  })

  test('where one client was meant, asks which', () => {
    expect(foundClientsMessage(found(false), '中集', true, 0, 8, zh).text).toBe('“中集”对应多个客户，请选择：')
  })

  test('nothing found says what else to do', () => {
    const none = foundClientsMessage({ clients: [], more: false, near: false }, '没有', false, 0, 8, zh)
    expect(readAloud(none.blocks)).toContain('可用 /recommend 推荐新客户')
  })
})
