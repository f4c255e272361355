import type { Article } from './article.ts'

/** Every reason for which the rules say no. Each has its words in `src/slack/text/refusal.ts`. */
export const refusalCodes = [
  'not_found',
  'not_mapped',
  'account_unreadable',
  'left_the_bank',
  'may_not_recommend',
  'may_not_decide',
  'nobody_may_decide',
  'own_submission',
  'second_step',
  'already_decided',
  'superseded_round',
  'not_your_recommendation',
  'not_open',
  'not_returned',
  'reason_required',
  'nothing_changed',
  'already_strategic',
  'already_on_its_way',
  'not_regional',
  'category_not_of_tier',
  'lead_unit_outside',
  'lead_unit_required',
  'route_not_of_tier',
  'route_not_yours',
  'upgrade_only_by_branch',
  'client_required',
  'field_required',
  'value_not_a_number',
  'criteria_changed',
  'look_alike',
  'no_policy',
  'administrators_only',
  'settings_changed',
  'setting_impossible',
  'setting_unchanged',
  'not_for_you',
  'already_answered',
  'not_strategic',
  'may_not_open_review',
  'review_under_way',
  'review_not_open',
  'review_step_taken',
  'outcome_not_of_tier',
  'policy_reviewers_only',
  'nothing_chosen',
  'nobody_to_review',
  'may_not_undo',
  'outcome_undone',
  'undo_overtaken',
  'undo_recommended',
  'grace_over',
  'date_not_ahead',
  'may_not_file',
  'may_not_acknowledge',
  'own_filing',
  'filing_settled',
  'filing_waits',
  'branch_unknown',
  'which_branch',
  'criteria_publishers_only',
  'criteria_draft_changed',
  'criteria_unchanged',
  'criteria_empty',
  'criteria_too_many',
  'criteria_four_eyes',
  'metric_key_wrong',
  'metric_key_taken',
  'metric_unit_conflict',
  'number_out_of_range',
  'article_wrong',
  'period_wrong',
  'figures_none',
  'may_not_enter_figures',
  'not_your_team',
  'stranger_decided',
  'stranger_gone',
  'stay_too_long',
  'unit_cannot_serve',
  'unit_serves_already',
  'unit_leads_already',
  'unit_serves_no_more',
  'may_not_change_units',
  'unit_proposal_under_way',
  'unit_proposal_over',
  'unit_consent_said',
  'unit_own_proposal',
  'unit_second_consent',
  'not_your_proposal',
  'lead_change_waits',
  'waits_no_more',
  'may_not_be_handed',
  'handled_by_another',
  'snooze_too_long',
  'may_not_name_deputy',
  'deputy_oneself',
  'deputy_elsewhere',
  'deputy_overlap',
  'deputy_loop',
  'deputy_away',
  'deputyship_over',
  'period_in_the_past',
  'period_backwards',
  'period_too_long',
  'unit_closed',
  'unit_stays',
  'unit_of_other_level',
  'unit_there_already',
  'unit_name_taken',
  'unit_in_use',
  'post_of_other_level',
  'post_held_already',
  'post_over',
  'person_not_here',
  'last_administrator',
  'room_for_strategic',
  'room_unseen',
  'room_unreadable',
  'room_by_name',
  'room_already_this',
  'room_of_another',
  'room_of_the_app',
  'room_not_private',
  'room_archived',
  'room_shared_outside',
  'adopter_not_in_room',
  'replacement_unconfirmed',
  'channel_moved_on',
  'client_unclear',
] as const

export type RefusalCode = (typeof refusalCodes)[number]

/** An expected "no": a code for the words, the article it rests on, and what the words need to name. */
export interface Refusal {
  readonly refused: RefusalCode
  readonly article?: Article
  readonly params: Readonly<Record<string, string | number>>
  /** The form field that is wrong, where there is one. */
  readonly field?: string
}

/** Builds a refusal. */
export function refuse(
  refused: RefusalCode,
  options: { article?: Article; params?: Refusal['params']; field?: string } = {},
): Refusal {
  return {
    refused,
    params: options.params ?? {},
    ...(options.article && { article: options.article }),
    ...(options.field && { field: options.field }),
  }
}

/** Refusals that say something about authority, which the audit keeps; a late press or an empty field is no event. */
const aboutAuthority = new Set<RefusalCode>([
  'own_submission',
  'second_step',
  'may_not_decide',
  'nobody_may_decide',
  'left_the_bank',
  'no_policy',
  'administrators_only',
  'may_not_file',
  'may_not_acknowledge',
  'own_filing',
  'criteria_publishers_only',
  'criteria_four_eyes',
  'may_not_name_deputy',
  'may_not_undo',
  'may_not_change_units',
  'unit_own_proposal',
  'unit_second_consent',
  'policy_reviewers_only',
])

/** Whether a refusal is for want of authority. */
export function isAboutAuthority({ refused }: Refusal): boolean {
  return aboutAuthority.has(refused)
}

/** Tells a refusal from a result. */
export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'refused' in value
}
