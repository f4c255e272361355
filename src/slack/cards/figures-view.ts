import { z } from 'zod'
import { criterionUnits } from '../../domain/criteria/criteria.ts'
import { figureField, type TypedFigures } from '../../domain/criteria/typed-figures.ts'
import type { ClientFigures } from '../../usecases/figures/enter-figures.ts'
import {
  actions,
  type Block,
  bullets,
  button,
  context,
  input,
  lines,
  type ModalView,
  modal,
  textField,
} from '../blocks.ts'
import { common } from '../text/common.ts'
import { figuresText } from '../text/figures.ts'
import { momentText } from '../text/moment.ts'
import { signs } from '../text/signs.ts'
import { terms } from '../text/terms.ts'
import type { Language } from '../text/words.ts'
import { amountText, type Reader } from './recommendation-lines.ts'

/** Action and callback ids of figures. */
export const figuresIds = { enter: 'figures_enter', history: 'figures_history', chart: 'figures_chart' } as const

/** So many rows of one metric stand in the window: the newest. */
const rowsShown = 24

/** The way to a client's figures, from its card. */
export function figuresActions(clientId: number, language: Language): Block {
  const text = figuresText[language]
  const value = String(clientId)
  return actions(
    button(figuresIds.enter, text.enter, { value }),
    button(figuresIds.history, text.history, { value }),
    button(figuresIds.chart, text.chart, { value }),
  )
}

const formSchema = z.object({ c: z.int(), u: z.record(z.string(), z.enum(criterionUnits)) })

/** Whose figures a form asks for, and in which units. */
export function readFiguresFormKey(metadata: string): { clientId: number } & Pick<TypedFigures, 'units'> {
  const { c, u } = formSchema.parse(JSON.parse(metadata))
  return { clientId: c, units: u }
}

/** The form in which a period's figures are entered, with what is known of each metric. */
export function figuresForm({ client, metrics, newest }: ClientFigures, language: Language): ModalView {
  const text = figuresText[language]
  const { brackets } = signs[language]
  return modal({
    callbackId: figuresIds.enter,
    title: text.title,
    submit: text.submit,
    close: common[language].cancel,
    metadata: JSON.stringify({
      c: client.id,
      u: Object.fromEntries(metrics.map(({ key, unit }) => [key, unit])),
    } satisfies z.infer<typeof formSchema>),
    blocks: [
      lines([{ bold: client.shortName }, brackets(client.code)]),
      context(text.intro),
      input('period', text.period, textField('period', { max: 20 }), { hint: text.periodHint }),
      input('source', text.source, textField('source', { max: 200 }), { hint: text.sourceHint }),
      ...metrics.map(({ key, name, unit }) => {
        const known = newest.get(key)
        return input(
          figureField(key),
          `${name[language]}${brackets(terms[language].unit[unit])}`,
          textField(figureField(key), { max: 30 }),
          { optional: true, ...(known && { hint: text.now(amountText(known, language), known.period) }) },
        )
      }),
    ],
  })
}

/** All that was said of a client's figures, metric by metric, newest first. */
export function figuresHistory({ client, metrics, history }: ClientFigures, reader: Reader): ModalView {
  const { language, timeZone } = reader
  const text = figuresText[language]
  const names = new Map(metrics.map(({ key, name }) => [key, name[language]]))
  const keys = [...new Set(history.map(({ metric }) => metric))]
  const blocks = keys.flatMap((key) => {
    const rows = history.filter(({ metric }) => metric === key).reverse()
    const said = rows.slice(0, rowsShown).map((row) => {
      const at = momentText(row.enteredAt, language, timeZone)
      return [text.row(row.period, amountText(row, language), row.source, row.enteredBy ?? text.imported, at)]
    })
    return [bullets(said, [{ bold: names.get(key) ?? key }]), ...(rows.length > rowsShown ? [context(text.more)] : [])]
  })
  return modal({
    callbackId: figuresIds.history,
    title: text.historyTitle,
    close: common[language].close,
    blocks: [
      lines([{ bold: client.shortName }, signs[language].brackets(client.code)]),
      ...(blocks.length > 0 ? blocks : [lines([text.none])]),
    ],
  })
}
