/** What a workspace's owners and plan decide, as switches: flip one and the next call meets it. */
export interface Rules {
  /** Who may create private channels, archive, and remove people: false = `restricted_action` for the bot. */
  mayCreatePrivate: boolean
  mayCreatePublic: boolean
  mayArchive: boolean
  mayKick: boolean
  /** People of other organisations into shared channels; false = `no_external_invite_permission`. */
  mayInviteExternal: boolean
  /** False = `permission_denied` for `usergroups.*` that change something. */
  mayManageUserGroups: boolean
  /** User groups and canvases that stand alone need a paid plan. */
  paidPlan: boolean
  /** Canvases and file uploads can be switched off for a workspace. */
  canvases: boolean
  fileUploads: boolean
  /** How long Slack works on a file after its upload was completed, before blocks may show it; ms of the workspace's clock. */
  fileProcessingMs: number
  /** Archiving a channel takes the bot out of it (slack-go/slack issue 1066, stakater/slack-operator issue 54). */
  archivingRemovesBot: boolean
  /** Bots are refused `conversations.unarchive`, as Slack's page warns. */
  botMayUnarchive: boolean
  /** False = a name is given to one caller twice, as when two creations cross (slackapi/node-slack-sdk issue 1589). */
  uniqueNames: boolean
  /** Letters outside ASCII in channel names: Slack's pages disagree. */
  unicodeChannelNames: boolean
  /** The app's Messages and Home tabs. */
  messagesTab: boolean
  homeTab: boolean
  /** `chat.update` after this age answers `edit_window_closed`; null = no such setting. */
  editWindowMs: number | null
  /** A reply to a message that is gone: `thread_not_found`, or else it lands in the conversation. No page of Slack's says which. */
  refusesLostThreads: boolean
  /** Lists may come back shorter than asked for although more exist. */
  shortPages: boolean
  /** The limits of Slack's rate tiers, and of events an hour. */
  rateLimits: boolean
  /** Messages a channel takes at once before the one a second begins to bite. */
  postBurst: number
  /** Slack limits the messages of a whole workspace too, without saying how many; null = not at all. */
  postsPerMinute: number | null
  /** More than these in an hour are not told; the bot hears `app_rate_limited` instead. Counted while `rateLimits` is on. */
  eventsPerHour: number
  /**
   * Whether the app is sold outside Slack's marketplace, and so reads one page of 15 messages a minute
   * (docs.slack.dev, changelog of 29 May 2025). An app a bank builds for itself is not.
   */
  commercialApp: boolean
  /** What calls with the bot's token meet; the other two are Slack's codes. */
  tokenState: 'valid' | 'account_inactive' | 'token_revoked'
  /** Event types the app is subscribed to. */
  events: Set<string>
  /** Real milliseconds an acknowledgement may take, whatever the workspace's clock says. */
  ackMs: number
  /** The language of Slack's own lines in channels. */
  locale: string
}

const subscribed = [
  'app_home_opened',
  'member_joined_channel',
  'member_left_channel',
  'channel_rename',
  'channel_archive',
  'channel_unarchive',
  'channel_deleted',
  'channel_shared',
  'channel_unshared',
  'group_rename',
  'group_archive',
  'group_unarchive',
  'group_deleted',
  'user_change',
  'team_join',
  'app_uninstalled',
  'tokens_revoked',
]

/** A permissive workspace with no limits of rate. */
export function defaultRules(ackMs: number): Rules {
  return {
    mayCreatePrivate: true,
    mayCreatePublic: true,
    mayArchive: true,
    mayKick: true,
    mayInviteExternal: true,
    mayManageUserGroups: true,
    paidPlan: true,
    canvases: true,
    fileUploads: true,
    fileProcessingMs: 0,
    archivingRemovesBot: true,
    uniqueNames: true,
    botMayUnarchive: false,
    unicodeChannelNames: true,
    messagesTab: true,
    homeTab: true,
    editWindowMs: null,
    refusesLostThreads: true,
    shortPages: false,
    rateLimits: false,
    postBurst: 4,
    postsPerMinute: null,
    eventsPerHour: 30_000,
    commercialApp: false,
    tokenState: 'valid',
    events: new Set(subscribed),
    ackMs,
    locale: 'zh-CN',
  }
}

/** What a bot of this kind asks for at installation; `scopes` of the workspace can be edited. */
export const defaultScopes = [
  'chat:write',
  'commands',
  'channels:manage',
  'channels:read',
  'channels:history',
  'groups:write',
  'groups:read',
  'groups:history',
  'im:write',
  'im:read',
  'im:history',
  'users:read',
  'users:read.email',
  'pins:write',
  'bookmarks:write',
  'bookmarks:read',
  'files:write',
] as const
