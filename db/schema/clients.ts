import { sql } from 'drizzle-orm'
import { check, date, index, pgTable, text } from 'drizzle-orm/pg-core'
import { categories, tiers } from '../../src/domain/client/category.ts'
import { clientStates } from '../../src/domain/client/client.ts'
import { identity, moment, oneOf, ref } from '../columns.ts'
import { people } from './people.ts'
import { units } from './units.ts'

/** Candidates and strategic clients alike: the register is the rows that are designated. */
export const clients = pgTable(
  'clients',
  {
    id: identity(),
    /** Stable for life; part of the channel's name. */
    code: text().notNull().unique(),
    shortName: text().notNull(),
    legalName: text().notNull(),
    englishName: text().notNull().default(''),
    region: text().notNull(),
    industry: text().notNull(),
    listedOn: date(),
    /** Where look-alike names meet: `nameKey` of the short and of the legal name. */
    shortNameKey: text().notNull(),
    legalNameKey: text().notNull(),
    state: text({ enum: clientStates }).notNull().default('candidate'),
    tier: text({ enum: tiers }),
    category: text({ enum: categories }),
    leadUnitId: ref().references(() => units.id),
    leadClientManagerId: ref().references(() => people.id),
    designatedAt: moment(),
    nextReviewOn: date(),
    /** What the dates of its reviews are counted from: its designation, or the date that somebody set. */
    reviewAnchor: date(),
  },
  (table) => [
    oneOf('clients_state', table.state, clientStates),
    oneOf('clients_tier', table.tier, tiers),
    oneOf('clients_category', table.category, categories),
    check(
      'clients_designated_whole',
      sql`(${table.state} = 'designated') = (${table.tier} is not null and ${table.category} is not null and ${table.leadUnitId} is not null and ${table.designatedAt} is not null)`,
    ),
    // Serve: look-alikes of a typed name.
    index('clients_short_name_key').on(table.shortNameKey),
    index('clients_legal_name_key').on(table.legalNameKey),
    // Serves: reviews that are due.
    index('clients_next_review').on(table.nextReviewOn, table.id).where(sql`${table.state} = 'designated'`),
    // Serves: who is reminded of a client's review, alone, without the client's row: the sweep meets each client once.
    index('clients_reviewed')
      .on(table.id, table.nextReviewOn, table.leadUnitId, table.leadClientManagerId)
      .where(sql`${table.state} = 'designated'`),
    // Serves: what a client manager is reminded of.
    index('clients_lead_manager').on(table.leadClientManagerId).where(sql`${table.state} = 'designated'`),
    // Serve: the clients of a region or an industry, strategic ones first, and which regions and industries there are.
    index('clients_region').on(table.region, sql`(${table.state} <> 'designated')`, table.code),
    index('clients_industry').on(table.industry, sql`(${table.state} <> 'designated')`, table.code),
    // Serves: the clients of a region and an industry, strategic ones first.
    index('clients_region_industry').on(
      table.region,
      table.industry,
      sql`(${table.state} <> 'designated')`,
      table.code,
    ),
    // Serves: the list where nothing was typed.
    index('clients_listed').on(sql`(${table.state} <> 'designated')`, table.code),
    // Serves: the register of a unit.
    index('clients_register').on(table.leadUnitId).where(sql`${table.state} = 'designated'`),
  ],
)
