import { viewLimits } from '../slack/limits.ts'
import { keepTyped } from './block-kit/input-state.ts'
import { checkView, fillIds } from './block-kit/validate.ts'
import { newId, newSecret } from './ids.ts'
import { argumentError, SlackError } from './slack-error.ts'
import { checkSlackFiles } from './slack-files.ts'
import type { View } from './state.ts'
import type { World } from './world.ts'

type Raw = Record<string, unknown>

/** Checks a view as `views.*` do and gives its fields; `pointer` is where it stands in the call, for the messages. */
export function readView(world: World, value: unknown, pointer = '/view'): Raw {
  if (JSON.stringify(value ?? null).length > viewLimits.bytes) throw new SlackError('view_too_large')
  const shape = checkView(value, pointer)
  const mistakes = shape.length > 0 ? shape : checkSlackFiles(world, value, pointer)
  if (mistakes.length) throw argumentError('invalid_arguments', mistakes)
  return value as Raw
}

/** The open modals of a person, bottom first. */
export function stackOf(world: World, userId: string): View[] {
  return (world.state.stacks.get(userId) ?? []).map((id) => world.state.views.get(id) as View)
}

/** Opens a modal on top of the person's stack. */
export function pushView(world: World, userId: string, raw: Raw): View {
  const stack = stackOf(world, userId)
  if (raw.type !== 'modal')
    throw argumentError('invalid_arguments', ['[ERROR] must be a modal [json-pointer:/view/type]'])
  if (stack.length >= viewLimits.stack) throw new SlackError('push_limit_reached')
  const view = newView(world, userId, raw)
  view.previousViewId = stack.at(-1)?.id ?? null
  view.rootViewId = stack[0]?.id ?? view.id
  world.state.views.set(view.id, view)
  world.state.stacks.set(userId, [...stack.map((one) => one.id), view.id])
  world.changes.emit({ type: 'views' }, [userId])
  return view
}

function newView(world: World, userId: string, raw: Raw): View {
  const id = newId('V')
  const base = { id, userId, rootViewId: id, previousViewId: null, typed: {}, errors: {}, trouble: null }
  return { ...base, hash: newHash(world), ...viewFields(world, raw, null) }
}

type Fields = Omit<View, 'id' | 'userId' | 'hash' | 'rootViewId' | 'previousViewId' | 'typed' | 'errors' | 'trouble'>

function viewFields(world: World, raw: Raw, own: View | null): Fields {
  const externalId = String(raw.external_id ?? '')
  const twin =
    externalId && [...world.state.views.values()].find((view) => view.externalId === externalId && view !== own)
  if (twin) throw new SlackError('duplicate_external_id')
  return {
    type: raw.type as View['type'],
    title: plain(raw.title) ?? '',
    submit: plain(raw.submit),
    close: plain(raw.close),
    raw: { title: raw.title, submit: raw.submit, close: raw.close },
    blocks: fillIds(raw.blocks as View['blocks']),
    privateMetadata: String(raw.private_metadata ?? ''),
    callbackId: String(raw.callback_id ?? ''),
    externalId,
    clearOnClose: raw.clear_on_close === true,
    notifyOnClose: raw.notify_on_close === true,
  }
}

function plain(text: unknown): string | null {
  return (text as { text?: string } | undefined)?.text ?? null
}

function newHash(world: World): string {
  return `${Math.floor(world.now() / 1000)}.${newSecret(4)}`
}

/** Puts a new version into a view that is open; what was typed stays where the same inputs stay. */
export function updateView(world: World, view: View, raw: Raw, hash: unknown): View {
  if (hash !== undefined && hash !== '' && hash !== view.hash) throw new SlackError('hash_conflict')
  if (raw.type !== view.type)
    throw argumentError('invalid_arguments', ['[ERROR] the type cannot change [json-pointer:/view/type]'])
  Object.assign(view, viewFields(world, raw, view), { hash: newHash(world), errors: {}, trouble: null })
  view.typed = keepTyped(view.blocks, view.typed)
  world.changes.emit({ type: view.type === 'home' ? 'home' : 'views' }, [view.userId])
  return view
}

/** The view of an `view_id` or `external_id`; `not_found` for others and for those closed. */
export function openView(world: World, id: unknown, externalId: unknown): View {
  const byId = typeof id === 'string' && id !== '' ? world.state.views.get(id) : undefined
  const found = byId ?? [...world.state.views.values()].find((one) => externalId && one.externalId === externalId)
  if (!found) throw new SlackError('not_found')
  return found
}

/** Takes views off a person's stack: the given one and all above it. Answers with those taken, top first. */
export function closeFrom(world: World, view: View): View[] {
  const stack = stackOf(world, view.userId)
  const at = stack.indexOf(view)
  if (at < 0) return []
  world.state.stacks.set(
    view.userId,
    stack.slice(0, at).map((one) => one.id),
  )
  for (const one of stack.slice(at)) world.state.views.delete(one.id)
  world.changes.emit({ type: 'views' }, [view.userId])
  return stack.slice(at).reverse()
}

/** Publishes a person's App Home. */
export function publishHome(world: World, userId: string, raw: Raw, hash: unknown): View {
  if (raw.type !== 'home')
    throw argumentError('invalid_arguments', ['[ERROR] must be a home [json-pointer:/view/type]'])
  const known = homeOf(world, userId)
  if (known) return updateView(world, known, raw, hash)
  if (hash !== undefined && hash !== '') throw new SlackError('hash_conflict')
  const view = newView(world, userId, raw)
  world.state.views.set(view.id, view)
  world.state.homes.set(userId, view.id)
  world.changes.emit({ type: 'home' }, [userId])
  return view
}

/** What the bot published for a person. */
export function homeOf(world: World, userId: string): View | null {
  const id = world.state.homes.get(userId)
  return id ? (world.state.views.get(id) ?? null) : null
}
