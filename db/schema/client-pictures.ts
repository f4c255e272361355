import { sql } from 'drizzle-orm'
import { check, pgTable, text, unique } from 'drizzle-orm/pg-core'
import { identity, moment, oneOf, ref } from '../columns.ts'
import { clients } from './clients.ts'

/** Languages in which pictures are drawn. */
export const pictureLanguages = ['zh', 'en'] as const

/**
 * Pictures of clients' figures that lie in Slack for their cards. One that no longer shows the figures in force is taken out of
 * Slack, and its row with it.
 */
export const clientPictures = pgTable(
  'client_pictures',
  {
    id: identity(),
    clientId: ref()
      .notNull()
      .references(() => clients.id),
    language: text({ enum: pictureLanguages }).notNull(),
    /** Of all that it shows: cards drawn a hundred times over the same figures have one picture. */
    digest: text().notNull(),
    /** Slack's id, kept before the upload is completed: what a lost answer left there can be taken away. */
    fileId: text(),
    /** Since when Slack has it; null = not yet, or not known. */
    uploadedAt: moment(),
  },
  (table) => [
    oneOf('client_pictures_language', table.language, pictureLanguages),
    unique('client_pictures_once').on(table.clientId, table.language, table.digest),
    check('client_pictures_uploaded', sql`${table.uploadedAt} is null or ${table.fileId} is not null`),
  ],
)
