import { visibleConversation } from './channels.ts'
import { SlackError } from './slack-error.ts'
import type { Conversation, StoredFile } from './state.ts'
import type { World } from './world.ts'

/** Pictures that blocks may show (docs.slack.dev, "Slack file object"), by the end of the file's name. */
const pictureTypes: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
}

/** The media type of a file that blocks may show; null for any other. */
export function pictureType({ name }: StoredFile): string | null {
  return pictureTypes[name.split('.').at(-1)?.toLowerCase() ?? ''] ?? null
}

/** Whether Slack is done with what it does to a file after the upload was completed. */
export function isProcessed(world: World, { complete, completed = 0 }: StoredFile): boolean {
  return complete && world.now() - completed >= world.rules.fileProcessingMs
}

/**
 * Mistakes of the `slack_file`s in blocks, in Slack's line. Whoever shows a file must have access to it, and Slack must be done
 * with it: `completeUploadExternal` answers before that (slackapi/python-slack-sdk#1521, slackapi/java-slack-sdk#1349).
 */
export function checkSlackFiles(world: World, value: unknown, pointer: string): string[] {
  const author = world.caller ?? world.state.app.botUserId
  return slackFilesIn(value, pointer).flatMap(({ id, pointer }) => {
    const file = world.state.files.get(id)
    const good = file && pictureType(file) && isProcessed(world, file) && maySeeFile(world, file, author)
    return good ? [] : [`[ERROR] invalid slack file [json-pointer:${pointer}]`]
  })
}

/** Shares the files that a message's blocks show with those who see the message. */
export function shareShown(world: World, conversation: Conversation, blocks: unknown): void {
  for (const { id } of slackFilesIn(blocks, '')) {
    const file = world.state.files.get(id)
    if (file && !file.channels?.includes(conversation.id)) file.channels = [...(file.channels ?? []), conversation.id]
  }
}

/** Whether somebody may fetch a file: its owner, whoever sees a conversation it was shared in, whom a note or a view shows it. */
export function maySeeFile(world: World, file: StoredFile, userId: string): boolean {
  if (file.user === userId) return true
  if (file.channels?.some((channel) => isVisible(world, channel, userId))) return true
  const own = [...world.state.conversations.values()].flatMap(({ ephemerals }) =>
    ephemerals.filter(({ onlyFor }) => onlyFor === userId),
  )
  const views = [...world.state.views.values()].filter((view) => view.userId === userId)
  return [...own, ...views].some(({ blocks }) => slackFilesIn(blocks, '').some(({ id }) => id === file.id))
}

function isVisible(world: World, channel: string, userId: string): boolean {
  try {
    return Boolean(visibleConversation(world, channel, userId))
  } catch (error) {
    if (error instanceof SlackError) return false
    throw error
  }
}

/** Blocks as a person sees them: a file they may see has an address beside it. */
export function withPictures<T>(world: World, blocks: T, userId: string): T {
  const files = slackFilesIn(blocks, '')
  if (files.length === 0) return blocks
  const shown = structuredClone(blocks)
  for (const { holder, id } of slackFilesIn(shown, '')) {
    const file = world.state.files.get(id)
    if (file?.complete && maySeeFile(world, file, userId)) holder.image_url = fileAddress(id, userId)
  }
  return shown
}

/** Where a person's browser finds a file. */
export function fileAddress(id: string, userId: string): string {
  return `/files/${id}?as=${userId}`
}

interface ShownFile {
  /** The block or element that shows it. */
  readonly holder: Record<string, unknown>
  readonly id: string
  readonly pointer: string
}

/** Every `slack_file`, however deep; by id, or by an address that holds the id. */
function slackFilesIn(value: unknown, pointer: string): ShownFile[] {
  if (typeof value !== 'object' || value === null) return []
  const inner = Object.entries(value).flatMap(([key, one]) => slackFilesIn(one, `${pointer}/${key}`))
  if (!('slack_file' in value)) return inner
  const { id, url } = (value.slack_file ?? {}) as { id?: unknown; url?: unknown }
  const named = String(id ?? /\/files\/(?:U\w+\/)?(F\w+)/.exec(String(url))?.[1])
  return [...inner, { holder: value as Record<string, unknown>, id: named, pointer: `${pointer}/slack_file` }]
}
