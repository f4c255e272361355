import { randomBytes } from 'node:crypto'

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'

// One call for many ids: asking the system for each would cost more than everything else about a short call.
let pool = randomBytes(4096)
let used = 0

function nextByte(): number {
  if (used === pool.length) {
    pool = randomBytes(4096)
    used = 0
  }
  return pool[used++] as number
}

/** An opaque id in Slack's look. Nothing may be read from it but its first letter, and that only by habit. */
export function newId(prefix: string, length = 10): string {
  let id = prefix
  for (let at = 0; at < length; at += 1) id += alphabet[nextByte() % alphabet.length]
  return id
}

/** Enterprise workspaces hand out W ids beside U ids, so a bot must take both. */
export function newUserId(): string {
  return newId(nextByte() % 8 === 0 ? 'W' : 'U')
}

/** Private channels have C ids today and G ids when old. */
export function newChannelId(isPrivate: boolean): string {
  return newId(isPrivate && nextByte() % 4 === 0 ? 'G' : 'C')
}

/** Random text for tokens, tickets and secrets. */
export function newSecret(bytes = 16): string {
  return randomBytes(bytes).toString('hex')
}

/** Slack's time stamp with microseconds, `1700000000.000100`: unique and rising even while the clock stands still. */
export function nextTs(last: string, now: number): string {
  const [seconds, micros] = last.split('.').map(Number) as [number, number]
  const after = seconds * 1_000_000 + micros + 1
  const value = Math.max(after, Math.floor(now) * 1000)
  return `${Math.floor(value / 1_000_000)}.${String(value % 1_000_000).padStart(6, '0')}`
}
