import { z } from 'zod'
import { finishDryRun } from '../../usecases/criteria/dry-run.ts'
import { exportFile } from '../../usecases/export/export-file.ts'
import { affectedIn, dryRunMessage, dryRunTable } from '../cards/dry-run.ts'
import { dryRunText } from '../text/dry-run.ts'
import { addressFor, isAddress } from './address.ts'
import { sendFile } from './file.ts'
import { done, failed, type OutgoingKind, overtaken } from './kind.ts'
import { postOnce } from './post-once.ts'

const payloadSchema = z.object({ dryRunId: z.int(), personId: z.int() })

/** Does a dry run of the criteria and tells who asked for it what it found: the counts as a message, the clients as a file. */
export const outgoing: OutgoingKind = {
  kind: 'criteria_dry_run',
  async deliver(with_, effect) {
    const { dryRunId, personId } = payloadSchema.parse(effect.payload)
    const address = await addressFor(with_, personId)
    if (!isAddress(address)) return address
    const finished = await finishDryRun(with_.deps, dryRunId)
    if (!finished) return overtaken
    const message = dryRunMessage(finished, address.reader)
    const told = await postOnce(with_, `effect/${effect.id}`, effect.id, { person: address.userId }, message)
    if (!told.ok) return failed(told.failure)
    const { rows } = finished.result
    if (rows.length === 0) return done
    const file = await exportFile(dryRunTable(finished, address.reader), 'csv')
    const comment = dryRunText[address.reader.language].comment(rows.length, affectedIn(finished))
    return sendFile(with_, effect.id, address, { ...file, title: file.name, comment })
  },
}
