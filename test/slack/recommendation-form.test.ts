import { describe, expect, test } from 'vitest'
import { categoriesOfTier } from '../../src/domain/client/category.ts'
import { criteriaSchema } from '../../src/domain/criteria/criteria.ts'
import { starterCriteria } from '../../src/domain/criteria/starter-criteria.ts'
import { routeNames, routes } from '../../src/domain/recommendation/routes.ts'
import { refuse } from '../../src/domain/refusal.ts'
import { carriedBy, draftOf, recommendationFormView } from '../../src/slack/cards/recommendation-form.ts'
import { languages } from '../../src/slack/text/words.ts'
import type { RecommendationForm } from '../../src/usecases/recommendation-form.ts'
import { readWindow } from './read-aloud.ts'

const branch = { id: 11, code: 'B4403', name: '深圳分行', level: 'branch', branchId: 11 } as const
const choices = routeNames.map((route) => ({ route, beganAt: branch }))

function form(change: Partial<RecommendationForm> = {}): RecommendationForm {
  return {
    recommendationId: 7,
    resubmission: false,
    returned: null,
    choices,
    choice: null,
    draft: {},
    client: null,
    leadUnit: null,
    criteria: null,
    obstacle: null,
    several: [],
    lookAlikes: [],
    ...change,
  }
}

describe('the recommendation form', () => {
  test('no route and no category is cut short in either language, so that the article can be read', () => {
    for (const language of languages) {
      for (const choice of choices) {
        const view = recommendationFormView(form({ choice }), language)
        const options = view.blocks.flatMap((block) =>
          'element' in block && 'options' in block.element ? (block.element.options ?? []) : [],
        )
        const texts = options.map((option) => option.text.text)
        expect(texts.length).toBeGreaterThan(routeNames.length + categoriesOfTier[routes[choice.route].tier].length)
        expect(texts.filter((text) => text.includes('…'))).toEqual([])
      }
    }
  })

  test('says what has to be chosen first, and what follows from it', () => {
    expect(readWindow(recommendationFormView(form(), 'zh'))).toContain('请先选择级次与认定路径')
    const choice = { route: 'branch_designates', beganAt: branch } as const
    const criteria = { id: 4, criteria: starterCriteria.regional }
    const view = recommendationFormView(form({ choice, criteria }), 'zh')
    const text = readWindow(view)
    expect(text).toContain('年综合贡献（示例）（万元）')
    expect(text).toContain('标准：不低于 5,000 万元。没有数据可以留空。')
    expect(carriedBy(view.private_metadata ?? '')).toEqual({ id: 7, criteria: 4 })
  })

  test('a unit without a word of its own leaves no empty brackets', () => {
    const line = { key: 'staff', name: { zh: '员工人数', en: 'Staff' }, unit: 'count', comparison: 'at_least' } as const
    const criteria = { id: 4, criteria: criteriaSchema.parse({ lines: [{ ...line, threshold: 1000 }] }) }
    const text = readWindow(recommendationFormView(form({ choice: choices[0] ?? null, criteria }), 'en'))
    expect(text).toContain('\nStaff:')
    expect(text).toContain('Criterion: at least 1,000. Leave empty')
  })

  test('an obstacle stands at the client', () => {
    const obstacle = refuse('already_on_its_way', { params: { number: 3, client: '中集集团', state: 'returned' } })
    expect(readWindow(recommendationFormView(form({ obstacle }), 'zh'))).toContain(
      '⚠ 中集集团已在推荐途中：R-3，已退回补充。输入 /client 中集集团 查看。',
    )
  })

  test('a supplement shows why it was returned, and keeps client and route', () => {
    const text = readWindow(
      recommendationFormView(
        form({
          resubmission: true,
          returned: { name: '王芳', reason: '请补充' },
          choice: { route: 'branch_recommends', beganAt: branch },
          draft: { newName: '启明机器人', reason: '理由' },
        }),
        'zh',
      ),
    )
    expect(text).toContain('== 补充并重新提交 ==\n退回意见（王芳）\n请补充\n客户：启明机器人\n级次与认定路径：')
    expect(text).toContain('[重新提交]')
  })
})

test('what is typed makes a draft; what no list offers is as if nothing had been chosen', () => {
  const draft = draftOf({
    client: '12',
    route: 'branch_recommends@11',
    category: 'no_such',
    keyDimensions: ['key_client'],
    reason: '理由',
    industry: '',
    criterion_debt_ratio: '61.5',
    surelyNew: [],
  })
  expect(draft).toEqual({
    clientId: 12,
    route: 'branch_recommends',
    beganAtUnitId: 11,
    keyDimensions: ['key_client'],
    reason: '理由',
    criteria: { debt_ratio: '61.5' },
    surelyNew: false,
  })
  expect(draftOf({ client: 'new:启明机器人' })).toMatchObject({ newName: '启明机器人' })
})
