import { SlackError, WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError } from '@slack/web-api'

/**
 * What a failed call means for whoever wanted it done.
 * - `retry`: not done. With `afterMs` Slack (or the nature of the fault) says when; null = after a growing pause.
 *   `away` = the workspace is out of reach or refuses the app as a whole: no fault of this call.
 * - `give_up`: refused for good.
 * - `already_so`: what was asked for is the case.
 * - `unknown`: it may have been done, and doing it again would do it twice. `lookAfterMs` = how long to wait before a look
 *   can tell.
 *
 * `error` is Slack's code or one of ours (`network_…`, `http_…`, `unreadable_answer`); it never carries content.
 */
export type SlackFailure =
  | {
      readonly kind: 'retry'
      readonly afterMs: number | null
      readonly away: boolean
      readonly error: string
      readonly detail?: string
      /** The budget whose turn is waited for. */
      readonly line?: string
    }
  | { readonly kind: 'give_up' | 'already_so'; readonly error: string; readonly detail?: string }
  | { readonly kind: 'unknown'; readonly error: string; readonly detail?: string; readonly lookAfterMs?: number }

/** What a call came to. */
export type SlackResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: SlackFailure }

/** Slack answered, and what was needed was not in the answer. */
export class UnreadableAnswer extends Error {
  override readonly name = 'UnreadableAnswer'
}

type Meaning = 'limited' | 'passing' | 'away' | 'partly' | 'operator' | 'already' | 'refused'

/** Errors by what they mean. Source: docs.slack.dev/reference/methods, each method's error table, unless said. */
const meanings: Record<Exclude<Meaning, 'refused'>, readonly string[]> = {
  limited: ['ratelimited', 'rate_limited', 'too_many_requests', 'message_limit_exceeded'],
  /** Nothing was done, the same call may do later. */
  passing: [
    'request_timeout',
    'external_channel_migrating',
    'fetch_members_failed',
    'update_failed',
    'file_update_failed',
  ],
  away: ['service_unavailable', 'team_added_to_org'],
  /** "It's possible some aspect of the operation succeeded before the error was raised." */
  partly: ['fatal_error', 'internal_error'],
  /** The token, the app's settings or the network's rules are wrong: somebody has to put them right. */
  operator: [
    ...['invalid_auth', 'not_authed', 'account_inactive', 'token_revoked', 'token_expired', 'not_allowed_token_type'],
    ...['missing_scope', 'org_login_required', 'ekm_access_denied', 'accesslimited', 'two_factor_setup_required'],
    ...['team_access_not_granted', 'deprecated_endpoint', 'method_deprecated', 'messages_tab_disabled', 'not_enabled'],
  ],
  already: [
    'already_in_channel',
    'already_pinned',
    'file_already_added',
    'already_archived',
    'already_reacted',
    'not_archived',
  ],
}

