import { isRefusal } from '../src/domain/refusal.ts'
import { readId } from '../src/slack/cards/button-value.ts'
import { structureWindow } from '../src/slack/cards/register-structure.ts'
import { registerActions } from '../src/slack/cards/register-view.ts'
import type { Gesture, TriggeredContext } from '../src/slack/gesture.ts'
import { readerOf, refusalView, viewOr } from '../src/slack/reader.ts'
import { readStructure } from '../src/usecases/register/read-structure.ts'
import type { RegisterNamed } from '../src/usecases/register/register-meant.ts'

/** How a register is made up, and what changed since its last filing (Art. 5). */
export const gesture: Gesture = {
  actions: { [registerActions.structure]: (context) => openStructure(context, readId(context.value) ?? 0) },
}

/** Opens the structure of a register. */
export async function openStructure(context: TriggeredContext, named: RegisterNamed): Promise<void> {
  const again = { actionId: registerActions.structure, value: typeof named === 'number' ? String(named) : '0' }
  await context.open(again, async () => {
    const actor = await context.actor('command')
    if (isRefusal(actor)) return refusalView(actor, context.language)
    const read = await readStructure(context.deps, actor.personId, named)
    return viewOr(read, context.language, (structure) => structureWindow(structure, readerOf(context)))
  })
}
