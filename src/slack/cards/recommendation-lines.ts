import type { RecommendationView } from '../../../db/queries/recommendation-view.ts'
import { articleOfCategory } from '../../domain/client/category.ts'
import type { AssessedLine, Criterion } from '../../domain/criteria/criteria.ts'
import { type Decision, openStep, type Step } from '../../domain/recommendation/recommendation.ts'
import { routes } from '../../domain/recommendation/routes.ts'
import { type Block, bullets, clip, lines, type Piece } from '../blocks.ts'
import { articleText } from '../text/article.ts'
import { momentText } from '../text/moment.ts'
import { recommendationText } from '../text/recommendation.ts'
import { terms } from '../text/terms.ts'
import type { Language } from '../text/words.ts'

/** For whom and in what zone something is drawn. */
export interface Reader {
  readonly language: Language
  readonly timeZone: string
}

/** Where a recommendation stands, in a line. */
export function stateLine(view: RecommendationView, reader: Reader): string {
  const text = recommendationText[reader.language]
  const step = openStep(view.recommendation)
  const state =
    step && view.waitingSince
      ? text.waits(
          terms[reader.language].step[step.kind],
          view.unitNames.get(step.unitId) ?? '',
          momentText(view.waitingSince, reader.language, reader.timeZone),
        )
      : terms[reader.language].state[view.recommendation.state]
  return view.recommendation.round > 1 ? `${state} · ${text.round(view.recommendation.round)}` : state
}

/** What is recommended, by whom, for where. */
export function factLines(view: RecommendationView, reader: Reader): Block {
  const text = recommendationText[reader.language]
  const term = terms[reader.language]
  const { row, recommendation } = view
  const article = row.tier && row.category ? articleOfCategory(row.tier, row.category) : null
  const category = row.category ? term.category[row.category] : ''
  const colon = reader.language === 'zh' ? '：' : ': '
  const fact = (label: string, value: string): Piece[] => [{ bold: label }, `${colon}${value || text.none}`]
  return lines(
    fact(text.label.state, stateLine(view, reader)),
    fact(text.label.client, `${view.client.legalName}（${view.client.code}）`),
    fact(text.label.tier, row.tier ? term.tier[row.tier] : ''),
    fact(text.label.category, article ? `${category}（${articleText(article, reader.language)}）` : category),
    fact(
      text.label.route,
      `${term.route[recommendation.route]}（${articleText(routes[recommendation.route].article, reader.language)}）`,
    ),
    fact(text.label.leadUnit, view.leadUnit.name),
    fact(text.label.recommender, `${recommendation.submitterName}，${view.beganAt.name}`),
    fact(text.label.industry, row.industry ?? ''),
    fact(text.label.region, row.region ?? ''),
    fact(text.label.dimensions, row.keyDimensions.chosen.map((dimension) => term.dimension[dimension]).join('、')),
  )
}

/** The criteria line by line, with a count on top. */
export function criteriaBlocks(assessed: readonly AssessedLine[], reader: Reader): Block[] {
  if (assessed.length === 0) return []
  const text = recommendationText[reader.language]
  const met = assessed.filter((line) => line.result === 'met').length
  return [
    lines([{ bold: text.label.criteria }, `（${text.metCount(met, assessed.length)}）`]),
    bullets(assessed.map((line) => [criterionLine(line, reader.language)])),
  ]
}

function criterionLine(line: AssessedLine, language: Language): string {
  const text = recommendationText[language]
  const mark = { met: '✓', not_met: '✗', not_given: '–' }[line.result]
  const said = { met: text.met, not_met: text.notMet, not_given: text.notGiven }[line.result]
  const value = line.value === null ? '' : ` ${amount(line.value, line.criterion, language)}`
  return `${mark} ${line.criterion.name[language]}${value}（${threshold(line.criterion, language)}）${said}`
}

/** A criterion's threshold: "不低于 100 亿元". */
export function threshold(criterion: Criterion, language: Language): string {
  const text = recommendationText[language]
  const comparison = criterion.comparison === 'at_least' ? text.atLeast : text.atMost
  return `${comparison} ${amount(criterion.threshold, criterion, language)}`
}

function amount(value: number, criterion: Criterion, language: Language): string {
  const number = new Intl.NumberFormat(language === 'zh' ? 'zh-CN' : 'en-GB').format(value)
  return `${number} ${terms[language].unit[criterion.unit]}`.trim()
}

/** The steps of the present round: who decided what and when, what waits, what was left out and why. */
export function stepBlocks(view: RecommendationView, reader: Reader): Block[] {
  const text = recommendationText[reader.language]
  const rows = view.recommendation.steps.map((step) => stepRow(step, view, reader))
  return [lines([{ bold: text.label.steps }]), bullets(rows)]
}

function stepRow(step: Step, view: RecommendationView, reader: Reader): Piece[] {
  const text = recommendationText[reader.language]
  const term = terms[reader.language]
  const decision = view.recommendation.decisions.find(
    (one) => one.round === view.recommendation.round && one.stepNo === step.no,
  )
  const name = `${term.step[step.kind]}（${view.unitNames.get(step.unitId) ?? ''}）`
  if (decision) return [`${markOf(decision)} ${name}　`, { bold: decisionLine(decision, reader) }]
  if (step.skipReason) return [`↷ ${name}　${term.skip[step.skipReason]}`]
  if (step.state === 'open') return [`● ${name}　`, { bold: text.openLine }]
  return [`○ ${name}　${step.state === 'waiting' ? text.waitingLine : text.closedLine}`]
}

function markOf(decision: Decision): string {
  return { approved: '✓', returned: '↩', rejected: '✗' }[decision.verdict]
}

/** One decision in a line, with both names where a deputy decided. */
export function decisionLine(decision: Decision, reader: Reader): string {
  const text = recommendationText[reader.language]
  return text.decidedLine(
    terms[reader.language].verdict[decision.verdict],
    decider(decision, reader.language),
    momentText(decision.decidedAt, reader.language, reader.timeZone),
  )
}

/** Who decided, with the absent person's name where a deputy did. */
export function decider(decision: Decision, language: Language): string {
  return decision.decidedBy === decision.inNameOf
    ? decision.deciderName
    : recommendationText[language].deputy(decision.deciderName, decision.principalName)
}

/** Somebody's long text for a card: shortened with a way to the whole of it (B16). */
export function shortened(text: string, max: number, language: Language): string {
  return text.length <= max ? text : `${clip(text, max)}${recommendationText[language].truncated}`
}
