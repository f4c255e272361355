import { index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { seats } from '../../src/domain/team/seats.ts'
import { moment, oneOf, ref } from '../columns.ts'
import { clients } from './clients.ts'
import { people } from './people.ts'

/** What came of inviting the person to the channel. */
export const invitations = ['wanted', 'member', 'failed'] as const

/** Who sits in a client's marketing team and on which seat (Art. 14). */
export const teamSeats = pgTable(
  'team_seats',
  {
    clientId: ref()
      .notNull()
      .references(() => clients.id),
    seat: text({ enum: seats }).notNull(),
    personId: ref()
      .notNull()
      .references(() => people.id),
    seatedAt: moment().notNull(),
    invitation: text({ enum: invitations }).notNull().default('wanted'),
    /** Slack's reason where the invitation failed for good. */
    failure: text(),
  },
  (table) => [
    primaryKey({ columns: [table.clientId, table.seat, table.personId] }),
    oneOf('team_seats_seat', table.seat, seats),
    oneOf('team_seats_invitation', table.invitation, invitations),
    // Serves: the clients in whose team I am.
    index('team_seats_person').on(table.personId),
  ],
)
