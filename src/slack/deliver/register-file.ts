import { z } from 'zod'
import { isRefusal } from '../../domain/refusal.ts'
import { exportFile } from '../../usecases/export/export-file.ts'
import { exportFormats } from '../../usecases/export/export-table.ts'
import { readExport } from '../../usecases/register/export-register.ts'
import { registerFileName, registerTable } from '../cards/register-table.ts'
import { refusalMessage } from '../reader.ts'
import { dateText } from '../text/moment.ts'
import { registerText } from '../text/register.ts'
import { signs } from '../text/signs.ts'
import { addressFor, isAddress } from './address.ts'
import { sendFile } from './file.ts'
import { done, failed, type OutgoingKind } from './kind.ts'
import { postOnce } from './post-once.ts'

const payloadSchema = z.object({
  personId: z.int(),
  branchId: z.int(),
  filingId: z.int().nullable(),
  format: z.enum(exportFormats),
})

/** A register as a file for whoever asked for it, as far as they may see it when it goes out. */
export const outgoing: OutgoingKind = {
  kind: 'register_file',
  async deliver(with_, effect) {
    const { personId, branchId, filingId, format } = payloadSchema.parse(effect.payload)
    const address = await addressFor(with_, personId)
    if (!isAddress(address)) return address
    const { language } = address.reader
    const wanted = filingId === null ? { named: branchId } : { filingId }
    const read = await readExport(with_.deps, personId, wanted)
    if (isRefusal(read)) {
      const to = { person: address.userId }
      const told = await postOnce(with_, `effect/${effect.id}`, effect.id, to, refusalMessage(read, language))
      return told.ok ? done : failed(told.failure)
    }
    const text = registerText[language]
    const name = registerFileName(read, read.on, language)
    const sheet = read.branch?.name ?? text.bank
    const file = await exportFile(registerTable(read.entries, { name, sheet }, language), format)
    const title = read.branch ? text.branch(read.branch.name) : text.bank
    const version = signs[language].brackets(read.filing ? text.versionName(read.filing.version) : '')
    const comment = text.exported(title, version, read.entries.length, dateText(read.on, language))
    return sendFile(with_, effect.id, address, { ...file, title: file.name, comment })
  },
}
