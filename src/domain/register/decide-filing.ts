import type { Position } from '../organisation/position.ts'
import { holdsPost, type Standing } from '../organisation/standing.ts'
import { type Refusal, refuse } from '../refusal.ts'
import type { Filing } from './filing.ts'
import { registerArticle as article } from './register.ts'

/** In whose name somebody may act. */
export interface InName {
  readonly inNameOf: number
}

/** In whose name a person files a branch's register, or why they may not (Art. 10(3)). */
export function mayFile(
  branch: { readonly id: number; readonly name: string },
  positions: readonly Position[],
  standing: Standing,
): InName | Refusal {
  if (!standing.active) return refuse('left_the_bank')
  const [first] = principals(standing, positions, branch.id)
  if (first !== undefined) return { inNameOf: first }
  return refuse('may_not_file', { article, params: { unit: branch.name, positions: positions.join(',') } })
}

/** Whose posts at the unit a person has in hand: their own first, then those of whom they stand in for. */
function principals(standing: Standing, positions: readonly Position[], unitId: number): number[] {
  return [
    ...(holdsPost(standing.posts, positions, unitId) ? [standing.personId] : []),
    ...standing.deputyFor.flatMap(({ principalId, posts }) =>
      holdsPost(posts, positions, unitId) ? [principalId] : [],
    ),
  ]
}

/** What the corporate department says to a filing: it takes note, or asks a question and sends it back. */
export type FilingAnswer =
  | { readonly verdict: 'acknowledged' }
  | { readonly verdict: 'sent_back'; readonly question: string }

/** Who may decide: posts at head office. */
export interface Department {
  readonly unitId: number
  readonly positions: readonly Position[]
}

/**
 * In whose name a person may decide on a filing, or why not: nobody acknowledges what they filed, in whosever name; what is
 * settled stays so.
 *
 * @param formatTime how a moment is written for the person
 */
export function decideFiling(
  filing: Filing,
  department: Department,
  standing: Standing,
  answer: FilingAnswer,
  formatTime: (at: Date) => string,
): InName | Refusal {
  const allowed = mayDecideFiling(filing, department, standing)
  if ('refused' in allowed) return allowed
  if (filing.state !== 'filed') {
    const at = filing.decidedAt ? formatTime(filing.decidedAt) : ''
    const params = { state: filing.state, version: filing.version, name: filing.deciderName ?? '', at }
    return refuse('filing_settled', { article, params })
  }
  if (answer.verdict === 'sent_back' && answer.question === '')
    return refuse('reason_required', { article, field: 'question' })
  return allowed
}

/** The same without what is being said: who has the card with buttons. */
export function mayDecideFiling(
  filing: Filing,
  { unitId, positions }: Department,
  standing: Standing,
): InName | Refusal {
  if (!standing.active) return refuse('left_the_bank')
  const filers = [filing.filedBy, filing.filedInNameOf]
  const held = principals(standing, positions, unitId)
  if (held.length === 0) return refuse('may_not_acknowledge', { article, params: { positions: positions.join(',') } })
  const free = filers.includes(standing.personId) ? undefined : held.find((principal) => !filers.includes(principal))
  return free === undefined ? refuse('own_filing', { article }) : { inNameOf: free }
}
