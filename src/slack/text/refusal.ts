import type { CriterionUnit } from '../../domain/criteria/criteria.ts'
import type { StepKind } from '../../domain/recommendation/routes.ts'
import type { Refusal, RefusalCode } from '../../domain/refusal.ts'
import { articleText } from './article.ts'
import { dateText } from './moment.ts'
import { organisationSayings } from './organisation-refusal.ts'
import { recommendationSayings } from './recommendation-refusal.ts'
import { outcomeText, positionList, settledText, stepText } from './refusal-params.ts'
import { type RoomRefusal, roomRefusals } from './room-refusal.ts'
import { terms } from './terms.ts'
import { unitSayings } from './unit-refusal.ts'
import { type Language, words } from './words.ts'

type Params = Refusal['params']
type Saying = (params: Params) => string

/** Every refusal in words: what is so, and what to do about it. */
const sayings = words<Record<Exclude<RefusalCode, RoomRefusal>, Saying>>(
  {
    not_found: (p) => `没有找到编号 ${p.number ?? ''} 的记录。`,
    not_mapped: (p) => `您的 Slack 账号还没有对应到本行员工，请联系系统管理员${p.ask ? `：${p.ask}` : ''}。`,
    account_unreadable: () => 'Slack 暂时不能提供您的账号资料，本应用无法确认您的身份。请过一两分钟再试。',
    left_the_bank: () => '您已不在任，不能再办理。待办会转给现任人员。',
    may_not_recommend: () =>
      '您目前的岗位不能推荐战略客户。可以推荐的是：支行主办客户经理、支行行长、分行经办人员、分行行长、总行公司业务管理部人员。',
    may_not_decide: (p) => `这一步由${positionList(p, 'zh')}决定，您不在此岗位。`,
    nobody_may_decide: (p) =>
      `按本行设置，没有任何岗位可以决定「${stepText(p.step as StepKind, 'zh')}」，请联系系统管理员检查授权设置。`,
    own_submission: () => '本人推荐的客户，本人不能审批。',
    second_step: () => '您已在本推荐的另一步骤表过态，同一人不能决定两步。',
    reason_required: () => '请写明理由，不能只有空格。',
    ...recommendationSayings.zh,
    not_regional: () => '该客户不是区域性战略客户。',
    category_not_of_tier: () => '所选类别不属于这一级次，请重新选择。',
    lead_unit_outside: (p) => `${p.unit} 不在推荐单位范围内，不能作为主办行。`,
    lead_unit_required: () => '请选择主办行（分行或支行）。',
    route_not_of_tier: () => '级次与认定路径不一致，请重新选择。',
    route_not_yours: () => '您目前的岗位不能走这条路径，请重新选择。',
    upgrade_only_by_branch: () => '区域性客户升级为全行性，须由其主办分行推荐。',
    client_required: () => '请选择客户，或填写新客户名称。',
    field_required: () => '此项必填，不能只有空格。',
    value_not_a_number: (p) => `“${p.typed}”不是数字，请填写数字，例如 12.5。`,
    criteria_changed: () => '认定标准刚刚更新，表单已换成新标准，请核对后再提交。',
    look_alike: (p) => `登记中已有相近名称：${p.found}。如是同一家请直接选用；确非同一家，请勾选“确认是新客户”。`,
    no_policy: () => '本行尚未发布授权设置，任何人都不能办理，请联系系统管理员。',
    administrators_only: () => '只有系统管理员可以这样做。',
    settings_changed: (p) =>
      `设置刚刚被更改（${p.name || '运维人员'}，${p.at}）。请关闭窗口，重新输入 /settings 核对后再改。`,
    setting_impossible: () => '这里不能这样填，请按提示更正。',
    setting_unchanged: () => '没有任何变化，无需发布。',
    ...unitSayings.zh,
    waits_no_more: () => '这一步已经办理，不再需要提醒。',
    may_not_be_handed: (p) => `${p.name || '此人'}不能办理这一步，请另选。`,
    handled_by_another: (p) => `${p.name} 已认领这一步。如需接手，请由 ${p.name} 转交。`,
    snooze_too_long: (p) =>
      p.latest
        ? `请选择今天以后、${dateText(String(p.latest), 'zh')} 或之前的工作日：推迟有上限，且不能越过下一次升级。`
        : '这一步的提醒现在不能推迟。',
    not_for_you: (p) => `这是${p.unit}的客户资料，您的岗位不能查看。如工作需要，请联系该单位行长。`,
    already_answered: () => '这个问题已经回答过了。',
    not_strategic: (p) => `${p.client}不是战略客户，没有可复审的认定。`,
    may_not_open_review: (p) =>
      `您目前的岗位不能对${p.unit}的客户发起复审。可以发起的是：该行所属分行的经办人员、分行行长，以及总行公司业务管理部人员。`,
    review_under_way: (p) => `${p.client}的复审 V-${p.number} 正在进行。输入 /review show ${p.client} 查看。`,
    review_not_open: () => '这次复审的这一轮已结束，请看最新卡片。',
    review_step_taken: (p) => `${p.name} 已于 ${p.at} 表示「${outcomeText(p, 'zh')}」，无需再办。`,
    policy_reviewers_only: (p) => `政策复审由${positionList(p, 'zh')}发起，您不在此岗位。`,
    nothing_chosen: () => '请至少选择一项条件：行业、地区、级次、类别或分行。',
    nobody_to_review: (p) =>
      Number(p.underWay) > 0
        ? `所选 ${p.underWay} 个客户都已有复审正在进行，无需再发起。`
        : '没有符合所选条件的战略客户，请放宽条件。',
    may_not_undo: (p) => `只有作出这一结论的 ${p.name} 或其代理人可以撤销。`,
    outcome_undone: (p) => `${p.name} 已于 ${p.at} 撤销「${outcomeText(p, 'zh')}」，无需再办。`,
    undo_overtaken: () => '此后该客户已有新的认定或复审结论，原结论不能再撤销。',
    undo_recommended: (p) =>
      `${p.client}此后已有推荐 R-${p.number} 在途。请推荐人先撤回该推荐再撤销结论，或由该推荐继续办理。`,
    grace_over: (p) =>
      `可撤销的期限已于 ${p.at} 结束。如需恢复，请用 /recommend 再次推荐；退出的客户认定后恢复原频道。`,
    outcome_not_of_tier: () => '这一级次的复审没有这个结论，请重新选择。',
    date_not_ahead: () => '请选择今天以后的日期。',
    may_not_file: (p) => `${p.unit}的名册由${positionList(p, 'zh')}报送备案，您不在此岗位。`,
    may_not_acknowledge: (p) => `名册备案由总行的${positionList(p, 'zh')}确认，您不在此岗位。`,
    own_filing: () => '本人报送的名册，本人不能确认或退回。',
    filing_settled: (p) => `第 ${p.version} 版${settledText(p, 'zh')}，无需再办。`,
    filing_waits: (p) => `第 ${p.version} 版正待总行确认，名册此后没有变化，无需再报。`,
    branch_unknown: (p) => `没有找到分行“${p.typed}”。请写分行名称或机构编号，例如 /register show 深圳分行。`,
    which_branch: (p) => `请写明是哪个分行：${p.branches}。例如 /register show ${p.first}。`,
    criteria_publishers_only: (p) => `认定标准由${positionList(p, 'zh')}起草和发布，您不在此岗位；标准本身所有人可看。`,
    criteria_draft_changed: (p) => `草稿刚刚被 ${p.name} 修改（${p.at}）。请关闭此窗口，看过现在的草稿后再办。`,
    criteria_unchanged: () => '草稿与现行标准完全相同，无需发布。',
    criteria_empty: () => '标准至少要有一项指标。',
    criteria_too_many: (p) => `标准最多 ${p.max} 项指标，请先删去不用的。`,
    criteria_four_eyes: () => '本行设置要求四眼原则：修改过这份草稿的人不能发布，请由另一位有权人员发布。',
    metric_key_wrong: () =>
      '指标代码用小写英文字母开头，只含小写字母、数字和下划线，最多 40 个字符，例如 annual_revenue。',
    metric_key_taken: (p) => `这一级次已有代码为 ${p.key} 的指标，请修改那一项，或换一个代码。`,
    metric_unit_conflict: (p) =>
      `另一级次的同名指标 ${p.key} 以「${terms.zh.unit[p.unit as CriterionUnit]}」计，两者不能换算。请用同类单位，或换一个代码。`,
    number_out_of_range: (p) => `请填写 ${p.min} 至 ${p.max} 之间的数字。`,
    period_wrong: () => '请填写已开始的期间，例如 2026Q3、2026-09、2026H1 或 2026。',
    figures_none: () => '请至少填写一项数据。',
    may_not_enter_figures: (p) => `客户数据由主办行及其上级的${positionList(p, 'zh')}录入，您不在此岗位。`,
    article_wrong: () => '请按“7(1)”的样子填写条款，或留空。',
    not_your_team: () => '只有该客户的主办客户经理、支行行长、分行行长及其代理人可以这样做。',
    stranger_decided: () => '已有人作出决定，请看更新后的卡片。',
    stranger_gone: () => '此人已不在频道内，无需再办。',
    stay_too_long: (p) => `最迟保留至${dateText(String(p.until), 'zh')}，请选择更早的日期。`,
    may_not_name_deputy: (p) => `${p.name}的代理只能由本人、其所在行行长或上一级行行长安排。`,
    deputy_oneself: () => '代理人不能是本人，请另选一人。',
    deputy_elsewhere: (p) => `${p.name}不在同一分行（或总行）的业务岗位上，不能代理。请另选一人。`,
    deputy_overlap: (p) => `${p.from} 至 ${p.until} 已有代理人，同一时间只能有一位。请改选日期，或先结束原有代理。`,
    deputy_loop: () => '此人在这段时间里正由您（或您的代理人）代理，不能互相代理。请另选一人或改选日期。',
    deputy_away: (p) =>
      `此人在这段时间里自己也有代理人；按本行设置代理最多接续 ${p.chain} 层，待办会无人办理。请另选一人。`,
    deputyship_over: () => '这项代理已经结束，无需再办。',
    period_in_the_past: () => '开始日期不能早于今天。',
    period_backwards: () => '结束日期早于开始日期，请更正。',
    period_too_long: (p) => `一次代理最长 ${p.days} 天，请缩短；到期前可再次指定。`,
    ...organisationSayings.zh,
  },
  {
    not_found: (p) => `No record with number ${p.number ?? ''} was found.`,
    not_mapped: (p) =>
      `Your Slack account is not matched to a member of staff yet. Please ask an administrator${p.ask ? `: ${p.ask}` : ''}.`,
    account_unreadable: () =>
      'Slack cannot say whose account this is just now, so nothing was done. Please try again in a minute or two.',
    left_the_bank: () => 'You no longer hold office here and cannot decide. What waited for you moves on.',
    may_not_recommend: () =>
      'Your post cannot recommend strategic clients. Client managers, sub-branch presidents, branch officers, branch presidents and corporate department officers can.',
    may_not_decide: (p) => `This step is for the ${positionList(p, 'en')}; you do not hold that post.`,
    nobody_may_decide: (p) =>
      `Under the bank’s settings nobody may take the step “${stepText(p.step as StepKind, 'en')}”. Please ask an administrator to check them.`,
    own_submission: () => 'You recommended this client, so you cannot decide on it.',
    second_step: () => 'You already had a say in another step of this recommendation; nobody decides two steps.',
    reason_required: () => 'Please give a reason; blanks are none.',
    ...recommendationSayings.en,
    not_regional: () => 'This client is not a regional strategic client.',
    category_not_of_tier: () => 'This category does not belong to the tier; please choose again.',
    lead_unit_outside: (p) => `${p.unit} is outside the recommending unit and cannot lead.`,
    lead_unit_required: () => 'Please choose the lead unit (a branch or sub-branch).',
    route_not_of_tier: () => 'Tier and route do not agree; please choose again.',
    route_not_yours: () => 'Your present post cannot begin this route; please choose again.',
    upgrade_only_by_branch: () => 'A regional client is upgraded on the recommendation of its lead branch.',
    client_required: () => 'Please choose a client, or name a new one.',
    field_required: () => 'This is required; blanks are nothing.',
    value_not_a_number: (p) => `“${p.typed}” is not a number. Please give one, such as 12.5.`,
    criteria_changed: () =>
      'The criteria were just updated; the form now shows the new ones. Please check and submit again.',
    look_alike: (p) =>
      `The register has a similar name: ${p.found}. Choose it if it is the same client; if not, tick “surely a new client”.`,
    no_policy: () => 'The bank has published no settings yet, so nobody may do this. Please ask an administrator.',
    administrators_only: () => 'Only administrators can do this.',
    settings_changed: (p) =>
      `The settings were just changed (${p.name || 'operator'}, ${p.at}). Please close this window, look at /settings again and then change them.`,
    setting_impossible: () => 'This cannot stand here; please correct it as the hint says.',
    setting_unchanged: () => 'Nothing differs, so there is nothing to publish.',
    ...unitSayings.en,
    waits_no_more: () => 'This step was taken; nobody is reminded of it any more.',
    may_not_be_handed: (p) => `${p.name || 'This person'} may not take this step: choose somebody else.`,
    handled_by_another: (p) => `${p.name} has taken this step on. ${p.name} can hand it over.`,
    snooze_too_long: (p) =>
      p.latest
        ? `Choose a working day after today, ${dateText(String(p.latest), 'en')} at the latest: there is a limit, and the next escalation cannot be put off.`
        : 'The reminders of this step cannot be put off now.',
    not_for_you: (p) =>
      `This client belongs to ${p.unit}; your post cannot see it. If you need to, please ask that unit’s president.`,
    already_answered: () => 'This question has been answered already.',
    not_strategic: (p) => `${p.client} is not a strategic client; there is no designation to review.`,
    may_not_open_review: (p) =>
      `Your present post cannot ask for a review of a client of ${p.unit}. Officers and the president of its branch can, and the corporate department.`,
    review_under_way: (p) => `Review V-${p.number} of ${p.client} is under way. See /review show ${p.client}.`,
    review_not_open: () => 'This round of the review is over. Please see the newest card.',
    review_step_taken: (p) => `${p.name} already said “${outcomeText(p, 'en')}”, ${p.at}. Nothing more to do.`,
    policy_reviewers_only: (p) =>
      `A policy review is started by the ${positionList(p, 'en')}; you do not hold that post.`,
    nothing_chosen: () => 'Please choose something: an industry, region, tier, category or branch.',
    nobody_to_review: (p) =>
      Number(p.underWay) > 0
        ? `A review of each of the ${p.underWay} chosen clients is under way already; there is nothing to open.`
        : 'No strategic client is like that; please choose less narrowly.',
    may_not_undo: (p) => `Only ${p.name}, whose decision it is, or their deputy can undo it.`,
    outcome_undone: (p) => `${p.name} already undid “${outcomeText(p, 'en')}”, ${p.at}. Nothing more to do.`,
    undo_overtaken: () =>
      'The client was designated or reviewed again since, so the earlier outcome cannot be undone any more.',
    undo_recommended: (p) =>
      `Recommendation R-${p.number} of ${p.client} has begun since. Its recommender withdraws it first, or it goes its way.`,
    grace_over: (p) =>
      `The time to undo it ended ${p.at}. The client can be recommended again with /recommend; once designated, an exited client has its old channel back.`,
    outcome_not_of_tier: () => 'A review of this tier has no such outcome; please choose again.',
    date_not_ahead: () => 'Please choose a date after today.',
    may_not_file: (p) =>
      `The register of ${p.unit} is filed by the ${positionList(p, 'en')}; you do not hold that post.`,
    may_not_acknowledge: (p) =>
      `Filed registers are acknowledged by head office’s ${positionList(p, 'en')}; you do not hold that post.`,
    own_filing: () => 'You filed this register, so you cannot acknowledge it or send it back.',
    filing_settled: (p) => `Version ${p.version} was already ${settledText(p, 'en')}. Nothing more to do.`,
    filing_waits: (p) =>
      `Version ${p.version} waits for head office and the register has not changed since; there is nothing to file.`,
    branch_unknown: (p) =>
      `No branch “${p.typed}” was found. Please give a branch’s name or code, such as /register show 深圳分行.`,
    which_branch: (p) => `Please say which branch: ${p.branches}. For example /register show ${p.first}.`,
    criteria_publishers_only: (p) =>
      `Criteria are drafted and published by the ${positionList(p, 'en')}; you do not hold that post. Everybody can read them.`,
    criteria_draft_changed: (p) =>
      `${p.name} has just changed the draft (${p.at}). Please close this window and look at the draft as it is now.`,
    criteria_unchanged: () => 'The draft is the same as the criteria in force; there is nothing to publish.',
    criteria_empty: () => 'Criteria need at least one line.',
    criteria_too_many: (p) => `Criteria have at most ${p.max} lines; please remove one first.`,
    criteria_four_eyes: () =>
      'The bank’s settings ask for four eyes: who had a hand in this draft cannot publish it. Please ask another publisher.',
    metric_key_wrong: () =>
      'A code begins with a small letter and has small letters, digits and underscores, at most 40: annual_revenue, say.',
    metric_key_taken: (p) =>
      `This tier already has a line with the code ${p.key}: change that one, or take another code.`,
    metric_unit_conflict: (p) =>
      `The other tier measures ${p.key} in “${terms.en.unit[p.unit as CriterionUnit] || 'numbers'}”, which cannot be converted. Take a unit of the same kind, or another code.`,
    number_out_of_range: (p) => `Please give a number from ${p.min} to ${p.max}.`,
    period_wrong: () => 'Please give a period that has begun: 2026Q3, 2026-09, 2026H1 or 2026, say.',
    figures_none: () => 'Please give at least one figure.',
    may_not_enter_figures: (p) =>
      `Figures are entered by the ${positionList(p, 'en')} at or above the lead unit; you do not hold that post.`,
    article_wrong: () => 'Please write the article like “7(1)”, or leave it empty.',
    not_your_team: () =>
      'Only the client’s lead client manager, the presidents of its sub-branch and branch, and their deputies can do this.',
    stranger_decided: () => 'Somebody has decided already. Please see the card as it is now.',
    stranger_gone: () => 'This account is no longer in the channel. Nothing more to do.',
    stay_too_long: (p) => `The last possible day is ${dateText(String(p.until), 'en')}. Please choose an earlier one.`,
    may_not_name_deputy: (p) =>
      `Only ${p.name}, the president of their unit or of the unit above can arrange who stands in for them.`,
    deputy_oneself: () => 'Nobody is their own deputy; please choose somebody else.',
    deputy_elsewhere: (p) =>
      `${p.name} holds no business post in the same branch (or at head office) and cannot stand in. Please choose somebody else.`,
    deputy_overlap: (p) =>
      `There is a deputy from ${p.from} to ${p.until} already, and only one at a time. Please choose other days, or end that deputyship first.`,
    deputy_loop: () =>
      'This person is away then and represented by you or by your deputy; nobody can stand in for each other at once. Please choose somebody else, or other days.',
    deputy_away: (p) =>
      `This person has a deputy of their own then. Under the bank’s settings ${p.chain} may stand one behind another, so nobody would decide. Please choose somebody else.`,
    deputyship_over: () => 'This deputyship is over already. Nothing more to do.',
    period_in_the_past: () => 'It cannot begin before today.',
    period_backwards: () => 'It ends before it begins; please correct it.',
    period_too_long: (p) =>
      `At most ${p.days} days at a time; please shorten it. It can be named again before it ends.`,
    ...organisationSayings.en,
  },
)

/** A refusal as a person reads it, with the article it rests on. */
export function refusalText(refusal: Refusal, language: Language): string {
  const saying = { ...sayings[language], ...roomRefusals[language] }[refusal.refused](refusal.params)
  if (!refusal.article) return saying
  const article = articleText(refusal.article, language)
  return language === 'zh' ? `${saying}（${article}）` : `${saying} (${article})`
}
