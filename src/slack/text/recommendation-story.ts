import { words } from './words.ts'

/** What the audit tells of a recommendation, by what happened. */
export const storyActions = words<Record<string, string>>(
  {
    recommendation_submitted: '提交',
    recommendation_resubmitted: '补充后重新提交',
    recommendation_restarted: '按新版设置或标准重新办理',
    recommendation_withdrawn: '撤回',
    recommendation_decided: '决定',
    decision_refused: '无权办理，已拒绝',
    step_without_authority: '授权设置中没有岗位可以办理此步，已提醒系统管理员',
    message_shortened: 'Slack 不接受完整内容，改发精简卡片',
    question_asked: '提问',
    question_answered: '回答',
    recommender_left: '推荐人已不在任，已请可以接手的人员办理',
    recommendation_taken_over: '接手',
  },
  {
    recommendation_submitted: 'submitted',
    recommendation_resubmitted: 'resubmitted',
    recommendation_restarted: 'had it begin anew under newer settings or criteria',
    recommendation_withdrawn: 'withdrawn',
    recommendation_decided: 'decided',
    decision_refused: 'refused for want of authority',
    step_without_authority: 'no post may take this step under the settings; administrators told',
    message_shortened: 'Slack refused the whole message; a minimal one went out',
    question_asked: 'asked',
    question_answered: 'answered',
    recommender_left: 'the recommender has left; those who may take it over were told',
    recommendation_taken_over: 'taken over',
  },
)
