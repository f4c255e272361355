import { z } from 'zod'
import { isRefusal } from '../src/domain/refusal.ts'
import { readId } from '../src/slack/cards/button-value.ts'
import { filingActions } from '../src/slack/cards/filing-card.ts'
import { comparisonIds, comparisonWindow } from '../src/slack/cards/register-comparison.ts'
import { registerActions } from '../src/slack/cards/register-view.ts'
import { textOf } from '../src/slack/form.ts'
import type { ActionContext, Gesture, TriggeredContext } from '../src/slack/gesture.ts'
import { readerOf, refusalView, viewOr } from '../src/slack/reader.ts'
import { readComparison, readFilingComparison } from '../src/usecases/register/compare-versions.ts'
import type { RegisterNamed } from '../src/usecases/register/register-meant.ts'

const metadataSchema = z.object({ branchId: z.int() })

/** What was added, changed and removed between two states of a register (Art. 10(3)). */
export const gesture: Gesture = {
  actions: {
    [registerActions.compareNow]: (context) => openComparison(context, readId(context.value) ?? 0),
    [filingActions.compare]: compareFiling,
    [comparisonIds.from]: choose,
    [comparisonIds.to]: choose,
  },
}

/** Opens the comparison of the newest version with the register as it now stands. */
export async function openComparison(context: TriggeredContext, named: RegisterNamed): Promise<void> {
  const again = { actionId: registerActions.compareNow, value: typeof named === 'number' ? String(named) : '0' }
  await context.open(again, async () => {
    const actor = await context.actor('command')
    if (isRefusal(actor)) return refusalView(actor, context.language)
    const read = await readComparison(context.deps, actor.personId, named, {})
    return viewOr(read, context.language, (comparison) => comparisonWindow(comparison, readerOf(context)))
  })
}

async function compareFiling(context: ActionContext): Promise<void> {
  await context.open({ actionId: filingActions.compare, value: context.value }, async () => {
    const actor = await context.actor('card')
    if (isRefusal(actor)) return refusalView(actor, context.language)
    const read = await readFilingComparison(context.deps, actor.personId, readId(context.value) ?? 0)
    return viewOr(read, context.language, (comparison) => comparisonWindow(comparison, readerOf(context)))
  })
}

async function choose(context: ActionContext): Promise<void> {
  const { branchId } = metadataSchema.parse(JSON.parse(context.view?.metadata ?? '{}'))
  const chosen = (name: string) => readId(textOf(context.view?.values ?? {}, name)) ?? 0
  const actor = await context.actor('form')
  if (isRefusal(actor)) return context.updateView(refusalView(actor, context.language))
  const versions = { from: chosen(comparisonIds.from), to: chosen(comparisonIds.to) }
  const read = await readComparison(context.deps, actor.personId, branchId, versions)
  await context.updateView(viewOr(read, context.language, (one) => comparisonWindow(one, readerOf(context))))
}
