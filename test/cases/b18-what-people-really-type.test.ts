import { beforeAll, describe, expect, test, vi } from 'vitest'
import { insertClient } from '../../db/queries/client.ts'
import { readNumber } from '../../src/domain/number.ts'
import { readDate } from '../../src/domain/organisation/import-value.ts'
import { testBot } from '../support/bot.ts'
import { fill, routeOption, window, windowText } from '../support/gestures.ts'

/*
 * No command takes a date or a person yet: dates come with needs, visits and deputyships, people with `/deputy` and the team's
 * own commands. Here dates and numbers are read by the readers that the import and the forms use, and a person where a client
 * is wanted is refused with help. A people picker comes with the first gesture that takes people.
 */

const bot = await testBot()
const officer = bot.as('shenzhenOfficer')

beforeAll(async () => {
  await bot.database.db.transaction(async (tx) => {
    for (const [code, shortName] of [
      ['600001.SH', '华东仪表'],
      ['600002.SH', '华东仪表科技'],
      ['600003.SH', '张伟实业'],
      ['600004.SH', '甲“乙”丙'],
    ] as const) {
      await insertClient(tx, { code, shortName, legalName: `${shortName}有限公司`, region: '上海', industry: '仪表' })
    }
  })
})

/** What the person is told after a command that opens no window. */
async function answer(line: string): Promise<string> {
  const before = officer.ephemerals().length
  await officer.command(line)
  // Where the machine is slow, a line that says so comes first.
  const message = await officer.waitFor(() =>
    officer
      .ephemerals()
      .slice(before)
      .findLast((one) => !officer.render(one).includes('系统响应较慢')),
  )
  return officer.render(message)
}

/** The client that the recommendation form shows, by option value. */
async function formFor(line: string): Promise<string | undefined> {
  await officer.command(line)
  const form = await window(bot, 'shenzhenOfficer', '"route"')
  await officer.close()
  return form.state.client?.client?.selected_option?.value
}

const ways = (name: string) => [
  `“${name}”`,
  `"${name}"`,
  `„${name}“`,
  `＂${name}＂`,
  `‘${name}’`,
  `「${name}」`,
  `『${name}』`,
  `《${name}》`,
  `\u200B${name}\u200B`,
  `\uFEFF${name}\u2060`,
  `\u3000${name}\u00A0`,
  `：${name}，`,
  `${name}。`,
  `“ ${name}\u200B”`,
]

describe('B18: finding', () => {
  test.each([
    ...ways('华东仪表').map((name) => `find ${name}`),
    'find\u3000华东仪表',
    'find\u00A0华东仪表',
    'find\u200B 华东仪表',
    'find：华东仪表',
    'find:华东仪表',
    'find，“华东仪表”',
    'FIND 华东仪表',
    'ＦＩＮＤ 华东仪表',
    'ｆｉｎｄ　“华东仪表”',
    '\u200B查找 华东仪表',
    '查找：华东仪表',
    '查找　《华东仪表》',
    '—find 华东仪表',
    '--find 华东仪表',
    '–find 华东仪表',
    'find 华东\u00A0仪表',
    'find 华东\u200B仪表',
  ])('B18: %j finds what the plain form finds', async (typed) => {
    const plain = await answer('/client find 华东仪表')
    expect(plain).toContain('600001.SH')
    expect(plain).toContain('600002.SH')
    expect(plain).not.toContain('张伟')
    const found = await answer(`/client ${typed}`)
    const items = (text: string) => text.split('\n').filter((line) => /60000\d\.SH/.test(line))
    expect(items(found)).toEqual(items(plain))
  })
})

