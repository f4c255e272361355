import { expect, test } from 'vitest'
import { insertClient } from '../../db/queries/client.ts'
import { gramsOf } from '../../src/domain/client/search.ts'
import { createLog } from '../../src/log.ts'
import { addMissingSounds, addSounds } from '../../src/usecases/search/add-sounds.ts'
import { findClients } from '../../src/usecases/search/find-clients.ts'
import { smallBank } from '../support/bank.ts'
import { testDatabase } from '../support/database.ts'

const database = await testDatabase()
const bank = await smallBank(database)
const deps = { database, clock: { now: () => new Date() }, log: createLog('silent') }

const entered: [
  code: string,
  shortName: string,
  legalName: string,
  region: string,
  industry: string,
  english?: string,
][] = [
  ['600036.SH', '招商银行', '招商银行股份有限公司', '深圳', '货币金融服务', 'China Merchants Bank Co., Ltd.'],
  ['001979.SZ', '招商蛇口', '招商局蛇口工业区控股股份有限公司', '深圳', '房地产业'],
  ['601169.SH', '北京银行', '北京银行股份有限公司', '北京', '货币金融服务'],
  ['601963.SH', '重庆银行', '重庆银行股份有限公司', '重庆', '货币金融服务'],
  ['K100', '中继通信', '中继通信设备有限公司', '上海', '通信设备'],
  ['K101', '華潤置地', '華潤置地控股有限公司', '香港', '房地产业'],
  ['K102', '深圳能源', '深圳能源集团股份有限公司', '广东', '电力'],
]

await database.db.transaction(async (tx) => {
  for (const [code, shortName, legalName, region, industry, englishName = ''] of entered) {
    const { id } = await insertClient(tx, { code, shortName, legalName, region, industry })
    if (englishName) await tx.execute(`update clients set english_name = '${englishName}' where id = ${id}`)
  }
})
await addMissingSounds(deps)
await database.sql`
  update clients set state = 'designated', tier = 'regional', category = 'regional_group', lead_unit_id = ${bank.unit.futian},
    lead_client_manager_id = ${bank.person.futianManager}, designated_at = now() where code in ('001979.SZ', '000039.SZ')`
await database.sql`update people set name = '张伟' where id = ${bank.person.futianManager}`

const found = (typed: string, limit = 20, offset = 0) =>
  database.db.transaction(async (tx) => {
    const { clients, near } = await findClients(tx, typed, { limit, offset })
    return { names: clients.map(({ shortName }) => shortName), near }
  })
const names = async (typed: string) => (await found(typed)).names

test.each([
  ['exact code before everything', '600036.SH', '招商银行'],
  ['the beginning of a code', '0019', '招商蛇口'],
  ['a code in full-width', '６０００３６．ＳＨ', '招商银行'],
  ['a legal form makes no difference', '重庆银行股份有限公司', '重庆银行'],
  ['blanks make no difference', '重 庆 银 行', '重庆银行'],
  ['traditional characters', '重慶銀行', '重庆银行'],
  ['a name that is traditional in the register', '华润', '華潤置地'],
  ['and in simplified by its pinyin', 'huarunzhidi', '華潤置地'],
  ['words within a name', '蛇口工业区', '招商蛇口'],
  ['two signs within a name', '通信', '中继通信'],
  ['pinyin, of a name that is read in two ways', 'chongqingyinhang', '重庆银行'],
  ['pinyin with blanks and capitals', 'Zhong Qing Yin Hang'.replace('Zhong', 'Chong'), '重庆银行'],
  ['initials', 'cqyh', '重庆银行'],
  ['initials of the legal name', 'zsjskgyqkg', '招商蛇口'],
  ['the English name', 'china merchants', '招商银行'],
  ['a word within the English name', 'Merchants Bank', '招商银行'],
  ['what stands within a code', '0036.s', '招商银行'],
  ['three digits within a code', '036', '招商银行'],
])('%s: %s finds %s first', async (_, typed, first) => {
  const { names: all, near } = await found(typed)
  expect(all[0]).toBe(first)
  expect(near).toBe(false)
})

test('what begins so comes before what only holds it, strategic clients first', async () => {
  expect(await names('招商')).toEqual(['招商蛇口', '招商银行'])
  expect((await names('银行')).sort()).toEqual(['北京银行', '招商银行', '重庆银行'].sort())
  expect((await names('zs')).slice(0, 2)).toEqual(['招商蛇口', '招商银行'])
  expect((await names('中集'))[0]).toBe('中集集团')
})

test('a name comes before the region of the same name', async () => {
  const all = await names('深圳')
  expect(all[0]).toBe('深圳能源')
  expect(all).toEqual(expect.arrayContaining(['招商银行', '招商蛇口', '中集集团']))
})

