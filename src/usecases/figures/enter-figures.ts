import type { Tx } from '../../../db/connection.ts'
import { type ClientRow, clientById, lockClient } from '../../../db/queries/client.ts'
import { wantChecks } from '../../../db/queries/criteria-checks.ts'
import { type FigureRow, figureHistory, insertFigures, newestFigures } from '../../../db/queries/figures.ts'
import { currentPolicy } from '../../../db/queries/settings.ts'
import { standingOf } from '../../../db/queries/standing.ts'
import { unitById } from '../../../db/queries/unit.ts'
import type { Metric } from '../../domain/criteria/metric.ts'
import { readFigures, type TypedFigures } from '../../domain/criteria/typed-figures.ts'
import { holdsPost, reaches } from '../../domain/organisation/standing.ts'
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts'
import { readClientCard } from '../client-card.ts'
import { type Act, ask, type Deps, type Outcome, transact } from '../transact.ts'
import { metricsInForce } from './metrics-in-force.ts'

/** A client's figures for whoever enters or looks at them. */
export interface ClientFigures {
  readonly client: Pick<ClientRow, 'id' | 'shortName' | 'code' | 'tier'>
  readonly metrics: readonly Metric[]
  readonly history: readonly FigureRow[]
  readonly newest: ReadonlyMap<string, FigureRow>
}

/** Whose figures were kept, and how many. */
export interface Entered {
  readonly client: string
  readonly count: number
}

/** A client's figures of all periods, for whom the client concerns (Art. 4). */
export async function readFiguresOf(deps: Deps, personId: number, clientId: number): Promise<ClientFigures | Refusal> {
  const card = await readClientCard(deps, personId, clientId)
  if (isRefusal(card)) return card
  return ask(deps, async (tx) => ({
    client: card.client,
    metrics: await metricsInForce(tx, card.client.tier),
    history: await figureHistory(tx, clientId),
    newest: await newestFigures(tx, clientId),
  }))
}

/** A client's figures for who may enter them; or why not. */
export function readFiguresForm(deps: Deps, personId: number, clientId: number): Promise<ClientFigures | Refusal> {
  return ask(deps, async (tx, { today }) => {
    const client = await entrantFor(tx, personId, clientId, today)
    if (isRefusal(client)) return client
    const metrics = await metricsInForce(tx, client.tier)
    return { client, metrics, history: [], newest: await newestFigures(tx, clientId) }
  })
}

/**
 * Keeps figures of a client for a period, beside what was said before; the client is then held against the criteria anew
 * (Art. 12, 13). Gives whose and how many were kept, or every field that is wrong.
 */
export function enterFigures(
  deps: Deps,
  act: Act & { personId: number },
  clientId: number,
  typed: TypedFigures,
): Promise<Entered | Refusal[]> {
  return transact(deps, act, async (tx, moment): Promise<Outcome<Entered | Refusal[]>> => {
    const client = await entrantFor(tx, act.personId, clientId, moment.today)
    if (isRefusal(client)) return { result: [client], events: [] }
    const given = readFigures(typed, moment.today)
    if (Array.isArray(given)) return { result: given, events: [] }
    await lockClient(tx, clientId)
    const { period, source, figures } = given
    const rows = figures.map((figure) => ({
      ...figure,
      clientId,
      period: period.label,
      periodEnd: period.endsOn,
      source,
      enteredBy: act.personId,
    }))
    await insertFigures(tx, rows, moment.now)
    await wantChecks(tx, [clientId], moment.now)
    return {
      result: { client: client.shortName, count: figures.length },
      events: [
        {
          happening: { type: 'figures_entered', clientId },
          article: '3',
          after: { period: period.label, source, figures },
        },
      ],
    }
  })
}

/** The client, where the person's post lets them enter its figures today. */
async function entrantFor(tx: Tx, personId: number, clientId: number, today: string): Promise<ClientRow | Refusal> {
  const policy = (await currentPolicy(tx))?.policy
  if (!policy) return refuse('no_policy')
  const standing = await standingOf(tx, personId, today)
  if (!standing?.active) return refuse(standing ? 'left_the_bank' : 'not_mapped')
  const client = await clientById(tx, clientId)
  if (!client) return refuse('not_found', { params: { number: clientId } })
  const leadUnit = client.leadUnitId === null ? null : await unitById(tx, client.leadUnitId)
  const posts = standing.posts.filter((post) => holdsPost([post], policy.figureEntrants))
  if (posts.length === 0 || (leadUnit && !reaches(posts, leadUnit)))
    return refuse('may_not_enter_figures', { article: '3', params: { positions: policy.figureEntrants.join(',') } })
  return client
}
