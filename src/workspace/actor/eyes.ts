import { actingUser, ownConversation } from '../acts/person.ts'
import { openDm } from '../channels.ts'
import { pagePerson } from '../people.ts'
import type { PageConversation } from '../protocol.ts'
import { conversationFor, stateFor, viewFor } from '../screen.ts'
import { homeOf, stackOf } from '../views.ts'
import type { World } from '../world.ts'
import type { Actor, SeenMessage } from './contract.ts'

export type Eyes = Pick<
  Actor,
  'person' | 'conversations' | 'conversation' | 'channel' | 'dm' | 'messages' | 'ephemerals' | 'view' | 'home'
>

/** What a person sees. */
export function createEyes(world: World, id: string): Eyes {
  const user = () => actingUser(world, id)
  const conversation = (which: string) => conversationFor(world, ownConversation(world, which, id), id)
  const dm = (other?: string) => conversation(openDm(world, other ?? world.state.app.botUserId, id).id)
  const lines = () => {
    const { channels, directMessages } = stateFor(world, user())
    return [...directMessages, ...channels]
  }
  return {
    person: () => pagePerson(user()),
    conversations: lines,
    conversation,
    channel(name) {
      const found = lines().find((one) => one.name === name && one.kind.endsWith('channel'))
      if (found) return conversation(found.id)
      throw new Error(
        `${user().realName} is not in a channel "${name}"; in: ${lines()
          .map((one) => one.name)
          .join(', ')}`,
      )
    },
    dm,
    messages: (which) => messagesOf(which ? conversation(which) : dm()),
    ephemerals: () => {
      const all = lines().flatMap((one) => messagesOf(conversation(one.id)))
      return byTime(all.filter((message) => message.ephemeral))
    },
    view() {
      const top = stackOf(world, id).at(-1)
      return top ? viewFor(world, top) : null
    },
    home() {
      const home = homeOf(world, id)
      return home ? viewFor(world, home) : null
    },
  }
}

function messagesOf(conversation: PageConversation): SeenMessage[] {
  const all = [...conversation.messages, ...Object.values(conversation.replies).flat()]
  const placed = all.map((message) => ({ ...message, conversationId: conversation.id }))
  return byTime(placed)
}

function byTime(messages: SeenMessage[]): SeenMessage[] {
  return messages.sort((a, b) => (a.ts < b.ts ? -1 : 1))
}
