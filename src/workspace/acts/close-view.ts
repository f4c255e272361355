import { deliver } from '../deliver/deliver.ts'
import { presentView } from '../present.ts'
import { SlackError } from '../slack-error.ts'
import type { User, View } from '../state.ts'
import { closeFrom, stackOf } from '../views.ts'
import type { World } from '../world.ts'
import { actingUser, interactionParts, type Outcome } from './person.ts'

/** A person closes the top modal, or all of them; the bot hears of those that asked for it. */
export async function closeView(world: World, userId: string, viewId: string, all: boolean): Promise<Outcome> {
  const user = actingUser(world, userId)
  const stack = stackOf(world, userId)
  const view = stack.find((one) => one.id === viewId)
  if (!view) throw new SlackError('not_found')
  const cleared = all || view.clearOnClose
  const closed = closeFrom(world, cleared ? (stack[0] as View) : view)
  await Promise.all(closed.filter((one) => one.notifyOnClose).map((one) => tellClosed(world, user, one, cleared)))
  return { ok: true }
}

async function tellClosed(world: World, user: User, view: View, cleared: boolean): Promise<void> {
  const payload = {
    type: 'view_closed',
    ...interactionParts(world, user),
    view: presentView(world, view),
    is_cleared: cleared,
  }
  await deliver(world, 'view_closed', user.id, 'interactive', payload)
}
