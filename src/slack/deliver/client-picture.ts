import { z } from 'zod'
import {
  beginPicture,
  forgetPicture,
  type PictureRow,
  pictureRow,
  pictureSubject,
} from '../../../db/queries/client-picture.ts'
import {
  type CardPicture,
  keepPicture,
  type PictureLanguage,
  picturesNow,
  showPicture,
} from '../../usecases/figures/client-picture.ts'
import { ask } from '../../usecases/transact.ts'
import { drawFigures } from '../figures-chart.ts'
import type { SlackResult } from '../slack-error.ts'
import { figuresText } from '../text/figures.ts'
import { isRefusedForGood, removeFile } from './file.ts'
import { type DeliverDeps, done, failed, type OutgoingKind } from './kind.ts'
import { type Made, sendOnce } from './send-once.ts'

const payloadSchema = z.object({
  clientId: z.int(),
  language: z.enum(['zh', 'en']),
  redraw: z.literal(true).optional(),
  refused: z.int().optional(),
})

/**
 * Brings what Slack has of a client's pictures in line with its figures: those of other figures, and all of them where nothing
 * may be shown, are taken away; one that is missing is uploaded, then the card is drawn again. Where the workspace takes no
 * files the card stays without.
 */
export const outgoing: OutgoingKind = {
  kind: 'client_picture',
  async deliver(with_, effect) {
    const { clientId, language, redraw, refused } = payloadSchema.parse(effect.payload)
    const { wanted, outdated } = await ask(with_.deps, (tx, moment) => picturesNow(tx, clientId, language, moment))
    const row = wanted?.row ?? null
    for (const one of row && row.id === refused ? [...outdated, row] : outdated) {
      const gone = await takeAway(with_, one)
      if (!gone.ok) return failed(gone.failure)
    }
    if (!wanted || refused !== undefined) return done
    if (!row) {
      const uploaded = await upload(with_, effect.id, { clientId, language }, wanted)
      if (!uploaded.ok && !isRefusedForGood(uploaded.failure)) return failed(uploaded.failure)
      if (!uploaded.ok) {
        with_.deps.log.warn({ clientId, error: uploaded.failure.error }, 'Slack takes no pictures: a card goes without')
        return done
      }
    }
    if (!row || redraw) await showPicture(with_.deps, clientId, language)
    return done
  },
}

async function upload(
  with_: DeliverDeps,
  effectId: number,
  of: { readonly clientId: number; readonly language: PictureLanguage },
  { chart, digest }: CardPicture,
): Promise<SlackResult<null>> {
  const { db } = with_.deps.database
  const row = await pictureRow(db, { ...of, digest })
  const sent = await sendOnce(with_, {
    subject: pictureSubject(row),
    effectId,
    send: () => send(with_, row, chart),
    // Slack does not show the bot its files, and nobody else has seen this one: what an earlier call left there goes.
    async look() {
      const gone = await removeFile(with_, row.fileId)
      return gone.ok ? { ok: true, value: [] } : gone
    },
    remove: ({ result }) => removeFile(with_, result),
  })
  if (!sent.ok) return sent
  await keepPicture(with_.deps, row.id, sent.value.result)
  return { ok: true, value: null }
}

async function send(
  { gateway, deps }: DeliverDeps,
  { id, language, digest }: PictureRow,
  chart: CardPicture['chart'],
): Promise<SlackResult<Made>> {
  const bytes = await drawFigures(chart, language, 'card')
  const begun = await gateway.beginUpload(`${digest.slice(0, 16)}.png`, bytes.length)
  if (!begun.ok) return begun
  const { url, fileId } = begun.value
  await beginPicture(deps.database.db, id, fileId)
  const uploaded = await gateway.uploadBytes(url, bytes)
  if (!uploaded.ok) return uploaded
  const title = figuresText[language].chartTitle(chart.client)
  const completed = await gateway.completeUpload({ id: fileId, title })
  return completed.ok ? { ok: true, value: { result: completed.value, channel: null } } : completed
}

async function takeAway(with_: DeliverDeps, row: PictureRow): Promise<SlackResult<null>> {
  const gone = await removeFile(with_, row.fileId)
  // What Slack will not take away is given up once, aloud, and not at each change of the figures.
  if (gone.ok || gone.failure.kind === 'give_up')
    await with_.deps.database.db.transaction((tx) => forgetPicture(tx, row))
  return gone
}
