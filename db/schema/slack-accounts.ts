import { boolean, index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { moment, ref } from '../columns.ts'
import { people } from './people.ts'

/** Slack accounts by (team, user), linked to staff by e-mail. A person may have more than one; votes count by person (B03). */
export const slackAccounts = pgTable(
  'slack_accounts',
  {
    teamId: text().notNull(),
    userId: text().notNull(),
    personId: ref()
      .notNull()
      .references(() => people.id),
    /** Slack's locale, such as zh-CN; decides the language of what this person reads. */
    locale: text().notNull(),
    /** Deactivated in Slack: a message to such an account is answered "ok" and reaches nobody. */
    deactivated: boolean().notNull().default(false),
    seenAt: moment().notNull(),
    /** Since when the workspace's directory, read to its end, does not name it; null while it does (B24). */
    missingSince: moment(),
  },
  (table) => [
    primaryKey({ columns: [table.teamId, table.userId] }),
    // Serves: where to write to a person.
    index('slack_accounts_person').on(table.personId),
  ],
)
