import type { Database } from '../../db/connection.ts'

/** Lets the time pass in which outcomes can be undone: the database's clock cannot be moved, what is held against it can. */
export async function graceOver({ sql }: Pick<Database, 'sql'>): Promise<void> {
  await sql`update review_graces set due_at = clock_timestamp() - interval '1 second' where state = 'running'`
}
