import { eq } from 'drizzle-orm'
import { afterEach, expect, test } from 'vitest'
import { clients } from '../../db/schema/clients.ts'
import { type PersonKey, personKeys } from '../support/bank.ts'
import { testBot } from '../support/bot.ts'
import { shown, window, windowText } from '../support/gestures.ts'
import { unzip } from '../support/unzip.ts'

const bot = await testBot({ english: ['corporateOfficer2'] })
const { db, sql } = bot.database

/** Led by a manager of the unit: where nobody of it leads, the bot itself would set that right in between. */
async function regional(code: string, unit: 'futian' | 'luohu' | 'dongcheng') {
  const manager: PersonKey = `${unit}Manager`
  await db
    .update(clients)
    .set({
      state: 'designated',
      tier: 'regional',
      category: 'regional_group',
      leadUnitId: bot.bank.unit[unit],
      leadClientManagerId: bot.bank.person[manager],
      designatedAt: new Date('2026-01-05T02:00:00Z'),
      nextReviewOn: '2027-01-05',
    })
    .where(eq(clients.code, code))
}

await regional('000039.SZ', 'futian')
await regional('000002.SZ', 'luohu')
await regional('000725.SZ', 'dongcheng')

afterEach(async () => {
  for (const key of personKeys) while (bot.as(key).view()) await bot.as(key).close(true)
})

async function file(key: PersonKey, answer?: string) {
  const actor = bot.as(key)
  await actor.command('/register file')
  const form = await window(bot, key, '"submit"')
  if (answer !== undefined) await actor.type(form, { action_id: 'answer' }, answer)
  return actor.submit()
}

const states = async () =>
  (await sql<{ version: number; state: string }[]>`
    select version, state from register_filings where branch_id = ${bot.bank.unit.shenzhen} order by version`) as unknown[]

test('Art. 10(3): a branch files its regional clients; the department has the card and acknowledges', async () => {
  const officer = bot.as('shenzhenOfficer')
  await officer.command('/register')
  const register = await windowText(bot, 'shenzhenOfficer', '深圳分行区域性战略客户名册', '还没有备案过')
  expect(register).toContain('中集集团（000039.SZ）')
  expect(register).toContain('深圳福田区支行（futianManager）')
  expect(register).toContain('下次复审 2027年1月5日')
  expect(register).not.toContain('京东方A')
  await officer.close(true)

  await file('shenzhenOfficer')
  const card = await shown(bot, 'corporateOfficer', '名册备案｜深圳分行第 1 版', '首次备案，共 2 户', '[确认备案]')
  await bot.as('corporateOfficer').click(card, { action_id: 'register_acknowledge' })
  const told = await shown(bot, 'shenzhenOfficer', '名册备案｜深圳分行第 1 版', '已确认，corporateOfficer')
  expect(bot.as('shenzhenOfficer').render(told)).not.toContain('[确认备案]')
  const twin = await shown(
    bot,
    'corporateOfficer2',
    'Register of 深圳分行, version 1',
    'acknowledged, corporateOfficer',
  )
  expect(bot.as('corporateOfficer2').render(twin)).not.toContain('[Acknowledge]')
  expect(await states()).toEqual([{ version: 1, state: 'acknowledged' }])
})

test('what changed since the last filing is told; sent back with a question, answered, filed anew', async () => {
  await regional('000039.SZ', 'luohu')
  await db
    .update(clients)
    .set({ state: 'exited', tier: null, category: null, leadUnitId: null, designatedAt: null })
    .where(eq(clients.code, '000002.SZ'))
  await regional('000725.SZ', 'luohu')
  await file('shenzhenOfficer')
  const card = await shown(bot, 'corporateOfficer', '第 2 版', '新增 1，变更 1，移出 1（对比第 1 版）', '[退回并提问]')
  const text = bot.as('corporateOfficer').render(card)
  expect(text).toContain('主办行 深圳福田区支行 → 深圳罗湖区支行')
  expect(text).toContain('主办客户经理 futianManager → luohuManager')
  expect(text).toContain('万科A（000002.SZ）')

  const actor = bot.as('corporateOfficer')
  await actor.click(card, { action_id: 'register_send_back' })
  const form = await window(bot, 'corporateOfficer', '"question"')
  await actor.type(form, { action_id: 'question' }, ' 　 ')
  await actor.submit()
  await windowText(bot, 'corporateOfficer', '请写明理由')
  await actor.type(form, { action_id: 'question' }, '万科为何移出？')
  await actor.submit()

  const asked = await shown(
    bot,
    'shenzhenOfficer',
    '第 2 版',
    '已退回，corporateOfficer',
    '万科为何移出？',
    '[答复并重新报送]',
  )
  const officer = bot.as('shenzhenOfficer')
  await officer.click(asked, { action_id: 'register_answer' })
  const answer = await window(bot, 'shenzhenOfficer', '"answer"')
  expect(officer.render()).toContain('万科为何移出？')
  await officer.type(answer, { action_id: 'answer' }, '已退出，见复审记录')
  await officer.submit()
  // Against the last one that stands, not against the one that was sent back.
  await shown(
    bot,
    'corporateOfficer',
    '第 3 版',
    '（对比第 1 版）',
    '万科为何移出？',
    '已退出，见复审记录',
    '[确认备案]',
  )
  const old = await shown(bot, 'shenzhenOfficer', '名册备案｜深圳分行第 2 版', '已退回')
  await expect
    .poll(() => officer.render(officer.messages().find(({ ts }) => ts === old.ts)), { timeout: 15_000 })
    .not.toContain('[答复并重新报送]')
  expect(await states()).toEqual([
    { version: 1, state: 'acknowledged' },
    { version: 2, state: 'sent_back' },
    { version: 3, state: 'filed' },
  ])
})