describe('B18: naming', () => {
  test.each([
    ...ways('华东仪表'),
    '华东\u00A0仪表',
    '华东\u3000仪表',
    '华东\u200B仪表',
    '600001.SH',
    '600001.sh',
    '６００００１．ＳＨ',
    '“600001.sh”',
  ])('B18: /client and /recommend %j mean the one client', async (typed) => {
    expect(await answer(`/client ${typed}`)).toMatch(/^# 华东仪表\n/)
    const [row] = await bot.database.sql`select id from clients where code = '600001.SH'`
    expect(await formFor(`/recommend ${typed}`)).toBe(String(row?.id))
  })

  test('B18: words that fit several clients choose none of them', async () => {
    expect(await formFor('/recommend 华东')).toBeUndefined()
    await officer.command('/recommend 华东')
    const form = await windowText(bot, 'shenzhenOfficer', '对应多个客户')
    expect(form).toContain('华东仪表（600001.SH）')
    expect(form).toContain('华东仪表科技（600002.SH）')
    await officer.close()
    expect(await answer('/client 华东')).toContain('对应多个客户')
  })

  test('B18: marks inside a name are the name’s own', async () => {
    expect(await answer('/client 甲“乙”丙')).toMatch(/^# 甲“乙”丙\n/)
    expect(await formFor('/recommend “甲”与“乙”')).toBe('new:“甲”与“乙”')
    expect(await formFor('/recommend 《南风》·(集团)/Ｂ股')).toBe('new:《南风》·(集团)/Ｂ股')
  })
})

test('B18: a stored name keeps its inner signs and loses only blanks and invisible signs at its ends', async () => {
  const form = await fill(bot, 'shenzhenOfficer', {
    client: '',
    route: routeOption.branchDesignates,
    category: 'regional_group',
    leadUnit: '福田',
    typed: { industry: '\u200B仪表　', region: '\u00A0上海\uFEFF' },
  })
  const typed = '\u200B\u3000“好”·ＡＢ 公司！\u00A0\uFEFF'
  const [offered] = (await officer.suggest(form, { action_id: 'client' }, typed)).filter(({ value }) =>
    value.startsWith('new:'),
  )
  await officer.select(form, { action_id: 'client' }, offered?.value ?? '')
  const full = await window(bot, 'shenzhenOfficer', 'legalName')
  await officer.type(full, { action_id: 'legalName' }, '\u200B“好”·ＡＢ 股份有限公司\u3000')
  expect(await officer.submit()).toEqual({ closed: true })
  const stored = () =>
    bot.database.sql`select short_name, legal_name, industry, region from clients where short_name like '%好%'`
  await vi.waitFor(async () => expect((await stored()).length).toBe(1))
  expect((await stored())[0]).toEqual({
    short_name: '“好”·ＡＢ 公司！',
    legal_name: '“好”·ＡＢ 股份有限公司',
    industry: '仪表',
    region: '上海',
  })
})

describe('B18: people', () => {
  const person = bot.as('futianManager').id

  test.each([`<@${person}>`, `<@${person}|zhangw>`, '@张伟', '＠张伟', '“@张伟”', '\u200B@张伟'])(
    'B18: %j in a client’s place is nobody’s guess: it gets help',
    async (typed) => {
      for (const line of [`/client ${typed}`, `/client find ${typed}`]) {
        const told = await answer(line)
        expect(told).toContain('不能写人员')
        expect(told).toContain('/client 名称')
        expect(told).not.toContain('张伟实业')
      }
      await officer.command(`/recommend ${typed}`)
      expect(await windowText(bot, 'shenzhenOfficer', '不能写人员')).not.toContain('张伟实业')
      await officer.close()
    },
  )
})

test.each(['', 'find', '查找', 'find “”', '“”', '\u3000', '\u200B', '：'])(
  'B18: /client %j gets help, not silence',
  async (typed) => {
    expect(await answer(`/client ${typed}`)).toContain('用法：/client 名称')
  },
)

test('B18: what nothing fits gets help too', async () => {
  expect(await answer('/client 没有这样的客户 —due 2026-09-30')).toContain('可用 /recommend 推荐新客户')
})

test.each([
  '2026-09-30',
  '２０２６－０９－３０',
  '2026年9月30日',
  '\u200B2026/9/30\u00A0',
  '2026—09—30',
  '２０２６年９月３０日',
])('B18: the date %j', (typed) => {
  expect(readDate(typed)).toEqual({ value: '2026-09-30' })
})

test.each([
  ['1200.5', 1200.5],
  ['１２００．５', 1200.5],
  ['1,200.5', 1200.5],
  ['1，200。5', 1200.5],
  ['\u00A01 200.5\u200B', 1200.5],
  ['—5', -5],
])('B18: the number %j', (typed, value) => {
  expect(readNumber(typed)).toBe(value)
})
