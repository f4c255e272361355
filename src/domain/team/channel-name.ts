/** Slack's longest channel name (docs.slack.dev, conversations.create). */
const longest = 80

/**
 * A channel name that is never empty: prefix, stable client code, and as much of the pinyin slug as fits. Only lowercase
 * letters, digits and hyphens, whatever the client is called (B11).
 *
 * @param slug the client's short name in pinyin or Latin letters; may be empty
 * @param attempt 0 for the first name; each further one, after `name_taken`, gets its number
 */
export function channelName(prefix: string, clientCode: string, slug: string, attempt = 0): string {
  const code = hyphenated(spelledOut(clientCode))
  const name = [prefix, code, hyphenated(slug)].filter((part) => part !== '').join('-')
  return numberedName(name, attempt)
}

/** A channel's own name, or after `name_taken` the next one. */
export function numberedName(name: string, attempt: number): string {
  const suffix = attempt === 0 ? '' : `-${attempt + 1}`
  return name.slice(0, longest - suffix.length).replace(/-+$/, '') + suffix
}

/** What the channel of an exited client is called: its own name behind a word that says so. */
export function parkedChannelName(name: string): string {
  return numberedName(`exited-${name}`, 0)
}

/** What a channel is called that its client has another in place of. */
export function retiredChannelName(name: string): string {
  return numberedName(`former-${name}`, 0)
}

/** The name that needs nothing but the code, for when a workspace refuses the longer one. */
export function codeOnlyChannelName(prefix: string, clientCode: string, attempt = 0): string {
  return channelName(prefix, clientCode, '', attempt)
}

function hyphenated(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
}

/** Letters beyond ASCII by number, so that a code written in them still tells two clients apart. */
function spelledOut(code: string): string {
  return code.normalize('NFKC').replace(/[^\p{ASCII}]/gu, (letter) => (letter.codePointAt(0) ?? 0).toString(16))
}
