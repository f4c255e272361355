import { useContext } from 'preact/hooks'
import { useLanguage, useWords } from '../language.ts'
import { type Reader, slackDate } from '../moment.ts'
import { usePeople } from '../people.ts'
import { readPlace } from '../place.ts'
import { useWorkspace, WorkspaceContext } from '../workspace-context.ts'
import { emojiCharacter } from './emoji.ts'

/** An emoji by Slack's name. */
export function Emoji({ name }: { name: string }) {
  const character = emojiCharacter(name)
  if (!character) return <>{`:${name}:`}</>
  return (
    <span class="emoji" role="img" aria-label={name.replaceAll('_', ' ')} title={`:${name}:`}>
      {character}
    </span>
  )
}

/** `@name`, highlighted where it is the reader. */
export function UserMention({ id, label }: { id: string; label?: string | null }) {
  const { me, state } = useWorkspace()
  const [person] = usePeople([id])
  const name = person?.realName ?? (id === state.bot.userId ? state.bot.name : (label ?? id))
  return (
    <span class={id === me.id ? 'mention mention-me' : 'mention'} title={person?.title || undefined}>
      @{name}
    </span>
  )
}

/** `#channel`, which leads there if the reader is in it. */
export function ChannelMention({ id, label }: { id: string; label?: string | null }) {
  const { state, go } = useWorkspace()
  const words = useWords()
  const line = state.channels.find((one) => one.id === id)
  if (!line) return <span class="mention">#{label || words.channel}</span>
  return (
    <button type="button" class="mention" onClick={() => go({ at: id, thread: null })}>
      #{line.name}
    </button>
  )
}

/** `@channel`, `@here`, a user group: those that call many. */
export function LoudMention({ name }: { name: string }) {
  return <span class="mention mention-loud">@{name}</span>
}

/** A moment in the reader's zone; `fallback` where the format is unknown. */
export function SlackDate(props: { seconds: number; pattern: string; url: string | null; fallback: string }) {
  const { state } = useWorkspace()
  const text = slackDate(props.seconds, props.pattern, state.now, useReader()) ?? props.fallback
  return props.url ? <Hyperlink url={props.url}>{text}</Hyperlink> : <time>{text}</time>
}

/** How the acting person reads times. */
export function useReader(): Reader {
  const zone = useContext(WorkspaceContext)?.me.tz || 'Asia/Shanghai'
  return { language: useLanguage(), zone }
}

const safe = /^(https?|mailto|tel|slack):/i

/** Opens an address: a permalink of this workspace here, any other page in a tab of its own. */
export function useOpenAddress(): (url: string) => void {
  const { go } = useWorkspace()
  return (url) => {
    const inside = insidePlace(url)
    if (inside) go(inside)
    else if (/^https?:/i.test(url)) window.open(url, '_blank', 'noopener')
  }
}

/** A link; an address of another scheme stays text. A permalink of this workspace opens here. */
export function Hyperlink({ url, children }: { url: string; children: preact.ComponentChildren }) {
  const go = useContext(WorkspaceContext)?.go
  if (!safe.test(url)) return <>{children}</>
  const inside = insidePlace(url)
  const open = (event: MouseEvent) => {
    if (!inside || !go || event.metaKey || event.ctrlKey) return
    event.preventDefault()
    go(inside)
  }
  return (
    <a class="link" href={url} target="_blank" rel="noreferrer noopener" onClick={open}>
      {children}
    </a>
  )
}

/** Where a permalink or an address of this page leads, or null. */
export function insidePlace(url: string): { at: string; thread: string | null } | null {
  const target = URL.parse(url, location.href)
  if (!target || target.host !== location.host) return null
  const archive = /^\/archives\/([A-Z0-9]+)/.exec(target.pathname)
  if (archive) return { at: archive[1] as string, thread: target.searchParams.get('thread_ts') }
  const place = readPlace(target.search)
  return target.pathname === '/' && place.at ? { at: place.at, thread: place.thread } : null
}

const address = /https?:\/\/[\w\-.~:/?#[\]@!$&'()*+,;=%]+/g

/** Text in which bare addresses are links, as Slack makes them. */
export function AutoLinked({ text }: { text: string }) {
  const parts: preact.ComponentChild[] = []
  let end = 0
  for (const match of text.matchAll(address)) {
    const url = match[0].replace(/[.,;:!?'")\]]+$/, '')
    parts.push(text.slice(end, match.index), <Hyperlink url={url}>{url}</Hyperlink>)
    end = match.index + url.length
  }
  return <>{[...parts, text.slice(end)]}</>
}
