import { lockFiling, settleFiling } from '../../../db/queries/filing.ts'
import { currentPolicy } from '../../../db/queries/settings.ts'
import { standingOf } from '../../../db/queries/standing.ts'
import { headOfficeId } from '../../../db/queries/unit.ts'
import { trimName } from '../../domain/client/name.ts'
import type { DomainEvent } from '../../domain/event.ts'
import { isAboutAuthority, isRefusal, type Refusal, refuse } from '../../domain/refusal.ts'
import { decideFiling, type FilingAnswer } from '../../domain/register/decide-filing.ts'
import { registerArticle } from '../../domain/register/register.ts'
import { type Act, type Deps, type Outcome, transact } from '../transact.ts'

interface Settled {
  readonly branchName: string
  readonly version: number
}

/**
 * The corporate department takes note of a filed register, or sends it back with a question (Art. 10(3)), under the filing's
 * row lock.
 *
 * @param formatTime how a moment is written for the person, for "already … by … at …"
 */
export function settleRegister(
  deps: Deps,
  act: Act & { personId: number },
  filingId: number,
  said: FilingAnswer,
  formatTime: (at: Date) => string,
): Promise<Settled | Refusal> {
  return transact(deps, act, async (tx, moment): Promise<Outcome<Settled | Refusal>> => {
    const no = (refusal: Refusal, events: DomainEvent[] = []) => ({ result: refusal, events })
    const loaded = await lockFiling(tx, filingId)
    if (!loaded) return no(refuse('not_found', { params: { number: filingId } }))
    const standing = await standingOf(tx, act.personId, moment.today)
    const policy = (await currentPolicy(tx))?.policy
    if (!standing) return no(refuse('not_mapped'))
    if (!policy) return no(refuse('no_policy'))
    const department = { unitId: await headOfficeId(tx), positions: policy.registerAcknowledgers }
    const answer = said.verdict === 'sent_back' ? { ...said, question: trimName(said.question) } : said
    const decided = decideFiling(loaded.filing, department, standing, answer, formatTime)
    if (isRefusal(decided)) return no(decided, refusedEvents(filingId, decided, said))
    const { inNameOf } = decided
    const question = answer.verdict === 'sent_back' ? answer.question : null
    await settleFiling(tx, filingId, {
      state: answer.verdict,
      question,
      decidedBy: act.personId,
      decidedInNameOf: inNameOf,
      decidedAt: moment.now,
    })
    const { version, branchId } = loaded.filing
    const event: DomainEvent = {
      happening: {
        type: answer.verdict === 'sent_back' ? 'register_sent_back' : 'register_acknowledged',
        filingId,
        inNameOf,
      },
      article: registerArticle,
      before: { state: 'filed' },
      after: { branchId, version, ...(question !== null && { question }) },
    }
    return { result: { branchName: loaded.branchName, version }, events: [event] }
  })
}

function refusedEvents(filingId: number, refusal: Refusal, { verdict }: FilingAnswer): DomainEvent[] {
  if (!isAboutAuthority(refusal)) return []
  return [
    {
      happening: { type: 'register_refused', filingId },
      article: registerArticle,
      after: { refused: refusal.refused, verdict },
    },
  ]
}
