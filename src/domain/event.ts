import type { Article } from './article.ts'
import type { Verdict } from './recommendation/recommendation.ts'
import type { TeamChange } from './team/team-change.ts'

/** What happened, as the audit names it and the notices follow from it. */
export type Happening =
  | { readonly type: 'recommendation_submitted'; readonly recommendationId: number }
  | { readonly type: 'recommendation_resubmitted'; readonly recommendationId: number }
  /** `exitReviewId` where the client's exit ended it, not its recommender. */
  | {
      readonly type: 'recommendation_withdrawn'
      readonly recommendationId: number
      readonly exitReviewId?: number
    }
  | {
      readonly type: 'recommendation_decided'
      readonly recommendationId: number
      readonly verdict: Verdict
      readonly inNameOf: number
    }
  | { readonly type: 'recommendation_taken_over'; readonly recommendationId: number }
  | { readonly type: 'recommender_left'; readonly recommendationId: number; readonly told: readonly number[] }
  | { readonly type: 'decision_refused'; readonly recommendationId: number }
  | { readonly type: 'question_asked'; readonly recommendationId: number; readonly questionId: number }
  | { readonly type: 'question_answered'; readonly recommendationId: number; readonly questionId: number }
  | { readonly type: 'message_shortened'; readonly recommendationId: number; readonly error: string }
  | { readonly type: 'client_entered'; readonly clientId: number }
  | { readonly type: 'client_designated'; readonly clientId: number; readonly recommendationId: number }
  | { readonly type: 'review_opened'; readonly reviewId: number }
  | { readonly type: 'policy_review_started'; readonly policyReviewId: number }
  | { readonly type: 'policy_review_refused'; readonly policyReviewId: null }
  | { readonly type: 'review_step_taken'; readonly reviewId: number; readonly inNameOf: number }
  | { readonly type: 'review_refused'; readonly reviewId: number }
  | { readonly type: 'client_retained'; readonly clientId: number; readonly reviewId: number }
  | { readonly type: 'client_downgraded'; readonly clientId: number; readonly reviewId: number }
  | { readonly type: 'client_exited'; readonly clientId: number; readonly reviewId: number }
  /** What waited for the end of a period of grace follows, or something newer took its place. */
  | { readonly type: 'grace_over'; readonly clientId: number; readonly reviewId: number }
  | {
      readonly type: 'outcome_undone'
      readonly clientId: number
      readonly reviewId: number
      /** The round whose outcome it was. */
      readonly round: number
      readonly inNameOf: number
    }
  | { readonly type: 'channel_opened'; readonly clientId: number }
  | { readonly type: 'channel_parked'; readonly clientId: number }
  | { readonly type: 'channel_returned'; readonly clientId: number }
  | { readonly type: 'channel_adopted'; readonly clientId: number }
  | { readonly type: 'channel_lost'; readonly clientId: number }
  | { readonly type: 'channel_begun_anew'; readonly clientId: number }
  | { readonly type: 'team_seated'; readonly clientId: number }
  | ({ readonly type: 'team_changed'; readonly clientId: number } & TeamChange)
  | { readonly type: 'stranger_seen'; readonly clientId: number; readonly strangerId: number }
  | {
      readonly type: 'stranger_decided'
      readonly clientId: number
      readonly strangerId: number
      readonly inNameOf: number
    }
  | { readonly type: 'stay_ended'; readonly clientId: number; readonly strangerId: number }
  | { readonly type: 'stranger_gone'; readonly clientId: number; readonly strangerId: number }
  | { readonly type: 'channel_shared'; readonly clientId: number }
  | { readonly type: 'channel_unshared'; readonly clientId: number }
  | { readonly type: 'step_moved' | 'step_raised' | 'step_changed_branch'; readonly recommendationId: number }
  | {
      readonly type: 'review_step_moved' | 'review_step_raised' | 'review_step_changed_branch'
      readonly reviewId: number
    }
  | {
      readonly type: 'unit_proposed' | 'unit_consented'
      readonly clientId: number
      readonly proposalId: number
      readonly inNameOf: number
    }
  | {
      readonly type: 'unit_proposal_moved' | 'unit_proposal_closed' | 'unit_consent_raised'
      readonly clientId: number
      readonly proposalId: number
    }
  | { readonly type: 'unit_act_refused'; readonly clientId: number }
  | {
      readonly type: 'specialist_named' | 'specialist_ended'
      readonly clientId: number
      readonly specialistId: number
      readonly inNameOf: number
    }
  /** The last day of a naming is over, or its person has left the bank. */
  | { readonly type: 'specialist_lapsed'; readonly clientId: number; readonly specialistId: number }
  | { readonly type: 'specialist_act_refused'; readonly clientId: number }
  | { readonly type: 'cooperation_begun'; readonly clientId: number; readonly inNameOf: number }
  /** `concerned` are those whose seats end, or change, with it. */
  | {
      readonly type: 'cooperation_ended'
      readonly clientId: number
      readonly cooperationId: number
      readonly inNameOf: number
      readonly concerned: readonly number[]
    }
  | {
      readonly type: 'lead_changed'
      readonly clientId: number
      readonly proposalId: number
      readonly concerned: readonly number[]
    }
  | { readonly type: 'slack_account_linked'; readonly personId: number }
  | { readonly type: 'slack_account_deactivated'; readonly personId: number }
  | { readonly type: 'slack_account_reactivated'; readonly personId: number }
  | { readonly type: 'recommendation_restarted'; readonly recommendationId: number }
  | { readonly type: 'criteria_draft_changed'; readonly criteriaVersionId: null }
  | {
      readonly type: 'criteria_dry_run'
      readonly criteriaVersionId: null
      readonly dryRunId: number
      readonly askedBy: number
    }
  | { readonly type: 'figures_entered'; readonly clientId: number }
  | { readonly type: 'chart_asked'; readonly clientId: number; readonly askedBy: number }
  | { readonly type: 'criteria_published'; readonly criteriaVersionId: number }
  | { readonly type: 'deputy_named'; readonly personId: number; readonly deputyshipId: number }
  | { readonly type: 'deputy_ended'; readonly personId: number; readonly deputyshipId: number }
  | { readonly type: 'directory_doubted'; readonly known: number; readonly lost: number }
  | { readonly type: 'directory_believed' }
  | { readonly type: 'policy_published'; readonly policyVersionId: number }
  | { readonly type: 'authority_lacking'; readonly policyVersionId: number | null }
  | { readonly type: 'step_without_authority'; readonly recommendationId: number }
  | { readonly type: 'register_filed'; readonly filingId: number; readonly inNameOf: number }
  | { readonly type: 'register_acknowledged'; readonly filingId: number; readonly inNameOf: number }
  | { readonly type: 'register_sent_back'; readonly filingId: number; readonly inNameOf: number }
  | { readonly type: 'register_moved'; readonly filingId: number }
  | { readonly type: 'register_refused'; readonly filingId: number }
  | { readonly type: 'register_filing_refused'; readonly unitId: number }
  | { readonly type: 'register_reminded'; readonly unitId: number; readonly stage: number }
  | {
      readonly type: 'register_exported'
      readonly unitId: number
      /** What goes to whom; branch 0 is the whole bank's, filing null is as it now stands. */
      readonly file: {
        readonly personId: number
        readonly branchId: number
        readonly filingId: number | null
        readonly format: 'xlsx' | 'csv'
      }
    }
  | { readonly type: 'effects_sent_again' }
  | { readonly type: 'effects_dropped' }
  | { readonly type: 'step_taken_on' | 'reminder_snoozed'; readonly recommendationId: number }
  | { readonly type: 'step_taken_on' | 'reminder_snoozed'; readonly reviewId: number }
  | { readonly type: 'step_taken_on' | 'reminder_snoozed'; readonly clientId: number }
  | { readonly type: 'step_taken_on' | 'reminder_snoozed'; readonly clientId: number; readonly proposalId: number }
  | {
      readonly type: 'step_handed_over'
      readonly recommendationId: number
      readonly deadlineId: number
      readonly from: number
      readonly to: number
    }
  | {
      readonly type: 'step_handed_over'
      readonly clientId: number
      readonly proposalId: number
      readonly deadlineId: number
      readonly from: number
      readonly to: number
    }
  | {
      readonly type: 'step_handed_over'
      readonly reviewId: number
      readonly deadlineId: number
      readonly from: number
      readonly to: number
    }
  | {
      readonly type: 'step_handed_over'
      readonly clientId: number
      readonly deadlineId: number
      readonly from: number
      readonly to: number
    }
  | { readonly type: 'calendar_missing'; readonly year: number }
  | { readonly type: 'organisation_edited'; readonly unitId: number }
  | { readonly type: 'person_left' | 'person_returned'; readonly personId: number }
  | { readonly type: 'bank_imported' }

/** A happening with what the audit entry keeps beside it. Values are plain JSON. */
export interface DomainEvent {
  readonly happening: Happening
  readonly article?: Article
  readonly before?: Readonly<Record<string, unknown>>
  readonly after?: Readonly<Record<string, unknown>>
}
