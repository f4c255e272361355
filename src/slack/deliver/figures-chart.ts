import { z } from 'zod'
import { isRefusal } from '../../domain/refusal.ts'
import { readChart } from '../../usecases/figures/read-chart.ts'
import { drawFigures } from '../figures-chart.ts'
import { refusalMessage, sentence } from '../reader.ts'
import { figuresText } from '../text/figures.ts'
import { addressFor, isAddress } from './address.ts'
import { sendFile } from './file.ts'
import { done, failed, type OutgoingKind } from './kind.ts'
import { postOnce } from './post-once.ts'

const payloadSchema = z.object({ clientId: z.int(), personId: z.int() })

/** A client's figures as a picture for whoever asked for it, as far as the client concerns them when it goes out. */
export const outgoing: OutgoingKind = {
  kind: 'figures_chart',
  async deliver(with_, effect) {
    const { clientId, personId } = payloadSchema.parse(effect.payload)
    const address = await addressFor(with_, personId)
    if (!isAddress(address)) return address
    const { language } = address.reader
    const chart = await readChart(with_.deps, personId, clientId)
    const text = figuresText[language]
    if (isRefusal(chart) || chart.series.length === 0) {
      const said = isRefusal(chart) ? refusalMessage(chart, language) : sentence(text.none)
      const told = await postOnce(with_, `effect/${effect.id}`, effect.id, { person: address.userId }, said)
      return told.ok ? done : failed(told.failure)
    }
    const { client, on } = chart
    const name = text.chartFile(client, on).replace(/[\p{Cc}\\/:*?"<>|\s]+/gu, '-')
    return sendFile(with_, effect.id, address, {
      name: `${name}.png`,
      title: text.chartTitle(client),
      comment: text.chartComment(client),
      bytes: await drawFigures(chart, language),
    })
  },
}
