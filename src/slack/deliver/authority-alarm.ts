import { z } from 'zod'
import { openStep } from '../../domain/recommendation/recommendation.ts'
import { readView } from '../../usecases/record.ts'
import { readLack } from '../../usecases/report-lack.ts'
import type { Message } from '../blocks.ts'
import { lackMessage, stepLackMessage } from '../cards/authority-alarm.ts'
import type { Language } from '../text/words.ts'
import { addressFor, isAddress } from './address.ts'
import { type DeliverDeps, done, failed, type OutgoingKind, overtaken } from './kind.ts'
import { postOnce } from './post-once.ts'

const payloadSchema = z.object({ personId: z.int(), recommendationId: z.int().nullable() })

/** The settings, or those that a recommendation began with, leave something to nobody: said to the administrators. */
export const outgoing: OutgoingKind = {
  kind: 'authority_alarm',
  async deliver(with_, effect) {
    const { personId, recommendationId } = payloadSchema.parse(effect.payload)
    const draw = recommendationId === null ? await ofSettings(with_) : await ofStep(with_, recommendationId)
    if (!draw) return overtaken
    const address = await addressFor(with_, personId)
    if (!isAddress(address)) return address
    const message = draw(address.reader.language)
    const posted = await postOnce(with_, `effect/${effect.id}`, effect.id, { person: address.userId }, message)
    return posted.ok ? done : failed(posted.failure)
  },
}

type Draw = (language: Language) => Message

async function ofSettings({ deps }: DeliverDeps): Promise<Draw | null> {
  const lack = await readLack(deps)
  return lack && ((language) => lackMessage(lack, language))
}

async function ofStep({ deps }: DeliverDeps, recommendationId: number): Promise<Draw | null> {
  const view = await readView(deps, recommendationId)
  const step = view && openStep(view.recommendation)
  return view && step?.positions.length === 0 ? (language) => stepLackMessage(view, step, language) : null
}
