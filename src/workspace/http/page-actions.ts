import { changeChannel, makeChannel } from '../acts/change-channel.ts'
import { click } from '../acts/click.ts'
import { closeView } from '../acts/close-view.ts'
import { markMessage } from '../acts/mark-message.ts'
import { openHome } from '../acts/open-home.ts'
import { actingUser, type Outcome, ownConversation } from '../acts/person.ts'
import { runCommand } from '../acts/run-command.ts'
import { say } from '../acts/say.ts'
import { useShortcut } from '../acts/shortcut.ts'
import { submitView } from '../acts/submit-view.ts'
import { suggest } from '../acts/suggest.ts'
import { openDm } from '../channels.ts'
import type { PageActions, PageAnswer } from '../protocol.ts'
import type { SwitchActions } from '../protocol-switches.ts'
import { viewFor } from '../screen.ts'
import { SlackError } from '../slack-error.ts'
import { stackOf } from '../views.ts'
import type { World } from '../world.ts'
import { switchHandlers } from './switch-actions.ts'

type Handlers = {
  [Name in Exclude<keyof PageActions, keyof SwitchActions>]: (
    world: World,
    body: PageActions[Name],
  ) => Promise<PageAnswer> | PageAnswer
}

const withViews = async (world: World, userId: string, outcome: Promise<Outcome>): Promise<PageAnswer> => {
  const done = await outcome
  return { ...done, views: stackOf(world, userId).map((view) => viewFor(world, view)) }
}

const handlers: Handlers = {
  command: (world, body) => withViews(world, body.as, runCommand(world, body.as, body.conversationId, body.text)),
  message(world, body) {
    say(world, body.as, body.conversationId, body.text, body.threadTs)
    return { ok: true }
  },
  shortcut(world, { as, callbackId, conversationId, ts }) {
    const target = conversationId !== undefined && ts !== undefined ? { conversationId, ts } : null
    return withViews(world, as, useShortcut(world, as, callbackId, target))
  },
  'make-channel': (world, { as, name, isPrivate }) => ({
    ok: true,
    conversationId: makeChannel(world, as, name, isPrivate).id,
  }),
  'change-channel'(world, body) {
    changeChannel(world, body.as, body.conversationId, body.change)
    return { ok: true }
  },
  'mark-message'(world, body) {
    markMessage(world, body.as, body.conversationId, body.ts, body.mark)
    return { ok: true }
  },
  click: (world, { as, ...act }) => withViews(world, as, click(world, as, act)),
  suggest: (world, { as, ...act }) => suggest(world, as, act),
  'view-submit': (world, body) => withViews(world, body.as, submitView(world, body.as, body.viewId, body.inputs)),
  'view-close': (world, body) => withViews(world, body.as, closeView(world, body.as, body.viewId, body.all === true)),
  'open-home'(world, body) {
    openHome(world, body.as, body.tab)
    return { ok: true }
  },
  'open-dm'(world, body) {
    actingUser(world, body.as)
    if (!world.state.users.has(body.with)) throw new SlackError('user_not_found')
    return { ok: true, conversationId: openDm(world, body.as, body.with).id }
  },
  read(world, body) {
    const conversation = ownConversation(world, body.conversationId, body.as)
    const last = [...conversation.messages.keys()].at(-1)
    if (last && conversation.lastRead.get(body.as) !== last) {
      conversation.lastRead.set(body.as, last)
      world.changes.emit({ type: 'state' }, [body.as])
    }
    return { ok: true }
  },
}

type Handler = (world: World, body: unknown) => Promise<PageAnswer> | PageAnswer

function flip(world: World, name: keyof SwitchActions, body: unknown): PageAnswer {
  switchHandlers[name](world, body)
  world.changes.emit({ type: 'switches' }, null)
  return { ok: true }
}

/** Does one action of the page; null = no such action. Slack's refusals come back as `error`. */
export async function doPageAction(
  world: World,
  name: string,
  body: Record<string, unknown>,
): Promise<PageAnswer | null> {
  const handler = Object.hasOwn(handlers, name) ? (handlers[name as keyof Handlers] as Handler) : null
  try {
    if (Object.hasOwn(switchHandlers, name)) return flip(world, name as keyof SwitchActions, body)
    return handler ? await handler(world, body) : null
  } catch (error) {
    if (error instanceof SlackError) return { ok: false, error: error.code }
    throw error
  }
}
