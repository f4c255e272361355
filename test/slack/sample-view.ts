import type { RecommendationView } from '../../db/queries/recommendation-view.ts'
import { assess } from '../../src/domain/criteria/criteria.ts'
import { starterCriteria } from '../../src/domain/criteria/starter-criteria.ts'
import type { Decision, Step } from '../../src/domain/recommendation/recommendation.ts'

const branch = 11
const subBranch = 12

/** Art. 8(1) from a sub-branch, waiting for the branch president; change what a test is about. */
export function sampleView(
  change: {
    recommendation?: Partial<RecommendationView['recommendation']>
    row?: Partial<RecommendationView['row']>
    view?: Partial<RecommendationView>
  } = {},
): RecommendationView {
  return {
    recommendation: {
      id: 7,
      state: 'submitted',
      round: 1,
      kind: 'designation',
      route: 'branch_recommends',
      submittedBy: 1,
      submitterName: '李建国',
      takers: [],
      steps: [
        step(1, 'sub_branch_endorses', subBranch, 'approved'),
        step(2, 'branch_endorses', branch, 'open'),
        step(3, 'corporate_decides', 1, 'waiting'),
        step(4, 'head_office_approves', 1, 'waiting'),
      ],
      decisions: [decision({})],
      ...change.recommendation,
    },
    row: { ...row, ...change.row },
    client: { id: 3, code: '000039.SZ', shortName: '中集集团', legalName: '中国国际海运集装箱(集团)股份有限公司' },
    beganAt: { name: '深圳福田区支行', level: 'sub_branch' },
    leadUnit: { name: '深圳福田区支行' },
    unitNames: new Map([
      [1, '总行'],
      [branch, '深圳分行'],
      [subBranch, '深圳福田区支行'],
    ]),
    criteriaVersionId: 1,
    assessed: assess(starterCriteria.bank_wide, { annual_revenue: 1565.98, debt_ratio: 80.5 }),
    waitingSince: new Date('2026-11-25T01:30:00Z'),
    emptySince: null,
    due: { dueAt: new Date('2026-11-30T10:00:00Z'), provisional: false },
    channelId: null,
    questions: [],
    ...change.view,
  }
}

function step(no: number, kind: Step['kind'], unitId: number, state: Step['state']): Step {
  return { no, kind, unitId, positions: [], state, skipReason: null, raisedFrom: null }
}

/** Round 1, step 1, approved by its president; change what a test is about. */
export function decision(change: Partial<Decision>): Decision {
  return {
    round: 1,
    stepNo: 1,
    stepKind: 'sub_branch_endorses',
    verdict: 'approved',
    decidedBy: 2,
    deciderName: '王芳',
    inNameOf: 2,
    principalName: '王芳',
    decidedAt: new Date('2026-11-25T01:20:00Z'),
    reason: null,
    ...change,
  }
}

const row: RecommendationView['row'] = {
  id: 7,
  state: 'submitted',
  round: 1,
  submittedBy: 1,
  takenOverBy: null,
  clientId: 3,
  kind: 'designation',
  route: 'branch_recommends',
  beganAtUnitId: subBranch,
  tier: 'bank_wide',
  category: 'key_industry_front_runner',
  leadUnitId: subBranch,
  keyDimensions: { chosen: ['key_industry', 'key_client'] },
  industry: '集装箱制造',
  region: '深圳',
  reason: '全球集装箱龙头',
  criteriaVersionId: 1,
  criteriaValues: {},
  policyVersionId: 1,
  draft: {},
  createdAt: new Date('2026-11-25T01:00:00Z'),
  submittedAt: new Date('2026-11-25T01:10:00Z'),
  closedAt: null,
  shortenedAt: null,
}
