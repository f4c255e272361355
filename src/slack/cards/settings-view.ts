import type { PolicyVersion } from '../../../db/queries/settings.ts'
import type { Policy } from '../../policy.ts'
import type { SettingField, Settings } from '../../usecases/settings/read-settings.ts'
import type { UnderWay } from '../../usecases/under-way.ts'
import {
  type Block,
  bullets,
  button,
  context,
  divider,
  input,
  lines,
  type ModalView,
  modal,
  option,
  plain,
  selectField,
  severalField,
  textField,
} from '../blocks.ts'
import { blockLimits } from '../limits.ts'
import { common } from '../text/common.ts'
import { momentText } from '../text/moment.ts'
import { settingsText } from '../text/settings.ts'
import { signs } from '../text/signs.ts'
import type { Language } from '../text/words.ts'
import type { Reader } from './recommendation-lines.ts'
import { restartBlocks } from './restart-choice.ts'

/** Action and callback ids of the settings. */
export const settingsIds = { open: 'settings_open', change: 'settings_change' } as const

/** The settings in force, each with its value and, for administrators, a way to change it. */
export function settingsView(settings: Settings, reader: Reader): ModalView {
  const text = settingsText[reader.language]
  const [newest, ...earlier] = settings.versions
  const keys = [...new Set(settings.fields.map(({ path }) => path[0]))]
  return modal({
    callbackId: settingsIds.open,
    title: text.title,
    close: common[reader.language].close,
    blocks: [
      ...(newest ? [lines([versionText(newest, text.version, reader)])] : []),
      context(settings.mayChange ? text.keepTheirs : `${text.keepTheirs}${text.onlyAdministrators}`),
      divider(),
      ...keys.flatMap((key) => settingBlocks(key, settings, reader.language)),
      ...(earlier.length > 0
        ? [
            divider(),
            bullets(
              earlier.map((version) => [versionText(version, text.versionLine, reader)]),
              [{ bold: text.earlier }],
            ),
          ]
        : []),
    ],
  })
}

function versionText(
  { id, publishedAt, publishedBy, reason }: PolicyVersion,
  say: (id: number, at: string, by: string, reason: string) => string,
  { language, timeZone }: Reader,
): string {
  return say(id, momentText(publishedAt, language, timeZone), publishedBy ?? '', reason)
}

function settingBlocks(key: keyof Policy, settings: Settings, language: Language): Block[] {
  const text = settingsText[language]
  const { name } = text.setting[key]
  const fields = settings.fields.filter(({ path }) => path[0] === key)
  const values = fields.map((field) => {
    const value = valueText(field, language)
    const part = partName(field, language)
    return part ? `${part}${signs[language].colon}${value}` : value
  })
  const alone = values.length === 1
  const head: Block = {
    type: 'section',
    text: plain(alone ? `${name}${signs[language].colon}${values[0]}` : name, blockLimits.section.text),
    ...(settings.mayChange && { accessory: button(settingsIds.change, text.change, { value: key }) }),
  }
  return alone ? [head] : [head, bullets(values.map((value) => [value]))]
}

/** What a part of a setting is called: a step, a route, a tier; empty for a setting of one value. */
function partName({ path }: SettingField, language: Language): string {
  return path
    .slice(1)
    .map((key) => settingsText[language].part[key] ?? key)
    .join(' · ')
}

function valueText({ value }: SettingField, language: Language): string {
  const text = settingsText[language]
  if (typeof value === 'boolean') return value ? text.yes : text.no
  if (Array.isArray(value) && value.length === 0) return text.nobody
  if (Array.isArray(value)) return value.map((one) => text.option[String(one)] ?? String(one)).join(signs[language].and)
  return value === undefined ? text.nobody : (text.option[String(value)] ?? String(value))
}

/** The form in which one setting is changed; it carries the version it was read from. */
export function settingForm(key: keyof Policy, settings: Settings, under: UnderWay, language: Language): ModalView {
  const text = settingsText[language]
  const { name, about } = text.setting[key]
  return modal({
    callbackId: settingsIds.change,
    title: text.change,
    submit: text.publish,
    close: common[language].cancel,
    metadata: JSON.stringify({ key, base: settings.versions[0]?.id ?? 0 }),
    blocks: [
      lines([{ bold: name }]),
      context(about),
      ...settings.fields.filter(({ path }) => path[0] === key).map((field) => fieldInput(field, language)),
      ...restartBlocks(under, language),
      input('reason', text.reason, textField('reason', { multiline: true, max: 500 }), { hint: text.reasonHint }),
    ],
  })
}

function fieldInput(field: SettingField, language: Language): Block {
  const { shape, value } = field
  const text = settingsText[language]
  const id = field.path.join('.')
  const label = partName(field, language) || text.setting[field.path[0]].name
  const typed = Array.isArray(value) ? value.join(', ') : String(value ?? '')
  const option_ = (one: string) => option(text.option[one] ?? one, one)
  switch (shape.kind) {
    case 'several': {
      const chosen = Array.isArray(value) ? value.map((one) => option_(String(one))) : []
      return input(id, label, severalField(id, shape.options.map(option_), chosen), { optional: true })
    }
    case 'choice':
      return input(id, label, {
        ...selectField(id, shape.options.map(option_)),
        initial_option: option_(String(value)),
      })
    case 'yes_no': {
      const options = [option(text.yes, 'yes'), option(text.no, 'no')] as const
      return input(id, label, { ...selectField(id, options), initial_option: value === true ? options[0] : options[1] })
    }
    case 'text':
      return input(id, label, textField(id, { initial: typed, max: blockLimits.option.value }))
    default: {
      const range = text.range(shape.min, shape.max)
      const hint = shape.kind === 'numbers' ? `${text.several}${signs[language].gap}${range}` : range
      return input(id, label, textField(id, { initial: typed, max: blockLimits.option.value }), { hint })
    }
  }
}
