import type { PageMessage } from '../protocol.ts'
import { Blocks } from './blocks/block.tsx'
import { Icon } from './icon.tsx'
import { usePeople } from './people.ts'
import { Emoji } from './text/inline.tsx'
import { MrkdwnText } from './text/mrkdwn-text.tsx'
import { useWorkspace } from './workspace-context.ts'

/** Secondary attachments, each with its coloured bar. */
export function Attachments({ attachments }: { attachments: PageMessage['attachments'] }) {
  return (
    <>
      {attachments.map((attachment, index) => {
        const text = attachment.text ?? (attachment.blocks?.length ? undefined : attachment.fallback)
        const colour = attachmentColour(attachment.color)
        return (
          <div class="attachment" key={index} style={colour ? { borderColor: colour } : undefined}>
            {text && <MrkdwnText text={text} />}
            {attachment.blocks && <Blocks blocks={attachment.blocks} />}
          </div>
        )
      })}
    </>
  )
}

const named: Record<string, string> = { good: '#2eb67d', warning: '#ecb22e', danger: '#e01e5a' }

function attachmentColour(colour: string | undefined): string | undefined {
  if (!colour) return undefined
  const hex = /^#?([0-9a-f]{6}|[0-9a-f]{3})$/i.exec(colour)
  return named[colour] ?? (hex ? `#${hex[1]}` : undefined)
}

/** Files of a message, to be fetched. */
export function Files({ files }: { files: PageMessage['files'] }) {
  if (files.length === 0) return null
  return (
    <div class="files">
      {files.map((file) => (
        <a class="file" key={file.id} href={file.url} download={file.name}>
          <span class="file-sign">
            <Icon name="file" size={22} />
          </span>
          <span>
            <b>{file.title || file.name}</b>
            <span class="file-note">
              {file.name} · {sizeText(file.size)}
            </span>
          </span>
        </a>
      ))}
    </div>
  )
}

function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  if (bytes < 1024 * 1024) return `${(bytes / 1024).toFixed(1)} kB`
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`
}

/** Emoji that people left under a message. */
export function Reactions({ message }: { message: PageMessage }) {
  if (message.reactions.length === 0) return null
  return (
    <div class="reactions">
      {message.reactions.map((reaction) => (
        <Reaction key={reaction.name} {...reaction} />
      ))}
    </div>
  )
}

function Reaction({ name, users }: PageMessage['reactions'][number]) {
  const { me, state } = useWorkspace()
  const people = usePeople(users)
  const who = users.map((id, index) => people[index]?.realName ?? (id === state.bot.userId ? state.bot.name : id))
  return (
    <span class={users.includes(me.id) ? 'reaction is-mine' : 'reaction'} title={who.join(', ')}>
      <Emoji name={name} /> {users.length}
    </span>
  )
}
