/** What each method the bot calls may answer beside `ok`. Source: docs.slack.dev/reference/methods. */
export const documentedErrors: Readonly<Record<string, string>> = {
  'auth.test': '',
  'bookmarks.add':
    'cannot_bookmark_from_external_org cannot_bookmark_restricted_sharing_enabled channel_not_found file_already_added file_not_found invalid_app_action_type invalid_bookmark_type invalid_child_type invalid_emoji invalid_entity_id invalid_link invalid_parent_type invalid_shortcut_type not_implemented parent_bookmark_disabled parent_with_link permission_denied slack_connect_blocked_file_type slack_connect_clip_sharing_blocked slack_connect_file_upload_sharing_blocked too_many_bookmarks too_many_requests too_many_tabs',
  'bookmarks.edit':
    'channel_not_found invalid_bookmark_type invalid_emoji invalid_link not_found not_implemented parent_with_link permission_denied slack_connect_blocked_file_type slack_connect_clip_sharing_blocked slack_connect_file_upload_sharing_blocked',
  'chat.getPermalink': 'channel_not_found message_not_found',
  'chat.postMessage':
    'as_user_not_supported attachment_payload_limit_exceeded cannot_reply_to_message channel_not_found draft_already_deleted draft_already_sent draft_has_conflict draft_not_found duplicate_channel_not_found duplicate_message_not_found invalid_blocks invalid_blocks_format invalid_metadata_format invalid_metadata_schema is_archived markdown_text_conflict message_limit_exceeded messages_tab_disabled metadata_must_be_sent_from_app metadata_too_large missing_file_data msg_blocks_too_long no_text not_in_channel rate_limited restricted_action restricted_action_non_threadable_channel restricted_action_read_only_channel restricted_action_thread_locked restricted_action_thread_only_channel slack_connect_canvas_sharing_blocked slack_connect_file_link_sharing_blocked slack_connect_lists_sharing_blocked team_not_found too_many_attachments too_many_contact_cards',
  'chat.update':
    'as_user_not_supported block_mismatch blocked_file_type cant_broadcast_message cant_update_message channel_not_found edit_window_closed external_channel_migrating file_deleted file_is_deleted file_not_found file_share_limit_reached invalid_attachments invalid_blocks invalid_blocks_format invalid_metadata_format invalid_metadata_schema is_inactive markdown_text_conflict max_file_sharing_exceeded message_limit_exceeded message_not_found metadata_must_be_sent_from_app metadata_too_large msg_too_long no_dual_broadcast_content_update no_text posting_to_channel_denied slack_connect_blocked_file_type slack_connect_canvas_sharing_blocked slack_connect_clip_sharing_blocked slack_connect_file_link_sharing_blocked slack_connect_file_upload_sharing_blocked streaming_state_conflict team_not_found too_many_attachments unable_to_share_files update_failed',
  'conversations.create':
    'cannot_create_channel canvas_disabled_user_team invalid_name invalid_name_maxlength invalid_name_punctuation invalid_name_required invalid_name_specials missing_argument name_taken no_channel restricted_action',
  'conversations.invite':
    'already_in_channel cant_invite cant_invite_self channel_not_found external_channel_migrating invitee_cant_see_channel is_archived method_not_supported_for_channel_type no_external_invite_permission no_user not_in_channel org_user_not_in_team ura_max_channels user_is_restricted user_not_found',
  'conversations.members':
    'channel_not_found fetch_members_failed invalid_cursor invalid_limit method_not_supported_for_channel_type',
  'conversations.open':
    'channel_not_found invalid_user_combination method_not_supported_for_channel_type not_enough_users too_many_users user_disabled user_not_found user_not_visible users_list_not_supplied',
  'conversations.setPurpose':
    'channel_not_found is_archived method_not_supported_for_channel_type not_in_channel too_long user_is_restricted',
  'conversations.setTopic':
    'channel_not_found is_archived method_not_supported_for_channel_type not_in_channel too_long user_is_restricted',
  'pins.add':
    'already_pinned bad_timestamp channel_not_found external_channel_migrating file_not_found file_not_shared message_not_found no_item_specified not_in_channel not_pinnable restricted_action too_many_pins',
  'users.info': 'too_many_users user_not_found user_not_visible',
  'users.list': 'invalid_cursor limit_required missing_argument',
  'users.lookupByEmail': 'users_not_found',
  'views.open': 'duplicate_external_id exchanged_trigger_id expired_trigger_id invalid_trigger_id view_too_large',
  'views.publish': 'duplicate_external_id hash_conflict missing_profile_id not_enabled not_implemented view_too_large',
  'views.push':
    'duplicate_external_id exchanged_trigger_id expired_trigger_id invalid_trigger_id not_found push_limit_reached view_too_large',
  'views.update': 'duplicate_external_id hash_conflict not_found view_too_large',
  'any method':
    'invalid_auth not_authed account_inactive token_revoked token_expired missing_scope not_allowed_token_type no_permission org_login_required ekm_access_denied access_denied accesslimited two_factor_setup_required team_added_to_org team_access_not_granted ratelimited fatal_error internal_error service_unavailable request_timeout deprecated_endpoint method_deprecated',
  'bookmarks.list': 'channel_not_found not_implemented',
  'bookmarks.remove':
    'channel_not_found invalid_bookmark_type not_found not_implemented permission_denied user_not_found',
  'chat.delete': 'cant_delete_message channel_not_found message_not_found',
  'conversations.archive':
    'already_archived cant_archive_general cant_archive_required channel_not_found method_not_supported_for_channel_type not_in_channel restricted_action',
  'conversations.history':
    'channel_is_limited_access channel_not_found invalid_cursor invalid_metadata_filter_keys invalid_ts_latest invalid_ts_oldest not_in_channel',
  'conversations.list':
    'invalid_cursor invalid_limit invalid_types method_not_supported_for_channel_type missing_argument',
  'conversations.replies':
    'channel_not_found invalid_cursor invalid_metadata_filter_keys invalid_ts_latest invalid_ts_oldest list_record_comment_fetch_failed method_not_supported_for_channel_type thread_not_found',
  'files.completeUploadExternal':
    'channel_not_found channels_limit_exceeded file_not_found file_type_not_allowed file_update_failed file_uploads_except_images_disabled invalid_blocks invalid_channel not_in_channel posting_to_channel_denied',
  'files.delete': 'cant_delete_file delete_not_allowed file_deleted file_deleting_disabled file_not_found',
  'files.getUploadURLExternal':
    'alt_txt_too_large file_type_not_allowed file_upload_size_restricted file_uploads_disabled file_uploads_except_images_disabled missing_argument snippet_too_large storage_limit_reached unknown_snippet_type unknown_subtype',
}
