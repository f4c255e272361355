import type { Tx } from '../../../db/connection.ts'
import { clientById } from '../../../db/queries/client.ts'
import { currentCriteria } from '../../../db/queries/criteria.ts'
import { figureHistory } from '../../../db/queries/figures.ts'
import type { Criterion, CriterionUnit } from '../../domain/criteria/criteria.ts'
import { convert } from '../../domain/criteria/unit.ts'
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts'
import { readClientCard } from '../client-card.ts'
import { type Act, ask, type Deps, transact } from '../transact.ts'
import { readFiguresOf } from './enter-figures.ts'
import { metricsInForce } from './metrics-in-force.ts'

/** A metric over time, in one unit. */
export interface Series {
  readonly name: Criterion['name']
  readonly unit: CriterionUnit
  readonly points: readonly { readonly period: string; readonly value: number }[]
  /** What the client's tier asks for; null where it asks for nothing. */
  readonly threshold: number | null
}

/** A client's figures as a chart shows them. */
export interface FiguresChart {
  readonly client: string
  readonly series: readonly Series[]
}

/** Has the chart of a client's figures made and sent to whoever asks for it, where the client concerns them. */
export async function askForChart(
  deps: Deps,
  act: Act & { personId: number },
  clientId: number,
): Promise<null | Refusal> {
  const figures = await readFiguresOf(deps, act.personId, clientId)
  if (isRefusal(figures)) return figures
  return transact(deps, act, async () => ({
    result: null,
    events: [{ happening: { type: 'chart_asked', clientId, askedBy: act.personId }, article: '4' }],
  }))
}

/** Reads what a chart shows, for whom the client concerns, and the bank's date. */
export async function readChart(
  deps: Deps,
  personId: number,
  clientId: number,
): Promise<(FiguresChart & { readonly on: string }) | Refusal> {
  const card = await readClientCard(deps, personId, clientId)
  if (isRefusal(card)) return card
  return ask(deps, async (tx, { today }) => {
    const chart = await chartOf(tx, clientId)
    return chart ? { ...chart, on: today } : refuse('not_found', { params: { number: clientId } })
  })
}

/** The last word on each period, in the units of the client's tier, without asking who reads it. Null = no such client. */
export async function chartOf(tx: Tx, clientId: number): Promise<FiguresChart | null> {
  const client = await clientById(tx, clientId)
  if (!client) return null
  const history = await figureHistory(tx, clientId)
  if (history.length === 0) return { client: client.shortName, series: [] }
  const metrics = await metricsInForce(tx, client.tier)
  const lines = client.tier ? ((await currentCriteria(tx, client.tier))?.criteria.lines ?? []) : []
  const series = metrics.flatMap(({ key, name, unit }): Series[] => {
    // The history ends with the last word on a period, which takes the place of the earlier ones.
    const points = new Map<string, number>()
    for (const row of history.filter(({ metric }) => metric === key)) {
      const value = convert(row.value, row.unit, unit)
      if (value !== null) points.set(row.period, value)
    }
    if (points.size === 0) return []
    const shown = [...points].map(([period, value]) => ({ period, value }))
    return [{ name, unit, points: shown, threshold: lines.find((one) => one.key === key)?.threshold ?? null }]
  })
  return { client: client.shortName, series }
}
