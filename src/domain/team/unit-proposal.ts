import type { Article } from '../article.ts'
import type { Position } from '../organisation/position.ts'
import type { PostAt } from '../organisation/post-above.ts'
import { principalOf } from '../organisation/principal.ts'
import type { Standing } from '../organisation/standing.ts'
import type { UnitLevel } from '../organisation/unit.ts'
import { type Refusal, refuse } from '../refusal.ts'

/** Article of lead and co-operating units: head office and branches act together (Art. 11; "who leads, who co-operates", 15(3)). */
export const unitArticle: Article = '11'

/** What a unit is proposed for: to co-operate in a client's service, or to lead it. */
export const unitAims = ['cooperate', 'lead'] as const

export type UnitAim = (typeof unitAims)[number]

/**
 * What became of a proposal. `cancelled`: the client left its tier; `superseded`: the organisation or another decision changed
 * meanwhile what it was about.
 */
export const unitProposalStates = ['open', 'carried_out', 'refused', 'withdrawn', 'cancelled', 'superseded'] as const

export type UnitProposalState = (typeof unitProposalStates)[number]

/** Who has to agree. They may be given in any order. */
export const unitConsentKinds = [
  'branch_cooperates',
  'lead_branch_releases',
  'lead_branch_accepts',
  'department_agrees',
] as const

export type UnitConsentKind = (typeof unitConsentKinds)[number]

/** The level whose unit gives the consent. */
export const levelOfUnitConsent: Record<UnitConsentKind, UnitLevel> = {
  branch_cooperates: 'branch',
  lead_branch_releases: 'branch',
  lead_branch_accepts: 'branch',
  department_agrees: 'head_office',
}

/** Who consents, where the bank's settings say nothing else (ours). */
export const defaultUnitConsents: Record<UnitConsentKind, readonly Position[]> = {
  branch_cooperates: ['branch_president', 'branch_officer'],
  lead_branch_releases: ['branch_president'],
  lead_branch_accepts: ['branch_president'],
  department_agrees: ['corporate_officer'],
}

/** Who proposes, where the bank's settings say nothing else (ours). */
export const defaultUnitProposers = ['branch_officer', 'branch_president', 'corporate_officer'] as const

/** A consent waits, was given or refused, or is of no use any more. */
export const unitConsentStates = ['open', 'given', 'refused', 'closed'] as const

export type UnitConsentState = (typeof unitConsentStates)[number]

export type UnitVerdict = Extract<UnitConsentState, 'given' | 'refused'>

/** Who said what, in whose name and when. */
export interface UnitVoice {
  readonly decidedBy: number
  readonly deciderName: string
  readonly inNameOf: number
  readonly principalName: string
  /** Why it was refused. */
  readonly reason: string | null
  readonly decidedAt: Date
}

export interface UnitConsent {
  readonly no: number
  readonly kind: UnitConsentKind
  readonly unitId: number
  /** Who may give it, as the settings stood when it was proposed; empty means nobody (B04). */
  readonly positions: readonly Position[]
  /** Whose it was planned to be, where it went up because nobody held that post; else null. */
  readonly raisedFrom: PostAt | null
  readonly state: UnitConsentState
  readonly voice: UnitVoice | null
}

/** What deciding needs to know of a proposal, read under its row lock. */
export interface UnitProposal {
  readonly id: number
  readonly clientId: number
  readonly aim: UnitAim
  readonly state: UnitProposalState
  /** Who led when it was proposed. */
  readonly fromUnitId: number
  readonly unitId: number
  /** Whether the old lead unit goes on as a co-operating one. */
  readonly keepsOld: boolean
  readonly proposedBy: number
  readonly proposedInNameOf: number
  readonly consents: readonly UnitConsent[]
}

/** What one person says to one consent. */
export interface UnitRequest {
  readonly no: number
  readonly verdict: UnitVerdict
  readonly reason: string | null
}

/** An accepted say and where it leads. */
export interface UnitDecided {
  readonly consent: UnitConsent
  readonly inNameOf: number
  readonly next: 'waits' | 'carried_out' | 'refused'
}

/**
 * Accepts or refuses what one person says to a proposal (Art. 11): all consents together carry it out, one refusal ends it.
 * Nobody gives two of them, and nobody who proposed gives any, in whosever name.
 *
 * @param formatTime how a moment is written for the person, for "already said by … at …"
 */
export function decideUnitConsent(
  proposal: UnitProposal,
  standing: Standing,
  { no, verdict, reason }: UnitRequest,
  formatTime: (at: Date) => string,
): UnitDecided | Refusal {
  const consent = proposal.consents.find((one) => one.no === no)
  if (!consent) return refuse('not_found', { params: { number: proposal.id } })
  if (consent.voice) {
    const { deciderName: name, decidedAt } = consent.voice
    return refuse('unit_consent_said', {
      article: unitArticle,
      params: { name, at: formatTime(decidedAt), verdict: consent.state },
    })
  }
  if (proposal.state !== 'open')
    return refuse('unit_proposal_over', { article: unitArticle, params: { state: proposal.state } })
  const inNameOf = principalForConsent(proposal, consent, standing)
  if (typeof inNameOf !== 'number') return inNameOf
  if (verdict === 'refused') {
    if (reason === null || reason === '') return refuse('reason_required', { field: 'reason' })
    return { consent, inNameOf, next: 'refused' }
  }
  const others = proposal.consents.filter((one) => one.no !== no)
  return { consent, inNameOf, next: others.every(({ state }) => state === 'given') ? 'carried_out' : 'waits' }
}

/** Whether the consent is this person's to give or refuse now, in whosever name. */
export function mayConsent(proposal: UnitProposal, consent: UnitConsent, standing: Standing): boolean {
  return (
    proposal.state === 'open' &&
    consent.state === 'open' &&
    typeof principalForConsent(proposal, consent, standing) === 'number'
  )
}

/** The person in whose name the standing may consent, or why not. */
function principalForConsent(proposal: UnitProposal, consent: UnitConsent, standing: Standing): number | Refusal {
  const said = proposal.consents.flatMap(({ kind, voice }) => (voice ? [{ stepKind: kind, ...voice }] : []))
  const begun = { stepKind: 'proposal', decidedBy: proposal.proposedBy, inNameOf: proposal.proposedInNameOf }
  const refused = principalOf(
    { submittedBy: proposal.proposedBy, voices: [begun, ...said], article: unitArticle },
    consent,
    standing,
  )
  if (typeof refused === 'number') return refused
  if (refused.refused === 'own_submission') return refuse('unit_own_proposal', { article: unitArticle })
  return refused.refused === 'second_step' ? refuse('unit_second_consent', { article: unitArticle }) : refused
}

/** Whether somebody may take a proposal back: who made it, and in whose name it was made. */
export function mayWithdrawProposal({ proposedBy, proposedInNameOf }: UnitProposal, standing: Standing): boolean {
  return standing.active && [proposedBy, proposedInNameOf].includes(standing.personId)
}
