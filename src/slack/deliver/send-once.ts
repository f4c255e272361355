import { beginSend, endSend, repeatSend, type SendRow } from '../../../db/queries/sends.ts'
import type { SlackFailure, SlackResult } from '../slack-error.ts'
import type { DeliverDeps } from './kind.ts'

/** Something that may be made only once. */
export interface Once {
  /** What it is, for ever; see `db/schema/sends.ts`. */
  readonly subject: string
  readonly effectId: number
  readonly threadTs?: string
  readonly send: () => Promise<SlackResult<Made>>
  /** What is there of earlier calls, oldest first, known by proof and not by likeness. */
  readonly look: (since: Date) => Promise<SlackResult<readonly Made[]>>
  /** The error by which Slack says that there is one already: perhaps an earlier call's, that came through late. */
  readonly takenError?: string
  /** Takes away what was made twice. */
  readonly remove: (made: Made) => Promise<SlackResult<unknown>>
}

/** What Slack made: a message's ts and channel, a channel's id and name, a bookmark's id. */
export interface Made {
  readonly result: string
  readonly channel: string | null
}

/** What is there now, and the row that keeps it. */
export interface Kept extends Made {
  /** Whether it was made just now, and not by an earlier call. */
  readonly fresh: boolean
  readonly row: SendRow
}

/** Slack's clock and the database's may differ by this much. */
const CLOCKS_APART_MS = 10 * 60_000

/**
 * Sends what may exist only once. The intent is stored before the call; after a lost answer, or a crash between call and
 * answer, nothing is sent again before its time is over and a look found nothing. What the look finds is adopted.
 */
export async function sendOnce(with_: DeliverDeps, once: Once): Promise<SlackResult<Kept>> {
  const { db } = with_.deps.database
  const begun = await beginSend(db, once.effectId, once.subject, once.threadTs ?? null)
  if (begun.kind === 'sent') return { ok: true, value: kept(begun.row, null) }
  if (begun.kind === 'go') return call(with_, once, begun.row)
  const earlyMs = with_.lookAfterMs - begun.ageMs
  if (earlyMs > 0) return refuse({ kind: 'retry', afterMs: earlyMs, away: false, error: 'waits_to_look' })
  const found = await adopt(with_, once, begun.row)
  if (found) return found
  const again = await repeatSend(db, begun.row, once.effectId)
  return again
    ? call(with_, once, again)
    : refuse({ kind: 'retry', afterMs: with_.lookAfterMs, away: false, error: 'sent_by_another_process' })
}

/** Keeps the first that is there and takes the others away; null = there is none. */
async function adopt(with_: DeliverDeps, once: Once, row: SendRow): Promise<SlackResult<Kept> | null> {
  const there = await once.look(new Date(row.firstAt.getTime() - CLOCKS_APART_MS))
  if (!there.ok) return there
  const [first, ...twins] = there.value
  if (!first) return null
  for (const twin of twins) {
    const removed = await once.remove(twin)
    if (!removed.ok) return removed
  }
  return { ok: true, value: kept(await keep(with_, row, first), null) }
}

async function call(with_: DeliverDeps, once: Once, row: SendRow): Promise<SlackResult<Kept>> {
  const made = await once.send()
  if (made.ok) return { ok: true, value: kept(await keep(with_, row, made.value), made.value) }
  const { failure } = made
  const { db } = with_.deps.database
  if (row.calls > 1 && failure.error === once.takenError) {
    const late = await adopt(with_, once, row)
    if (late) return late
  }
  if (failure.kind !== 'unknown') {
    await endSend(db, row, { state: 'refused', error: failure.error })
    return made
  }
  await endSend(db, row, { state: 'unknown', error: failure.error })
  return refuse({ ...failure, lookAfterMs: with_.lookAfterMs })
}

function keep(with_: DeliverDeps, row: SendRow, made: Made): Promise<SendRow> {
  return endSend(with_.deps.database.db, row, { state: 'sent', ...made })
}

function kept(row: SendRow, made: Made | null): Kept {
  if (row.result === null) throw new Error(`send ${row.id} went out as nothing`)
  return { result: row.result, channel: row.channel, row, fresh: row.result === made?.result }
}

function refuse(failure: SlackFailure): { ok: false; failure: SlackFailure } {
  return { ok: false, failure }
}
