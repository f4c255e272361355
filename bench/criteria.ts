/**
 * A dry run of a criteria version over very many clients, in an embedded PostgreSQL of its own: `npx tsx bench/criteria.ts
 * 1000000`. Every client has five figures of two periods; one in ten is a strategic client.
 */
import { join } from 'node:path'
import { openDatabase } from '../db/embedded.ts'
import { migrate } from '../db/migrate.ts'
import { allowLong, compareForAll } from '../db/queries/dry-run.ts'
import type { Criteria } from '../src/domain/criteria/criteria.ts'
import { starterCriteria } from '../src/domain/criteria/starter-criteria.ts'
import { createLog } from '../src/log.ts'
import { fromRoot } from '../src/paths.ts'
import { namedAtMost } from '../src/usecases/criteria/dry-run.ts'
import { printMachine } from './support/figures.ts'
import { unnamed } from './support/many-clients.ts'
import { inTempFolder } from './support/temp-folder.ts'

const CLIENTS = Number(process.argv[2] ?? 1_000_000)
const ROUNDS = 3
const log = createLog('warn')

/** The sample criteria of a tier, with every threshold raised by a fifth: some fall, some rise. */
const tried: Criteria = {
  ...starterCriteria.regional,
  lines: starterCriteria.regional.lines.map((line) => ({ ...line, threshold: line.threshold * 1.2 })),
}

type Opened = Awaited<ReturnType<typeof openDatabase>>

async function fill(database: Opened): Promise<void> {
  const { sql } = database
  await sql`set statement_timeout = 0`
  await unnamed(database)
  await sql`insert into units (code, name, level, region) values ('HO', '总行', 'head_office', '')`
  await sql`insert into units (code, name, level, region, parent_id)
    select 'B' || n, '分行' || n, 'branch', '', 1 from generate_series(1, 37) n`
  await sql`update units set branch_id = id where level = 'branch'`
  await sql`insert into clients (code, short_name, legal_name, region, industry, short_name_key, legal_name_key, state, tier, category, lead_unit_id, designated_at)
    select 'X' || n, '客户' || n, '客户' || n, '', '行业' || n % 80, '客户' || n, '客户' || n,
      case when n % 10 = 0 then 'designated' else 'candidate' end, case when n % 10 = 0 then 'regional' end,
      case when n % 10 = 0 then 'regional_group' end, case when n % 10 = 0 then 2 + n % 37 end, case when n % 10 = 0 then now() end
    from generate_series(1, ${CLIENTS}) n`
  const middles = starterCriteria.regional.lines.map(({ key, unit, threshold }) => ({ key, unit, threshold }))
  for (const [period, end, newest] of [
    ['2026Q2', '2026-06-30', false],
    ['2026Q3', '2026-09-30', true],
  ] as const)
    await sql`insert into client_figures (client_id, metric, period, period_end, value, unit, source, entered_at, newest)
      select c.id, m.key, ${period}, ${end}, round((m.threshold * (0.2 + 1.6 * random()))::numeric, 2), m.unit, '年报', now(), ${newest}
      from clients c cross join json_to_recordset(${JSON.stringify(middles)}::text::json) as m (key text, unit text, threshold float8)`
  await sql`vacuum analyze`
}

async function round({ db }: Opened) {
  const began = performance.now()
  const result = await db.transaction(async (tx) => {
    await allowLong(tx)
    return compareForAll(tx, 'regional', starterCriteria.regional, tried, namedAtMost)
  })
  const { falls = 0, rises = 0, stays_below = 0 } = result.total
  const seconds = Number(((performance.now() - began) / 1_000).toFixed(1))
  return {
    'dry run s': seconds,
    falls,
    rises,
    stays_below,
    named: result.rows.length,
    branches: result.branches.length,
  }
}

await inTempFolder(async (folder) => {
  const database = await openDatabase({ dataDir: join(folder, 'postgres'), log })
  try {
    await migrate(database, { folder: fromRoot('db', 'migrations') })
    const began = performance.now()
    await fill(database)
    console.log(
      `${CLIENTS} clients with 10 figures each, filled in ${Math.round((performance.now() - began) / 1_000)} s`,
    )
    const rounds: Awaited<ReturnType<typeof round>>[] = []
    for (let no = 0; no < ROUNDS; no++) rounds.push(await round(database))
    printMachine()
    console.table(rounds)
  } finally {
    await database.stop()
  }
})
