import type { Delivery } from '../../outbox/delivery.ts'
import type { ExportFile } from '../../usecases/export/export-table.ts'
import { queueTwinLook } from '../../usecases/twin-look.ts'
import { literal } from '../blocks.ts'
import { spokenNotice } from '../cards/delivery-notices.ts'
import type { SlackFailure, SlackResult } from '../slack-error.ts'
import { fileText } from '../text/file.ts'
import type { Address } from './address.ts'
import { type DeliverDeps, dead, done, failed } from './kind.ts'
import { postOnce } from './post-once.ts'
import { type Made, sendOnce } from './send-once.ts'

/** What goes to a person as a file in their direct messages. */
export interface FileToSend extends ExportFile {
  readonly title: string
  /** What is said beside it. */
  readonly comment: string
}

/**
 * Sends a file to a person once. Slack gives files no metadata, so what is said beside it ends with the effect's number, by
 * which a file whose answer was lost is found again. Where Slack takes no files from the bot, the person is told so.
 */
export async function sendFile(
  with_: DeliverDeps,
  effectId: number,
  address: Address,
  file: FileToSend,
): Promise<Delivery> {
  const direct = await with_.gateway.openDm(address.userId)
  if (!direct.ok) return failed(direct.failure)
  const channel = direct.value
  const reference = fileText[address.reader.language].reference(effectId)
  const sent = await sendOnce(with_, {
    subject: `effect/${effectId}/file`,
    effectId,
    send: () => send(with_, channel, file, reference),
    async look(since) {
      const found = await with_.gateway.sharedFiles({ channel, since }, reference)
      return found.ok ? { ok: true, value: found.value.map((result) => ({ result, channel })) } : found
    },
    remove: ({ result }) => with_.gateway.deleteFile(result),
  })
  if (sent.ok && sent.value.row.calls > 1)
    await queueTwinLook(with_.deps, sent.value.row.id, { by: 'text', text: reference })
  if (sent.ok) return done
  return isRefusedForGood(sent.failure) ? sayWhy(with_, effectId, address, file, sent.failure) : failed(sent.failure)
}

async function send(
  { gateway }: DeliverDeps,
  channel: string,
  { name, title, comment, bytes }: FileToSend,
  reference: string,
): Promise<SlackResult<Made>> {
  const begun = await gateway.beginUpload(name, bytes.length)
  if (!begun.ok) return begun
  const { url, fileId } = begun.value
  const uploaded = await gateway.uploadBytes(url, bytes)
  if (!uploaded.ok) return uploaded
  const said = { channel, comment: `${literal(comment)} ${reference}` }
  const shared = await gateway.completeUpload({ id: fileId, title }, said)
  return shared.ok ? { ok: true, value: { result: shared.value, channel } } : shared
}

/** Takes a file away; gone already, or never completed, is as good. */
export async function removeFile({ gateway }: DeliverDeps, fileId: string | null): Promise<SlackResult<null>> {
  if (fileId === null) return { ok: true, value: null }
  const removed = await gateway.deleteFile(fileId)
  const absent = !removed.ok && ['file_not_found', 'file_deleted'].includes(removed.failure.error)
  return absent ? { ok: true, value: null } : removed
}

/** A workspace installed before the bot sent files lacks the right to; waiting a week for it would leave the person waiting. */
export function isRefusedForGood({ kind, error }: SlackFailure): boolean {
  return kind === 'give_up' || error === 'missing_scope'
}

async function sayWhy(
  with_: DeliverDeps,
  effectId: number,
  { userId, reader }: Address,
  { name }: FileToSend,
  { error }: SlackFailure,
): Promise<Delivery> {
  const said = spokenNotice(fileText[reader.language].refused(name, error))
  const told = await postOnce(with_, `effect/${effectId}/no-file`, effectId, { person: userId }, said)
  return told.ok ? dead(error) : failed(told.failure)
}
