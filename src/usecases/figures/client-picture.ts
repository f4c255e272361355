import { createHash } from 'node:crypto'
import type { Tx } from '../../../db/connection.ts'
import { endPicture, type PictureRow, picturesOf } from '../../../db/queries/client-picture.ts'
import { type NewEffect, queueEffects } from '../../../db/queries/effects.ts'
import { isChannelFrozen } from '../channel-frozen.ts'
import { cardInChannel } from '../team-notices.ts'
import { ask, type Deps, type Moment, momentOf } from '../transact.ts'
import { chartOf, type FiguresChart } from './read-chart.ts'

export type PictureLanguage = PictureRow['language']

/** Counts up when the same figures are drawn otherwise, so that cards get the new look. */
const look = 2

/** The picture of its figures that a client's card may show. */
export interface CardPicture {
  readonly chart: FiguresChart
  readonly digest: string
  /** The picture in Slack; null = not there yet. */
  readonly row: (PictureRow & { fileId: string; uploadedAt: Date }) | null
}

/** What is in Slack of a client, and what should be. */
export interface Pictures {
  /** Whether nothing confidential may stand in the client's channel just now (Art. 14). */
  readonly frozen: boolean
  /** Null where nothing may be shown. */
  readonly wanted: CardPicture | null
  /** Do not show the figures in force. */
  readonly outdated: readonly PictureRow[]
}

/**
 * The pictures of a client's figures. There is none while somebody is in the client's channel in whose presence nothing
 * confidential stands there (Art. 14), nor where there are no figures.
 */
export async function picturesNow(
  tx: Tx,
  clientId: number,
  language: PictureLanguage,
  { policy }: Pick<Moment, 'policy'>,
): Promise<Pictures> {
  const frozen = await isChannelFrozen(tx, clientId, policy)
  const chart = frozen ? null : await chartOf(tx, clientId)
  const rows = await picturesOf(tx, clientId)
  if (!chart || chart.series.length === 0) return { frozen, wanted: null, outdated: rows }
  const digest = digestOf(chart, language)
  const row = rows.find((one) => one.language === language && one.digest === digest)
  return {
    frozen,
    wanted: { chart, digest, row: isUploaded(row) ? row : null },
    outdated: rows.filter((one) => one.digest !== digestOf(chart, one.language)),
  }
}

function isUploaded(row: PictureRow | undefined): row is NonNullable<CardPicture['row']> {
  return row !== undefined && row.fileId !== null && row.uploadedAt !== null
}

function digestOf(chart: FiguresChart, language: PictureLanguage): string {
  return createHash('sha256')
    .update(JSON.stringify([look, language, chart]))
    .digest('hex')
}

/** What the upload of a client's picture is to do. */
export interface PictureWish {
  readonly clientId: number
  readonly language: PictureLanguage
  /** Have the card drawn again although the picture was there: Slack was not done with it. */
  readonly redraw?: true
  /** A picture that Slack does not show, to be taken away. */
  readonly refused?: number
}

/** Brings what Slack has of a client's pictures in line with its figures. */
export async function wantPictures(tx: Tx, wish: PictureWish, now: Date, dueAt?: Date): Promise<void> {
  const { clientId, language } = wish
  const notice: NewEffect = {
    lane: `client/${clientId}/pictures`,
    kind: 'client_picture',
    payload: { ...wish },
    mergeKey: `client/${clientId}/pictures/${language}`,
    priority: 2,
    ...(dueAt && { dueAt }),
  }
  await queueEffects(tx, [notice], now)
}

/** The picture for a reader's own view of a client's card; one that is not there yet is made for the next look. */
export async function pictureForReader(
  deps: Deps,
  clientId: number,
  language: PictureLanguage,
): Promise<CardPicture | null> {
  const { wanted } = await ask(deps, (tx, moment) => picturesNow(tx, clientId, language, moment))
  if (wanted && !wanted.row) await later(deps, { clientId, language })
  return wanted
}

/** How soon a picture that Slack was not done with is tried again, and for how long; both in ms. */
const AGAIN_MS = 15_000
const PATIENCE_MS = 3 * 60_000

/**
 * What follows for the pictures from a card that was drawn in its channel: one that is missing is made, those that may not be
 * there go, and one that Slack refused is tried again for a while, then taken away.
 *
 * @param refused that the card went out without its picture because Slack refused it
 */
export async function followCard(
  deps: Deps,
  wish: { readonly clientId: number; readonly language: PictureLanguage },
  { wanted, outdated }: Pictures,
  refused: boolean,
): Promise<void> {
  if (wanted?.row && refused) {
    const { now } = await ask(deps, async (_tx, moment) => moment)
    if (now.getTime() - wanted.row.uploadedAt.getTime() < PATIENCE_MS)
      return later(deps, { ...wish, redraw: true }, AGAIN_MS)
    deps.log.error({ clientId: wish.clientId }, 'Slack does not show the picture of a card; it is taken away')
    return later(deps, { ...wish, refused: wanted.row.id })
  }
  if ((wanted && !wanted.row) || outdated.length > 0) await later(deps, wish)
}

async function later(deps: Deps, wish: PictureWish, afterMs?: number): Promise<void> {
  await deps.database.db.transaction(async (tx) => {
    const { now } = await momentOf(deps, tx)
    await wantPictures(tx, wish, now, afterMs === undefined ? undefined : new Date(now.getTime() + afterMs))
  })
}

/** Keeps that a picture is in Slack, as which file. */
export async function keepPicture(deps: Deps, id: number, fileId: string): Promise<void> {
  await deps.database.db.transaction(async (tx) => {
    const { now } = await momentOf(deps, tx)
    await endPicture(tx, id, { fileId, uploadedAt: now })
  })
}

/** Has the client's card in its channel drawn again, where that is in the picture's language. */
export async function showPicture(deps: Deps, clientId: number, language: PictureLanguage): Promise<void> {
  await deps.database.db.transaction(async (tx) => {
    const { now, policy } = await momentOf(deps, tx)
    if (policy.channelLanguage === language) await queueEffects(tx, await cardInChannel(tx, clientId), now)
  })
}
