import type { types } from '@slack/bolt'
import { articleOfCategory, type Category, categories, categoriesOfTier } from '../../domain/client/category.ts'
import { keyDimensions } from '../../domain/client/client.ts'
import { type Draft, draftSchema } from '../../domain/recommendation/draft.ts'
import { routes } from '../../domain/recommendation/routes.ts'
import type { RouteChoice } from '../../domain/recommendation/submit.ts'
import type { RecommendationForm } from '../../usecases/recommendation-form.ts'
import { type Block, context, input, lines, type ModalView, modal, option, plain, quote, textField } from '../blocks.ts'
import { listOf, textOf } from '../form.ts'
import type { FormValues } from '../gesture.ts'
import { articleText } from '../text/article.ts'
import { common } from '../text/common.ts'
import { recommendationText } from '../text/recommendation.ts'
import { refusalText } from '../text/refusal.ts'
import { signs } from '../text/signs.ts'
import { terms } from '../text/terms.ts'
import type { Language } from '../text/words.ts'
import { fact, threshold } from './recommendation-lines.ts'

/** Callback and action ids of the form. */
export const formIds = {
  submit: 'recommendation_submit',
  client: 'client',
  route: 'route',
  leadUnit: 'leadUnit',
} as const

/** Names of clients that the register does not have come as a value with this in front. */
const newPrefix = 'new:'

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
  return [quote(returned.reason, [{ bold: recommendationText[language].form.returnedBy(returned.name) }])]
}

function clientBlocks(form: RecommendationForm, language: Language): Block[] {
  const text = recommendationText[language].form
  if (form.resubmission) return [lines(...fact(text.client, clientName(form, language), language))]
  const chosen = chosenClient(form, language)
  const select: types.ExternalSelect = {
    type: 'external_select',
    action_id: formIds.client,
    min_query_length: 1,
    placeholder: plain(text.clientPlaceholder, 150),
    ...(chosen && { initial_option: chosen }),
  }
  return [
    input(formIds.client, text.client, select, { hint: text.clientHint, dispatch: true }),
    ...(form.obstacle ? [context(`⚠ ${refusalText(form.obstacle, language)}`)] : []),
    ...(form.draft.newName ? newClientBlocks(form, language) : []),
  ]
}

function clientName({ client, draft }: RecommendationForm, language: Language): string {
  return client ? codedName(client, language) : (draft.newName ?? '')
}

function codedName(client: { shortName: string; code: string }, language: Language): string {
  return `${client.shortName}${signs[language].brackets(client.code)}`
}

function chosenClient(form: RecommendationForm, language: Language): types.PlainTextOption | null {
  if (form.client) return clientOption(form.client, language)
  return form.draft.newName ? newClientOption(form.draft.newName, language) : null
}

/** A client in the select. */
export function clientOption(
  client: { id: number; shortName: string; code: string; legalName: string },
  language: Language,
): types.PlainTextOption {
  return option(codedName(client, language), String(client.id), client.legalName)
}

/** "New client: …" in the select. */
export function newClientOption(name: string, language: Language): types.PlainTextOption {
  return option(recommendationText[language].form.newClient(name), `${newPrefix}${name}`.slice(0, 150))
}

function newClientBlocks(form: RecommendationForm, language: Language): Block[] {
  const text = recommendationText[language].form
  const legalName = textField('legalName', { initial: form.draft.legalName ?? form.draft.newName, max: 100 })
  const surely: types.Checkboxes = {
    type: 'checkboxes',
    action_id: 'surelyNew',
    options: [option(text.surelyNewOption, 'yes')],
    ...(form.draft.surelyNew && { initial_options: [option(text.surelyNewOption, 'yes')] }),
  }
  return [
    input(`legalName@${form.draft.newName}`.slice(0, 200), text.legalName, legalName),
    ...(form.lookAlikes.length > 0
      ? [
          context(
            `${text.lookAlikes}${form.lookAlikes.map((client) => codedName(client, language)).join(signs[language].and)}`,
          ),
          input('surelyNew', text.surelyNew, surely, { optional: true }),
        ]
      : []),
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
    input(`industry@${about}`, text.industry, textField('industry', { initial: given(form, 'industry'), max: 100 })),
    input(`region@${about}`, text.region, textField('region', { initial: given(form, 'region'), max: 100 })),
    input('reason', text.reason, textField('reason', { initial: form.draft.reason, multiline: true }), {
      hint: text.reasonHint,
    }),
    ...(form.criteria ? criteriaInputs(form.criteria, form.draft, language) : []),
  ]
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
  const select: types.ExternalSelect = {
    type: 'external_select',
    action_id: formIds.leadUnit,
    min_query_length: 0,
    placeholder: plain(text.leadUnitPlaceholder, 150),
    ...(form.leadUnit && { initial_option: option(form.leadUnit.name, String(form.leadUnit.id)) }),
  }
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
  const client = textOf(values, formIds.client)
  const [route, unit] = textOf(values, formIds.route).split('@')
  const criteria = Object.entries(values).filter(([name]) => name.startsWith('criterion_'))
  const category = textOf(values, 'category')
  const draft = {
    ...(client.startsWith(newPrefix) && { newName: client.slice(newPrefix.length) }),
    ...(/^\d+$/.test(client) && { clientId: Number(client) }),
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
