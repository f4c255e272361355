import type { Tx } from '../../db/connection.ts'
import { type SeatRow, seatsOf } from '../../db/queries/channel.ts'
import { type ClientRow, channelOf, clientById, newestSubmitted, onItsWay } from '../../db/queries/client.ts'
import { type Cooperation, cooperationsOf } from '../../db/queries/cooperation.ts'
import { currentCriteria } from '../../db/queries/criteria.ts'
import { newestFigures } from '../../db/queries/figures.ts'
import { recommendationView } from '../../db/queries/recommendation-view.ts'
import { type GraceView, runningGrace } from '../../db/queries/review-grace.ts'
import { policyInForce } from '../../db/queries/settings.ts'
import { type Specialist, specialistsOf } from '../../db/queries/specialist.ts'
import { standingOf } from '../../db/queries/standing.ts'
import { unitById } from '../../db/queries/unit.ts'
import { type AssessedLine, assess, valuesFor } from '../domain/criteria/criteria.ts'
import { postsInHand, reaches } from '../domain/organisation/standing.ts'
import type { Unit } from '../domain/organisation/unit.ts'
import { type Refusal, refuse } from '../domain/refusal.ts'
import { type Seat, vacantSeats } from '../domain/team/seats.ts'
import type { Policy } from '../policy.ts'
import { findClients } from './search/find-clients.ts'
import { ask, type Deps } from './transact.ts'

/** A client as its card shows it. */
export interface ClientCard {
  readonly client: ClientRow
  readonly leadUnit: Unit | null
  /** Units that co-operate, longest first (Art. 11). */
  readonly cooperations: readonly Cooperation[]
  readonly team: readonly SeatRow[]
  /** Named for the client, with what for (Art. 14). */
  readonly specialists: readonly Specialist[]
  readonly vacant: readonly Seat[]
  readonly assessed: readonly AssessedLine[]
  /** In Slack, once it is open. */
  readonly channelId: string | null
  /** A recommendation on its way. */
  readonly pending: { id: number; state: string } | null
  /** An exit or a downgrade that can still be undone: the team sits as before. */
  readonly grace: GraceView | null
  readonly policy: Policy
}

/** Everything about a client, without asking who reads it: for the channel's own card. */
export async function clientCard(tx: Tx, clientId: number): Promise<ClientCard | null> {
  const client = await clientById(tx, clientId)
  if (!client) return null
  const policy = await policyInForce(tx)
  const channel = await channelOf(tx, clientId)
  const grace = await runningGrace(tx, clientId)
  const hasTeam = client.state === 'designated' || grace !== null
  const leadUnit = client.leadUnitId === null ? null : await unitById(tx, client.leadUnitId)
  const team = hasTeam ? await seatsOf(tx, clientId) : []
  const tier = grace?.formerTier ?? client.tier
  return {
    client,
    leadUnit,
    cooperations: await cooperationsOf(tx, [clientId]),
    team,
    specialists: hasTeam ? await specialistsOf(tx, [clientId]) : [],
    vacant: hasTeam && tier && leadUnit ? vacantSeats({ tier, leadUnit }, team, policy) : [],
    assessed: await assessment(tx, client),
    channelId: channel?.state === 'open' ? channel.channelId : null,
    pending: await onItsWay(tx, clientId),
    grace,
    policy,
  }
}

/** A strategic client's newest figures against its tier's criteria; anybody else's last recommendation as it was judged. */
async function assessment(tx: Tx, { id, tier }: ClientRow): Promise<readonly AssessedLine[]> {
  const current = tier && (await currentCriteria(tx, tier))
  if (current) return assess(current.criteria, valuesFor(current.criteria, await newestFigures(tx, id)))
  const newest = await newestSubmitted(tx, id)
  return newest === null ? [] : ((await recommendationView(tx, newest))?.assessed ?? [])
}

/** A client's card for a reader, by the rule of `cardFor`. */
export function readClientCard(deps: Deps, personId: number, clientId: number): Promise<ClientCard | Refusal> {
  return ask(deps, (tx, { today }) => cardFor(tx, personId, clientId, today))
}

/**
 * A client's card for its team and whoever works at or above its lead unit or one that co-operates; candidates are open to all
 * staff.
 */
export async function cardFor(
  tx: Tx,
  personId: number,
  clientId: number,
  today: string,
): Promise<ClientCard | Refusal> {
  const standing = await standingOf(tx, personId, today)
  if (!standing) return refuse('not_mapped')
  if (!standing.active) return refuse('left_the_bank')
  const card = await clientCard(tx, clientId)
  if (!card) return refuse('not_found', { params: { number: clientId } })
  const posts = postsInHand(standing)
  const concerned =
    !card.leadUnit ||
    [card.leadUnit, ...card.cooperations.map(({ unit }) => unit)].some((unit) => reaches(posts, unit)) ||
    card.team.some((seat) => seat.personId === personId)
  return concerned ? card : refuse('not_for_you', { article: '4', params: { unit: card.leadUnit?.name ?? '' } })
}

/** What a search found: names anybody may see, one page at a time. */
export interface FoundClients {
  readonly clients: readonly ClientRow[]
  readonly more: boolean
  /** Nothing holds what was typed: these only sound or look like it. */
  readonly near: boolean
}

/** Clients by whatever a person remembers of them; see `findClients`. */
export function searchClients(
  deps: Deps,
  personId: number,
  typed: string,
  page: { limit: number; offset: number },
): Promise<FoundClients | Refusal> {
  return ask(deps, async (tx, moment) => {
    const standing = await standingOf(tx, personId, moment.today)
    if (!standing?.active) return refuse(standing ? 'left_the_bank' : 'not_mapped')
    const { clients, near } = await findClients(tx, typed, { limit: page.limit + 1, offset: page.offset })
    return { clients: clients.slice(0, page.limit), more: clients.length > page.limit, near }
  })
}