/** Refused for good: the same call would be refused again. */
const refused: readonly string[] = [
  // The target is gone, closed, or out of the bot's sight.
  ...['channel_not_found', 'message_not_found', 'is_archived', 'is_inactive', 'not_in_channel', 'team_not_found'],
  ...[
    'edit_window_closed',
    'cant_update_message',
    'posting_to_channel_denied',
    'cannot_reply_to_message',
    'no_channel',
  ],
  ...['method_not_supported_for_channel_type', 'streaming_state_conflict', 'bad_timestamp', 'not_found'],
  ...['thread_not_found', 'invalid_ts_oldest', 'invalid_ts_latest', 'invalid_types', 'cant_delete_message'],
  ...['channel_is_limited_access', 'invalid_metadata_filter_keys', 'list_record_comment_fetch_failed'],
  ...['cant_archive_general', 'cant_archive_required', 'cant_kick_self', 'cant_kick_from_general', 'not_authorized'],
  ...['not_supported', 'last_member'],
  // Preferences of the workspace or the channel forbid it.
  ...['restricted_action', 'restricted_action_read_only_channel', 'restricted_action_thread_only_channel'],
  ...['restricted_action_non_threadable_channel', 'restricted_action_thread_locked', 'cannot_create_channel'],
  ...[
    'access_denied',
    'permission_denied',
    'no_permission',
    'canvas_disabled_user_team',
    'cannot_bookmark_from_external_org',
  ],
  ...['cannot_bookmark_restricted_sharing_enabled', 'slack_connect_canvas_sharing_blocked', 'not_implemented'],
  ...['slack_connect_file_link_sharing_blocked', 'slack_connect_lists_sharing_blocked', 'unable_to_share_files'],
  ...['slack_connect_blocked_file_type', 'slack_connect_clip_sharing_blocked', 'blocked_file_type'],
  ...['slack_connect_file_upload_sharing_blocked', 'as_user_not_supported', 'metadata_must_be_sent_from_app'],
  // The content is refused.
  ...['invalid_blocks', 'invalid_blocks_format', 'block_mismatch', 'msg_too_long', 'msg_blocks_too_long', 'no_text'],
  ...['metadata_too_large', 'invalid_metadata_format', 'invalid_metadata_schema', 'markdown_text_conflict', 'too_long'],
  ...['too_many_attachments', 'attachment_payload_limit_exceeded', 'invalid_attachments', 'too_many_contact_cards'],
  ...['cant_broadcast_message', 'no_dual_broadcast_content_update', 'missing_file_data', 'file_not_found'],
  ...['file_deleted', 'file_is_deleted', 'file_not_shared', 'file_share_limit_reached', 'max_file_sharing_exceeded'],
  ...['draft_already_deleted', 'draft_already_sent', 'draft_has_conflict', 'draft_not_found'],
  ...['duplicate_channel_not_found', 'duplicate_message_not_found', 'invalid_arguments', 'missing_argument'],
  ...['not_pinnable', 'too_many_pins', 'no_item_specified', 'too_many_bookmarks', 'too_many_tabs', 'invalid_link'],
  ...['invalid_app_action_type', 'invalid_bookmark_type', 'invalid_child_type', 'invalid_emoji', 'invalid_entity_id'],
  ...['invalid_parent_type', 'invalid_shortcut_type', 'parent_bookmark_disabled', 'parent_with_link'],
  ...['invalid_cursor', 'invalid_limit', 'limit_required', 'unknown_method'],
  // Files: the workspace takes none, or not these.
  ...['file_type_not_allowed', 'file_upload_size_restricted', 'file_uploads_disabled', 'storage_limit_reached'],
  ...['file_uploads_except_images_disabled', 'alt_txt_too_large', 'snippet_too_large', 'unknown_snippet_type'],
  ...['unknown_subtype', 'channels_limit_exceeded', 'invalid_channel', 'cant_delete_file', 'delete_not_allowed'],
  'file_deleting_disabled',
  // Channel names; `name_taken` says nothing of whose it is.
  ...['name_taken', 'invalid_name', 'invalid_name_required', 'invalid_name_maxlength', 'invalid_name_punctuation'],
  'invalid_name_specials',
  // The person cannot be written to or seated.
  ...['user_not_found', 'users_not_found', 'user_not_visible', 'user_disabled', 'user_is_restricted', 'cant_invite'],
  ...['cant_invite_self', 'ura_max_channels', 'org_user_not_in_team', 'invitee_cant_see_channel', 'no_user'],
  ...['no_external_invite_permission', 'app_cannot_join_channel', 'missing_profile_id', 'invalid_user_combination'],
  ...['not_enough_users', 'too_many_users', 'users_list_not_supplied'],
  // The window's moment has passed.
  ...['expired_trigger_id', 'exchanged_trigger_id', 'invalid_trigger_id', 'push_limit_reached', 'view_too_large'],
  ...['hash_conflict', 'duplicate_external_id'],
]

const meaningOf: ReadonlyMap<string, Meaning> = new Map([
  ...refused.map((error): [string, Meaning] => [error, 'refused']),
  ...Object.entries(meanings).flatMap(([meaning, errors]) =>
    errors.map((error): [string, Meaning] => [error, meaning as Meaning]),
  ),
])

/** Whether Slack's error code has a stated meaning here. */
export function isKnownError(error: string): boolean {
  return meaningOf.has(error)
}

/**
 * Whether Slack refused, for good or in words nobody has heard of: a job of several steps goes on to the next one and names
 * this one to somebody, rather than to wait for what may never come.
 */
export function isRefused(failure: SlackFailure): boolean {
  if (failure.kind === 'give_up') return true
  return failure.kind === 'retry' && failure.afterMs === null && !failure.away && !meaningOf.has(failure.error)
}

/** Whether somebody has to put the app, its token or the network right before anything goes through. */
export function isOperatorFault(error: string): boolean {
  return meaningOf.get(error) === 'operator'
}

/** Whether Slack said that it was too much, and when to come back. */
export function isLimit(failure: SlackFailure): failure is SlackFailure & { kind: 'retry'; afterMs: number } {
  return failure.kind === 'retry' && failure.afterMs !== null && meaningOf.get(failure.error) === 'limited'
}

