import { positions } from '../../domain/organisation/position.ts'
import type { UnitLevel } from '../../domain/organisation/unit.ts'
import type { RecommendationState } from '../../domain/recommendation/recommendation.ts'
import type { StepKind } from '../../domain/recommendation/routes.ts'
import type { Refusal } from '../../domain/refusal.ts'
import type { FilingState } from '../../domain/register/filing.ts'
import type { ReviewStepKind, ReviewVerdict } from '../../domain/review/review.ts'
import type { UnitConsentKind, UnitProposalState, UnitVerdict } from '../../domain/team/unit-proposal.ts'
import { filingText } from './filing.ts'
import { terms } from './terms.ts'
import { unitText } from './unit.ts'
import type { Language } from './words.ts'

type Params = Refusal['params']

/** A recommendation’s state, by a refusal's parameters. */
export function stateText(params: Params, language: Language): string {
  return terms[language].state[params.state as RecommendationState] ?? ''
}

/** A tier, or “strategic client” where none is said, by a refusal's parameters. */
export function tierText(params: Params, language: Language): string {
  return (
    terms[language].tier[params.tier as 'bank_wide' | 'regional'] ??
    (language === 'zh' ? '战略客户' : 'strategic client')
  )
}

/** A level of the organisation, by a refusal's parameters. */
export function levelText(params: Params, language: Language): string {
  return terms[language].level[params.level as UnitLevel] ?? ''
}

/** Posts, as a list, by a refusal's parameters. */
export function positionList(params: Params, language: Language): string {
  const names = positions
    .filter((position) =>
      String(params.positions ?? '')
        .split(',')
        .includes(position),
    )
    .map((position) => terms[language].position[position])
  return names.join(language === 'zh' ? '、' : ' or ')
}

/** What somebody said in a review, by a refusal's parameters. */
export function outcomeText(params: Params, language: Language): string {
  return terms[language].reviewVerdict[params.verdict as ReviewVerdict] ?? ''
}

/** What became of a filed register, by whom and when, by a refusal's parameters. */
export function settledText(params: Params, language: Language): string {
  const state = filingText[language].state[params.state as FilingState]
  if (!params.name) return state
  return language === 'zh' ? `由${params.name}于 ${params.at} ${state}` : `${state} by ${params.name}, ${params.at}`
}

/** What became of a proposal about a unit, by a refusal's parameters. */
export function unitStateText(params: Params, language: Language): string {
  return unitText[language].state[params.state as UnitProposalState] ?? ''
}

/** Whether a consent was given or refused, by a refusal's parameters. */
export function unitSaidText(params: Params, language: Language): string {
  return unitText[language].said[params.verdict as UnitVerdict] ?? ''
}

/** A step's name, of a recommendation or a review, or a consent's. */
export function stepText(kind: StepKind | ReviewStepKind | UnitConsentKind, language: Language): string {
  return { ...terms[language].step, ...terms[language].reviewStep, ...terms[language].unitConsent }[kind]
}
