import { describe, expect, test } from 'vitest'
import type { FilingRow } from '../../db/queries/filing.ts'
import type { InboxItem } from '../../db/queries/inbox.ts'
import type { Block } from '../../src/slack/blocks.ts'
import { readStepValue, stepValue } from '../../src/slack/cards/button-value.ts'
import { homeView, inboxView } from '../../src/slack/cards/inbox.ts'
import { emptyPostMessage, outcomeMessage, questionMessage } from '../../src/slack/cards/recommendation-notices.ts'
import { recordView } from '../../src/slack/cards/record.ts'
import type { Inbox } from '../../src/usecases/inbox.ts'
import { readAloud, readWindow } from './read-aloud.ts'
import { decision, sampleView } from './sample-view.ts'

const zh = { language: 'zh', timeZone: 'Asia/Shanghai' } as const
const en = { language: 'en', timeZone: 'Asia/Shanghai' } as const

describe('notices', () => {
  test('a step passed names the next one and its unit', () => {
    const message = outcomeMessage(sampleView(), decision({}), zh)
    expect(message.text).toBe('中集集团的推荐已通过「支行行长审核」：王芳 同意。下一步：分行行长审核（深圳分行）。')
    expect(outcomeMessage(sampleView(), decision({}), en).text).toBe(
      '中集集团: “Sub-branch president’s endorsement” passed, approved by 王芳. Next: Branch president’s endorsement (深圳分行).',
    )
  })

  test('a return and a rejection say why, in the notification too', () => {
    for (const verdict of ['returned', 'rejected'] as const) {
      const said = decision({ verdict, reason: '请补充海外数据' })
      const message = outcomeMessage(sampleView({ recommendation: { state: verdict, decisions: [said] } }), said, zh)
      expect(message.text).toMatch(/^中集集团的推荐被 王芳 (退回补充|否决)：请补充海外数据$/)
      expect(readAloud(message.blocks).includes('[补充并重新提交]')).toBe(verdict === 'returned')
    }
  })

  test('the last approval says what the client now is', () => {
    const last = decision({ stepNo: 4, stepKind: 'head_office_approves', deciderName: '赵敏' })
    const said = (kind: 'designation' | 'upgrade') =>
      outcomeMessage(sampleView({ recommendation: { state: 'approved', kind, decisions: [last] } }), last, zh).text
    expect(said('designation')).toBe('中集集团已认定为全行性战略客户（赵敏 同意），团队频道正在开通。')
    expect(said('upgrade')).toContain('中集集团已升级为全行性战略客户（赵敏 同意），团队频道沿用原频道')
  })

  test('a question names the client; the answer offers nothing to press', () => {
    const question = {
      id: 1,
      recommendationId: 7,
      clientName: '中集集团',
      askerName: '王芳',
      question: '为何？',
      answererName: null,
      answer: null,
    }
    expect(questionMessage(question, false, en).text).toBe('王芳 asks about the recommendation of 中集集团: 为何？')
    expect(readAloud(questionMessage(question, false, zh).blocks)).toContain('[回答]')
    const answered = { ...question, answererName: '李建国', answer: '因为' }
    const text = readAloud(questionMessage(answered, true, zh).blocks)
    expect(text).toMatch(/^李建国 回答了您就中集集团提的问题\n因为/)
    expect(text).not.toContain('[回答]')
  })

  test('an empty post is named with its unit', () => {
    expect(emptyPostMessage(sampleView(), 2, zh).text).toContain('停在「分行行长审核」：深圳分行目前没有可以办理')
  })
})

