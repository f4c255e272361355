/**
 * A piece of message text. `bold`, `italic`, `strike` and `quote` hold further pieces; the rest are leaves.
 * `link.label` is null for a bare address; `user.label` and `channel.label` are the optional `|name` part. `date.text` is
 * what stands where a reader cannot format `seconds` by `format` (docs.slack.dev, "Date formatting").
 */
export type Token =
  | { type: 'text'; text: string }
  | { type: 'bold' | 'italic' | 'strike' | 'quote'; content: Token[] }
  | { type: 'code' | 'preformatted'; text: string }
  | { type: 'user' | 'channel' | 'usergroup'; id: string; label: string | null }
  | { type: 'broadcast'; range: 'channel' | 'here' | 'everyone' }
  | { type: 'date'; seconds: number; format: string; url: string | null; text: string }
  | { type: 'link'; url: string; label: string | null }
  | { type: 'emoji'; name: string }
  | { type: 'newline' }

/** Undoes Slack's three entities, and no others (docs.slack.dev, "Escaping text"). */
export function decodeEntities(text: string): string {
  return text.replace(/&(amp|lt|gt);/g, (_, name: string) => ({ amp: '&', lt: '<', gt: '>' })[name] as string)
}

/** Reads mrkdwn as Slack draws it: whatever is not markup stays text, so nothing is ever lost or refused. */
export function parseMrkdwn(source: string): Token[] {
  const tokens: Token[] = []
  for (const part of splitFences(source)) {
    if (part.fenced) tokens.push({ type: 'preformatted', text: decodeEntities(part.text) })
    else tokens.push(...parseLines(part.text))
  }
  return mergeText(tokens)
}

/** Every mention, broadcast and link in a text, at any depth: what tests ask about ("none but the intended"). */
export function references(source: string): Token[] {
  const found: Token[] = []
  const walk = (tokens: Token[]): void => {
    for (const token of tokens) {
      if ('content' in token) walk(token.content)
      else if (['user', 'channel', 'usergroup', 'broadcast', 'link'].includes(token.type)) found.push(token)
    }
  }
  walk(parseMrkdwn(source))
  return found
}

function splitFences(source: string): { fenced: boolean; text: string }[] {
  const parts: { fenced: boolean; text: string }[] = []
  let rest = source
  for (;;) {
    const match = /```([\s\S]+?)```/.exec(rest)
    if (!match) break
    if (match.index > 0) parts.push({ fenced: false, text: rest.slice(0, match.index) })
    parts.push({ fenced: true, text: (match[1] as string).replace(/^\n|\n$/g, '') })
    rest = rest.slice(match.index + match[0].length)
  }
  if (rest) parts.push({ fenced: false, text: rest })
  return parts
}

function parseLines(text: string): Token[] {
  const tokens: Token[] = []
  const lines = text.split('\n')
  lines.forEach((line, index) => {
    const quoted = /^(?:&gt;|>) ?(.*)$/.exec(line)
    if (quoted) tokens.push({ type: 'quote', content: mergeText(parseInline(quoted[1] as string)) })
    else tokens.push(...parseInline(line))
    if (index < lines.length - 1) tokens.push({ type: 'newline' })
  })
  return tokens
}

const styles = { '*': 'bold', _: 'italic', '~': 'strike' } as const

function parseInline(line: string): Token[] {
  const tokens: Token[] = []
  let at = 0
  while (at < line.length) {
    const step = readMarkup(line, at) ?? { token: plain(line[at] as string), length: 1 }
    tokens.push(step.token)
    at += step.length
  }
  return tokens
}

interface Step {
  token: Token
  length: number
}

function plain(text: string): Token {
  return { type: 'text', text }
}

function readMarkup(line: string, at: number): Step | null {
  const rest = line.slice(at)
  const char = rest[0] as string
  if (char === '<') return readAngle(rest)
  if (char === '`') return readCode(rest)
  if (char === ':') return readEmoji(rest, line[at - 1])
  if (char === '&') return readEntity(rest)
  if (char in styles) return readStyle(rest, char as keyof typeof styles, line[at - 1])
  return null
}

function readEntity(rest: string): Step | null {
  const match = /^&(amp|lt|gt);/.exec(rest)
  return match ? { token: plain(decodeEntities(match[0])), length: match[0].length } : null
}

function readCode(rest: string): Step | null {
  const match = /^`([^`]+)`/.exec(rest)
  return match ? { token: { type: 'code', text: decodeEntities(match[1] as string) }, length: match[0].length } : null
}

// A colon inside a time ("9:30:15") is no emoji: Slack wants a name that starts with a letter, sign or underscore.
function readEmoji(rest: string, before: string | undefined): Step | null {
  const match = /^:([a-z_+-][a-z0-9_+-]*)(?:::skin-tone-\d)?:/.exec(rest)
  if (!match || (before !== undefined && /[a-z0-9]/i.test(before))) return null
  return { token: { type: 'emoji', name: match[1] as string }, length: match[0].length }
}

// Slack opens a style only where no letter or digit stands before, and closes it only where none follows.
function readStyle(rest: string, mark: keyof typeof styles, before: string | undefined): Step | null {
  if (before !== undefined && /[\p{L}\p{N}]/u.test(before)) return null
  const m = mark === '*' ? '\\*' : mark
  const inner = new RegExp(`^${m}([^\\s${m}](?:[^${m}]*[^\\s${m}])?)${m}(?![\\p{L}\\p{N}])`, 'u')
  const match = inner.exec(rest)
  if (!match) return null
  return { token: { type: styles[mark], content: mergeText(parseInline(match[1] as string)) }, length: match[0].length }
}

function readAngle(rest: string): Step | null {
  const match = /^<([^<>\n]+)>/.exec(rest)
  if (!match) return null
  const bar = (match[1] as string).indexOf('|')
  const target = bar < 0 ? (match[1] as string) : (match[1] as string).slice(0, bar)
  const label = bar < 0 ? null : decodeEntities((match[1] as string).slice(bar + 1))
  const token = angleToken(target, label)
  return token ? { token, length: match[0].length } : null
}

function angleToken(target: string, label: string | null): Token | null {
  if (/^@[UW][A-Z0-9]+$/.test(target)) return { type: 'user', id: target.slice(1), label }
  if (/^#[CG][A-Z0-9]+$/.test(target)) return { type: 'channel', id: target.slice(1), label }
  if (/^!(channel|here|everyone)$/.test(target)) {
    return { type: 'broadcast', range: target.slice(1) as 'channel' | 'here' | 'everyone' }
  }
  if (target.startsWith('!subteam^')) return { type: 'usergroup', id: target.slice(9), label }
  if (target.startsWith('!date^')) return dateToken(target, label)
  if (/^(https?|mailto|tel|slack):/i.test(target)) return { type: 'link', url: decodeEntities(target), label }
  return null
}

function dateToken(target: string, label: string | null): Token | null {
  const match = /^!date\^(\d{1,12})\^([^^]+)(?:\^(https?:.+))?$/.exec(target)
  if (!match) return null
  const [, seconds, format, url] = match as unknown as [string, string, string, string | undefined]
  return { type: 'date', seconds: Number(seconds), format: decodeEntities(format), url: url ?? null, text: label ?? '' }
}

function mergeText(tokens: Token[]): Token[] {
  const merged: Token[] = []
  for (const token of tokens) {
    const last = merged.at(-1)
    if (token.type === 'text' && last?.type === 'text') last.text += token.text
    else merged.push(token.type === 'text' ? { ...token } : token)
  }
  return merged
}
