import { createRequire } from 'node:module'
import type { SKRSContext2D } from '@napi-rs/canvas'
import type { Point } from 'chart.js'
import type { FiguresChart, Series } from '../usecases/figures/read-chart.ts'
import { figuresText } from './text/figures.ts'
import { signs } from './text/signs.ts'
import { terms } from './text/terms.ts'
import type { Language } from './text/words.ts'

/** A picture's measures in pixels, and how many metrics fit it that can still be read. */
interface Layout {
  readonly width: number
  readonly height: number
  readonly title: number
  readonly gap: number
  readonly titleSize: number
  readonly size: number
  readonly most: number
}

/** `file` is opened in a viewer; `card` stands in a message, which shows it about 480 pixels wide. */
const layouts = {
  file: { width: 640, height: 360, title: 72, gap: 16, titleSize: 30, size: 18, most: 8 },
  card: { width: 440, height: 250, title: 52, gap: 12, titleSize: 24, size: 19, most: 4 },
} as const satisfies Record<string, Layout>

/** Periods shown of each metric: the newest. */
const mostPoints = 12

const require = createRequire(import.meta.url)

const fontFamily = 'Noto Sans SC'

/** From the chart's left edge, 0, to its right one, 1. */
const acrossAxis = 'across'

const colours = { line: '#1f5fbf', threshold: '#c0392b', ink: '#1d1c1d', faint: '#dddddd', paper: '#ffffff' } as const

/**
 * A client's figures as a PNG, made on this machine: a small chart a metric, with the threshold of its tier. The libraries and
 * the Chinese font are loaded at the first one.
 */
export async function drawFigures(
  chart: FiguresChart,
  language: Language,
  place: keyof typeof layouts = 'file',
): Promise<Uint8Array> {
  const cell = layouts[place]
  const { createCanvas, GlobalFonts } = await import('@napi-rs/canvas')
  for (const part of ['chinese-simplified', 'latin'])
    GlobalFonts.registerFromPath(
      require.resolve(`@fontsource/noto-sans-sc/files/noto-sans-sc-${part}-400-normal.woff2`),
      part === 'latin' ? `${fontFamily} Latin` : fontFamily,
    )
  const series = chart.series.slice(0, cell.most)
  const columns = series.length > 1 ? 2 : 1
  const rows = Math.ceil(series.length / columns)
  const width = columns * cell.width + (columns + 1) * cell.gap
  const picture = createCanvas(width, cell.title + rows * (cell.height + cell.gap))
  const ink = picture.getContext('2d')
  ink.fillStyle = colours.paper
  ink.fillRect(0, 0, picture.width, picture.height)
  writeTitle(ink, figuresText[language].chartTitle(chart.client), cell)
  for (const [index, one] of series.entries()) {
    const part = createCanvas(cell.width, cell.height)
    const chart = await drawSeries(part.getContext('2d'), one, cell, language)
    const x = cell.gap + (index % columns) * (cell.width + cell.gap)
    ink.drawImage(part, x, cell.title + Math.floor(index / columns) * (cell.height + cell.gap))
    // It clears its canvas when it goes.
    chart.destroy()
  }
  return picture.encode('png')
}

const fonts = `'${fontFamily} Latin', '${fontFamily}'`

function writeTitle(ink: SKRSContext2D, title: string, cell: Layout): void {
  ink.fillStyle = colours.ink
  ink.font = `${cell.titleSize}px ${fonts}`
  ink.textBaseline = 'middle'
  ink.fillText(title, cell.gap * 2, cell.title / 2)
}

async function drawSeries(context: SKRSContext2D, series: Series, { size }: Layout, language: Language) {
  const { Chart, registerables } = await import('chart.js')
  Chart.register(...registerables)
  const points = series.points.slice(-mostPoints)
  const { threshold } = series
  const name = `${series.name[language]}${signs[language].brackets(terms[language].unit[series.unit])}`
  const font = { family: fonts, size }
  const chart = new Chart<'line', (number | Point)[]>(context as unknown as CanvasRenderingContext2D, {
    type: 'line',
    data: {
      labels: points.map(({ period }) => period),
      datasets: [
        { ...lineOf(name, colours.line), data: points.map(({ value }) => value), borderWidth: 4, pointRadius: 5 },
        ...(threshold === null ? [] : [thresholdLine(figuresText[language].threshold, threshold)]),
      ],
    },
    options: {
      animation: false,
      responsive: false,
      devicePixelRatio: 1,
      plugins: { legend: { labels: { font, color: colours.ink, boxHeight: 2 } } },
      scales: {
        x: { offset: true, ticks: { font, color: colours.ink }, grid: { color: colours.faint } },
        y: { grace: '10%', ticks: { font, color: colours.ink }, grid: { color: colours.faint } },
        [acrossAxis]: { axis: 'x', type: 'linear', min: 0, max: 1, display: false },
      },
    },
  })
  chart.draw()
  return chart
}

function lineOf(label: string, colour: string) {
  return { label, borderColor: colour, backgroundColor: colour }
}

/** Goes by an axis of its own, so that it is a line across the chart also where there is one period. */
function thresholdLine(label: string, threshold: number) {
  return {
    ...lineOf(label, colours.threshold),
    data: [0, 1].map((x) => ({ x, y: threshold })),
    xAxisID: acrossAxis,
    borderWidth: 2,
    borderDash: [8, 6],
    pointRadius: 0,
  }
}
