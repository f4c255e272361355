import { openDm } from '../channels.ts'
import { tellEvent } from '../deliver/events.ts'
import { presentView } from '../present.ts'
import { homeOf } from '../views.ts'
import type { World } from '../world.ts'
import { actingUser } from './person.ts'

/** A person looks at one of the app's tabs; the bot gets `app_home_opened`. */
export function openHome(world: World, userId: string, tab: 'home' | 'messages'): void {
  actingUser(world, userId)
  const dm = openDm(world, world.state.app.botUserId, userId)
  tellEvent(world, 'app_home_opened', () => {
    const view = tab === 'home' ? homeOf(world, userId) : null
    return { user: userId, channel: dm.id, tab, ...(view ? { view: presentView(world, view) } : {}) }
  })
}
