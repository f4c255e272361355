import type { CardPicture } from '../../usecases/figures/client-picture.ts'
import type { FiguresChart, Series } from '../../usecases/figures/read-chart.ts'
import { type Block, context, picture } from '../blocks.ts'
import { figuresText } from '../text/figures.ts'
import type { Language } from '../text/words.ts'
import { amountText } from './recommendation-lines.ts'

/** Periods of a metric that are read aloud: the newest. */
const mostPoints = 6

/** The picture of a client's figures in its card; that it is coming, where it is not there yet; nothing without figures. */
export function pictureBlocks(figures: CardPicture | null, language: Language): Block[] {
  if (!figures) return []
  return figures.row
    ? [picture(figures.row.fileId, altTextOf(figures.chart, language))]
    : [context(figuresText[language].pictureComing)]
}

/** What the picture shows, in words: each metric's newest values and its threshold. */
export function altTextOf({ client, series }: FiguresChart, language: Language): string {
  const text = figuresText[language]
  return text.altText(
    text.chartTitle(client),
    series.map((one) => spoken(one, language)),
  )
}

function spoken({ name, unit, points, threshold }: Series, language: Language): string {
  const text = figuresText[language]
  const said = points
    .slice(-mostPoints)
    .map(({ period, value }) => text.altPoint(period, amountText({ value, unit }, language)))
  const limit = threshold === null ? null : amountText({ value: threshold, unit }, language)
  return text.altLine(name[language], said.join(text.altSeparator), limit)
}
