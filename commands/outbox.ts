import { isRefusal, type Refusal } from '../src/domain/refusal.ts'
import type { ModalView } from '../src/slack/blocks.ts'
import { outboxActions, outboxPage, outboxView } from '../src/slack/cards/outbox-view.ts'
import type { ActionContext, Actor, CommandContext, Gesture, GestureContext } from '../src/slack/gesture.ts'
import { readerOf, refusalView } from '../src/slack/reader.ts'
import { drop, readOutbox, sendAgain } from '../src/usecases/given-up.ts'

/** `/outbox`: what could not be delivered, sent again or dropped by an administrator. */
export const gesture: Gesture = {
  slash: {
    word: '/outbox',
    description: { zh: '发送情况（系统管理员）', en: 'What could not be delivered (administrators)' },
    usage: { zh: '', en: '' },
    run: open,
  },
  actions: {
    outbox_open: open,
    [`${outboxActions.page}_earlier`]: turn,
    [`${outboxActions.page}_later`]: turn,
    [outboxActions.row]: onRow,
    [outboxActions.again]: onPage,
  },
}

async function open(context: CommandContext | ActionContext): Promise<void> {
  await context.open({ actionId: 'outbox_open', value: ' ' }, async () => {
    const actor = await context.actor('command')
    return isRefusal(actor) ? refusalView(actor, context.language) : page(context, actor, 0)
  })
}

async function turn(context: ActionContext): Promise<void> {
  await after(context, Number(context.value), async () => null)
}

/** "again 12 40": what to do, with which row, on the page that begins at 40. */
async function onRow(context: ActionContext): Promise<void> {
  const [, what, id, offset] = /^(again|drop) (\d{1,15}) (\d{1,9})$/.exec(context.value) ?? []
  const run = what === 'drop' ? drop : sendAgain
  await after(context, Number(offset ?? 0), (actor) => run(context.deps, actor, [Number(id)]))
}

/** "40 12,13": the rows of the page that begins at 40. */
async function onPage(context: ActionContext): Promise<void> {
  const [offset, ids = ''] = context.value.split(' ')
  const rows = ids.split(',').filter((id) => /^\d{1,15}$/.test(id))
  await after(context, Number(offset), (actor) => sendAgain(context.deps, actor, rows.map(Number)))
}

/** Does it and draws the page again as it then is. */
async function after(
  context: ActionContext,
  offset: number,
  act: (actor: Actor) => Promise<unknown | Refusal>,
): Promise<void> {
  const actor = await context.actor('form')
  const done = isRefusal(actor) ? actor : await act(actor)
  if (isRefusal(done)) return context.updateView(refusalView(done, context.language))
  await context.updateView(await page(context, actor as Actor, offset))
}

async function page(context: GestureContext, actor: Actor, offset: number): Promise<ModalView> {
  const outbox = await readOutbox(context.deps, actor.personId, { limit: outboxPage, offset })
  return outboxView(outbox, offset, readerOf(context))
}
