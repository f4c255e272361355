import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import type { Queryable } from '../../db/connection.ts'
import { testDatabase } from '../support/database.ts'

const one = await testDatabase({ max: 1 })
const bouncer = await testDatabase({ max: 1, pgbouncer: true })

/** How many statements with this text the session keeps. */
async function kept(db: Queryable, text: string): Promise<number> {
  const pattern = `%${text}%`
  const rows = await db.execute(
    sql`select from pg_prepared_statements where statement like ${pattern} and statement not like '%pg_prepared_statements%'`,
  )
  return rows.length
}

const few = (mark: string) => sql`select ${1}::int as ${sql.raw(mark)}`

test('a statement is prepared once a session, in a transaction as outside', async () => {
  await one.db.execute(few('twice'))
  await one.db.transaction(async (tx) => {
    await tx.execute(few('twice'))
    expect(await kept(tx, 'twice')).toBe(1)
  })
})

test('one with many values is not kept: each length of a list would be', async () => {
  const values = Array.from({ length: 100 }, (_, index) => sql`${index}::int`)
  await one.db.execute(sql`select ${sql.join(values, sql`, `)} as many`)
  expect(await kept(one.db, 'many')).toBe(0)
})

test('behind pgbouncer nothing is prepared', async () => {
  await bouncer.db.execute(few('behind'))
  expect(await kept(bouncer.db, 'behind')).toBe(0)
})
