import { z } from 'zod'
import { blockLimits } from '../../slack/limits.ts'
import { button, image, urlSource } from './elements.ts'
import { anyText, blockId, chars, items, plainText } from './objects.ts'

const limit = blockLimits

/** Text, lists, quotes and code as the composer makes them. Its leaves are many and Slack adds to them: only the frame is held. */
export const richText = z.strictObject({
  type: z.literal('rich_text'),
  block_id: blockId,
  elements: z.array(
    z.looseObject({
      type: z.enum(['rich_text_section', 'rich_text_list', 'rich_text_quote', 'rich_text_preformatted']),
      elements: z.array(z.looseObject({ type: z.string() })),
    }),
  ),
})

const rawText = z.looseObject({ type: z.literal('raw_text'), text: chars(Number.MAX_SAFE_INTEGER, 1) })
const rawNumber = z.looseObject({ type: z.literal('raw_number'), value: z.number(), text: z.string().optional() })
const cell = z.discriminatedUnion('type', [
  rawText,
  rawNumber,
  z.looseObject({ type: z.literal('rich_text'), elements: z.array(z.unknown()) }),
])

const rowsAgree = (rows: unknown[][]): boolean => rows.every((row) => row.length === (rows[0] as unknown[]).length)

const table = z
  .strictObject({
    type: z.literal('table'),
    block_id: blockId,
    rows: items(items(cell, limit.table.columns, 1), limit.table.rows, 1).refine(rowsAgree, {
      error: 'rows differ in length',
    }),
    column_settings: z.array(z.looseObject({})).optional(),
  })
  .refine((one) => (one.column_settings?.length ?? 0) <= (one.rows[0]?.length ?? 0), {
    error: 'more column_settings than columns',
  })

const dataTable = z.strictObject({
  type: z.literal('data_table'),
  block_id: blockId,
  caption: chars(limit.text.max, 1),
  rows: items(items(cell, limit.dataTable.columns, 1), limit.dataTable.rows.max, limit.dataTable.rows.min)
    .refine(rowsAgree, { error: 'rows differ in length' })
    .refine((rows) => cellText(rows) <= limit.dataTable.content, {
      error: `must be less than ${limit.dataTable.content + 1} characters`,
    }),
  page_size: z.int().min(1).max(limit.dataTable.pageSize).optional(),
  row_header_column_index: z.int().min(0).optional(),
})

function cellText(rows: { [field: string]: unknown }[][]): number {
  return rows.flat().reduce((sum, one) => sum + (typeof one.text === 'string' ? [...one.text].length : 0), 0)
}

const chartLimit = limit.chart
const segment = z.strictObject({ label: chars(chartLimit.segmentLabel, 1), value: z.number().gt(0) })
const point = z.strictObject({ label: chars(chartLimit.pointLabel, 1), value: z.number() })
const series = z.strictObject({ name: chars(chartLimit.seriesName, 1), data: items(point, chartLimit.points, 1) })
const axis = z.strictObject({
  categories: items(chars(chartLimit.categoryLabel, 1), chartLimit.categories, 1),
  x_label: chars(chartLimit.axisLabel).optional(),
  y_label: chars(chartLimit.axisLabel).optional(),
})
const chart = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('pie'), segments: items(segment, chartLimit.segments, 1) }),
  z.strictObject({
    type: z.enum(['bar', 'line', 'area']),
    series: items(series, chartLimit.series, 1),
    axis_config: axis,
  }),
])

const card = z.strictObject({
  type: z.literal('card'),
  block_id: blockId,
  hero_image: image.optional(),
  icon: image.optional(),
  slack_icon: z.looseObject({ type: z.string() }).optional(),
  title: anyText(limit.card.title).optional(),
  subtitle: anyText(limit.card.subtitle).optional(),
  body: anyText(limit.card.body).optional(),
  subtext: anyText(limit.card.subtext).optional(),
  actions: items(button, limit.card.actions).optional(),
})

const task = {
  task_id: z.string(),
  title: z.string(),
  status: z.enum(['pending', 'in_progress', 'complete', 'error']).optional(),
  details: richText.optional(),
  output: richText.optional(),
  sources: z.array(urlSource).optional(),
}

/** Blocks newer or rarer than the ones a card is made of; `container` holds others and so stands with them. */
export const specialBlocks = [
  richText,
  table,
  dataTable,
  card,
  z.strictObject({
    type: z.literal('alert'),
    block_id: blockId,
    text: anyText(limit.alert.text),
    level: z.enum(['default', 'info', 'warning', 'error', 'success']).optional(),
  }),
  z.strictObject({ type: z.literal('carousel'), block_id: blockId, elements: items(card, limit.carousel.elements, 1) }),
  z.strictObject({
    type: z.literal('data_visualization'),
    block_id: blockId,
    title: chars(chartLimit.title, 1),
    chart,
  }),
  z.strictObject({ type: z.literal('task_card'), block_id: blockId, ...task }),
  z.strictObject({
    type: z.literal('plan'),
    block_id: blockId,
    title: z.string(),
    tasks: z.array(z.strictObject({ type: z.literal('task_card').optional(), block_id: blockId, ...task })).optional(),
  }),
  z.strictObject({ type: z.literal('file'), block_id: blockId, external_id: z.string(), source: z.literal('remote') }),
  z.strictObject({
    type: z.literal('video'),
    block_id: blockId,
    alt_text: chars(limit.video.altText, 1),
    title: plainText(limit.video.title),
    thumbnail_url: z.string(),
    video_url: z.string(),
    title_url: z.string().optional(),
    author_name: chars(limit.video.authorName).optional(),
    description: plainText(limit.video.description).optional(),
    provider_name: chars(limit.video.providerName).optional(),
    provider_icon_url: z.string().optional(),
  }),
] as const
