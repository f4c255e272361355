import { joinedConversation, visibleConversation } from '../channels.ts'
import { newId } from '../ids.ts'
import { SlackError } from '../slack-error.ts'
import type { Canvas } from '../state.ts'
import type { World } from '../world.ts'
import { editCanvas, readSections } from './canvas-sections.ts'
import { type Args, type Method, me, readList } from './method.ts'

function known(world: World, args: Args): Canvas {
  checkAllowed(world)
  const canvas = world.state.canvases.get(String(args.canvas_id))
  if (!canvas) throw new SlackError('canvas_not_found')
  return canvas
}

function checkAllowed(world: World): void {
  if (!world.rules.canvases) throw new SlackError('canvas_disabled_user_team')
}

function save(world: World, args: Args, channelId: string | null): Record<string, unknown> {
  const canvas: Canvas = {
    id: newId('F'),
    title: String(args.title ?? ''),
    channelId,
    sections: readSections(args.document_content),
    access: new Map([[me(world), 'owner']]),
  }
  world.state.canvases.set(canvas.id, canvas)
  world.changes.emit({ type: 'state' }, null)
  return { canvas_id: canvas.id }
}

function create(world: World, args: Args): Record<string, unknown> {
  checkAllowed(world)
  if (args.channel_id) return createTab(world, args)
  if (!world.rules.paidPlan) throw new SlackError('free_teams_cannot_create_non_tabbed_canvases')
  return save(world, args, null)
}

function createTab(world: World, args: Args): Record<string, unknown> {
  checkAllowed(world)
  const { id } = joinedConversation(world, args.channel_id, me(world))
  if ([...world.state.canvases.values()].some((one) => one.channelId === id))
    throw new SlackError('channel_canvas_already_exists')
  return save(world, args, id)
}

function whose(world: World, args: Args): string[] {
  const channels = readList(args.channel_ids)
  const users = readList(args.user_ids)
  if (channels.length === 0 && users.length === 0) throw new SlackError('invalid_parameters')
  for (const id of channels) visibleConversation(world, id, me(world))
  if (users.some((id) => !world.state.users.has(id))) throw new SlackError('user_not_found')
  return [...channels, ...users]
}

function setAccess(world: World, args: Args): Record<string, unknown> {
  const canvas = known(world, args)
  const level = String(args.access_level)
  if (!['read', 'write', 'owner'].includes(level)) throw new SlackError('invalid_parameters')
  for (const id of whose(world, args)) canvas.access.set(id, level)
  world.changes.emit({ type: 'state' }, null)
  return {}
}

function lookUp(world: World, args: Args): Record<string, unknown> {
  const { sections } = known(world, args)
  const { section_types: types, contains_text: text } = (args.criteria ?? {}) as Record<string, unknown>
  const fitting = sections.filter(({ markdown }) => {
    const level = /^(#{1,3}) /.exec(markdown)?.[1]?.length
    const ofType = readList(types).some((type) => (type === 'any_header' ? level : type === `h${level}`))
    return (types === undefined || ofType) && (typeof text !== 'string' || markdown.includes(text))
  })
  return { sections: fitting.map(({ id }) => ({ id })) }
}

const writing = { scopes: ['canvases:write'], required: ['canvas_id'] }

/** Documents of the workspace and of channels. */
export const canvasMethods: Record<string, Method> = {
  'canvases.create': { tier: 2, scopes: writing.scopes, run: create },
  'conversations.canvases.create': { tier: 2, scopes: writing.scopes, required: ['channel_id'], run: createTab },
  'canvases.edit': {
    tier: 3,
    scopes: writing.scopes,
    required: ['canvas_id', 'changes'],
    run(world, args) {
      editCanvas(known(world, args), args.changes)
      world.changes.emit({ type: 'state' }, null)
      return {}
    },
  },
  'canvases.delete': {
    tier: 3,
    ...writing,
    run(world, args) {
      world.state.canvases.delete(known(world, args).id)
      world.changes.emit({ type: 'state' }, null)
      return {}
    },
  },
  'canvases.access.set': {
    tier: 3,
    scopes: writing.scopes,
    required: ['canvas_id', 'access_level'],
    run: setAccess,
  },
  'canvases.access.delete': {
    tier: 3,
    ...writing,
    run(world, args) {
      const canvas = known(world, args)
      for (const id of whose(world, args)) canvas.access.delete(id)
      world.changes.emit({ type: 'state' }, null)
      return {}
    },
  },
  'canvases.sections.lookup': {
    tier: 3,
    scopes: ['canvases:read'],
    required: ['canvas_id', 'criteria'],
    run: lookUp,
  },
}
