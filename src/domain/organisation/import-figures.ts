import { type CriterionUnit, criterionUnits } from '../criteria/criteria.ts'
import type { Metric } from '../criteria/metric.ts'
import { readPeriod } from '../criteria/period.ts'
import { convert } from '../criteria/unit.ts'
import { readNumber } from '../number.ts'
import type { SourceRecord } from './import-columns.ts'
import type { ImportFault } from './import-fault.ts'
import { type Checked, createFirstLines, createReader, type RecordReader } from './import-reader.ts'
import { type FigureRow, figureKey } from './import-row.ts'

const unitNames: Record<CriterionUnit, readonly string[]> = {
  hundred_million_yuan: ['亿元', '亿'],
  ten_thousand_yuan: ['万元', '万'],
  percent: ['%', '百分比'],
  count: ['个', '户', '人'],
  years: ['年'],
}

/** What figures may be of and about. */
export interface FigureContext {
  /** Codes of the clients there already and of those that come with the same import. */
  readonly clients: ReadonlySet<string>
  readonly metrics: readonly Metric[]
}

/** Checks a file of figures against itself, the clients and the criteria's metrics. */
export function checkFigures(records: readonly SourceRecord[], context: FigureContext): Checked<FigureRow> {
  const faults: ImportFault[] = []
  const rows: FigureRow[] = []
  const firstLine = createFirstLines()
  for (const record of records) {
    const reader = createReader('figures', record, faults)
    const row = readRow(reader, context)
    if (!row || reader.faultCount > 0) continue
    const first = firstLine(figureKey(row), record.line)
    if (first === null) rows.push(row)
    else reader.fault('duplicate', 'metric', { first })
  }
  return { rows, faults }
}

function readRow(reader: RecordReader, { clients, metrics }: FigureContext): FigureRow | null {
  const clientCode = reader.code('client_code', 'latin', 'required')
  if (clientCode && !clients.has(clientCode)) reader.fault('client_unknown', 'client_code')
  const metric = readMetric(reader, metrics)
  const typed = reader.text('period', 20, 'required')
  const period = typed ? readPeriod(typed) : null
  if (typed && !period) reader.fault('period_format', 'period')
  const number = reader.text('value', 40, 'required')
  const value = number ? readNumber(number) : null
  if (number && value === null) reader.fault('value_not_a_number', 'value')
  const unit = metric && readUnit(reader, metric)
  const source = reader.text('source', 200, 'required')
  if (!clientCode || !metric || !period || value === null || !unit || !source) return null
  return { clientCode, metric: metric.key, period: period.label, periodEnd: period.endsOn, value, unit, source }
}

/** A metric by its code or by its name in either language. */
function readMetric(reader: RecordReader, metrics: readonly Metric[]): Metric | null {
  const typed = reader.text('metric', 100, 'required')
  if (!typed) return null
  const plain = typed.normalize('NFKC').toLowerCase()
  const same = (name: string) => name.normalize('NFKC').toLowerCase() === plain
  const found = metrics.find(({ key, name }) => same(key) || same(name.zh) || same(name.en))
  if (!found) reader.fault('metric_unknown', 'metric', { choices: metrics.map(({ key }) => key).join('、') })
  return found ?? null
}

/** The unit given, or where none is the metric's own, if all criteria measure it in that one; one that cannot be converted is another metric's. */
function readUnit(reader: RecordReader, metric: Metric): CriterionUnit | null {
  const typed = reader.text('unit', 40)
  if (!typed && !metric.otherUnits) return metric.unit
  if (!typed) {
    reader.fault('measure_needed', 'unit')
    return null
  }
  const plain = typed.normalize('NFKC').toLowerCase()
  const unit = criterionUnits.find((one) => one === plain || unitNames[one].includes(plain))
  if (unit && convert(1, unit, metric.unit) !== null) return unit
  reader.fault('measure_unknown', 'unit', { choices: unitNames[metric.unit][0] ?? metric.unit })
  return null
}
