/**
 * `/client find` on a million clients in an embedded, durable PostgreSQL: `npx tsx bench/find.ts [clients]`. What is typed is made of
 * names that are there: whole, their beginning, what stands within, pinyin, initials, codes, attributes, traditional
 * characters, typing errors; each question goes the whole way through the use case and its transaction.
 */
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { openDatabase } from '../db/embedded.ts'
import { migrate } from '../db/migrate.ts'
import { nameKey } from '../src/domain/client/name.ts'
import { createLog } from '../src/log.ts'
import { fromRoot } from '../src/paths.ts'
import { importSampleBank } from '../src/sample/import-sample-bank.ts'
import { addMissingSounds } from '../src/usecases/search/add-sounds.ts'
import { findClients } from '../src/usecases/search/find-clients.ts'
import { soundOf } from '../src/usecases/search/spoken.ts'
import { latencies, printMachine } from './support/figures.ts'
import { inTempFolder } from './support/temp-folder.ts'

const wanted = Number(process.argv[2] ?? 1_000_000)
const questions = 100
const log = createLog('warn')

const first = [
  ...'华中国东海天金新长江北南山河大正方光明盛泰恒瑞宏达远博信诚安康宝龙凤鼎立创联亚欧美通广亿万百千嘉和兴顺富祥永福德仁义礼智',
]
const trades = [
  '科技',
  '电子',
  '能源',
  '精工',
  '医药',
  '建设',
  '贸易',
  '物流',
  '实业',
  '材料',
  '环保',
  '食品',
  '机械',
  '投资',
  '软件',
  '传媒',
]
const regions = [
  '北京',
  '上海',
  '深圳',
  '广州',
  '杭州',
  '南京',
  '成都',
  '武汉',
  '西安',
  '重庆',
  '天津',
  '苏州',
  '青岛',
  '长沙',
  '宁波',
  '厦门',
]
const industries = [
  '软件和信息技术服务业',
  '医药制造业',
  '通用设备制造业',
  '房地产业',
  '批发业',
  '土木工程建筑业',
  '电力生产业',
  '道路运输业',
]
const legal = ['有限公司', '股份有限公司', '集团有限公司', '有限责任公司']

/** The same figures each time: a linear congruential generator. */
let seed = 20261125
const dice = (below: number) => {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
  return Math.floor((seed / 2_147_483_648) * below)
}
const one = <T>(list: readonly T[]): T => list[dice(list.length)] as T

function client(number: number) {
  const short = `${one(first)}${one(first)}${one(first)}${one(trades)}`
  const region = one(regions)
  const name = `${region}${short}${one(legal)}`
  return {
    code: `Z${String(number).padStart(8, '0')}`,
    short,
    legal: name,
    region,
    industry: one(industries),
    key: nameKey(short),
    legalKey: nameKey(name),
  }
}

type Database = Awaited<ReturnType<typeof openDatabase>>

async function fill(database: Database): Promise<void> {
  for (let at = 0; at < wanted; at += 1_000) {
    const rows = Array.from({ length: Math.min(1_000, wanted - at) }, (_, index) => client(at + index))
    await database.db.execute(sql`
      insert into clients (code, short_name, legal_name, region, industry, short_name_key, legal_name_key)
      select code, short, legal, region, industry, key, "legalKey" from json_to_recordset(${JSON.stringify(rows)}::json)
        as row (code text, short text, legal text, region text, industry text, key text, "legalKey" text)`)
  }
  await database.db.transaction(async (tx) => {
    await tx.execute(sql`select set_config('statement_timeout', '0', true)`)
    await tx.execute(sql`
    update clients set state = 'designated', tier = 'regional', category = 'regional_group', designated_at = now(),
      lead_unit_id = (select min(id) from units where level = 'sub_branch'),
      lead_client_manager_id = (select min(person_id) from appointments) + clients.id % 500
    where id % 50 = 0 and state = 'candidate'`)
  })
}

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
  const taken: number[] = []
  const typed = await Promise.all(clients.map((row) => typings[kind]?.(row) ?? ''))
  for (const words of typed) {
    const began = performance.now()
    await database.read((tx) => findClients(tx, words, { limit: 9, offset }))
    taken.push(performance.now() - began)
  }
  return taken
}

await inTempFolder(async (folder) => {
  const database = await openDatabase({ dataDir: join(folder, 'postgres'), log })
  try {
    await migrate(database, { folder: fromRoot('db', 'migrations') })
    await importSampleBank(database, { log })
    const began = performance.now()
    await fill(database)
    const filled = performance.now()
    await addMissingSounds({ database, clock: { now: () => new Date() }, log })
    const spoken = performance.now()
    await database.db.execute(sql`analyze clients`)
    await database.db.execute(sql`analyze client_names`)
    await database.db.execute(sql`analyze client_search`)
    const [size] = await database.db.execute(sql`
      select count(*)::int clients, pg_size_pretty(pg_total_relation_size('client_names')) names,
        pg_size_pretty(pg_total_relation_size('client_search')) search from clients`)
    printMachine()
    console.log({
      ...size,
      'entered s': Math.round((filled - began) / 1_000),
      'sounds s': Math.round((spoken - filled) / 1_000),
    })
    const clients = (await database.db.execute(sql`
      select short_name, legal_name, code, c.region, industry, people.name manager from clients c
      left join people on people.id = lead_client_manager_id
      where c.id in (select 1 + (random() * ${wanted})::int from generate_series(1, ${questions * 2})) limit ${questions}`)) as unknown as Named[]
    await measure(database, clients.slice(0, 5), 'whole short name')
    const table: Record<string, ReturnType<typeof latencies>> = {}
    const all: number[] = []
    for (const kind of Object.keys(typings)) {
      const taken = await measure(database, clients, kind)
      all.push(...taken)
      table[kind] = latencies(taken)
    }
    const later = await measure(database, clients, 'first two signs', 72)
    table['first two signs, tenth page'] = latencies(later)
    table['all together'] = latencies([...all, ...later])
    console.table(table)
  } finally {
    await database.stop()
  }
})
