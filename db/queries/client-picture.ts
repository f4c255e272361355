import { and, eq } from 'drizzle-orm'
import type { Queryable, Tx } from '../connection.ts'
import { clientPictures } from '../schema/client-pictures.ts'
import { sends } from '../schema/sends.ts'

export type PictureRow = typeof clientPictures.$inferSelect

/** Which picture: of whom, in which language, of what figures. */
export type PictureOf = Pick<PictureRow, 'clientId' | 'language' | 'digest'>

/** What the upload of a picture is known by among sends. */
export function pictureSubject({ id }: Pick<PictureRow, 'id'>): string {
  return `client-picture/${id}`
}

/** All pictures of a client that are or may be in Slack. */
export function picturesOf(tx: Queryable, clientId: number): Promise<PictureRow[]> {
  return tx.select().from(clientPictures).where(eq(clientPictures.clientId, clientId)).orderBy(clientPictures.id)
}

/** The row of a picture, made where there is none yet. */
export async function pictureRow(db: Queryable, { clientId, language, digest }: PictureOf): Promise<PictureRow> {
  await db.insert(clientPictures).values({ clientId, language, digest }).onConflictDoNothing()
  const [row] = await db
    .select()
    .from(clientPictures)
    .where(
      and(
        eq(clientPictures.clientId, clientId),
        eq(clientPictures.language, language),
        eq(clientPictures.digest, digest),
      ),
    )
  if (!row) throw new Error(`the picture of client ${clientId} was taken away meanwhile`)
  return row
}

/** Keeps which file the picture will be, before its upload is completed. */
export async function beginPicture(db: Queryable, id: number, fileId: string): Promise<void> {
  await db.update(clientPictures).set({ fileId }).where(eq(clientPictures.id, id))
}

/** The picture is in Slack, as this file. */
export async function endPicture(
  tx: Queryable,
  id: number,
  uploaded: { readonly fileId: string; readonly uploadedAt: Date },
): Promise<void> {
  await tx.update(clientPictures).set(uploaded).where(eq(clientPictures.id, id))
}

/** Forgets a picture that is no longer in Slack, and its upload: the same figures are uploaded anew when they come back. */
export async function forgetPicture(tx: Tx, row: PictureRow): Promise<void> {
  await tx.delete(clientPictures).where(eq(clientPictures.id, row.id))
  await tx.delete(sends).where(eq(sends.subject, pictureSubject(row)))
}
