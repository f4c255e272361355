import type { Rules } from './rules.ts'

/** Slack's rate classes: calls a minute for a method and app; `post` = a channel's messages; null = no published figure. */
export type Tier = 2 | 3 | 4 | 'post' | null

const perMinute = { 2: 20, 3: 50, 4: 100, post: 60 } as const

/** Token buckets on the workspace's clock, one a method, and one a channel for messages. */
export interface Rates {
  /** Null = go ahead; else the seconds after which one call fits again. */
  take(method: string, tier: Tier, channel: string): number | null
}

export function createRates(rules: Rules, now: () => number): Rates {
  const buckets = new Map<string, { tokens: number; at: number }>()
  return {
    take(method, tier, channel) {
      if (!rules.rateLimits || tier === null) return null
      const size = tier === 'post' ? rules.postBurst : perMinute[tier]
      const perMs = perMinute[tier] / 60_000
      const key = tier === 'post' ? `${method} ${channel}` : method
      const bucket = buckets.get(key) ?? { tokens: size, at: now() }
      // A clock set back must not take tokens away.
      bucket.tokens = Math.min(size, bucket.tokens + Math.max(0, now() - bucket.at) * perMs)
      bucket.at = now()
      buckets.set(key, bucket)
      if (bucket.tokens < 1) return Math.max(1, Math.ceil((1 - bucket.tokens) / perMs / 1000))
      bucket.tokens -= 1
      return null
    },
  }
}
