import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '../../db/connection.ts'
import { type CardRow, cardsOf } from '../../db/queries/card.ts'
import { cardActions } from '../../src/slack/cards/recommendation-card.ts'
import type { Workspace } from '../../src/workspace/workspace.ts'
import type { Person } from './recommendations.ts'

/** A person before their card of a recommendation. */
export interface Press {
  readonly by: Person
  readonly recommendationId: number
}

/** What one press of Approve took, in milliseconds from the press until it stood in the workspace's state. */
export interface MeasuredPress {
  readonly acknowledged: number
  /** The pressed card, by the click's own answer. */
  readonly clicked: number
}

/** The same for what the outbox brings. */
export interface MeasuredFollowing {
  /** Each copy that somebody else had before. */
  readonly copies: readonly number[]
  /** Each card for whoever decides next. */
  readonly next: readonly number[]
}

type Place = { readonly workspace: Workspace; readonly database: Database }

const SEEN_WITHIN_MS = 60_000
/** The moments come from the stand-in's log; looking seldom leaves the processors to the bot. */
const LOOK_EVERY_MS = 20

/** Presses Approve and waits for the pressed card. */
export async function pressApprove({ workspace, database }: Place, press: Press): Promise<MeasuredPress> {
  const cards = await cardsFor(database, press)
  const own = cards.find((card) => isOwn(card, press))
  const actor = workspace.as(workspace.userByEmail(press.by.email)?.id ?? '')
  const look = () => actor.messages().find((message) => message.ts === own?.ts)
  const card = look()
  if (!card) throw new Error(`recommendation ${press.recommendationId}: no card before ${press.by.email}`)
  workspace.log.clear()
  const began = performance.now()
  const changed = actor
    .waitFor(() => look()?.blocks !== card.blocks, { timeoutMs: SEEN_WITHIN_MS })
    .then(() => performance.now() - began)
  await actor.click(card, { action_id: cardActions.approve }, { confirm: true })
  const clicked = await changed
  const [delivery] = workspace.log.deliveries('block_actions')
  return { acknowledged: delivery?.tookMs ?? Number.NaN, clicked }
}

/** Presses Approve and waits for everything that follows from it. */
export async function pressAndFollow(place: Place, press: Press): Promise<MeasuredFollowing> {
  const { workspace, database } = place
  const before = await cardsFor(database, press)
  const pressedAt = Date.now()
  await pressApprove(place, press)
  const cards = await soon(async () => {
    const now = await cardsFor(database, press)
    return now.every((one) => one.ts !== null) ? now : undefined
  })
  const others = before.filter((one) => !isOwn(one, press))
  const copies = await soon(() => all(others.map((one) => redrawnAt(workspace, one))))
  const known = new Set(before.map(({ id }) => id))
  const next = all(cards.filter(({ id }) => !known.has(id)).map((one) => postedAt(workspace, one)))
  if (!next) throw new Error('a card is there that nobody posted')
  const since = (moments: readonly number[]) => moments.map((moment) => moment - pressedAt)
  return { copies: since(copies), next: since(next) }
}

function cardsFor(database: Database, { recommendationId }: Press): Promise<CardRow[]> {
  return database.db.transaction((tx) => cardsOf(tx, recommendationId))
}

function isOwn(card: CardRow, { by }: Press): boolean {
  return card.personId === by.id && card.role === 'decider'
}

/** The stand-in changes its state at the moment at which it answers. */
function redrawnAt({ log }: Workspace, { channelId, ts }: CardRow): number | null {
  const calls = log.calls('chat.update').filter(({ args, answer }) => answer?.ok && args.channel === channelId)
  return calls.find(({ args }) => args.ts === ts)?.answered ?? null
}

function postedAt({ log }: Workspace, { channelId, ts }: CardRow): number | null {
  const calls = log.calls('chat.postMessage').filter(({ answer }) => answer?.channel === channelId)
  return calls.find(({ answer }) => answer?.ts === ts)?.answered ?? null
}

function all(moments: readonly (number | null)[]): readonly number[] | undefined {
  return moments.every((moment) => moment !== null) ? moments : undefined
}

async function soon<T>(read: () => T | undefined | Promise<T | undefined>): Promise<T> {
  const deadline = performance.now() + SEEN_WITHIN_MS
  for (;;) {
    const found = await read()
    if (found !== undefined) return found
    if (performance.now() > deadline) throw new Error(`not seen within ${SEEN_WITHIN_MS} ms`)
    await sleep(LOOK_EVERY_MS)
  }
}
