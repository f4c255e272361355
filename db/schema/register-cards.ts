import { boolean, pgTable, text, unique } from 'drizzle-orm/pg-core'
import { identity, moment, oneOf, ref } from '../columns.ts'
import { people } from './people.ts'
import { registerFilings } from './register-filings.ts'

/** For whom a copy is: the branch that files, or the corporate department. */
export const registerCardRoles = ['branch', 'department'] as const

/** Each copy of a filing's card that people hold; all of them are redrawn whole from the record. */
export const registerCards = pgTable(
  'register_cards',
  {
    id: identity(),
    filingId: ref()
      .notNull()
      .references(() => registerFilings.id),
    personId: ref()
      .notNull()
      .references(() => people.id),
    role: text({ enum: registerCardRoles }).notNull(),
    /** False = a copy of the department whose holder may not acknowledge the filing, or not any more. */
    asked: boolean().notNull().default(true),
    /** Where Slack put it; null until it is there. */
    channelId: text(),
    ts: text(),
    postedAt: moment(),
  },
  (table) => [
    unique('register_cards_once').on(table.filingId, table.personId),
    oneOf('register_cards_role', table.role, registerCardRoles),
  ],
)