test('a filing that waits is not filed again unchanged; a changed one takes its place and its card says so', async () => {
  await file('shenzhenOfficer')
  await windowText(bot, 'shenzhenOfficer', '第 3 版正待总行确认，名册此后没有变化')
  await bot.as('shenzhenOfficer').close(true)
  await db.update(clients).set({ industry: '高端制造' }).where(eq(clients.code, '000039.SZ'))
  await file('shenzhenOfficer')
  const old = await shown(bot, 'corporateOfficer', '名册备案｜深圳分行第 3 版', '已由新版本替代')
  expect(bot.as('corporateOfficer').render(old)).not.toContain('[确认备案]')
  await shown(bot, 'corporateOfficer', '第 4 版', '[确认备案]')
})

test('nobody acknowledges what they filed, and only the posts of the settings file and acknowledge', async () => {
  await bot.as('shenzhenPresident').command('/register file')
  await windowText(bot, 'shenzhenPresident', '深圳分行的名册由分行经办人员报送备案')
  await sql`
    insert into appointments (person_id, unit_id, position, "from")
    values (${bot.bank.person.shenzhenOfficer}, ${bot.bank.unit.ho}, 'corporate_officer', '2020-01-01')`
  await sql`update clients set industry = '装备' where code = '000039.SZ'`
  const officer = bot.as('shenzhenOfficer')
  await officer.command('/register file 深圳分行')
  await window(bot, 'shenzhenOfficer', '"submit"')
  await officer.submit()
  const card = await shown(bot, 'corporateOfficer', '第 5 版', '[确认备案]')
  const own = await shown(bot, 'shenzhenOfficer', '第 5 版', '待总行确认')
  expect(officer.render(own)).not.toContain('[确认备案]')
  await bot.as('corporateOfficer').click(card, { action_id: 'register_acknowledge' })
  await shown(bot, 'shenzhenOfficer', '第 5 版', '已确认')
  await sql`delete from appointments where person_id = ${bot.bank.person.shenzhenOfficer} and position = 'corporate_officer'`

  await bot.as('corporateOfficer').click(card, { action_id: 'register_send_back' }, { stale: true })
  const form = await window(bot, 'corporateOfficer', '"question"')
  await bot.as('corporateOfficer').type(form, { action_id: 'question' }, '再问')
  expect((await bot.as('corporateOfficer').submit()).errors?.question).toMatch(
    /第 5 版由corporateOfficer于 .* 已确认，无需再办/,
  )
})

test('each act is in the audit, with who, in which post’s name and what', async () => {
  const rows = await sql<{ action: string; article: string; kind: string }[]>`
    select action, article, subject_kind kind from audit_entries where action like 'register_%' order by id`
  expect(rows.map(({ action }) => action)).toEqual([
    'register_filed',
    'register_acknowledged',
    'register_filed',
    'register_sent_back',
    'register_filed',
    'register_filed',
    'register_filed',
    'register_acknowledged',
  ])
  expect(new Set(rows.map(({ article, kind }) => `${article} ${kind}`))).toEqual(new Set(['10(3) filing']))
  await expect(sql`update register_entries set entry = '{}'`).rejects.toThrow('append-only')
})

test('head office sees who has filed, late ones first; another branch’s register is not for a branch', async () => {
  await bot.as('corporateOfficer2').command('/register show')
  const overview = await windowText(bot, 'corporateOfficer2', 'Late: 1', '北京分行', 'never filed')
  expect(overview.indexOf('北京分行：') === -1 && overview.indexOf('Late') < overview.indexOf('Acknowledged')).toBe(
    true,
  )
  await bot.as('beijingOfficer').command('/register show 深圳')
  await windowText(bot, 'beijingOfficer', '这是深圳分行的客户资料，您的岗位不能查看')
  await bot.as('beijingOfficer').close(true)
  await bot.as('beijingOfficer').command('/register show 上海')
  await windowText(bot, 'beijingOfficer', '没有找到分行“上海”')
  await bot.as('luohuManager').command('/register')
  const own = await windowText(bot, 'luohuManager', '只列出您的岗位可以查看的客户', '中集集团')
  expect(own).not.toContain('[报送备案]')
})

