import type { Rules } from './rules.ts'

/** Slack's rate classes: calls a minute for a method and app; `post` = a channel's messages; null = no published figure. */
export type Tier = 1 | 2 | 3 | 4 | 'post' | null

/** The least a minute that Slack grants (docs.slack.dev, "Rate limits"); a stand-in that gave more would hide mistakes. */
export const perMinute = { 1: 1, 2: 20, 3: 50, 4: 100, post: 60 } as const

/** Token buckets on the workspace's clock: one a method, and for messages one a channel and one for all. */
export interface Rates {
  /** Null = go ahead; else the seconds after which one call fits again. `channel` matters for `post` only. */
  take(method: string, tier: Tier, channel: string): number | null
  /** Buckets filled to the brim, as after a long rest. */
  clear(): void
}

interface Bucket {
  tokens: number
  at: number
  perMs: number
}

export function createRates(rules: Rules, now: () => number): Rates {
  const buckets = new Map<string, Bucket>()
  const fill = (key: string, size: number, aMinute: number): Bucket => {
    const time = now()
    const bucket = buckets.get(key) ?? { tokens: size, at: time, perMs: 0 }
    bucket.perMs = aMinute / 60_000
    // A clock set back must not take tokens away.
    bucket.tokens = Math.min(size, bucket.tokens + Math.max(0, time - bucket.at) * bucket.perMs)
    bucket.at = time
    buckets.set(key, bucket)
    return bucket
  }
  const needed = (method: string, tier: Exclude<Tier, null>, channel: string): Bucket[] => {
    if (tier !== 'post') return [fill(method, perMinute[tier], perMinute[tier])]
    const own = fill(`post ${channel}`, rules.postBurst, perMinute.post)
    return rules.postsPerMinute === null ? [own] : [own, fill('post', rules.postsPerMinute, rules.postsPerMinute)]
  }
  return {
    take(method, tier, channel) {
      if (!rules.rateLimits || tier === null) return null
      const wanted = needed(method, tier, channel)
      const wait = Math.max(...wanted.map(secondsToOne))
      if (wait > 0) return wait
      for (const bucket of wanted) bucket.tokens -= 1
      return null
    },
    clear: () => buckets.clear(),
  }
}

// Adding up fractions leaves a bucket a hair short at the very moment it was promised to be ready.
const hair = 1e-9

function secondsToOne({ tokens, perMs }: Bucket): number {
  return tokens + hair >= 1 ? 0 : Math.max(1, Math.ceil((1 - tokens) / perMs / 1000))
}
