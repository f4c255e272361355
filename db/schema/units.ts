import { sql } from 'drizzle-orm'
import { type AnyPgColumn, check, date, index, pgTable, text } from 'drizzle-orm/pg-core'
import { unitLevels } from '../../src/domain/organisation/unit.ts'
import { identity, oneOf, ref } from '../columns.ts'

/** The organisation tree: head office, branches, sub-branches (Art. 2). */
export const units = pgTable(
  'units',
  {
    id: identity(),
    code: text().notNull().unique(),
    name: text().notNull(),
    level: text({ enum: unitLevels }).notNull(),
    parentId: ref().references((): AnyPgColumn => units.id),
    /** The branch a unit belongs to: itself for a branch, null for head office. */
    branchId: ref().references((): AnyPgColumn => units.id),
    region: text().notNull(),
    /** First day on which it is no longer; null while it is. Its rows stay, for what was decided there. */
    closedOn: date(),
    /** Where its people and clients went, where it was merged. */
    mergedIntoId: ref().references((): AnyPgColumn => units.id),
  },
  (table) => [
    oneOf('units_level', table.level, unitLevels),
    check('units_head_office_open', sql`${table.level} <> 'head_office' or ${table.closedOn} is null`),
    check('units_merged_closed', sql`${table.mergedIntoId} is null or ${table.closedOn} is not null`),
    // Serves: the sub-branches of a branch.
    index('units_branch').on(table.branchId),
  ],
)
