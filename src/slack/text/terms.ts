import type { Category, Tier } from '../../domain/client/category.ts'
import type { KeyDimension } from '../../domain/client/client.ts'
import type { criterionUnits } from '../../domain/criteria/criteria.ts'
import type { Position } from '../../domain/organisation/position.ts'
import type { UnitLevel } from '../../domain/organisation/unit.ts'
import type { RecommendationState, SkipReason, Verdict } from '../../domain/recommendation/recommendation.ts'
import type { RouteName, StepKind } from '../../domain/recommendation/routes.ts'
import type { ReviewCause, ReviewSkipReason, ReviewStepKind, ReviewVerdict } from '../../domain/review/review.ts'
import type { Seat } from '../../domain/team/seats.ts'
import type { StrangerKind } from '../../domain/team/stranger.ts'
import type { UnitConsentKind } from '../../domain/team/unit-proposal.ts'
import { words } from './words.ts'

type Terms<K extends string> = Record<K, string>

/** The guideline's terms; nothing else is called by another name anywhere. */
export const terms = words(
  {
    level: { head_office: '总行', branch: '分行', sub_branch: '支行' } satisfies Terms<UnitLevel>,
    tier: { bank_wide: '全行性战略客户', regional: '区域性战略客户' } satisfies Terms<Tier>,
    category: {
      industry_leader: '行业龙头集团',
      nationwide_conglomerate: '全国性大型集团',
      key_industry_front_runner: '重点行业领先企业',
      regional_character: '区域特色鲜明的优势企业',
      multinational_in_china: '地位突出的在华跨国企业',
      government_and_public: '政府机构及事业单位',
      financial_institution: '合作紧密的金融机构',
      other_contribution: '其他综合贡献突出的客户',
      regional_monopoly: '区域内相对垄断企业',
      regional_group: '优质大中型集团',
      product_and_market_lead: '产品与市场领先企业',
      development_zone_high_tech: '开发区成长型高新技术企业',
      investment_promotion: '招商引资的潜力企业',
      administrative_and_public: '影响较大的行政及事业单位',
      other_growing: '其他成长型新兴企业',
    } satisfies Terms<Category>,
    dimension: {
      key_industry: '重点行业',
      key_region: '重点区域',
      key_client: '重点客户',
      key_product: '重点产品',
    } satisfies Terms<KeyDimension>,
    position: {
      client_manager: '支行主办客户经理',
      sub_branch_president: '支行行长',
      branch_officer: '分行经办人员',
      branch_president: '分行行长',
      corporate_officer: '总行公司业务管理部人员',
      head_office_president: '总行行长',
      product_officer: '产品经办',
      administrator: '系统管理员',
    } satisfies Terms<Position>,
    route: {
      sub_branch_recommends: '支行推荐，分行认定',
      branch_designates: '分行直接认定',
      branch_recommends: '分行推荐，总行认定',
      head_office_initiates: '总行直接发起认定',
      joint_initiation: '总行与分行联合发起',
    } satisfies Terms<RouteName>,
    step: {
      sub_branch_endorses: '支行行长审核',
      branch_designates: '分行认定',
      branch_endorses: '分行行长审核',
      branch_co_signs: '分行行长会签',
      corporate_decides: '总行公司业务管理部审定',
      head_office_approves: '总行行长批准',
    } satisfies Terms<StepKind>,
    seat: {
      lead_client_manager: '主办客户经理',
      sub_branch_president: '支行行长',
      branch_president: '分行行长',
      corporate_department: '总行公司业务管理部',
      head_office_president: '总行行长',
      co_client_manager: '协办客户经理',
      co_sub_branch_president: '协办支行行长',
      co_branch_president: '协办分行行长',
    } satisfies Terms<Seat>,
    unitConsent: {
      branch_cooperates: '协办分行同意',
      lead_branch_releases: '原主办分行同意',
      lead_branch_accepts: '新主办分行同意',
      department_agrees: '总行公司业务管理部同意',
    } satisfies Terms<UnitConsentKind>,
    strangerKind: {
      staff: '本行员工',
      unknown: '未对应本行员工的账号',
      guest: 'Slack 访客',
      external: '外部机构人员',
      app: '其他应用',
    } satisfies Terms<StrangerKind>,
    state: {
      draft: '草稿',
      submitted: '审批中',
      returned: '已退回补充',
      approved: '已认定',
      rejected: '已否决',
      withdrawn: '已撤回',
    } satisfies Terms<RecommendationState>,
    verdict: { approved: '同意', returned: '退回补充', rejected: '否决' } satisfies Terms<Verdict>,
    reviewCause: {
      scheduled: '到期复审',
      asked_for: '发起复审',
      below_criteria: '连续低于认定标准',
    } satisfies Terms<ReviewCause>,
    reviewStep: {
      sub_branch_opinion: '支行行长意见',
      branch_opinion: '分行行长意见',
      branch_reviews: '分行行长决定',
      corporate_reviews: '总行公司业务管理部决定',
      head_office_confirms: '总行行长批准',
    } satisfies Terms<ReviewStepKind>,
    reviewVerdict: {
      retain: '保留',
      downgrade: '下调级次',
      exit: '退出',
      returned: '退回重议',
    } satisfies Terms<ReviewVerdict>,
    reviewSkip: {
      branch_leads: '分行主办，无支行意见',
      not_needed: '结论为保留，无需此步',
      policy_off: '按本行设置不设此步，不计为同意',
    } satisfies Terms<ReviewSkipReason>,
    skip: {
      submitter_is_president: '由行长本人推荐，此步略过，不计为同意',
      policy_off: '按本行设置不设此步，不计为同意',
    } satisfies Terms<SkipReason>,
    unit: {
      hundred_million_yuan: '亿元',
      ten_thousand_yuan: '万元',
      percent: '%',
      count: '个',
      years: '年',
    } satisfies Terms<(typeof criterionUnits)[number]>,
  },
  {
    level: { head_office: 'head office', branch: 'branch', sub_branch: 'sub-branch' },
    tier: { bank_wide: 'bank-wide strategic client', regional: 'regional strategic client' },
    category: {
      industry_leader: 'Leading group of an industry',
      nationwide_conglomerate: 'Nationwide conglomerate',
      key_industry_front_runner: 'Front runner of a key industry',
      regional_character: 'Strong firm with a clear regional character',
      multinational_in_china: 'Multinational’s firm in China, outstanding position',
      government_and_public: 'Government body or public institution',
      financial_institution: 'Financial institution in close co-operation',
      other_contribution: 'Other, outstanding overall contribution',
      regional_monopoly: 'Relative monopoly in the region',
      regional_group: 'Good large or mid-sized group',
      product_and_market_lead: 'Clear product and market lead',
      development_zone_high_tech: 'Growing high-tech firm of a development zone',
      investment_promotion: 'Promising firm from investment promotion',
      administrative_and_public: 'Administrative or public body of weight',
      other_growing: 'Other growing firm of a new industry or kind',
    },
    dimension: {
      key_industry: 'Key industry',
      key_region: 'Key region',
      key_client: 'Key client',
      key_product: 'Key product',
    },
    position: {
      client_manager: 'client manager',
      sub_branch_president: 'sub-branch president',
      branch_officer: 'branch officer',
      branch_president: 'branch president',
      corporate_officer: 'corporate department officer',
      head_office_president: 'head-office president',
      product_officer: 'product officer',
      administrator: 'administrator',
    },
    route: {
      sub_branch_recommends: 'Sub-branch recommends, branch designates',
      branch_designates: 'Branch designates directly',
      branch_recommends: 'Branch recommends, head office designates',
      head_office_initiates: 'Head office initiates',
      joint_initiation: 'Head office and branch initiate jointly',
    },
    step: {
      sub_branch_endorses: 'Sub-branch president’s endorsement',
      branch_designates: 'Branch’s designation',
      branch_endorses: 'Branch president’s endorsement',
      branch_co_signs: 'Branch president’s co-signature',
      corporate_decides: 'Corporate department’s decision',
      head_office_approves: 'Head-office president’s approval',
    },
    seat: {
      lead_client_manager: 'Lead client manager',
      sub_branch_president: 'Sub-branch president',
      branch_president: 'Branch president',
      corporate_department: 'Corporate department',
      head_office_president: 'Head-office president',
      co_client_manager: 'Co-operating client manager',
      co_sub_branch_president: 'Co-operating sub-branch president',
      co_branch_president: 'Co-operating branch president',
    },
    unitConsent: {
      branch_cooperates: 'Co-operating branch’s consent',
      lead_branch_releases: 'Old lead branch’s consent',
      lead_branch_accepts: 'New lead branch’s consent',
      department_agrees: 'Corporate department’s consent',
    },
    strangerKind: {
      staff: 'a colleague',
      unknown: 'an account of no member of staff',
      guest: 'a Slack guest',
      external: 'somebody of another company',
      app: 'another app',
    },
    state: {
      draft: 'draft',
      submitted: 'under approval',
      returned: 'returned for supplement',
      approved: 'designated',
      rejected: 'rejected',
      withdrawn: 'withdrawn',
    },
    verdict: { approved: 'approved', returned: 'returned for supplement', rejected: 'rejected' },
    reviewCause: {
      scheduled: 'review by date',
      asked_for: 'review asked for',
      below_criteria: 'below the criteria',
    },
    reviewStep: {
      sub_branch_opinion: 'Sub-branch president’s opinion',
      branch_opinion: 'Branch president’s opinion',
      branch_reviews: 'Branch president’s decision',
      corporate_reviews: 'Corporate department’s decision',
      head_office_confirms: 'Head-office president’s approval',
    },
    reviewVerdict: { retain: 'retain', downgrade: 'downgrade', exit: 'exit', returned: 'sent back' },
    reviewSkip: {
      branch_leads: 'left out: the branch leads, there is no sub-branch to hear',
      not_needed: 'not needed to retain a client',
      policy_off: 'left out: no step in this bank’s settings; not counted as approval',
    },
    skip: {
      submitter_is_president: 'left out: the president recommended; not counted as approval',
      policy_off: 'left out: no step in this bank’s settings; not counted as approval',
    },
    unit: {
      hundred_million_yuan: 'hundred million yuan',
      ten_thousand_yuan: 'ten thousand yuan',
      percent: '%',
      count: '',
      years: 'years',
    },
  },
)
