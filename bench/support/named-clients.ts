import { sql } from 'drizzle-orm'
import { connect, type Database } from '../../db/connection.ts'
import { nameKey } from '../../src/domain/client/name.ts'
import { createLog } from '../../src/log.ts'
import { importSampleBank } from '../../src/sample/import-sample-bank.ts'
import { addMissingSounds } from '../../src/usecases/search/add-sounds.ts'
import { indexesApart } from './indexes-apart.ts'

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
export const dice = (below: number) => {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
  return Math.floor((seed / 2_147_483_648) * below)
}
const one = <T>(list: readonly T[]): T => list[dice(list.length)] as T

function client(number: number) {
  const short = `${one(first)}${one(first)}${one(first)}${one(trades)}`
  const region = one(regions)
  const name = `${region}${short}${one(legal)}`
  return {
    no: number,
    strategic: number % 50 === 0,
    code: `Z${String(number).padStart(8, '0')}`,
    short,
    legal: name,
    region,
    industry: one(industries),
    key: nameKey(short),
    legalKey: nameKey(name),
  }
}

const log = createLog('warn')
const tables = ['clients', 'client_names', 'client_search']

/**
 * The sample bank with so many clients beside its own, each fiftieth strategic, and how their names sound; a database that holds
 * them already is taken as it is.
 *
 * @returns seconds that entering them, their sounds and the indexes took; null where they were there
 */
export async function namedClients(measured: Database, count: number) {
  const mark = `${count} named clients`
  const [made] =
    await measured.sql`select from pg_class where oid = 'clients'::regclass and obj_description(oid) = ${mark}`
  if (made) return null
  const [begun] = await measured.sql`select from clients limit 1`
  if (begun) throw new Error(`the folder holds something else than ${mark}, or not all of them: give an empty one`)
  await importSampleBank(measured, { log })
  const database = connect({ ...measured.options, statementTimeoutMs: 0, reconnect: false })
  try {
    const at = [performance.now()]
    await indexesApart(database, tables, async () => {
      await enter(database, count)
      at.push(performance.now())
      const deps = { database: measured, clock: { now: () => new Date() }, log }
      // Two at once: while one reads the names the other's are saved.
      await Promise.all([addMissingSounds(deps), addMissingSounds(deps)])
      at.push(performance.now())
    })
    for (const table of tables) await database.sql.unsafe(`vacuum (analyze) ${table}`)
    await database.sql.unsafe(`comment on table clients is '${mark}'`)
    at.push(performance.now())
    const [entered, sounds, indexes] = at.slice(1).map((end, no) => Math.round((end - (at[no] ?? end)) / 1_000))
    return { 'entered s': entered, 'sounds s': sounds, 'indexes s': indexes }
  } finally {
    await database.close()
  }
}

async function enter({ db, sql: raw }: Database, count: number): Promise<void> {
  const [posts] = await raw<{ unit: string; person: string }[]>`
    select (select min(id) from units where level = 'sub_branch') as unit, (select min(person_id) from appointments) as person`
  for (let at = 0; at < count; at += 1_000) {
    const rows = Array.from({ length: Math.min(1_000, count - at) }, (_, index) => client(at + index))
    await db.execute(sql`
      insert into clients (code, short_name, legal_name, region, industry, short_name_key, legal_name_key, state, tier, category,
        designated_at, lead_unit_id, lead_client_manager_id)
      select code, short, legal, region, industry, key, "legalKey", case when strategic then 'designated' else 'candidate' end,
        case when strategic then 'regional' end, case when strategic then 'regional_group' end, case when strategic then now() end,
        case when strategic then ${posts?.unit}::bigint end, case when strategic then ${posts?.person}::bigint + no % 500 end
      from json_to_recordset(${JSON.stringify(rows)}::json) as row (no bigint, code text, short text, legal text, region text,
        industry text, key text, "legalKey" text, strategic boolean)`)
  }
}
