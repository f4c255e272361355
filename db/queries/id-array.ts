import { type SQL, sql } from 'drizzle-orm'

/** Keys as bigint[], by way of JSON: the driver knows array types only after asking each session for them. */
export function idArray(ids: readonly number[]): SQL {
  return sql`array(select json_array_elements_text(${JSON.stringify(ids)}::json)::bigint)`
}
