import { bankDate } from '../src/domain/calendar.ts'
import { isRefusal } from '../src/domain/refusal.ts'
import type { Message } from '../src/slack/blocks.ts'
import { readId } from '../src/slack/cards/button-value.ts'
import { filingActions } from '../src/slack/cards/filing-card.ts'
import { registerFileName } from '../src/slack/cards/register-table.ts'
import { registerActions } from '../src/slack/cards/register-view.ts'
import type { ActionContext, CommandContext, Gesture, GestureContext } from '../src/slack/gesture.ts'
import { noteView, refusalMessage, refusalView, sentence } from '../src/slack/reader.ts'
import { registerText } from '../src/slack/text/register.ts'
import type { ExportFormat } from '../src/usecases/export/export-table.ts'
import { type ExportWanted, requestExport } from '../src/usecases/register/export-register.ts'

/** A register as a file in a direct message: as it now stands, or a version as it was filed. */
export const gesture: Gesture = {
  actions: {
    [registerActions.excel]: (context) => press(context, { named: readId(context.value) ?? 0 }, 'xlsx'),
    [registerActions.csv]: (context) => press(context, { named: readId(context.value) ?? 0 }, 'csv'),
    [filingActions.export]: (context) => press(context, { filingId: readId(context.value) ?? 0 }, 'xlsx'),
  },
}

/** `/register export [BRANCH] [csv|xlsx]`, in either order. */
export async function exportTyped(context: CommandContext, typed: string): Promise<void> {
  const words = typed.split(/[\s\p{Z}]+/u)
  const format = words.find((word) => /^(?:csv|xlsx|excel)$/i.test(word))
  const named = words.filter((word) => word !== format).join(' ')
  const asked = await request(context, { named }, format?.toLowerCase() === 'csv' ? 'csv' : 'xlsx')
  await context.tell(typeof asked === 'string' ? sentence(asked) : asked)
}

/** From a window the answer stands above it; from a card beside it. */
async function press(context: ActionContext, wanted: ExportWanted, format: ExportFormat): Promise<void> {
  if (!context.view) {
    const asked = await request(context, wanted, format)
    return context.tell(typeof asked === 'string' ? sentence(asked) : asked)
  }
  const actionId = format === 'csv' ? registerActions.csv : registerActions.excel
  await context.open({ actionId, value: context.value }, async () => {
    const actor = await context.actor('form')
    if (isRefusal(actor)) return refusalView(actor, context.language)
    const asked = await requestExport(context.deps, actor, wanted, format)
    if (isRefusal(asked)) return refusalView(asked, context.language)
    return noteView(queued(context, asked), context.language, registerText[context.language].title)
  })
}

async function request(context: GestureContext, wanted: ExportWanted, format: ExportFormat): Promise<Message | string> {
  const actor = await context.actor('command')
  if (isRefusal(actor)) return refusalMessage(actor, context.language)
  const asked = await requestExport(context.deps, actor, wanted, format)
  return isRefusal(asked) ? refusalMessage(asked, context.language) : queued(context, asked)
}

function queued(
  { language, deps, timeZone }: GestureContext,
  asked: Exclude<Awaited<ReturnType<typeof requestExport>>, { refused: unknown }>,
): string {
  const today = bankDate(deps.clock.now(), timeZone)
  return registerText[language].exportQueued(registerFileName(asked, today, language))
}
