import { sql } from 'drizzle-orm'
import { check, foreignKey, index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { type HeldSeat, seats } from '../../src/domain/team/seats.ts'
import { moment, oneOf, ref } from '../columns.ts'
import { clients } from './clients.ts'
import { people } from './people.ts'

/** What came of inviting the person to the channel. */
export const invitations = ['wanted', 'member', 'failed'] as const

/**
 * Who sits in a client's marketing team and on which seat (Art. 14). A deputy's seat ends with the seat of whom it is on behalf
 * of. That nobody sits both in their own name and as a deputy is an exclusion constraint, in a hand-written migration.
 */
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
    /** Of a deputy's seat alone: whom the deputy sits for, and that person's seat. */
    onBehalfOf: ref(),
    onBehalfSeat: text().$type<HeldSeat>(),
    seatedAt: moment().notNull(),
    invitation: text({ enum: invitations }).notNull().default('wanted'),
    /** Slack's reason where the invitation failed for good. */
    failure: text(),
  },
  (table) => [
    primaryKey({ columns: [table.clientId, table.seat, table.personId] }),
    oneOf('team_seats_seat', table.seat, seats),
    oneOf('team_seats_invitation', table.invitation, invitations),
    foreignKey({
      name: 'team_seats_principal',
      columns: [table.clientId, table.onBehalfSeat, table.onBehalfOf],
      foreignColumns: [table.clientId, table.seat, table.personId],
    }),
    check(
      'team_seats_on_behalf',
      sql`(${table.seat} = 'deputy') = (${table.onBehalfOf} is not null) and (${table.onBehalfOf} is null) = (${table.onBehalfSeat} is null)`,
    ),
    check(
      'team_seats_principal_holds',
      sql`${table.onBehalfSeat} <> 'deputy' and ${table.onBehalfOf} <> ${table.personId}`,
    ),
    // Serves: the clients in whose team I am.
    index('team_seats_person').on(table.personId),
  ],
)
