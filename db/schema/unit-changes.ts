import { pgTable } from 'drizzle-orm/pg-core'
import { moment, ref } from '../columns.ts'
import { units } from './units.ts'

/**
 * Units where somebody's post began or ended, whose person came or went, or that moved: teams and waiting steps there have
 * to be looked at. Written by triggers, so that no way of changing the organisation can forget it.
 */
export const unitChanges = pgTable('unit_changes', {
  unitId: ref()
    .primaryKey()
    .references(() => units.id, { onDelete: 'cascade' }),
  changedAt: moment().notNull(),
})
