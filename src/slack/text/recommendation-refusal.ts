import type { Verdict } from '../../domain/recommendation/recommendation.ts'
import type { Refusal } from '../../domain/refusal.ts'
import { stateText, tierText } from './refusal-params.ts'
import { terms } from './terms.ts'
import { words } from './words.ts'

type Params = Refusal['params']

/** Refusals about one recommendation in words: what is so, and what to do about it. */
export const recommendationSayings = words(
  {
    already_decided: (p: Params) => `${p.name} 已于 ${p.at} ${terms.zh.verdict[p.verdict as Verdict]}，无需再办。`,
    superseded_round: (p: Params) =>
      `这张卡片属于第 ${p.round} 轮，推荐已补充并重新提交（现为第 ${p.current} 轮），请看新卡片。`,
    not_your_recommendation: () => '这条推荐不是您提交的。',
    recommender_here: (p: Params) => `R-${p.number} 现由 ${p.name} 负责，无需接手。`,
    may_not_take_over: () =>
      '可以接手的是：推荐单位有权推荐的人员及其行长；该单位无人时为所属分行经办人员。已就这条推荐表过态的人员不能接手。',
    not_open: (p: Params) => `这条推荐${stateText(p, 'zh')}，不能再办理。`,
    not_returned: (p: Params) => `这条推荐${stateText(p, 'zh')}，只有退回补充的才能重新提交。`,
    nothing_changed: () => '内容与退回前完全相同，请先补充再提交。',
    already_strategic: (p: Params) =>
      `${p.client ?? '该客户'}已经是${tierText(p, 'zh')}。输入 /client ${p.client ?? ''} 查看。`,
    already_on_its_way: (p: Params) =>
      `${p.client}已在推荐途中：R-${p.number}，${stateText(p, 'zh')}。输入 /client ${p.client} 查看。`,
  },
  {
    already_decided: (p: Params) =>
      `Already ${terms.en.verdict[p.verdict as Verdict]} by ${p.name}, ${p.at}. Nothing more to do.`,
    superseded_round: (p: Params) =>
      `This card belongs to round ${p.round}; the recommendation was resubmitted (round ${p.current}). Please use the new card.`,
    not_your_recommendation: () => 'You did not submit this recommendation.',
    recommender_here: (p: Params) => `${p.name} answers for R-${p.number}; there is nothing to take over.`,
    may_not_take_over: () =>
      'Whoever may recommend in that unit or presides over it can take this over; where nobody can, an officer of its branch. Nobody can who had a say in it.',
    not_open: (p: Params) => `This recommendation is ${stateText(p, 'en')}; nothing more can be done on it.`,
    not_returned: (p: Params) =>
      `This recommendation is ${stateText(p, 'en')}; only a returned one can be resubmitted.`,
    nothing_changed: () => 'Nothing differs from what was returned. Please supplement it first.',
    already_strategic: (p: Params) =>
      `${p.client ?? 'This client'} is already a ${tierText(p, 'en')}. See /client ${p.client ?? ''}.`,
    already_on_its_way: (p: Params) =>
      `${p.client} is already on its way: R-${p.number}, ${stateText(p, 'en')}. See /client ${p.client}.`,
  },
)
