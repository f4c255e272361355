/** Rows of one INSERT: well below the 65,535 parameters of a statement. */
const rowsAStatement = 1_000

/** Rows in their order, so many at a time. */
export function* batchesOf<Row>(rows: readonly Row[], size = rowsAStatement): Generator<readonly Row[]> {
  for (let at = 0; at < rows.length; at += size) yield rows.slice(at, at + size)
}
