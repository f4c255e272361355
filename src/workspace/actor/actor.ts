import { actingUser } from '../acts/person.ts'
import type { World } from '../world.ts'
import type { Actor } from './contract.ts'
import { createEyes } from './eyes.ts'
import { createHands } from './hands.ts'
import { type Names, renderMessage, renderText, renderView } from './render.ts'
import { waitForChange } from './wait-for-change.ts'

// Long enough for a database under load, short enough that a broken test says so soon.
const patienceMs = 5000

// What a failed test needs to see of a long conversation.
const shownLines = 8

/** The person with this id, who must exist and be active. */
export function createActor(world: World, id: string): Actor {
  actingUser(world, id)
  const names: Names = {
    user: (user) => world.state.users.get(user)?.realName ?? user,
    channel: (channel) => world.state.conversations.get(channel)?.name ?? channel,
  }
  const eyes = createEyes(world, id)
  const screen = (): string => {
    const view = eyes.view()
    const recent = [...eyes.messages()]
      .slice(-shownLines)
      .map((one) => `${one.author.name}: ${renderMessage(one, names)}`)
    return [...(view ? ['-- modal', renderView(view, names)] : []), '-- direct message with the bot', ...recent].join(
      '\n',
    )
  }
  return {
    id,
    ...eyes,
    ...createHands(world, id, eyes, screen),
    waitFor: (read, options = {}) => waitForChange(world.changes, read, screen, options.timeoutMs ?? patienceMs),
    render(thing) {
      if (!thing) return screen()
      return 'hash' in thing ? renderView(thing, names) : renderMessage(thing, names)
    },
    text: (mrkdwn) => renderText(mrkdwn, names),
  }
}
