/**
 * `npm run import -- --dry-run` of the whole sample bank, with npm's own start: `npx tsx bench/dry-run.ts`. Against an embedded
 * PostgreSQL that holds it already, 2,000 of its clients designated with their teams: of the same files again, and of complete
 * ones in which one client manager in twenty has gone to another sub-branch.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { stringify } from 'csv-stringify/sync'
import { openDatabase } from '../db/embedded.ts'
import { migrate } from '../db/migrate.ts'
import { systemClock } from '../src/clock.ts'
import { bankDate } from '../src/domain/calendar.ts'
import { columnsOf, type SourceRecord } from '../src/domain/organisation/import-columns.ts'
import { checkUnits } from '../src/domain/organisation/import-units.ts'
import { createLog } from '../src/log.ts'
import { fromRoot } from '../src/paths.ts'
import { defaultPolicy } from '../src/policy.ts'
import { importSampleBank } from '../src/sample/import-sample-bank.ts'
import { sampleStaff } from '../src/sample/staff.ts'
import { followTeams } from '../src/usecases/follow-teams.ts'
import { readTable } from '../src/usecases/import/read-table.ts'
import { printMachine, quantile } from './support/figures.ts'
import { inTempFolder } from './support/temp-folder.ts'

const ROUNDS = 5
const TEAMS = 2_000
const log = createLog('warn')
const today = bankDate(new Date(), defaultPolicy.timeZone)

/** The sample bank with strategic clients, in a database that is stopped again. */
async function prepare(dataDir: string): Promise<void> {
  const database = await openDatabase({ dataDir, log })
  try {
    await migrate(database, { folder: fromRoot('db', 'migrations') })
    await importSampleBank(database, { log })
    await database.sql`
      update clients set state = 'designated', tier = 'regional', category = 'regional_group', designated_at = now(),
        lead_unit_id = (array(select id from units where level = 'sub_branch'))[1 + id % 3000]
      where id in (select id from clients order by id limit ${TEAMS})`
    await database.sql`
      insert into slack_accounts (team_id, user_id, person_id, locale, seen_at) select 'T1', 'U' || id, id, 'zh-CN', now() from people`
    await database.sql`insert into team_checks (client_id, asked_at) select id, now() from clients where state = 'designated'`
    await followTeams({ database, clock: systemClock, log })
  } finally {
    await database.stop()
  }
}

async function writeStaff(path: string, records: readonly SourceRecord[]): Promise<void> {
  const columns = columnsOf('people')
  await writeFile(
    path,
    stringify([columns, ...records.map(({ values }) => columns.map((column) => values[column] ?? ''))]),
  )
}

/** One client manager in twenty is now where another was. */
function moved(staff: readonly SourceRecord[]): SourceRecord[] {
  const managers = staff.filter(({ values }) => values.position === 'client_manager')
  const place = new Map(managers.map(({ values }, no) => [values.employee_no, no]))
  return staff.map((record) => {
    const no = place.get(record.values.employee_no)
    if (no === undefined || no % 20 > 0) return record
    const there = managers[(no + 1) % managers.length]?.values.unit_code ?? ''
    return { ...record, values: { ...record.values, unit_code: there, from: today } }
  })
}

/** Seconds from the command to its end, and what it said. */
async function dryRun(folder: string, people: string, ...more: string[]): Promise<{ seconds: number; said: string }> {
  const files = ['--units', fromRoot('data', 'org-units.csv'), '--clients', fromRoot('data', 'listed-companies.csv')]
  const began = performance.now()
  const child = spawn('npm', ['run', '-s', 'import', '--', ...files, '--people', people, '--dry-run', ...more], {
    cwd: fromRoot(),
    env: { ...process.env, DATA_DIR: folder },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString()
  })
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`ended with ${code}:\n${said}`)
  return { seconds: (performance.now() - began) / 1_000, said }
}

await inTempFolder(async (folder) => {
  await prepare(join(folder, 'postgres'))
  const units = readTable('units', 'org-units.csv', await readFile(fromRoot('data', 'org-units.csv')))
  const staff = await sampleStaff(checkUnits(units.records, [], today).rows)
  const [same, other] = [join(folder, 'same.csv'), join(folder, 'other.csv')]
  await writeStaff(same, staff)
  await writeStaff(other, moved(staff))
  await dryRun(folder, same)
  const times = { same: [] as number[], other: [] as number[] }
  for (let round = 0; round < ROUNDS; round++) {
    times.same.push((await dryRun(folder, same)).seconds)
    const { seconds, said } = await dryRun(folder, other, '--complete')
    times.other.push(seconds)
    if (round === 0) console.log(said)
  }
  printMachine()
  const row = (seconds: number[]) => ({
    rounds: seconds.length,
    'median s': Number(quantile(seconds, 0.5).toFixed(2)),
    'worst s': Number(Math.max(...seconds).toFixed(2)),
  })
  console.table({ 'the same files': row(times.same), 'one manager in twenty moved': row(times.other) })
})
