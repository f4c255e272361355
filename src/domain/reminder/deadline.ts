/**
 * What has a time by which it should be done: the exit review of a client, which opens on its date (Art. 13), and the open
 * steps of reviews and recommendations and the consents to lead and co-operating units (Art. 11), which may take so many
 * working days (Art. 12).
 */
export const deadlineKinds = ['client_review', 'review_step', 'recommendation_step', 'unit_consent'] as const

export type DeadlineKind = (typeof deadlineKinds)[number]

/** One such thing. `itemId` is the client, the review, the recommendation or the proposal; a client's review has round and step 0. */
export interface DeadlineKey {
  readonly kind: DeadlineKind
  readonly itemId: number
  readonly round: number
  readonly stepNo: number
}
