import { beforeEach, expect, test } from 'vitest'
import { runSettings } from '../../src/cli/run-settings.ts'
import { createLog } from '../../src/log.ts'
import { testBot } from '../support/bot.ts'
import { window, windowText } from '../support/gestures.ts'

const bot = await testBot()
const administrator = bot.as('administrator')

beforeEach(async () => {
  for (const key of ['administrator', 'futianManager'] as const) if (bot.as(key).view()) await bot.as(key).close(true)
})

async function begin(key: string) {
  await administrator.command('/settings')
  const list = await window(bot, 'administrator', 'settings_change')
  await administrator.click(list, { action_id: 'settings_change', value: key })
  return window(bot, 'administrator', '"reason"')
}

const versions = async () => (await bot.database.sql`select count(*)::int n from policy_versions`)[0]?.n as number

test('an administrator changes a setting; the version says who, when and why, and holds at once', async () => {
  const form = await begin('reviewEveryMonths')
  await administrator.type(form, { action_id: 'reviewEveryMonths.bank_wide' }, '６')
  await administrator.type(form, { action_id: 'reason' }, '总行要求半年一审')
  await administrator.submit()
  await windowText(bot, 'administrator', '已发布设置第 2 版')

  const [audit] = await bot.database.sql`
    select person_id, action, article, before, after from audit_entries where action = 'policy_published' order by id desc limit 1`
  expect(audit).toEqual({
    person_id: String(bot.bank.person.administrator),
    action: 'policy_published',
    article: '15(1)',
    before: { reviewEveryMonths: { bank_wide: 12, regional: 12 } },
    after: { reviewEveryMonths: { bank_wide: 6, regional: 12 }, reason: '总行要求半年一审' },
  })
  await administrator.close(true)
  await administrator.command('/settings')
  const text = await windowText(bot, 'administrator', '现行第 2 版', '总行要求半年一审')
  expect(text).toContain('全行性战略客户：6')
  expect(text).toContain('第 1 版')
})

test('what cannot stand is said at its field; everything typed stays, nothing is published', async () => {
  const before = await versions()
  const form = await begin('reviewEveryMonths')
  await administrator.type(form, { action_id: 'reviewEveryMonths.regional' }, '99')
  await administrator.type(form, { action_id: 'reason' }, '试试')
  const result = await administrator.submit()
  expect(result.errors).toEqual({ 'reviewEveryMonths.regional': '这里不能这样填，请按提示更正。' })
  await administrator.type(form, { action_id: 'reviewEveryMonths.regional' }, '十二')
  expect((await administrator.submit()).errors).toEqual({
    'reviewEveryMonths.regional': '这里不能这样填，请按提示更正。',
  })
  await administrator.type(form, { action_id: 'reviewEveryMonths.regional' }, '12')
  expect((await administrator.submit()).errors).toEqual({ reason: '没有任何变化，无需发布。' })
  expect(await versions()).toBe(before)
})

test('when an import is doubted is a setting like any other', async () => {
  const form = await begin('importLimits')
  await administrator.type(form, { action_id: 'importLimits.people_gone.percent' }, '0')
  await administrator.type(form, { action_id: 'reason' }, '网点整合')
  const impossible = '这里不能这样填，请按提示更正。'
  expect((await administrator.submit()).errors).toEqual({ 'importLimits.people_gone.percent': impossible })
  await administrator.type(form, { action_id: 'importLimits.people_gone.percent' }, '33')
  await administrator.submit()
  await windowText(bot, 'administrator', '已发布设置第 3 版')
  await administrator.close(true)
  await administrator.command('/settings')
  const text = await windowText(bot, 'administrator', '导入何时视为异常')
  expect(text).toContain('离职人员 · 占比（%）：33')
  expect(text).toContain('离职人员 · 不少于：5')
})

test('no step is left to nobody, nor given to a post of another level', async () => {
  const before = await versions()
  const form = await begin('stepPositions')
  await administrator.type(form, { action_id: 'reason' }, '调整')
  await administrator.select(form, { action_id: 'stepPositions.branch_designates' }, [])
  expect((await administrator.submit()).errors?.reason).toContain('没有任何岗位可以决定「分行认定」')
  await administrator.select(form, { action_id: 'stepPositions.branch_designates' }, ['client_manager'])
  expect(Object.values((await administrator.submit()).errors ?? {})).toEqual(['这里不能这样填，请按提示更正。'])
  expect(await versions()).toBe(before)
})

test('who looked at an older version is told who changed it meanwhile', async () => {
  const form = await begin('channelPrefix')
  await bot.database.sql`
    insert into policy_versions (document, published_at, published_by, reason)
    select document, now(), ${bot.bank.person.corporateOfficer}, '其间' from policy_versions order by id desc limit 1`
  await administrator.type(form, { action_id: 'channelPrefix' }, 'zk')
  await administrator.type(form, { action_id: 'reason' }, '统一前缀')
  expect((await administrator.submit()).errors?.reason).toMatch(/^设置刚刚被更改（corporateOfficer，/)
})

test('everybody may read them; a press by anybody else changes nothing', async () => {
  const manager = bot.as('futianManager')
  await manager.command('/settings')
  const text = await windowText(bot, 'futianManager', '只有系统管理员可以更改')
  expect(text).not.toContain('[更改]')
})

const files = new Map<string, string>()

async function operator(...args: string[]) {
  const lines: string[] = []
  const code = await runSettings(args, {
    out: (line) => lines.push(line),
    err: (line) => lines.push(line),
    read: async (path) => files.get(path) ?? Promise.reject(new Error('no such file')),
    open: async () => bot.database,
    clock: { now: () => new Date() },
    log: createLog('silent'),
    operator: 'op',
  })
  return { code, said: lines.join('\n') }
}

test('the operator shows, checks and publishes a document', async () => {
  const { code, said } = await operator('show')
  expect(code).toBe(0)
  files.set('good.json', said.replace(/"channelPrefix": "[^"]*"/, '"channelPrefix": "vip"'))
  files.set('bad.json', said.replace(/"channelPrefix": "[^"]*"/, '"channelPrefix": "VIP!", "unknown": 1'))
  const bad = await operator('check', 'bad.json')
  expect(bad).toMatchObject({ code: 1, said: expect.stringContaining('channelPrefix') })
  expect(bad.said).toContain('unknown')
  expect((await operator('publish', 'bad.json', '--reason', 'x')).code).toBe(1)
  expect((await operator('check', 'missing.json')).code).toBe(1)
  expect((await operator('publish', 'good.json')).code).toBe(2)
  expect((await operator('publish', 'good.json', '--reason', '统一', '前缀')).code).toBe(0)
  const [row] = await bot.database.sql`
    select v.document->>'channelPrefix' prefix, v.reason, a.after->>'operator' operator
    from policy_versions v join audit_entries a on a.subject_kind = 'policy' and a.subject_id = v.id
    order by v.id desc limit 1`
  expect(row).toEqual({ prefix: 'vip', reason: '统一 前缀', operator: 'op' })
})

test('settings that cannot be read are said so, and the operator mends them', async () => {
  await bot.database.sql`
    insert into policy_versions (document, published_at, reason) values ('{"broken": true}', now(), '坏')`
  await administrator.command('/settings')
  await windowText(bot, 'administrator', '现行设置无法读取')
  expect(await operator('show')).toMatchObject({ code: 1, said: expect.stringContaining('broken') })
  expect((await operator('publish', 'good.json', '--reason', '恢复')).code).toBe(0)
  await administrator.close(true)
  await administrator.command('/settings')
  await windowText(bot, 'administrator', '恢复', 'vip')
})
