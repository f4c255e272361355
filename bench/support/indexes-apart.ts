import type { Database } from '../../db/connection.ts'

/**
 * Fills tables without their indexes and makes those anew afterwards, which is many times faster; keys and constraints stay. The
 * connection is one session that does not limit how long a statement takes.
 */
export async function indexesApart(
  { sql }: Database,
  tables: readonly string[],
  fill: () => Promise<void>,
): Promise<void> {
  const indexes = await sql<{ name: string; definition: string }[]>`
    select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition from pg_index i
    where indrelid::regclass::text in ${sql([...tables])} and not indisunique
      and not exists (select from pg_constraint where conindid = indexrelid)`
  for (const { name } of indexes) await sql.unsafe(`drop index ${name}`)
  await fill()
  await sql`set maintenance_work_mem = '512MB'`
  for (const { definition } of indexes) await sql.unsafe(definition)
}
