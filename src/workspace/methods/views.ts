import { presentView } from '../present.ts'
import { SlackError } from '../slack-error.ts'
import { openView, publishHome, pushView, readView, stackOf, updateView } from '../views.ts'
import type { World } from '../world.ts'
import { type Args, type Method, requireArgs } from './method.ts'

function open(world: World, args: Args): Record<string, unknown> {
  requireArgs(args, ['trigger_id', 'view'])
  const raw = readView(world, args.view)
  const trigger = world.triggers.exchange(args.trigger_id)
  return { view: presentView(world, pushView(world, trigger.userId, raw)) }
}

function push(world: World, args: Args): Record<string, unknown> {
  requireArgs(args, ['trigger_id', 'view'])
  const raw = readView(world, args.view)
  const trigger = world.triggers.exchange(args.trigger_id)
  const stack = stackOf(world, trigger.userId)
  if (!stack.some((view) => view.id === trigger.viewId)) throw new SlackError('not_found')
  return { view: presentView(world, pushView(world, trigger.userId, raw)) }
}

/** Modals and App Home. They need no scope: the trigger is the permission. */
export const viewMethods: Record<string, Method> = {
  'views.open': { tier: 4, run: open },
  'views.push': { tier: 4, run: push },
  'views.update': {
    tier: 4,
    required: ['view'],
    run(world, args) {
      const raw = readView(world, args.view)
      return {
        view: presentView(world, updateView(world, openView(world, args.view_id, args.external_id), raw, args.hash)),
      }
    },
  },
  'views.publish': {
    tier: 4,
    required: ['user_id', 'view'],
    run(world, args) {
      if (!world.rules.homeTab) throw new SlackError('not_enabled')
      if (!world.state.users.has(String(args.user_id))) throw new SlackError('user_not_found')
      const raw = readView(world, args.view)
      return { view: presentView(world, publishHome(world, String(args.user_id), raw, args.hash)) }
    },
  },
}
