import type { Refusal } from '../../domain/refusal.ts'
import { positionList, unitSaidText, unitStateText } from './refusal-params.ts'
import { words } from './words.ts'

type Params = Refusal['params']

/** Refusals about units that serve a client, and its specialists, in words: what is so, and what to do about it. */
export const unitSayings = words(
  {
    unit_cannot_serve: () => '请选择一家在营的分行或支行。',
    unit_serves_already: (p: Params) => `${p.unit}已在${p.client}的营销小组中，无需再加。`,
    unit_leads_already: (p: Params) => `${p.client}现在就由${p.unit}主办，请另选一家。`,
    unit_serves_no_more: () => '这项协办已经结束，无需再办。',
    may_not_change_units: (p: Params) =>
      `主办行、协办行由${p.unit}所属分行或有关分行、总行的${positionList(p, 'zh')}办理。`,
    unit_proposal_under_way: (p: Params) => `${p.client}已有同样的提议在征求同意（U-${p.number}），请先办完或撤回。`,
    unit_proposal_over: (p: Params) => `这项提议${unitStateText(p, 'zh')}，不能再办理。`,
    unit_consent_said: (p: Params) => `${p.name} 已于 ${p.at} 表示「${unitSaidText(p, 'zh')}」，无需再办。`,
    unit_own_proposal: () => '本人提议的事项，本人不能表示同意。',
    unit_second_consent: () => '您已就这项提议表过态，或它以您的名义提出，同一人不能表态两次。',
    not_your_proposal: () => '只有提议人可以撤回。',
    lead_change_waits: (p: Params) => `${p.client}正在办理 ${p.number}，办完后才能变更主办行；已有的同意继续有效。`,
    may_not_name_specialist: () =>
      '专家由主办客户经理、主办行行长、所属分行行长或总行公司业务管理部指定和结束，请向他们提出。',
    specialist_not_here: () => '请选择一位在岗的本行人员。',
    specialist_oneself: () => '不能指定自己，请由其他有权人员指定。',
    specialist_sits: (p: Params) => `${p.name}已在${p.client}的营销小组中，无需再指定；请另选一人。`,
    specialist_purpose: () => '请写明负责什么，不能只有空格。',
    specialist_day_past: () => '最后一天不能早于今天。请改选日期，或不填。',
    specialist_over: () => '这项专家指定已经结束，无需再办。',
  },
  {
    unit_cannot_serve: () => 'Please choose an open branch or sub-branch.',
    unit_serves_already: (p: Params) => `${p.unit} serves ${p.client} already; there is nothing to add.`,
    unit_leads_already: (p: Params) => `${p.unit} leads ${p.client} already; please choose another unit.`,
    unit_serves_no_more: () => 'This co-operation has ended. Nothing more to do.',
    may_not_change_units: (p: Params) =>
      `This is for the ${positionList(p, 'en')} of the branches concerned (lead: ${p.unit}).`,
    unit_proposal_under_way: (p: Params) =>
      `The same is proposed for ${p.client} already (U-${p.number}); settle that first.`,
    unit_proposal_over: (p: Params) =>
      `This proposal is over (${unitStateText(p, 'en')}); nothing more can be done on it.`,
    unit_consent_said: (p: Params) => `${p.name} already said “${unitSaidText(p, 'en')}”, ${p.at}. Nothing more to do.`,
    unit_own_proposal: () => 'You proposed this, so you cannot consent to it.',
    unit_second_consent: () => 'You had a say in this proposal, or it was made in your name; nobody has two.',
    not_your_proposal: () => 'Only whoever proposed this can withdraw it.',
    lead_change_waits: (p: Params) =>
      `${p.number} of ${p.client} is under way; the lead can change after it. Consents given stay.`,
    may_not_name_specialist: () =>
      'Specialists are named, and no longer, by the lead client manager, the president of the lead unit or its branch, or the corporate department; please ask them.',
    specialist_not_here: () => 'Please choose somebody who holds a post in the bank.',
    specialist_oneself: () => 'You cannot name yourself; somebody else who may has to.',
    specialist_sits: (p: Params) => `${p.name} sits in the team of ${p.client} already; please choose somebody else.`,
    specialist_purpose: () => 'Please say what for; blanks are nothing.',
    specialist_day_past: () => 'The last day cannot be before today. Choose another, or none.',
    specialist_over: () => 'This naming has ended. Nothing more to do.',
  },
)
