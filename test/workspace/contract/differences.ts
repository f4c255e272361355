import type { SideName } from './side.ts'

/** A place where a side does otherwise than expected: what it does, and what speaks for the expectation. */
export interface Difference {
  side: SideName
  seen: unknown
  source: string
}

const byEmulate = (seen: unknown, source: string): Difference => ({ side: 'emulate', seen, source })

/** By the expectation's name. */
export const differences: Readonly<Record<string, Difference>> = {
  'a method nobody knows': byEmulate(
    'An HTTP protocol error occurred: statusCode = 404',
    'docs.slack.dev, "Using the Web API": unknown_method, at HTTP 200 like every other refusal',
  ),
  'a channel name of capitals': byEmulate(
    'ok',
    'docs.slack.dev, conversations.create: invalid_name_specials; only conversations.rename rewrites a name',
  ),
  'a channel name of spaces': byEmulate(
    'ok',
    'docs.slack.dev, conversations.create: invalid_name_specials; only conversations.rename rewrites a name',
  ),
  'a bot bringing back a channel that it archived': byEmulate(
    'ok',
    'docs.slack.dev, conversations.unarchive: "bug alert", bot tokens are refused; rules.botMayUnarchive gives the other way',
  ),
  'with force those come who can': byEmulate(
    ['user_not_found', false],
    'docs.slack.dev, conversations.invite: "force: invites the valid users"; emulate does not read the argument',
  ),
  'a hundred and one invitees': byEmulate(
    'too_many_users',
    'docs.slack.dev, conversations.invite: at most 100 ids, and no such code in its table; which one comes is assumed',
  ),
  'removing a member, one who is none, and oneself': byEmulate(
    ['ok', 'user_not_in_channel', 'cant_kick_self'],
    'docs.slack.dev, conversations.kick: its table has not_in_channel and no user_not_in_channel',
  ),
  'metadata come back only when asked for': byEmulate(
    ['kind', 'kind'],
    'docs.slack.dev, conversations.history: include_all_metadata',
  ),
  'blocks that cannot be': byEmulate(
    'ok',
    'docs.slack.dev, chat.postMessage: invalid_blocks; emulate does not look into blocks',
  ),
  'a person by address, however written': byEmulate(
    'users_not_found',
    'no page says; assumed here, since the same mailbox under other letters is the same person to every sign-in',
  ),
  'a title of 25 letters': byEmulate(
    'ok',
    'docs.slack.dev, "Views": title at most 24 characters; emulate does not look into views',
  ),
  'an app with a wrong secret': byEmulate(
    'invalid_client_id',
    'docs.slack.dev, oauth.v2.access: bad_client_secret, "Value passed for client_secret was invalid"',
  ),
}