test('region, industry, tier and lead client manager, alone and together with a name', async () => {
  expect(await names('货币金融服务')).toEqual(['招商银行', '北京银行', '重庆银行'])
  expect(await names('北京 货币金融')).toEqual(['北京银行'])
  expect(await names('深圳 地产')).toEqual(['招商蛇口'])
  expect(await names('张伟')).toEqual(['中集集团', '招商蛇口'])
  expect(await names('区域性 房地产')).toEqual(['招商蛇口'])
  expect(await names('regional，房地产业')).toEqual(['招商蛇口'])
  expect(await names('招商 货币金融服务')).toEqual(['招商银行'])
  expect(await names('招商 北京')).toEqual([])
})

test('a lead client manager by their own name, which is written with the characters it is written with', async () => {
  const rename = (name: string) =>
    database.sql`update people set name = ${name} where id = ${bank.person.futianManager}`
  for (const [name, typed] of [
    ['李乾', '李乾'],
    ['張偉', '张伟'],
    ['张伟', '張偉'],
  ] as const) {
    await rename(name)
    expect([typed, await names(typed)]).toEqual([typed, ['中集集团', '招商蛇口']])
  }
  await rename('张伟')
})

test('a word that means several industries: strategic clients of all of them first, then by code, page by page', async () => {
  await database.db.transaction(async (tx) => {
    for (const [code, industry] of [
      ['A900', '区域地产'],
      ['Z900', '全国地产'],
    ] as const)
      await insertClient(tx, { code, shortName: `丙${code}`, legalName: `丙${code}`, region: '深圳', industry })
  })
  expect(await names('深圳 地产')).toEqual(['招商蛇口', '丙A900', '丙Z900'])
  const pages = await Promise.all([0, 1, 2, 3].map(async (offset) => (await found('深圳 地产', 1, offset)).names))
  expect(pages.flat()).toEqual(['招商蛇口', '丙A900', '丙Z900'])
  await database.sql`delete from clients where code in ('A900', 'Z900')`
})

test('where nothing fits: the same sound, else typing errors; never mixed with what fits', async () => {
  expect(await found('钟级集团')).toEqual({ names: expect.arrayContaining(['中集集团']), near: true })
  expect(await found('招伤银航')).toMatchObject({ names: ['招商银行'], near: true })
  expect(await found('重庆很行')).toMatchObject({ names: expect.arrayContaining(['重庆银行']), near: true })
  expect(await found('china merchnats bank')).toMatchObject({ names: ['招商银行'], near: true })
  expect(await found('完全没有的名字')).toEqual({ names: [], near: true })
})

test('pages follow one another without gap or double, and end', async () => {
  const pages = await Promise.all([0, 2, 4, 6, 8].map(async (offset) => (await found('银行', 2, offset)).names))
  const whole = await names('银行')
  expect(whole).toHaveLength(3)
  expect(pages.flat()).toEqual(whole)
  const listed = await Promise.all([0, 4, 8].map(async (offset) => (await found('', 4, offset)).names))
  expect(new Set(listed.flat()).size).toBe(10)
})

test('a key is looked for within others by nothing that those others do not have', async () => {
  for (const key of ['600036sh', '招商银行', 'tcl中环', '第1医药', '360安全abc', 'a&b.c中', '𠮷野家1234']) {
    const [row] = await database.sql<{ pairs: string }[]>`select client_pairs(array[${key}], true)::text as pairs`
    const signs = [...key]
    for (const [from] of signs.entries())
      for (let to = from + 2; to <= signs.length; to++) {
        const grams = gramsOf(signs.slice(from, to).join(''))
        expect(grams.length).toBeGreaterThan(0)
        for (const gram of grams) {
          expect(row?.pairs).toContain(gram)
          expect(row?.pairs).toContain(`*${gram}`)
        }
      }
  }
})

test('signs of patterns are signs', async () => {
  expect(await names('%')).toEqual([])
  expect(await names('_')).toEqual([])
  expect(await names("'; drop table clients; --")).toEqual([])
})

test('the search follows the client in its own transaction', async () => {
  await database.sql`update clients set short_name = '远东海运', short_name_key = '远东海运' where code = 'K100'`
  expect(await names('远东')).toEqual(['远东海运'])
  expect(await names('中继通信设备')).toEqual(['远东海运'])
  expect(await names('ydhy')).toEqual([])
  await database.db.transaction((tx) => addSounds(tx, ['K100']))
  expect(await names('ydhy')).toEqual(['远东海运'])
  await database.sql`delete from clients where code = 'K100'`
  expect(await names('远东')).toEqual([])
  await database.sql`
    update clients set state = 'exited', tier = null, category = null, lead_unit_id = null, designated_at = null where code = '001979.SZ'`
  const [row] = await database.sql`
    select bool_or(n.strategic) strategic, bool_or(s.pairs && array['*招商']) starred
    from clients c join client_names n on n.client_id = c.id join client_search s on s.client_id = c.id where c.code = '001979.SZ'`
  expect(row).toEqual({ strategic: false, starred: false })
})

test('without pg_trgm all but typing errors is found', async () => {
  await database.sql`drop extension pg_trgm cascade`
  expect(await found('重庆很行')).toEqual({ names: [], near: true })
  expect(await found('招伤银航')).toMatchObject({ names: ['招商银行'], near: true })
  expect(await names('重庆银行')).toEqual(['重庆银行'])
})
