import { bankDate } from '../../domain/calendar.ts'
import { tiers } from '../../domain/client/category.ts'
import { type DryRunCount, dryRunKinds } from '../../domain/criteria/dry-run.ts'
import type { FinishedDryRun } from '../../usecases/criteria/dry-run.ts'
import type { ExportTable } from '../../usecases/export/export-table.ts'
import { type Block, bullets, context, header, lines, literal, type Message } from '../blocks.ts'
import { dryRunText } from '../text/dry-run.ts'
import { momentText } from '../text/moment.ts'
import { signs } from '../text/signs.ts'
import { terms } from '../text/terms.ts'
import type { Language } from '../text/words.ts'
import type { Reader } from './recommendation-lines.ts'

/** So many groups stand in the message; the file has all. */
const groupsShown = 12

/** What a dry run found: how many clients of which kind, by branch and by industry (Art. 12). */
export function dryRunMessage({ run, result }: FinishedDryRun, reader: Reader): Message {
  const { language, timeZone } = reader
  const text = dryRunText[language]
  const title = text.title(terms[language].tier[run.tier])
  const said = countsText(result.total, language)
  const { lines: tried, passShare } = run.criteria
  return {
    text: literal(`${title}${signs[language].colon}${said || text.nobody}`),
    blocks: [
      header(title),
      lines([text.what(tried.length, passShare, momentText(run.askedAt, language, timeZone))]),
      lines([{ bold: said || text.nobody }]),
      context(text.basis(result.withFigures, result.clients)),
      ...groupBlocks(text.byBranch, result.branches, text.noBranch, language),
      ...groupBlocks(text.byIndustry, result.industries, text.noIndustry, language),
    ],
  }
}

function countsText(counts: DryRunCount['counts'], language: Language): string {
  const text = dryRunText[language]
  return dryRunKinds
    .flatMap((kind) => (counts[kind] ? [text.count(text.kind[kind], counts[kind])] : []))
    .join(signs[language].comma)
}

function groupBlocks(heading: string, groups: readonly DryRunCount[], unnamed: string, language: Language): Block[] {
  if (groups.length === 0) return []
  const text = dryRunText[language]
  const shown = groups.slice(0, groupsShown)
  return [
    bullets(
      shown.map(({ name, counts }) => [text.groups(name || unnamed, countsText(counts, language))]),
      [{ bold: heading }],
    ),
    ...(groups.length > shown.length ? [context(text.more(groups.length - shown.length))] : []),
  ]
}

/** The clients that a dry run names, as a table to be handed out. */
export function dryRunTable({ run, result }: FinishedDryRun, { language, timeZone }: Reader): ExportTable {
  const text = dryRunText[language]
  const { column } = text
  const names = new Map(run.criteria.lines.map(({ key, name }) => [key, name[language]]))
  const tierName = (tier: string | null) => {
    const known = tiers.find((one) => one === tier)
    return known ? terms[language].tier[known] : null
  }
  return {
    name: text.file(terms[language].tier[run.tier], bankDate(run.askedAt, timeZone)),
    sheet: text.sheet,
    columns: [
      { heading: column.kind, kind: 'text', width: 22 },
      { heading: column.code, kind: 'code', width: 14 },
      { heading: column.client, kind: 'text', width: 16 },
      { heading: column.tier, kind: 'text', width: 16 },
      { heading: column.branch, kind: 'text', width: 16 },
      { heading: column.industry, kind: 'text', width: 16 },
      { heading: column.before, kind: 'number', width: 14 },
      { heading: column.after, kind: 'number', width: 14 },
      { heading: column.unmet, kind: 'text', width: 40 },
    ],
    rows: result.rows.map((row) => [
      text.kind[row.kind],
      row.code,
      row.client,
      tierName(row.tier),
      row.branch,
      row.industry,
      row.before,
      row.after,
      row.unmet.map((key) => names.get(key) ?? key).join(signs[language].and),
    ]),
  }
}

/** How many clients a dry run speaks of. */
export function affectedIn({ result }: FinishedDryRun): number {
  return Object.values(result.total).reduce((sum, n) => sum + n, 0)
}
