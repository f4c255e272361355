import type { Due } from '../../../db/queries/deadline.ts'
import type { RecommendationView } from '../../../db/queries/recommendation-view.ts'
import type { Article } from '../../domain/article.ts'
import { articleOfCategory } from '../../domain/client/category.ts'
import type { AssessedLine, Criterion, Figure } from '../../domain/criteria/criteria.ts'
import { type Decision, openStep, type Step } from '../../domain/recommendation/recommendation.ts'
import { levelOfStep, routes } from '../../domain/recommendation/routes.ts'
import { type Block, bullets, clip, lines, type Piece } from '../blocks.ts'
import { articleText } from '../text/article.ts'
import { dueWords } from '../text/due.ts'
import { momentText } from '../text/moment.ts'
import { recommendationText } from '../text/recommendation.ts'
import { signs } from '../text/signs.ts'
import { takeOverText } from '../text/take-over.ts'
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
          stepName(step, view, reader.language),
          momentText(view.waitingSince, reader.language, reader.timeZone),
        )
      : terms[reader.language].state[view.recommendation.state]
  return view.recommendation.round > 1 ? `${state} · ${text.round(view.recommendation.round)}` : state
}

/** By when an open step should be taken, to put after what it waits for. */
export function dueText(due: Due | null, { language, timeZone }: Reader): string {
  if (!due) return ''
  const { by, provisional } = dueWords[language]
  const said = by(momentText(due.dueAt, language, timeZone))
  return due.provisional ? `${said}${provisional}` : said
}

/** A step with the unit whose it is, where its name does not say so. */
export function stepName(step: Step, view: RecommendationView, language: Language): string {
  const unit =
    levelOfStep[step.kind] === 'head_office' && !step.raisedFrom ? '' : (view.unitNames.get(step.unitId) ?? '')
  const raised = step.raisedFrom ? signs[language].brackets(recommendationText[language].raised) : ''
  return `${terms[language].step[step.kind]}${signs[language].brackets(unit)}${raised}`
}

/** One fact takes no more of a card than this, so that the card as a whole fits whatever was typed (B16). */
export const factLength = 200

/** A name that leaves room for its code beside it. */
export const nameLength = 150

/** A label and what it says, shortened; nothing where there is nothing to say. */
export function fact(label: string, value: string | null, language: Language): Piece[][] {
  return value ? [[{ bold: label }, `${signs[language].colon}${clip(value, factLength)}`]] : []
}

/** What is recommended, by whom, for where; what decides first. */
export function factLines(view: RecommendationView, reader: Reader): Block {
  const { language } = reader
  const { label } = recommendationText[language]
  const { brackets, and } = signs[language]
  const term = terms[language]
  const { row, recommendation } = view
  const cited = (article: Article | null) => brackets(article ? articleText(article, language) : '')
  const category = row.tier && row.category ? articleOfCategory(row.tier, row.category) : null
  return lines(
    ...fact(label.state, stateLine(view, reader), language),
    ...fact(label.client, `${clip(view.client.legalName, nameLength)}${brackets(view.client.code)}`, language),
    ...fact(label.tier, tierChange(view, language), language),
    ...fact(label.category, row.category && `${term.category[row.category]}${cited(category)}`, language),
    ...fact(label.route, `${term.route[recommendation.route]}${cited(routes[recommendation.route].article)}`, language),
    ...fact(label.recommender, submittedLine(view, reader), language),
    ...fact(label.leadUnit, view.leadUnit.name, language),
    ...fact(label.industry, row.industry, language),
    ...fact(label.region, row.region, language),
    ...fact(label.dimensions, row.keyDimensions.chosen.map((one) => term.dimension[one]).join(and), language),
  )
}

function tierChange({ row, recommendation }: RecommendationView, language: Language): string | null {
  const { tier } = terms[language]
  if (!row.tier) return null
  return recommendation.kind === 'upgrade' ? `${tier.regional} → ${tier[row.tier]}` : tier[row.tier]
}