test('two versions are compared, whichever are chosen', async () => {
  const officer = bot.as('shenzhenOfficer')
  await officer.command('/register compare')
  const view = await window(bot, 'shenzhenOfficer', 'register_from')
  expect(officer.render()).toContain('两者没有区别')
  const [first] = await sql<{ id: string }[]>`select id from register_filings where version = 1`
  await officer.select(view, { action_id: 'register_from' }, first?.id ?? '')
  const text = await windowText(bot, 'shenzhenOfficer', '新增 1，变更 1，移出 1')
  expect(text).toContain('行业 制造 → 装备')
})

test('what the branches filed last is compared with their registers now, for head office alone', async () => {
  await db.update(clients).set({ region: '珠海' }).where(eq(clients.code, '000039.SZ'))
  await bot.as('corporateOfficer').command('/register show 全行')
  const view = await window(bot, 'corporateOfficer', '全行战略客户名册')
  await bot.as('corporateOfficer').click(view, { action_id: 'register_compare_now' })
  const text = await windowText(bot, 'corporateOfficer', '1 家分行最近备案的名册', '新增 0，变更 1，移出 0')
  expect(text).toContain('地区 深圳 → 珠海')
  await bot.as('corporateOfficer2').command('/register compare bank')
  await windowText(bot, 'corporateOfficer2', 'What 1 branches filed last', '0 added, 1 changed, 0 removed')
  await bot.as('shenzhenOfficer').command('/register compare 全行')
  await windowText(bot, 'shenzhenOfficer', '的客户资料，您的岗位不能查看')
  await db.update(clients).set({ region: '深圳' }).where(eq(clients.code, '000039.SZ'))
})

test('Art. 5: the structure of a register, and what changed since its last filing', async () => {
  await db.update(clients).set({ region: '珠海' }).where(eq(clients.code, '000039.SZ'))
  await bot.as('shenzhenOfficer').command('/register structure')
  const text = await windowText(bot, 'shenzhenOfficer', '与第 5 版（', '优质大中型集团：2 户，100%')
  expect(text).toContain('深圳：1 户，50% (−1)')
  expect(text).toContain('珠海：1 户，50% (+1)')
  await bot.as('corporateOfficer').command('/register structure 全行')
  await windowText(bot, 'corporateOfficer', '全行战略客户名册', '区域性战略客户：2 户，100%', '只列现状')
  await bot.as('luohuManager').command('/register structure')
  await windowText(bot, 'luohuManager', '只列出您的岗位可以查看的客户')
  await db.update(clients).set({ region: '深圳' }).where(eq(clients.code, '000039.SZ'))
})

test('a register comes as a file in a direct message: what its reader may see, and a version as it was filed', async () => {
  const officer = bot.as('shenzhenOfficer')
  await officer.command('/register export csv')
  const csv = await received('shenzhenOfficer', /^战略客户名册_深圳分行_\d{4}-\d\d-\d\d\.csv$/)
  expect(csv.toString()).toContain('000725.SZ,京东方A')
  await bot.as('luohuManager').command('/register export csv')
  const part = await received('luohuManager', /\.csv$/)
  expect(part.toString().trim().split('\r\n')).toHaveLength(3)
  const card = await shown(bot, 'shenzhenOfficer', '名册备案｜深圳分行第 1 版', '[导出名册]')
  await officer.click(card, { action_id: 'register_export' })
  const workbook = await received('shenzhenOfficer', /^战略客户名册_深圳分行_第1版_\d{4}-\d\d-\d\d\.xlsx$/)
  expect(String(unzip(workbook).get('xl/sharedStrings.xml'))).toContain('万科A')
  await bot.as('corporateOfficer').command('/register export 全行')
  const bank = await received('corporateOfficer', /^战略客户名册_\d{4}-\d\d-\d\d\.xlsx$/)
  expect(String(unzip(bank).get('xl/sharedStrings.xml'))).toContain('000039.SZ')
  const [exported] = await sql`select count(*)::int n from audit_entries where action = 'register_exported'`
  expect(exported?.n).toBe(4)
})

async function received(key: PersonKey, name: RegExp): Promise<Buffer> {
  const actor = bot.as(key)
  const file = await actor.waitFor(
    () =>
      actor
        .messages()
        .flatMap(({ files }) => files)
        .find((one) => name.test(one.name)),
    { timeoutMs: 15_000 },
  )
  const answer = await fetch(new URL(file.url, bot.workspace.url))
  return Buffer.from(await answer.arrayBuffer())
}
