/**
 * `/client find` on a million clients in an embedded, durable PostgreSQL: `npx tsx bench/find.ts [clients] [--keep FOLDER]
 * [--buffers 512MB]`: kept for the next run; with so much memory for the server's pages, as a bank's own has it, instead of the
 * embedded one's 32 MB. What is typed is made of
 * names that are there: whole, their beginning, what stands within, pinyin, initials, codes, attributes, traditional
 * characters, typing errors; each question goes the whole way through the use case and its transaction.
 */
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { sql } from 'drizzle-orm'
import { connect, type Database } from '../db/connection.ts'
import { startEmbedded } from '../db/embedded.ts'
import { migrate } from '../db/migrate.ts'
import { createLog } from '../src/log.ts'
import { fromRoot } from '../src/paths.ts'
import { findClients } from '../src/usecases/search/find-clients.ts'
import { soundOf } from '../src/usecases/search/spoken.ts'
import { latencies, printMachine } from './support/figures.ts'
import { namedClients } from './support/named-clients.ts'
import { inTempFolder } from './support/temp-folder.ts'

const { values: options, positionals } = parseArgs({
  options: { keep: { type: 'string' }, buffers: { type: 'string' } },
  allowPositionals: true,
})
const wanted = Number(positionals[0] ?? 1_000_000)
const questions = 100
const log = createLog('warn')

type Named = {
  short_name: string
  legal_name: string
  code: string
  region: string
  industry: string
  manager: string | null
}

/** What a person types of a client, by kind. */
const typings: Record<string, (of: Named) => string | Promise<string>> = {
  'whole short name': ({ short_name }) => short_name,
  'whole legal name': ({ legal_name }) => legal_name,
  'first sign': ({ short_name }) => short_name.slice(0, 1),
  'first two signs': ({ short_name }) => short_name.slice(0, 2),
  'two signs within': ({ short_name }) => short_name.slice(1, 3),
  'the trade alone': ({ short_name }) => short_name.slice(-2),
  'four signs within': ({ legal_name }) => legal_name.slice(3, 7),
  pinyin: async ({ short_name }) => (await soundOf(short_name)).pinyin,
  'half of the pinyin': async ({ short_name }) => (await soundOf(short_name)).pinyin.slice(0, 7),
  initials: async ({ short_name }) => (await soundOf(short_name)).initials,
  'two initials': async ({ short_name }) => (await soundOf(short_name)).initials.slice(0, 2),
  code: ({ code }) => code,
  'beginning of a code': ({ code }) => code.slice(0, 6),
  region: ({ region }) => region,
  industry: ({ industry }) => industry,
  'region and industry': ({ region, industry }) => `${region} ${industry}`,
  'name and region': ({ short_name, region }) => `${short_name.slice(0, 2)} ${region}`,
  'name and another region': ({ short_name }) => `${short_name.slice(0, 1)} 拉萨市`,
  'lead client manager': ({ manager }) => manager ?? '张伟',
  'traditional characters': ({ short_name }) => short_name.replace('华', '華').replace('东', '東').replace('国', '國'),
  'same sound, other sign': ({ short_name }) => short_name.replace(/^./u, '钟'),
  'one sign wrong': ({ short_name }) => `${short_name.slice(0, 2)}囧${short_name.slice(3)}`,
}

async function measure(database: Database, clients: readonly Named[], kind: string, offset = 0) {
  const taken: { ms: number; words: string }[] = []
  const typed = await Promise.all(clients.map((row) => typings[kind]?.(row) ?? ''))
  for (const words of typed) {
    const began = performance.now()
    await database.read((tx) => findClients(tx, words, { limit: 9, offset }))
    taken.push({ ms: performance.now() - began, words })
  }
  return taken
}

async function run(dataDir: string): Promise<void> {
  const settings: Record<string, string> = options.buffers ? { shared_buffers: options.buffers } : {}
  const server = await startEmbedded({ dataDir, log, settings })
  const database = connect({ server: server.server })
  try {
    await migrate(database, { folder: fromRoot('db', 'migrations') })
    const took = await namedClients(database, wanted)
    const [size] = await database.db.execute(sql`
      select count(*)::int clients, pg_size_pretty(pg_total_relation_size('client_names')) names,
        pg_size_pretty(pg_total_relation_size('client_search')) search from clients`)
    printMachine()
    console.log({ ...size, ...took })
    await ask(database)
  } finally {
    await database.close()
    await server.stop()
  }
}

function row(taken: Awaited<ReturnType<typeof measure>>) {
  const slowest = taken.reduce((one, other) => (other.ms > one.ms ? other : one))
  return { ...latencies(taken.map(({ ms }) => ms)), slowest: slowest.words }
}

async function ask(database: Database): Promise<void> {
  const clients = (await database.db.execute(sql`
    select short_name, legal_name, code, c.region, industry, people.name manager from clients c
    left join people on people.id = lead_client_manager_id
    where c.id in (select 1 + (random() * ${wanted})::int from generate_series(1, ${questions * 2})) limit ${questions}`)) as unknown as Named[]
  // The dictionaries of pinyin and characters are loaded by the first question that needs them.
  for (const kind of Object.keys(typings)) await measure(database, clients.slice(0, 2), kind)
  const table: Record<string, ReturnType<typeof row>> = {}
  const all: Awaited<ReturnType<typeof measure>> = []
  const asked = async (name: string, kind: string, offset = 0) => {
    const taken = await measure(database, clients, kind, offset)
    all.push(...taken)
    table[name] = row(taken)
  }
  for (const kind of Object.keys(typings)) await asked(kind, kind)
  await asked('first two signs, tenth page', 'first two signs', 72)
  table['all together'] = row(all)
  console.table(table)
}

await (options.keep ? run(options.keep) : inTempFolder((folder) => run(join(folder, 'postgres'))))
