import { isRefusal, type Refusal } from '../src/domain/refusal.ts'
import { modal } from '../src/slack/blocks.ts'
import { readId } from '../src/slack/cards/button-value.ts'
import {
  readConsentValue,
  refuseForm,
  unitProposalCard,
  unitProposalIds,
} from '../src/slack/cards/unit-proposal-card.ts'
import { textOf } from '../src/slack/form.ts'
import type { ActionContext, Gesture, SubmitAnswer, SubmitContext } from '../src/slack/gesture.ts'
import { momentFor, readerOf, refusalMessage, refusalView, sentence, viewOr } from '../src/slack/reader.ts'
import { common } from '../src/slack/text/common.ts'
import { refusalText } from '../src/slack/text/refusal.ts'
import { unitText } from '../src/slack/text/unit.ts'
import { takeUnitConsent, withdrawUnitProposal } from '../src/usecases/units/decide-consent.ts'
import { readUnitProposalFor } from '../src/usecases/units/read-units.ts'

/** Consents to lead and co-operating units: given, refused with a reason; a proposal shown, and withdrawn (Art. 11). */
export const gesture: Gesture = {
  actions: {
    [unitProposalIds.agree]: agree,
    [unitProposalIds.refuse]: askReason,
    [unitProposalIds.withdraw]: withdraw,
    [unitProposalIds.open]: show,
  },
  submits: { [unitProposalIds.refuse]: refuse },
}

async function agree(context: ActionContext): Promise<void> {
  const key = readConsentValue(context.value)
  const actor = await context.actor('card')
  if (isRefusal(actor)) return context.tell(refusalMessage(actor, context.language))
  if (!key) return
  const said = { no: key.no, verdict: 'given', reason: null } as const
  const decided = await takeUnitConsent(context.deps, actor, key.proposalId, said, momentFor(context))
  await redraw(context, actor.personId, key.proposalId, isRefusal(decided) ? decided : null)
}

async function withdraw(context: ActionContext): Promise<void> {
  const proposalId = readId(context.value) ?? 0
  const actor = await context.actor('card')
  if (isRefusal(actor)) return context.tell(refusalMessage(actor, context.language))
  const done = await withdrawUnitProposal(context.deps, actor, proposalId)
  await redraw(context, actor.personId, proposalId, isRefusal(done) ? done : null)
}

/** The card as it now stands, beside why not where it is so. */
async function redraw(
  context: ActionContext,
  personId: number,
  proposalId: number,
  refusal: Refusal | null,
): Promise<void> {
  const said = refusal ? refusalText(refusal, context.language) : undefined
  const read = await readUnitProposalFor(context.deps, personId, proposalId)
  if (!isRefusal(read)) return context.redraw(unitProposalCard(read.view, read, readerOf(context)), said)
  if (said) await context.tell(sentence(said))
}

async function askReason(context: ActionContext): Promise<void> {
  const key = readConsentValue(context.value)
  if (!key) return
  const again = { actionId: unitProposalIds.refuse, value: context.value }
  await context.open(again, async () => null, refuseForm(key, context.language))
}

async function refuse(context: SubmitContext): Promise<SubmitAnswer> {
  const { language } = context
  const key = readConsentValue(context.view.metadata)
  if (!key) throw new Error('a refusal without its proposal')
  const actor = await context.actor('form')
  const request = { no: key.no, verdict: 'refused', reason: textOf(context.view.values, 'reason') } as const
  const decided = isRefusal(actor)
    ? actor
    : await takeUnitConsent(context.deps, actor, key.proposalId, request, momentFor(context))
  if (isRefusal(decided)) return { kind: 'errors', errors: { reason: refusalText(decided, language) } }
  return { kind: 'close', said: unitText[language].refused }
}

/** A proposal as its card, in a window: the same buttons, the same rules (B04). */
async function show(context: ActionContext): Promise<void> {
  await context.open({ actionId: unitProposalIds.open, value: context.value }, async () => {
    const actor = await context.actor('home')
    if (isRefusal(actor)) return refusalView(actor, context.language)
    const read = await readUnitProposalFor(context.deps, actor.personId, readId(context.value) ?? 0)
    return viewOr(read, context.language, (ready) =>
      modal({
        callbackId: 'unit_proposal',
        title: unitText[context.language].title,
        close: common[context.language].close,
        blocks: unitProposalCard(ready.view, ready, readerOf(context)).blocks,
      }),
    )
  })
}