/** How soon to look whether somebody has put it right. */
const OPERATOR_PAUSE_MS = 60_000
/** For a limit that names no time; Slack's own answers begin at a few seconds and go up to 30. */
const UNSAID_LIMIT_MS = 30_000

/** Sockets that were never connected: nothing was sent, so even a post may be repeated. Source: Node's and undici's codes. */
const notSent =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|CERT_.*|ERR_TLS_.*|.*SELF_SIGNED_CERT.*|UNABLE_TO_.*)$/

/**
 * What a call that threw means.
 * @param repeatable whether doing it twice is the same as doing it once
 */
export function classify(thrown: unknown, repeatable: boolean): SlackFailure {
  if (thrown instanceof WebAPIRateLimitedError) return limited('ratelimited', thrown.retryAfter)
  // A 429 without Retry-After leaves the SDK as a plain error (web-api 8.2.0, WebClient.makeRequest).
  if (thrown instanceof Error && thrown.message.startsWith('Retry header did not')) return limited('ratelimited')
  if (thrown instanceof WebAPIPlatformError) return classifyAnswer(thrown, repeatable)
  if (thrown instanceof WebAPIHTTPError) {
    const error = `http_${thrown.statusCode}`
    if (thrown.statusCode >= 500) return lost(error, repeatable)
    // Slack answers 200 and 429: anything else of this kind comes from a proxy on the way.
    return { kind: 'retry', afterMs: OPERATOR_PAUSE_MS, away: true, error }
  }
  if (thrown instanceof UnreadableAnswer) return lost('unreadable_answer', repeatable)
  return classifyNetwork(thrown, repeatable)
}

function classifyAnswer({ data }: WebAPIPlatformError, repeatable: boolean): SlackFailure {
  // An answer that is not JSON arrives whole as the "error": a proxy's page, of any length.
  if (!/^[a-z][a-z0-9_]{1,79}$/.test(data.error)) return lost('unreadable_answer', repeatable)
  const said = { error: data.error, ...detailOf(data) }
  switch (meaningOf.get(data.error)) {
    case 'limited':
      return { ...limited(data.error, data.response_metadata?.retryAfter), ...said }
    case 'away':
      return { kind: 'retry', afterMs: null, away: true, ...said }
    case 'operator':
      return { kind: 'retry', afterMs: OPERATOR_PAUSE_MS, away: true, ...said }
    case 'partly':
      return repeatable ? { kind: 'retry', afterMs: null, away: false, ...said } : { kind: 'unknown', ...said }
    case 'already':
      return { kind: 'already_so', ...said }
    case 'refused':
      return { kind: 'give_up', ...said }
    default:
      // 'passing', and codes nobody has heard of: Slack refused, so nothing was done; a bounded number of tries tells
      // whether it is for good.
      return { kind: 'retry', afterMs: null, away: false, ...said }
  }
}

/** The scopes of `missing_scope`, or where in the blocks the fault lies: paths and limits, never content. */
function detailOf(data: WebAPIPlatformError['data']): { detail?: string } {
  if ('needed' in data && 'provided' in data) return { detail: `needed ${data.needed}, provided ${data.provided}` }
  const messages = data.response_metadata?.messages
  return messages && messages.length > 0 ? { detail: messages.join('; ').slice(0, 500) } : {}
}

function classifyNetwork(thrown: unknown, repeatable: boolean): SlackFailure {
  const cause = rootCause(thrown)
  const code = cause && 'code' in cause && typeof cause.code === 'string' ? cause.code : undefined
  if (code && notSent.test(code)) return { kind: 'retry', afterMs: null, away: true, error: `network_${code}` }
  return lost(cause?.name === 'TimeoutError' ? 'network_timeout' : `network_${code ?? 'error'}`, repeatable)
}

function rootCause(thrown: unknown): Error | undefined {
  let at = thrown instanceof Error ? thrown : undefined
  while (at?.cause instanceof Error && (at instanceof SlackError || !('code' in at))) at = at.cause
  return at
}

function lost(error: string, repeatable: boolean): SlackFailure {
  return repeatable ? { kind: 'retry', afterMs: null, away: true, error } : { kind: 'unknown', error }
}

function limited(error: string, seconds?: number): SlackFailure {
  const afterMs = seconds === undefined ? UNSAID_LIMIT_MS : seconds * 1_000
  return { kind: 'retry', afterMs, away: false, error }
}
