import type { Policy } from '../../policy.ts'
import { settingParts } from './setting-parts.ts'
import { terms } from './terms.ts'
import { words } from './words.ts'

/** What can be chosen somewhere in the settings. */
export type PolicyOption = Options<Policy>

type Options<T> = T extends readonly (infer V)[]
  ? Options<V>
  : T extends object
    ? { [K in keyof T]-?: Options<T[K]> }[keyof T]
    : T extends string
      ? string extends T
        ? never
        : T
      : never

/** A setting's name, and what it decides. */
interface SettingWords {
  readonly name: string
  readonly about: string
}

const { zh, en } = terms

/** Words of `/settings`. */
export const settingsText = words(
  {
    title: '本行设置',
    version: (id: number, at: string, by: string, reason: string) =>
      `现行第 ${id} 版，${at}${by ? `，${by}发布` : ''}。原因：${reason}`,
    keepTheirs: '正在办理的推荐和复审沿用其提交时的版本。',
    onlyAdministrators: '只有系统管理员可以更改。',
    unreadable: '现行设置无法读取，任何人都不能办理。请运维人员用 npm run settings 检查并重新发布。',
    change: '更改',
    earlier: '以往版本',
    versionLine: (id: number, at: string, by: string, reason: string) =>
      `第 ${id} 版 ${at} ${by || '系统初始或运维发布'}：${reason}`,
    publish: '发布',
    reason: '原因',
    reasonHint: '随版本和审计记录保存，所有人可见。',
    published: (id: number) => `已发布设置第 ${id} 版，即刻生效。`,
    yes: '是',
    no: '否',
    nobody: '无',
    range: (min: number | null, max: number | null) =>
      min !== null && max !== null
        ? `${min} 至 ${max} 之间的数字。`
        : min !== null
          ? `不小于 ${min} 的数字。`
          : '请填写数字。',
    several: '可填多个数字，用逗号分隔。',
    help: '输入 /settings 查看本行设置；系统管理员可以更改。',
    setting: {
      channelLanguage: { name: '频道语言', about: '客户频道内的文字用哪种语言' },
      timeZone: { name: '本行时区', about: 'IANA 时区名称，如 Asia/Shanghai；重启后对所有消息生效' },
      workingHours: { name: '工作时间（整点）', about: '工作日的起止钟点；时限到下班为止，工作时间以外不发提醒' },
      stepPositions: { name: '推荐各步骤由谁办理', about: '每一步由哪些岗位审核、会签或认定（第八条、第十条）' },
      reviewPositions: { name: '复审各步骤由谁办理', about: '每一步由哪些岗位发表意见或决定（第十三条）' },
      reviewOpeners: { name: '谁可以发起复审', about: '主办行及其上级的哪些岗位（第十三条）' },
      stepWorkingDays: { name: '推荐各步骤的时限（工作日）', about: '到时限只提醒和升级，绝不自动通过（第十二条）' },
      reviewStepWorkingDays: {
        name: '复审各步骤的时限（工作日）',
        about: '到时限只提醒和升级，绝不自动决定（第十三条）',
      },
      reminders: { name: '提醒', about: '到期前、逾期后多少个工作日提醒；逾期后每一次多通知一级上级' },
      initiators: { name: '谁可以推荐', about: '每条认定路径由哪些岗位发起（第八条、第十条）；留空即停用该路径' },
      branchFourEyes: { name: '分行行长本人推荐时由谁认定', about: '四眼原则：分行的其他岗位（第十条(一)）' },
      headOfficePresidentDecides: { name: '总行行长批准', about: '全行性认定的最后一步是否由总行行长批准' },
      headOfficePresidentSeat: { name: '总行行长进入营销小组', about: '按级次（第十四条）' },
      belowPeriods: {
        name: '连续几期低于标准即复审',
        about: '客户数据连续多少期低于认定标准时自动发起退出复审（第十三条）',
      },
      emptyPostDays: {
        name: '岗位空缺多少个工作日后上移一级',
        about: '步骤停在空缺岗位时先提醒，满期后交上一级办理；0 为立即上移',
      },
      channelPrefix: { name: '频道名称前缀', about: '小写字母和数字，最多 12 个；只影响以后新建的频道' },
      exitedChannel: {
        name: '退出客户的频道',
        about: '停用，或停用后归档；归档须另设 SLACK_USER_TOKEN，由该用户在重新认定时取消归档',
      },
      outcomeGraceDays: {
        name: '退出、下调可撤销的工作日',
        about: '结论即日生效，团队和频道保留到期满；期内由作出决定的人撤销，0 为立即执行（第十三条）',
      },
      policyReviewers: { name: '谁可以发起政策复审', about: '总行的哪些岗位可以一次对一批客户发起复审（第十二条）' },
      criteriaPublishers: { name: '谁可以发布认定标准', about: '起草、试算和发布认定标准的岗位（第十二条、第十三条）' },
      figureEntrants: { name: '谁可以录入客户数据', about: '主办行及其上级的哪些岗位（第三条）' },
      criteriaFourEyes: { name: '认定标准四眼原则', about: '发布人不得参与过该草稿的修改' },
      strangers: {
        name: '频道内的非小组成员',
        about: '不在营销小组而进入客户频道的人如何处理；哪些人在场时频道内不显示客户信息（第十四条）',
      },
      unitProposers: {
        name: '谁提出主办、协办变更',
        about: '有关分行和总行的哪些岗位增减协办行、提议变更主办行（第十一条）',
      },
      unitConsents: { name: '主办、协办变更由谁同意', about: '每一项同意由哪些岗位表示（第十一条）' },
      unitConsentWorkingDays: { name: '各项同意的时限（工作日）', about: '到时限只提醒和升级，绝不视为同意' },
      deputyships: { name: '代理', about: '代理可以接续几层（1 即代理人的代理人不能决定），以及每次最长多少天' },
      reviewEveryMonths: { name: '复审周期（月）', about: '按级次，认定或保留后多少个月复审（第十三条）' },
      registerFilers: { name: '谁报送名册备案', about: '分行的哪些岗位（第十条(三)）' },
      registerAcknowledgers: { name: '谁确认名册备案', about: '总行的哪些岗位；本人报送的本人不能确认' },
      registerFiling: { name: '名册备案周期', about: '多久备案一次，期末后第几个工作日前报送（第十条(三)）' },
      importLimits: {
        name: '导入何时视为异常',
        about: '数量和占比都达到即整体拒绝，须由专人负责并说明原因（--force）才能导入',
      },
    } satisfies Record<keyof Policy, SettingWords> as Record<keyof Policy, SettingWords>,
    part: settingParts.zh,
    option: {
      ...zh.position,
      ...zh.strangerKind,
      zh: '中文',
      en: '英文',
      park: '停用',
      archive: '停用并归档',
      monthly: '每月',
      quarterly: '每季度',
      half_yearly: '每半年',
      yearly: '每年',
      ask: '请主办客户经理决定',
      remove: '立即移出',
    } satisfies Record<PolicyOption, string> as Record<string, string>,
  },
  {
    title: 'Settings',
    version: (id: number, at: string, by: string, reason: string) =>
      `Version ${id} is in force, published ${at}${by ? ` by ${by}` : ''}. Reason: ${reason}`,
    keepTheirs: 'Recommendations and reviews that are under way keep the version they began with.',
    onlyAdministrators: 'Only administrators can change them.',
    unreadable:
      'The settings in force cannot be read, so nobody may do anything. Please have the operator check and publish them again with npm run settings.',
    change: 'Change',
    earlier: 'Earlier versions',
    versionLine: (id: number, at: string, by: string, reason: string) =>
      `Version ${id}, ${at}, ${by || 'shipped or published by the operator'}: ${reason}`,
    publish: 'Publish',
    reason: 'Reason',
    reasonHint: 'Kept with the version and in the audit; everybody can read it.',
    published: (id: number) => `Version ${id} of the settings is published and in force.`,
    yes: 'yes',
    no: 'no',
    nobody: 'nobody',
    range: (min: number | null, max: number | null) =>
      min !== null && max !== null
        ? `A number from ${min} to ${max}.`
        : min !== null
          ? `A number of at least ${min}.`
          : 'A number.',
    several: 'Several numbers, separated by commas.',
    help: '/settings shows the bank’s settings; administrators can change them.',
    setting: {
      channelLanguage: { name: 'Language of channels', about: 'In which language the bot writes in clients’ channels' },
      timeZone: {
        name: 'Time zone',
        about: 'IANA name, such as Asia/Shanghai; holds for all messages after a restart',
      },
      workingHours: {
        name: 'Working hours',
        about: 'Full hours of a working day; time limits end with it, and nobody is reminded outside of it',
      },
      stepPositions: { name: 'Who takes the steps of a recommendation', about: 'Posts for each step (Art. 8, 10)' },
      reviewPositions: { name: 'Who takes the steps of a review', about: 'Posts for each step (Art. 13)' },
      reviewOpeners: { name: 'Who may ask for a review', about: 'Posts at or above the lead unit (Art. 13)' },
      stepWorkingDays: {
        name: 'Working days for each step of a recommendation',
        about: 'What is late is reminded of and escalated, never passed (Art. 12)',
      },
      reviewStepWorkingDays: {
        name: 'Working days for each step of a review',
        about: 'What is late is reminded of and escalated, never decided (Art. 13)',
      },
      reminders: {
        name: 'Reminders',
        about: 'Working days before and after a due date; each one after it tells one level more',
      },
      initiators: {
        name: 'Who may recommend',
        about: 'Posts that begin each route (Art. 8, 10); a route without a post is closed',
      },
      branchFourEyes: {
        name: 'Who designates where the branch president recommends',
        about: 'Four eyes: other posts of the branch (Art. 10(1))',
      },
      headOfficePresidentDecides: {
        name: 'Head-office president’s approval',
        about: 'Whether it is the last step of bank-wide decisions',
      },
      headOfficePresidentSeat: { name: 'Head-office president in the team', about: 'By tier (Art. 14)' },
      belowPeriods: {
        name: 'Periods below the criteria that open a review',
        about: 'So many periods in a row below the criteria open an exit review (Art. 13)',
      },
      emptyPostDays: {
        name: 'Working days until a step at an empty post goes up',
        about: 'The step is held and alarmed first, then for the level above to take; 0 = at once',
      },
      channelPrefix: {
        name: 'Beginning of channel names',
        about: 'Lower-case letters and digits, 12 at most; for channels opened from now on',
      },
      exitedChannel: {
        name: 'Channel of an exited client',
        about:
          'Parked, or parked and archived; archiving wants SLACK_USER_TOKEN, whose owner unarchives it on designation',
      },
      outcomeGraceDays: {
        name: 'Working days in which an exit or downgrade can be undone',
        about:
          'The outcome holds at once, team and channel stay until then; whoever decided it can undo it; 0 = they follow at once (Art. 13)',
      },
      policyReviewers: {
        name: 'Who may start a policy review',
        about: 'Posts of head office that open reviews of many clients in one act (Art. 12)',
      },
      criteriaPublishers: {
        name: 'Who publishes the criteria',
        about: 'Posts that draft, try and publish them (Art. 12, 13)',
      },
      figureEntrants: { name: 'Who enters figures of clients', about: 'Posts at or above the lead unit (Art. 3)' },
      criteriaFourEyes: { name: 'Four eyes for criteria', about: 'Whoever publishes them had no hand in the draft' },
      strangers: {
        name: 'People in channels without a seat',
        about:
          'What is done about them, and in whose presence nothing confidential stands in a client’s channel (Art. 14)',
      },
      unitProposers: { name: 'Who names units', about: 'Posts of branches and head office that name them (Art. 11)' },
      unitConsents: { name: 'Who consents to units', about: 'Posts for each consent (Art. 11)' },
      unitConsentWorkingDays: {
        name: 'Working days for each consent',
        about: 'Reminded of and escalated, never given',
      },
      deputyships: {
        name: 'Deputies',
        about:
          'How many may stand one behind another (1: a deputy’s deputy does not decide), and for how many days at most',
      },
      reviewEveryMonths: {
        name: 'Months between reviews',
        about: 'By tier, from designation or retention to the next review (Art. 13)',
      },
      registerFilers: { name: 'Who files registers', about: 'Posts of the branch (Art. 10(3))' },
      registerAcknowledgers: {
        name: 'Who acknowledges filed registers',
        about: 'Posts of head office; nobody acknowledges what they filed',
      },
      registerFiling: {
        name: 'Filing of registers',
        about: 'How often, and by which working day after the period (Art. 10(3))',
      },
      importLimits: {
        name: 'When an import is doubted',
        about: 'Where number and share are reached it is refused whole, unless somebody answers for it (--force)',
      },
    },
    part: settingParts.en,
    option: {
      ...en.position,
      ...en.strangerKind,
      zh: 'Chinese',
      en: 'English',
      park: 'parked',
      archive: 'parked and archived',
      monthly: 'monthly',
      quarterly: 'quarterly',
      half_yearly: 'half-yearly',
      yearly: 'yearly',
      ask: 'the lead client manager decides',
      remove: 'removed at once',
    },
  },
)
