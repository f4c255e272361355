/** The least a minute that Slack grants a method, workspace and app (docs.slack.dev, "Rate limits"). */
const tiers = { 2: 20, 3: 50, 4: 100 } as const

/** The methods the outbox calls, by tier. `chat.postMessage` is one a second a channel; the rest have no published figure. */
const tierOf: Readonly<Record<string, keyof typeof tiers>> = {
  'conversations.create': 2,
  'conversations.archive': 2,
  'conversations.unarchive': 2,
  'conversations.rename': 2,
  'conversations.list': 2,
  'conversations.setTopic': 2,
  'conversations.setPurpose': 2,
  'pins.add': 2,
  'bookmarks.add': 2,
  'bookmarks.edit': 2,
  'bookmarks.remove': 2,
  'users.list': 2,
  'conversations.invite': 3,
  'conversations.kick': 3,
  'conversations.info': 3,
  'conversations.history': 3,
  'conversations.replies': 3,
  'conversations.open': 3,
  'chat.update': 3,
  'chat.delete': 3,
  'users.lookupByEmail': 3,
  'bookmarks.list': 3,
  'files.delete': 3,
  'files.getUploadURLExternal': 4,
  'files.completeUploadExternal': 4,
  'conversations.members': 4,
  'users.info': 4,
}

/** A method's calls a minute; null = no published figure. */
export function callsAMinute(method: string): number | null {
  const tier = tierOf[method]
  return tier === undefined ? null : tiers[tier]
}

/** Messages to one channel: "roughly one a second, short bursts are allowed". */
export const messageRate = { everyMs: 1_000, burst: 3 } as const