describe('the inbox', () => {
  const item: InboxItem = {
    id: 7,
    state: 'submitted',
    tier: 'bank_wide',
    clientName: '中集集团',
    submitterName: '李建国',
    round: 1,
    stepNo: 2,
    stepKind: 'branch_endorses',
    verdict: 'approved',
    since: new Date('2026-11-22T01:30:00Z'),
    dueOn: '2026-11-24',
  }
  const review = {
    id: 3,
    tier: 'regional',
    clientName: '万科A',
    round: 1,
    stepNo: 1,
    stepKind: 'sub_branch_opinion' as const,
    since: new Date('2026-11-22T01:30:00Z'),
    dueOn: '2026-11-27',
    daysLeft: 2,
  }
  const consent = {
    aim: 'cooperate' as const,
    clientName: '万科A',
    unitName: '北京分行',
    no: 1,
    kind: 'branch_cooperates' as const,
    since: new Date('2026-11-22T01:30:00Z'),
    dueOn: null,
    daysLeft: null,
  }
  const filing = {
    branchName: '深圳分行',
    filerName: '李建国',
    filedForName: '李建国',
    deciderName: null,
    decidedForName: null,
    row: { version: 2, clients: 3, filedAt: new Date('2026-11-22T01:30:00Z') } as FilingRow,
  }
  const inbox = (count: number): Inbox => {
    const many = Array.from({ length: count }, (_, index) => ({ ...item, id: index + 1 }))
    return {
      standing: {
        personId: 1,
        name: '王芳',
        active: true,
        posts: [
          {
            position: 'branch_president',
            unit: { id: 11, code: 'B', name: '深圳分行', level: 'branch', branchId: 11 },
          },
        ],
        deputyFor: [{ principalId: 5, principalName: '陈伟', posts: [] }],
      },
      deputy: null,
      now: new Date('2026-11-25T01:30:00Z'),
      waiting: many.map((one) => ({ ...one, inNameOf: null, daysLeft: -1 })),
      waitingConsents: many.slice(1).map(({ id }) => ({ ...consent, id })),
      waitingFilings: many.slice(1).map(({ id }) => ({ ...filing, row: { ...filing.row, id } })),
      waitingReviews: many.map(({ id }) => ({ ...review, id })),
      started: many,
      decided: many,
      limit: 20,
    }
  }

  test('a row a recommendation, the step and its age, one button', () => {
    const text = readWindow(inboxView(inbox(1), zh))
    expect(text).toContain(
      'R-1 中集集团\n全行性战略客户 · 分行行长审核，已等 3 天 · ⚠ 已逾期 1 个工作日 · 李建国 推荐 [办理]',
    )
    expect(text).toContain(
      '等我办理的复审（1）\nV-1 万科A\n区域性战略客户 · 支行行长意见，已等 3 天 · 还有 2 个工作日 [办理]',
    )
    expect(text).toContain('全行性战略客户 · 待分行行长审核，已等 3 天 [查看]')
    expect(text).toContain('全行性战略客户 · 审批中 · 我的决定：同意（3 天前） [查看]')
  })

  test('more than are shown are counted, and the longest lists fit a window and Home', () => {
    expect(readWindow(inboxView(inbox(21), zh))).toContain('等我办理（20+）')
    const home = homeView(inbox(21), en)
    const text = readAloud(home.blocks as Block[], 'home')
    expect(text).toContain('Deputy for: 陈伟')
    expect(text).toContain('Only the first 18 are shown.')
    expect(text).toContain('Filed registers waiting for me (20)')
    expect(home.blocks.length).toBeLessThanOrEqual(100)
  })
})

describe('the whole record', () => {
  test('a decision of the story says which and on which step, in both names where a deputy acted', () => {
    const entry = { at: new Date('2026-11-25T01:20:00Z'), article: '8(1)', action: 'recommendation_decided' }
    const story = [
      {
        ...entry,
        before: { step: 'sub_branch_endorses' },
        after: { state: 'submitted' },
        name: '陈伟',
        principal: '王芳',
      },
      { ...entry, before: { step: 'branch_endorses' }, after: { state: 'returned' }, name: '赵敏', principal: '赵敏' },
      { ...entry, action: 'recommendation_withdrawn', before: {}, after: {}, name: null, principal: null },
    ]
    const text = readWindow(recordView({ view: sampleView(), story, mayTakeOver: false }, zh))
    expect(text).toContain(
      [
        '2026年11月25日 09:20　陈伟（代 王芳）　同意（支行行长审核）',
        '2026年11月25日 09:20　赵敏　退回补充（分行行长审核）',
        '2026年11月25日 09:20　系统　撤回',
      ].join('\n'),
    )
  })

  test('the longest texts come whole, and the window still fits', () => {
    const long = '集装箱与能源化工。'.repeat(700)
    const view = sampleView({
      row: { reason: long },
      recommendation: { decisions: [decision({ verdict: 'returned', reason: long })] },
    })
    const text = readWindow(recordView({ view, story: [], mayTakeOver: false }, zh)).replaceAll('\n', '')
    expect(text.split(long)).toHaveLength(3)
  })
})

test('a button’s value comes back as it went, and nobody else’s is read', () => {
  const key = { recommendationId: 7, round: 2, stepNo: 3 }
  expect(readStepValue(stepValue(key))).toEqual(key)
  expect(readStepValue(stepValue({ ...key, about: '中集集团的推荐（R-7）' }))).toEqual({
    ...key,
    about: '中集集团的推荐（R-7）',
  })
  expect(stepValue({ ...key, about: '集'.repeat(5000) }).length).toBeLessThan(2000)
  for (const other of ['', '7', '{}', '{"r":"7","n":1,"s":1}', 'null']) expect(readStepValue(other)).toBeNull()
})
