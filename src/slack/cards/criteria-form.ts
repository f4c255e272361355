import type { Tier } from '../../domain/client/category.ts'
import { compareCriteria } from '../../domain/criteria/compare-criteria.ts'
import { type Criterion, comparisons, criterionUnits, noCriteria } from '../../domain/criteria/criteria.ts'
import type { TierCriteria } from '../../usecases/criteria/read-criteria.ts'
import type { UnderWay } from '../../usecases/under-way.ts'
import { type Block, context, input, lines, type ModalView, modal, option, selectField, textField } from '../blocks.ts'
import { common } from '../text/common.ts'
import { criteriaText } from '../text/criteria.ts'
import { terms } from '../text/terms.ts'
import type { Language } from '../text/words.ts'
import { criteriaIds } from './criteria-view.ts'
import { restartBlocks } from './restart-choice.ts'

/** What a form of the draft carries: the window behind it, which is redrawn after it, and the line as it was seen. */
export interface CarriedLine {
  readonly tier: Tier
  readonly behind: string
  readonly seen: Criterion | null
}

/** The form of one line: a new one where `line` is null, else with what stands there and a way to remove it. */
export function lineForm(tier: Tier, behind: string, line: Criterion | null, language: Language): ModalView {
  const text = criteriaText[language]
  const { field } = text
  const carried: CarriedLine = { tier, behind, seen: line }
  return modal({
    callbackId: criteriaIds.line,
    title: text.lineTitle,
    submit: text.save,
    close: common[language].cancel,
    metadata: JSON.stringify(carried),
    blocks: [
      line
        ? context(`${field.key} ${line.key}`)
        : input('key', field.key, textField('key', { max: 40 }), { hint: text.keyHint }),
      input('zh', field.zh, textField('zh', { initial: line?.name.zh, max: 60 })),
      input('en', field.en, textField('en', { initial: line?.name.en, max: 100 })),
      input(
        'unit',
        field.unit,
        choice('unit', criterionUnits, line?.unit ?? null, (unit) => unitName(unit, language)),
      ),
      input(
        'comparison',
        field.comparison,
        choice('comparison', comparisons, line?.comparison ?? 'at_least', (one) => text.comparison[one]),
      ),
      input('threshold', field.threshold, textField('threshold', { initial: numberText(line?.threshold), max: 30 })),
      input('weight', field.weight, textField('weight', { initial: numberText(line?.weight ?? 1), max: 10 }), {
        hint: text.weightHint,
      }),
      input('evidence', field.evidence, textField('evidence', { initial: line?.evidence, max: 200 }), {
        optional: true,
      }),
      input('article', field.article, textField('article', { initial: line?.article ?? undefined, max: 10 }), {
        optional: true,
        hint: text.articleHint,
      }),
      ...(line ? [removeInput(language)] : []),
    ],
  })
}

function removeInput(language: Language): Block {
  const text = criteriaText[language]
  return input(
    'remove',
    text.field.remove,
    { type: 'checkboxes', action_id: 'remove', options: [option(text.removeOption, 'yes')] },
    { optional: true },
  )
}

function unitName(unit: (typeof criterionUnits)[number], language: Language): string {
  const other: Record<string, string> = criteriaText[language].unitOther
  return other[unit] ?? terms[language].unit[unit]
}

function choice<V extends string>(name: string, values: readonly V[], chosen: V | null, say: (value: V) => string) {
  const options = values.map((value) => option(say(value), value))
  const initial = options.find(({ value }) => value === chosen)
  return { ...selectField(name, options), ...(initial && { initial_option: initial }) }
}

function numberText(value: number | undefined): string | undefined {
  return value === undefined ? undefined : String(value)
}

/** The form of the share of weight that has to be met. */
export function passForm(tier: Tier, behind: string, share: number, language: Language): ModalView {
  const text = criteriaText[language]
  return modal({
    callbackId: criteriaIds.pass,
    title: text.passButton,
    submit: text.save,
    close: common[language].cancel,
    metadata: JSON.stringify({ tier, behind, seen: null } satisfies CarriedLine),
    blocks: [
      input('passShare', text.field.passShare, textField('passShare', { initial: String(share), max: 10 }), {
        hint: text.passHint,
      }),
    ],
  })
}

/** What the form of publishing carries: the draft as it was seen. */
export interface CarriedDraft {
  readonly tier: Tier
  readonly behind: string
  /** When it was last changed, as an ISO moment; empty where there is none. */
  readonly seen: string
}

/** The form of publishing: what changes, what is on its way and may begin anew, and why. */
export function publishForm(tier: TierCriteria, behind: string, under: UnderWay, language: Language): ModalView {
  const text = criteriaText[language]
  const inForce = tier.versions[0]?.criteria ?? noCriteria
  const drafted = tier.draft?.criteria ?? inForce
  const changes = compareCriteria(inForce, drafted).filter(({ change }) => change !== 'same').length
  const all = changes + (inForce.passShare === drafted.passShare ? 0 : 1)
  return modal({
    callbackId: criteriaIds.publish,
    title: text.publishTitle,
    submit: text.publish,
    close: common[language].cancel,
    metadata: JSON.stringify({
      tier: tier.tier,
      behind,
      seen: tier.draft?.changedAt.toISOString() ?? '',
    } satisfies CarriedDraft),
    blocks: [
      lines([text.publishWhat(terms[language].tier[tier.tier], all)]),
      ...restartBlocks(under, language),
      input('reason', text.reason, textField('reason', { multiline: true, max: 500 }), { hint: text.reasonHint }),
    ],
  })
}