function submittedLine({ row, recommendation, beganAt }: RecommendationView, reader: Reader): string {
  const { brackets, comma } = signs[reader.language]
  const at = row.submittedAt ? `${comma}${momentText(row.submittedAt, reader.language, reader.timeZone)}` : ''
  const takers = recommendation.takers.map(({ name }) => `${comma}${takeOverText[reader.language].takenBy(name)}`)
  return `${recommendation.submitterName}${brackets(beganAt.name)}${at}${takers.join('')}`
}

/** The criteria line by line, with a count on top. */
export function criteriaBlocks(assessed: readonly AssessedLine[], reader: Reader): Block[] {
  if (assessed.length === 0) return []
  const text = recommendationText[reader.language]
  const met = assessed.filter((line) => line.result === 'met').length
  const count = signs[reader.language].brackets(text.metCount(met, assessed.length))
  return [
    bullets(
      assessed.map((line) => [criterionLine(line, reader.language)]),
      [{ bold: text.label.criteria }, count],
    ),
  ]
}

function criterionLine(line: AssessedLine, language: Language): string {
  const text = recommendationText[language]
  const { colon, comma, brackets } = signs[language]
  const mark = { met: '✓', not_met: '✗', not_given: '–' }[line.result]
  const said = { met: text.met, not_met: text.notMet, not_given: text.notGiven }[line.result]
  const value =
    line.value === null ? '' : `${amountText({ value: line.value, unit: line.criterion.unit }, language)}${comma}`
  return `${mark} ${line.criterion.name[language]}${colon}${value}${said}${brackets(threshold(line.criterion, language))}`
}

/** A criterion's threshold: "不低于 100 亿元". */
export function threshold(criterion: Criterion, language: Language): string {
  const text = recommendationText[language]
  const comparison = criterion.comparison === 'at_least' ? text.atLeast : text.atMost
  return `${comparison} ${amountText({ value: criterion.threshold, unit: criterion.unit }, language)}`
}

/** Kept once made, and made at the first card: the two take 16 ms, which every start would wait for. */
const numberFormats: Partial<Record<Language, Intl.NumberFormat>> = {}

/** A figure in words: "3,431.8 亿元", "70%". */
export function amountText({ value, unit: given }: Figure, language: Language): string {
  numberFormats[language] ??= new Intl.NumberFormat(language === 'zh' ? 'zh-CN' : 'en-GB')
  const number = numberFormats[language].format(value)
  const unit = terms[language].unit[given]
  return given === 'percent' ? `${number}${unit}` : `${number} ${unit}`.trim()
}

/** The steps of the present round: who decided what and when, what waits, what was left out and why. */
export function stepBlocks(view: RecommendationView, reader: Reader): Block[] {
  const text = recommendationText[reader.language]
  const rows = view.recommendation.steps.map((step) => stepRow(step, view, reader))
  return [bullets(rows, [{ bold: text.label.steps }])]
}

function stepRow(step: Step, view: RecommendationView, reader: Reader): Piece[] {
  const text = recommendationText[reader.language]
  const term = terms[reader.language]
  const decision = view.recommendation.decisions.find(
    (one) => one.round === view.recommendation.round && one.stepNo === step.no,
  )
  const name = `${stepName(step, view, reader.language)} · `
  if (decision) return [`${markOf(decision)} ${name}`, { bold: decisionLine(decision, reader) }]
  if (step.skipReason) return [`↷ ${name}${term.skip[step.skipReason]}`]
  if (step.state === 'open')
    return [`● ${name}`, { bold: view.emptySince ? text.noPost : text.openLine }, dueText(view.due, reader)]
  return [`○ ${name}${step.state === 'waiting' ? text.waitingLine : text.closedLine}`]
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
export function decider(
  decision: Pick<Decision, 'decidedBy' | 'deciderName' | 'inNameOf' | 'principalName'>,
  language: Language,
): string {
  return decision.decidedBy === decision.inNameOf
    ? decision.deciderName
    : recommendationText[language].deputy(decision.deciderName, decision.principalName)
}

/** Somebody's long text for a card: shortened with a way to the whole of it (B16). */
export function shortened(text: string, max: number, language: Language): string {
  return text.length <= max ? text : `${clip(text, max)}${recommendationText[language].truncated}`
}
