import { conversationChanged, joinedConversation } from '../channels.ts'
import { tellEvent } from '../deliver/events.ts'
import { newId } from '../ids.ts'
import { postMessage } from '../messages.ts'
import { argumentError, SlackError } from '../slack-error.ts'
import { isProcessed, maySeeFile, pictureType } from '../slack-files.ts'
import type { StoredFile } from '../state.ts'
import type { World } from '../world.ts'
import { type Args, type Method, me } from './method.ts'

// Free plans end at 5 GB together, others at 1 GB a file; here the whole state is one file, so far less.
const largest = 20_000_000

function begin(world: World, args: Args): Record<string, unknown> {
  if (!world.rules.fileUploads) throw new SlackError('file_uploads_disabled')
  const size = Number(args.length)
  if (!Number.isInteger(size) || size <= 0)
    throw argumentError('invalid_arguments', ['[ERROR] must be a positive number [json-pointer:/length]'])
  if (size > largest) throw new SlackError('file_upload_size_restricted')
  const name = String(args.filename)
  const file: StoredFile = {
    id: newId('F'),
    name,
    title: name,
    size,
    user: me(world),
    created: Math.floor(world.now() / 1000),
    complete: false,
  }
  world.state.files.set(file.id, file)
  return { upload_url: `${world.url()}/upload/${file.id}`, file_id: file.id }
}

function complete(world: World, args: Args): Record<string, unknown> {
  const asked = (Array.isArray(args.files) ? args.files : []) as { id?: string; title?: string }[]
  const files = asked.map((one) => {
    const file = world.state.files.get(String(one.id))
    if (!file || file.content === undefined || file.complete) throw new SlackError('file_not_found')
    return { file, title: one.title }
  })
  if (files.length === 0) throw new SlackError('file_not_found')
  const channel = args.channel_id ? joinedConversation(world, args.channel_id, me(world)) : null
  for (const { file, title } of files) {
    Object.assign(file, {
      complete: true,
      completed: world.now(),
      title: title ?? file.title,
      channels: channel ? [channel.id] : [],
    })
    tellEvent(world, 'file_created', () => aboutFile(file))
  }
  if (channel) {
    const content = { text: String(args.initial_comment ?? ''), files: files.map(({ file }) => file.id) }
    const thread = typeof args.thread_ts === 'string' ? args.thread_ts : undefined
    postMessage(world, channel, { user: me(world), byBot: true }, content, thread)
    for (const { file } of files)
      tellEvent(world, 'file_shared', () => ({ ...aboutFile(file), channel_id: channel.id }), channel)
  }
  return { files: files.map(({ file }) => ({ id: file.id, title: file.title, name: file.name })) }
}

function aboutFile(file: StoredFile): Record<string, unknown> {
  return { file_id: file.id, file: { id: file.id }, user_id: file.user }
}

function known(world: World, args: Args): StoredFile {
  const file = world.state.files.get(String(args.file))
  if (!file?.complete) throw new SlackError('file_not_found')
  return file
}

function remove(world: World, args: Args): Record<string, unknown> {
  const file = known(world, args)
  if (file.user !== me(world)) throw new SlackError('cant_delete_file')
  world.state.files.delete(file.id)
  for (const conversation of world.state.conversations.values()) {
    if (!file.channels?.includes(conversation.id)) continue
    for (const message of conversation.messages.values()) message.files = message.files.filter((id) => id !== file.id)
    conversationChanged(world, conversation)
  }
  tellEvent(world, 'file_deleted', () => ({ file_id: file.id }))
  return {}
}

function info(world: World, args: Args): Record<string, unknown> {
  const file = known(world, args)
  if (!maySeeFile(world, file, me(world))) throw new SlackError('not_visible')
  const { id, name, title, size, user, created, channels = [] } = file
  const url_private = `${world.url()}/files/${id}`
  // Empty until Slack is done with it (slackapi/java-slack-sdk#1349).
  const mimetype = isProcessed(world, file) ? (pictureType(file) ?? 'application/octet-stream') : ''
  return { file: { id, name, title, mimetype, size, user, created, timestamp: created, channels, url_private } }
}

/** The bytes sent to an upload address; the number must be the one announced. */
export function receiveUpload(world: World, id: string, bytes: Buffer): 'ok' | 'not_found' | 'wrong_length' {
  const file = world.state.files.get(id)
  if (!file || file.complete) return 'not_found'
  if (bytes.length !== file.size) return 'wrong_length'
  file.content = bytes.toString('base64')
  return 'ok'
}

/** Files: sending them in the three steps of today, looking at them, taking them away. */
export const fileMethods: Record<string, Method> = {
  'files.getUploadURLExternal': { tier: 4, scopes: ['files:write'], required: ['filename', 'length'], run: begin },
  'files.completeUploadExternal': { tier: 4, scopes: ['files:write'], required: ['files'], run: complete },
  'files.info': { tier: 4, scopes: ['files:read'], required: ['file'], run: info },
  'files.delete': { tier: 3, scopes: ['files:write'], required: ['file'], run: remove },
}
