import { sql } from 'drizzle-orm'
import { people } from '../schema/people.ts'
import { slackAccounts } from '../schema/slack-accounts.ts'

/** Whether somebody can be reached in Slack: no account yet, or one in use. Whoever's accounts are all deactivated left (B05). */
export function inUse() {
  return sql<boolean>`coalesce((
    select bool_or(not ${slackAccounts.deactivated}) from ${slackAccounts} where ${slackAccounts.personId} = ${people.id}
  ), true)`
}
