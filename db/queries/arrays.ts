import { type SQL, sql } from 'drizzle-orm'

/** Values as text[], by way of JSON: the driver knows array types only after asking each session for them. */
export function textArray(values: readonly unknown[]): SQL {
  return sql`array(select json_array_elements_text(${JSON.stringify(values)}::json))`
}

/** Keys as bigint[], in the same way. */
export function idArray(ids: readonly number[]): SQL {
  return sql`${textArray(ids)}::bigint[]`
}
