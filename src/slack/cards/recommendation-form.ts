import type { types } from '@slack/bolt'
import { articleOfCategory, type Category, categories, categoriesOfTier } from '../../domain/client/category.ts'
import { keyDimensions } from '../../domain/client/client.ts'
import { type Draft, draftSchema } from '../../domain/recommendation/draft.ts'
import { routes } from '../../domain/recommendation/routes.ts'
import type { RouteChoice } from '../../domain/recommendation/submit.ts'
import type { RecommendationForm } from '../../usecases/recommendation-form.ts'
import {
  type Block,
  context,
  input,
  lines,
  type ModalView,
  modal,
  option,
  quote,
  searchField,
  textField,
} from '../blocks.ts'
import { listOf, textOf } from '../form.ts'
import type { FormValues } from '../gesture.ts'
import { blockLimits } from '../limits.ts'
import { articleText } from '../text/article.ts'
import { common } from '../text/common.ts'
import { recommendationText } from '../text/recommendation.ts'
import { signs } from '../text/signs.ts'
import { terms } from '../text/terms.ts'
import type { Language } from '../text/words.ts'
import { chosenBy, clientBlocks, clientInput, shortField } from './recommendation-form-client.ts'
import { fact, shortened, threshold } from './recommendation-lines.ts'

/** Callback and action ids of the form. */
export const formIds = {
  submit: 'recommendation_submit',
  client: clientInput,
  route: 'route',
  leadUnit: 'leadUnit',
} as const

/** How much of the reason for a return the form repeats. */
const returnedReason = 1500

/** What the window carries from its opening to its submission. */
interface Carried {
  readonly id: number
  readonly criteria: number | null
}

/** The recommendation form for a draft or a returned recommendation. */
export function recommendationFormView(form: RecommendationForm, language: Language): ModalView {
  const text = recommendationText[language].form
  const carried: Carried = { id: form.recommendationId, criteria: form.criteria?.id ?? null }
  return modal({
    callbackId: formIds.submit,
    title: form.resubmission ? text.resubmitTitle : text.title,
    submit: form.resubmission ? text.resubmit : text.submit,
    close: common[language].cancel,
    metadata: JSON.stringify(carried),
    blocks: [
      ...returnedBlocks(form, language),
      ...clientBlocks(form, language),
      ...routeBlocks(form, language),
      ...restBlocks(form, language),
    ],
  })
}

/** What the supplement has to answer, on top of the form in which it is made. */
function returnedBlocks({ returned }: RecommendationForm, language: Language): Block[] {
  if (!returned) return []
  return [
    quote(shortened(returned.reason, returnedReason, language), [
      { bold: recommendationText[language].form.returnedBy(returned.name) },
    ]),
  ]
}

function routeBlocks(form: RecommendationForm, language: Language): Block[] {
  const text = recommendationText[language].form
  const choice = form.choice
  if (form.resubmission && choice) return [lines(...fact(text.route, choiceText(choice, language), language))]
  const select: types.StaticSelect = {
    type: 'static_select',
    action_id: formIds.route,
    options: form.choices.map((one) => choiceOption(one, language)),
    ...(choice && { initial_option: choiceOption(choice, language) }),
  }
  return [input(formIds.route, text.route, select, { dispatch: true }), ...(choice ? [] : [context(text.chooseRoute)])]
}

function choiceText(choice: RouteChoice, language: Language): string {
  const { tier, article } = routes[choice.route]
  const { routeOption } = recommendationText[language].form
  return routeOption(tier, terms[language].route[choice.route], articleText(article, language))
}

function choiceOption(choice: RouteChoice, language: Language): types.PlainTextOption {
  return option(choiceText(choice, language), `${choice.route}@${choice.beganAt.id}`, choice.beganAt.name)
}

function restBlocks(form: RecommendationForm, language: Language): Block[] {
  const text = recommendationText[language].form
  const about = form.client?.id ?? 0
  return [
    ...(form.choice ? [categoryBlock(form.choice, form.draft.category, language)] : []),
    ...leadUnitBlocks(form, language),
    input('keyDimensions', text.dimensions, dimensionBoxes(form.draft, language), { optional: true }),
    input(
      `industry@${about}`,
      text.industry,
      textField('industry', { initial: given(form, 'industry'), max: shortField }),
      {
        hint: common[language].atMost(shortField),
      },
    ),
    input(`region@${about}`, text.region, textField('region', { initial: given(form, 'region'), max: shortField }), {
      hint: common[language].atMost(shortField),
    }),
    ...longReason(form.draft, language),
    input('reason', text.reason, textField('reason', { initial: form.draft.reason, multiline: true }), {
      hint: text.reasonHint,
    }),
    ...(form.criteria ? criteriaInputs(form.criteria, form.draft, language) : []),
  ]
}

