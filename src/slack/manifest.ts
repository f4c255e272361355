import type { Gesture } from './gesture.ts'
import type { Language } from './text/words.ts'

/** What the bot asks of a workspace; the reasons stand in docs/operations.md. */
export const botScopes = [
  'chat:write',
  'commands',
  'groups:write',
  'groups:read',
  'im:write',
  'users:read',
  'users:read.email',
  'pins:write',
  'bookmarks:write',
  'bookmarks:read',
  'groups:history',
  'im:history',
  'files:write',
] as const

/** What the bot has Slack tell it. */
export const botEvents = [
  'app_home_opened',
  'user_change',
  'team_join',
  'member_joined_channel',
  'member_left_channel',
  'group_deleted',
  'channel_shared',
  'channel_unshared',
] as const

/** Where Slack's requests go: nowhere in Socket Mode, else the bot's public address. */
export type Address = { socketMode: true } | { requestUrl: string }

/**
 * The app's manifest (Slack's schema 2): the commands are those of the gestures, so that registration follows from the
 * code. Slack has one description a command: the language is the workspace's.
 */
export function manifest(gestures: readonly Gesture[], language: Language, address: Address) {
  const url = 'requestUrl' in address ? { url: address.requestUrl } : {}
  const requestUrl = 'requestUrl' in address ? { request_url: address.requestUrl } : {}
  return {
    _metadata: { major_version: 2, minor_version: 1 },
    display_information: {
      name: language === 'zh' ? '战略客户' : 'Strategic clients',
      description:
        language === 'zh'
          ? '战略客户的推荐、认定与营销小组'
          : 'Recommendation, designation and teams of strategic clients',
    },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      bot_user: { display_name: language === 'zh' ? '战略客户' : 'strategic-clients', always_online: true },
      slash_commands: gestures.flatMap(({ slash }) =>
        slash
          ? [
              {
                command: slash.word,
                description: slash.description[language],
                ...(slash.usage[language] && { usage_hint: slash.usage[language] }),
                should_escape: false,
                ...url,
              },
            ]
          : [],
      ),
    },
    oauth_config: { scopes: { bot: [...botScopes] } },
    settings: {
      event_subscriptions: { bot_events: [...botEvents], ...requestUrl },
      interactivity: {
        is_enabled: true,
        ...requestUrl,
        ...('requestUrl' in address && { message_menu_options_url: address.requestUrl }),
      },
      org_deploy_enabled: false,
      socket_mode_enabled: 'socketMode' in address,
      token_rotation_enabled: false,
    },
  }
}
