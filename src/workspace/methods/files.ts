import { joinedConversation } from '../channels.ts'
import { newId } from '../ids.ts'
import { postMessage } from '../messages.ts'
import { argumentError, SlackError } from '../slack-error.ts'
import type { StoredFile } from '../state.ts'
import type { World } from '../world.ts'
import { type Args, type Method, me } from './method.ts'

// Free plans end at 5 GB together, others at 1 GB a file; here the whole state is one file, so far less.
const largest = 20_000_000

function begin(world: World, args: Args): Record<string, unknown> {
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
  for (const { file, title } of files) Object.assign(file, { complete: true, title: title ?? file.title })
  if (channel) {
    const content = { text: String(args.initial_comment ?? ''), files: files.map(({ file }) => file.id) }
    const thread = typeof args.thread_ts === 'string' ? args.thread_ts : undefined
    postMessage(world, channel, { user: me(world), byBot: true }, content, thread)
  }
  return { files: files.map(({ file }) => ({ id: file.id, title: file.title, name: file.name })) }
}

/** The bytes sent to an upload address; the number must be the one announced. */
export function receiveUpload(world: World, id: string, bytes: Buffer): 'ok' | 'not_found' | 'wrong_length' {
  const file = world.state.files.get(id)
  if (!file || file.complete) return 'not_found'
  if (bytes.length !== file.size) return 'wrong_length'
  file.content = bytes.toString('base64')
  return 'ok'
}

/** Sending files in the three steps of today. */
export const fileMethods: Record<string, Method> = {
  'files.getUploadURLExternal': { tier: 4, scopes: ['files:write'], required: ['filename', 'length'], run: begin },
  'files.completeUploadExternal': { tier: 4, scopes: ['files:write'], required: ['files'], run: complete },
}