/** A reason that came by another way may be longer than the field: said, since submitting sends what the field shows. */
function longReason({ reason }: Draft, language: Language): Block[] {
  const length = [...(reason ?? '')].length
  const { maxLength } = blockLimits.plainTextInput
  return length > maxLength ? [context(`⚠ ${recommendationText[language].form.longReason(length, maxLength)}`)] : []
}

/** What was typed, or what the register says of the chosen client. */
function given(form: RecommendationForm, field: 'industry' | 'region'): string | undefined {
  return form.draft[field] ?? form.client?.[field]
}

function categoryBlock(choice: RouteChoice, chosen: Category | undefined, language: Language): Block {
  const { tier } = routes[choice.route]
  const options = categoriesOfTier[tier].map((category) => categoryOption(choice, category, language))
  const initial = options.find((one) => one.value === chosen)
  const select: types.StaticSelect = {
    type: 'static_select',
    action_id: 'category',
    options,
    ...(initial && { initial_option: initial }),
  }
  return input(`category@${tier}`, recommendationText[language].form.category, select)
}

function categoryOption(choice: RouteChoice, category: Category, language: Language): types.PlainTextOption {
  const article = articleOfCategory(routes[choice.route].tier, category)
  const cited = signs[language].brackets(article ? articleText(article, language) : '')
  return option(`${terms[language].category[category]}${cited}`, category)
}

function leadUnitBlocks(form: RecommendationForm, language: Language): Block[] {
  const text = recommendationText[language].form
  if (!form.choice) return []
  if (form.choice.beganAt.level === 'sub_branch') return [context(text.leadUnitFixed(form.choice.beganAt.name))]
  const select = searchField(formIds.leadUnit, {
    placeholder: text.leadUnitPlaceholder,
    initial: form.leadUnit && option(form.leadUnit.name, String(form.leadUnit.id)),
  })
  return [input(`${formIds.leadUnit}@${form.choice.beganAt.id}`, text.leadUnit, select)]
}

function dimensionBoxes(draft: Draft, language: Language): types.Checkboxes {
  const options = keyDimensions.map((dimension) => option(terms[language].dimension[dimension], dimension))
  const chosen = options.filter((one) => draft.keyDimensions?.some((dimension) => dimension === one.value))
  return {
    type: 'checkboxes',
    action_id: 'keyDimensions',
    options,
    ...(chosen.length > 0 && { initial_options: chosen }),
  }
}

function criteriaInputs(
  criteria: NonNullable<RecommendationForm['criteria']>,
  draft: Draft,
  language: Language,
): Block[] {
  const text = recommendationText[language]
  return [
    lines([{ bold: text.form.criteriaIntro }]),
    ...criteria.criteria.lines.map((criterion) =>
      input(
        `criterion_${criterion.key}@${criteria.id}`,
        `${criterion.name[language]}${signs[language].brackets(terms[language].unit[criterion.unit])}`,
        textField(`criterion_${criterion.key}`, { initial: draft.criteria?.[criterion.key], max: 30 }),
        { optional: true, hint: text.form.criterionHint(threshold(criterion, language)) },
      ),
    ),
  ]
}

/** What the window carried; throws where it is not one of ours. */
export function carriedBy(metadata: string): Carried {
  return JSON.parse(metadata) as Carried
}

/** The draft that the form's values make; unknown values are dropped, as if nothing had been chosen. */
export function draftOf(values: FormValues): Draft {
  const [route, unit] = textOf(values, formIds.route).split('@')
  const criteria = Object.entries(values).filter(([name]) => name.startsWith('criterion_'))
  const category = textOf(values, 'category')
  const draft = {
    ...chosenBy(textOf(values, formIds.client)),
    ...optionalText(values, 'legalName'),
    surelyNew: listOf(values, 'surelyNew').includes('yes'),
    ...(route && { route, beganAtUnitId: Number(unit) }),
    ...(categories.some((one) => one === category) && { category }),
    ...(textOf(values, formIds.leadUnit) && { leadUnitId: Number(textOf(values, formIds.leadUnit)) }),
    keyDimensions: listOf(values, 'keyDimensions'),
    ...optionalText(values, 'industry'),
    ...optionalText(values, 'region'),
    ...optionalText(values, 'reason'),
    criteria: Object.fromEntries(criteria.map(([name]) => [name.slice('criterion_'.length), textOf(values, name)])),
  }
  return draftSchema.parse(draft)
}

function optionalText(values: FormValues, name: string): Record<string, string> {
  const text = textOf(values, name)
  return text === '' ? {} : { [name]: text }
}
