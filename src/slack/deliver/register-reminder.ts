import { z } from 'zod'
import { headOfficeId } from '../../../db/queries/unit.ts'
import { branchStatuses } from '../../usecases/register/filing-status.ts'
import { ask } from '../../usecases/transact.ts'
import { lateListMessage, reminderMessage } from '../cards/register-reminder.ts'
import { addressFor, isAddress } from './address.ts'
import { done, failed, type OutgoingKind, overtaken } from './kind.ts'
import { postOnce } from './post-once.ts'

const payloadSchema = z.object({ unitId: z.int(), personId: z.int() })

/** Reminds somebody of a register that is owed, or lists the late ones; what has been filed meanwhile is not told. */
export const outgoing: OutgoingKind = {
  kind: 'register_reminder',
  async deliver(with_, effect) {
    const { unitId, personId } = payloadSchema.parse(effect.payload)
    const { branches, today, everywhere } = await ask(with_.deps, async (tx, moment) => {
      const found = await branchStatuses(tx, moment.policy, moment.today)
      return { branches: found, today: moment.today, everywhere: unitId === (await headOfficeId(tx)) }
    })
    const owing = branches.filter(({ branch, status }) =>
      everywhere ? status.kind === 'late' : branch.id === unitId && status.kind !== 'in_time',
    )
    const [first] = owing
    if (!first) return overtaken
    const address = await addressFor(with_, personId)
    if (!isAddress(address)) return address
    const message = everywhere
      ? lateListMessage(owing, today, address.reader)
      : reminderMessage(first, today, address.reader)
    const posted = await postOnce(with_, `effect/${effect.id}`, effect.id, { person: address.userId }, message)
    return posted.ok ? done : failed(posted.failure)
  },
}
