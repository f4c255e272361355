import type { RecommendationView } from '../../../db/queries/recommendation-view.ts'
import type { Step } from '../../domain/recommendation/recommendation.ts'
import type { Lack } from '../../usecases/lack.ts'
import { type Block, bullets, lines, literal, type Message } from '../blocks.ts'
import { authorityText } from '../text/authority.ts'
import { recommendationText } from '../text/recommendation.ts'
import { stepText } from '../text/refusal-params.ts'
import { terms } from '../text/terms.ts'
import type { Language } from '../text/words.ts'

/** Tells an administrator what the bank's settings leave to nobody. */
export function lackMessage(lack: Lack, language: Language): Message {
  const said = lackLine(lack, language)
  return { text: literal(said), blocks: [lines([said]), ...gapList(lack, language)] }
}

function lackLine({ gaps, policyVersionId }: Lack, language: Language): string {
  const text = authorityText[language]
  if (policyVersionId === null) return text.noPolicy
  return gaps ? text.gaps(policyVersionId) : text.unreadable(policyVersionId)
}

function gapList({ gaps }: Lack, language: Language): Block[] {
  if (!gaps) return []
  const text = authorityText[language]
  const term = terms[language]
  const rows = [
    ...gaps.routes.map((route) => text.begin(term.route[route])),
    ...gaps.steps.map((step) => stepText(step, language)),
    ...(gaps.fourEyes ? [text.fourEyes] : []),
  ]
  return [bullets(rows.map((row) => [row]))]
}

/** Tells an administrator that a step waits for which the settings it began with know no post. */
export function stepLackMessage(view: RecommendationView, step: Step, language: Language): Message {
  const subject = recommendationText[language].subject(view.recommendation.id, view.client.shortName)
  const said = authorityText[language].step(subject, terms[language].step[step.kind])
  return { text: literal(said), blocks: [lines([said])] }
}
