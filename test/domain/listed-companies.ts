import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'

const columns = z.object({
  code: z.string(),
  short_name: z.string(),
  legal_name: z.string(),
  english_name: z.string(),
})

/** The sample bank's clients: real names with everything that real names hold. */
export const listedCompanies = z
  .array(columns)
  .parse(parse(readFileSync(new URL('../../data/listed-companies.csv', import.meta.url)), { columns: true, bom: true }))
