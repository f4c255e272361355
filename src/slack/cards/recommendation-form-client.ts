import type { types } from '@slack/bolt'
import type { Draft } from '../../domain/recommendation/draft.ts'
import type { RecommendationForm } from '../../usecases/recommendation-form.ts'
import { type Block, clip, context, input, lines, option, searchField, textField } from '../blocks.ts'
import { common } from '../text/common.ts'
import { recommendationText } from '../text/recommendation.ts'
import { refusalText } from '../text/refusal.ts'
import { signs } from '../text/signs.ts'
import type { Language } from '../text/words.ts'
import { fact } from './recommendation-lines.ts'

/** The client's input. */
export const clientInput = 'client'

/** Characters of a name, an industry or a region. */
export const shortField = 100

/** Names of clients that the register does not have come as a value with this in front. */
const newPrefix = 'new:'

/** Who is recommended: a client of the register, or a new one with its look-alikes; fixed once it was submitted. */
export function clientBlocks(form: RecommendationForm, language: Language): Block[] {
  const text = recommendationText[language].form
  if (form.resubmission) return [lines(...fact(text.client, clientName(form, language), language))]
  const chosen = chosenClient(form, language)
  const select = searchField(clientInput, { placeholder: text.clientPlaceholder, initial: chosen, from: 1 })
  return [
    input(clientInput, text.client, select, { hint: text.clientHint, dispatch: true }),
    ...(form.obstacle ? [context(`⚠ ${refusalText(form.obstacle, language)}`)] : []),
    ...severalBlocks(form, language),
    ...(form.draft.newName ? newClientBlocks(form, language) : []),
  ]
}

function severalBlocks({ several }: RecommendationForm, language: Language): Block[] {
  if (several.length === 0) return []
  const names = several.map((client) => codedName(client, language)).join(signs[language].and)
  return [context(`${recommendationText[language].form.severalFit}${names}`)]
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

/** A new client's name as it is kept: what is too long for one is seen to be cut. */
function newClientName(typed: string): string {
  return clip(typed, shortField)
}

/** "New client: …" in the select. */
export function newClientOption(name: string, language: Language): types.PlainTextOption {
  const { newClient } = recommendationText[language].form
  return option(newClient(newClientName(name)), `${newPrefix}${newClientName(name)}`)
}

/** What the chosen value means for the draft. */
export function chosenBy(value: string): Pick<Draft, 'clientId' | 'newName'> {
  if (value.startsWith(newPrefix)) return { newName: value.slice(newPrefix.length) }
  return /^\d+$/.test(value) ? { clientId: Number(value) } : {}
}

function newClientBlocks(form: RecommendationForm, language: Language): Block[] {
  const text = recommendationText[language].form
  const name = newClientName(form.draft.newName ?? '')
  const legalName = textField('legalName', { initial: form.draft.legalName ?? form.draft.newName, max: shortField })
  const surely: types.Checkboxes = {
    type: 'checkboxes',
    action_id: 'surelyNew',
    options: [option(text.surelyNewOption, 'yes')],
    ...(form.draft.surelyNew && { initial_options: [option(text.surelyNewOption, 'yes')] }),
  }
  return [
    input(`legalName@${name}`, text.legalName, legalName, {
      hint: common[language].atMost(shortField),
    }),
    ...(form.lookAlikes.length > 0
      ? [
          context(
            `${text.lookAlikes}${form.lookAlikes.map((client) => codedName(client, language)).join(signs[language].and)}`,
          ),
          input(`surelyNew@${name}`, text.surelyNew, surely, { optional: true }),
        ]
      : []),
  ]
}
