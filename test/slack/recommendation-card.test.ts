import { describe, expect, test } from 'vitest'
import { minimalCard, recommendationCard } from '../../src/slack/cards/recommendation-card.ts'
import { languages } from '../../src/slack/text/words.ts'
import { readAloud } from './read-aloud.ts'
import { decision, sampleView } from './sample-view.ts'

const zh = { language: 'zh', timeZone: 'Asia/Shanghai' } as const
const en = { language: 'en', timeZone: 'Asia/Shanghai' } as const
const branchPresident = { role: 'decider', round: 1, stepNo: 2 } as const

describe('what a decider reads', () => {
  test('key facts first, then why, then how it stands', () => {
    expect(readAloud(recommendationCard(sampleView(), branchPresident, zh).blocks)).toBe(
      `# 推荐上报 R-7｜中集集团
状态：待分行行长审核（深圳分行），2026年11月25日 09:30 起
客户：中国国际海运集装箱(集团)股份有限公司（000039.SZ）
级次：全行性战略客户
类别：重点行业领先企业（第七条(三)）
路径：分行推荐，总行认定（第八条(一)）
推荐人：李建国（深圳福田区支行），2026年11月25日 09:10
主办行：深圳福田区支行
行业：集装箱制造
地区：深圳
重点维度：重点行业、重点客户
推荐理由
全球集装箱龙头
认定标准对照（5 项中 1 项达标）
✓ 年营业收入（示例）：1,565.98 亿元，达标（不低于 100 亿元）
– 总资产（示例）：未提供（不低于 200 亿元）
– 日均存款（示例）：未提供（不低于 5 亿元）
– 授信余额（示例）：未提供（不低于 10 亿元）
✗ 资产负债率（示例）：80.5%，未达标（不高于 75%）

审批步骤
✓ 支行行长审核（深圳福田区支行） · 同意：王芳，2026年11月25日 09:20
● 分行行长审核（深圳分行） · 等待决定，时限 2026年11月30日 18:00
○ 总行公司业务管理部审定 · 尚未到此步
○ 总行行长批准 · 尚未到此步

[同意] [退回补充] [否决] [提问] [完整记录]`,
    )
  })

  test('in English with ASCII signs', () => {
    const view = sampleView({ row: { industry: 'containers', region: 'Shenzhen' } })
    const card = recommendationCard(view, branchPresident, en)
    expect(card.text).toBe('中集集团 waits for you: Branch president’s endorsement')
    expect(readAloud(card.blocks)).not.toMatch(/[（）：，、｜　]/)
  })

  test('a deputy’s decision carries both names', () => {
    const view = sampleView({ recommendation: { decisions: [decision({ deciderName: '陈伟', decidedBy: 9 })] } })
    const card = readAloud(recommendationCard(view, branchPresident, zh).blocks)
    expect(card).toContain('同意：陈伟（代 王芳），')
  })
})

describe('what a press can still do', () => {
  const buttons = (view: ReturnType<typeof sampleView>, copy: Parameters<typeof recommendationCard>[1]) =>
    readAloud(recommendationCard(view, copy, zh).blocks).match(/\[[^\]]+\]/g)

  test('a step taken, another round, another step: only the record', () => {
    for (const copy of [
      { role: 'decider', round: 1, stepNo: 1 },
      { role: 'decider', round: 2, stepNo: 2 },
      { role: 'decider', round: 1, stepNo: 3 },
    ] as const)
      expect(buttons(sampleView(), copy)).toEqual(['[完整记录]'])
  })

  test('the recommender withdraws while it is on its way, and supplements what was returned', () => {
    const own = { role: 'recommender' } as const
    expect(buttons(sampleView(), own)).toEqual(['[撤回]', '[完整记录]'])
    expect(buttons(sampleView({ recommendation: { state: 'returned' } }), own)).toEqual([
      '[补充并重新提交]',
      '[撤回]',
      '[完整记录]',
    ])
    for (const state of ['approved', 'rejected', 'withdrawn'] as const)
      expect(buttons(sampleView({ recommendation: { state } }), own)).toEqual(['[完整记录]'])
  })

  test('only the last step asks whether one is sure', () => {
    const confirms = (stepNo: number) => {
      const view = sampleView()
      const steps = view.recommendation.steps.map((step) => ({
        ...step,
        state: step.no < stepNo ? ('approved' as const) : step.no === stepNo ? ('open' as const) : ('waiting' as const),
      }))
      const card = recommendationCard(
        sampleView({ recommendation: { steps } }),
        { role: 'decider', round: 1, stepNo },
        zh,
      )
      const last = card.blocks.at(-1)
      return last?.type === 'actions' && last.elements.some((one) => 'confirm' in one)
    }
    expect([1, 2, 3, 4].map(confirms)).toEqual([false, false, false, true])
  })
})

describe('what Slack takes', () => {
  test('the longest texts that people may write, in both languages, on every copy', () => {
    const long = '集装箱&<能源>'.repeat(400)
    const view = sampleView({
      row: { reason: long, industry: long, region: long },
      recommendation: {
        state: 'returned',
        decisions: [decision({ verdict: 'returned', reason: long, deciderName: long.slice(0, 100) })],
      },
      view: {
        client: { id: 3, code: 'C000001', shortName: long.slice(0, 100), legalName: long.slice(0, 200) },
        questions: [{ asker: '王芳', question: long, answer: null }],
        channelId: 'C0123456789',
      },
    })
    for (const language of languages) {
      const reader = { language, timeZone: 'Asia/Shanghai' }
      for (const copy of [branchPresident, { role: 'recommender' as const }]) {
        const whole = recommendationCard(view, copy, reader)
        expect(readAloud(whole.blocks)).toContain('R-7')
        expect(readAloud(minimalCard(view, copy, reader, 'short').blocks)).toContain('R-7')
        expect(whole.text.length).toBeLessThan(4000)
      }
    }
  })

  test('no line stands for what nobody filled in', () => {
    const card = recommendationCard(sampleView({ row: { keyDimensions: { chosen: [] } } }), branchPresident, zh)
    expect(readAloud(card.blocks)).not.toContain('重点维度')
  })
})
