import { afterEach, expect, test } from 'vitest'
import { editOrganisation, rehearseEdit } from '../../src/usecases/organisation/edit-organisation.ts'
import { testBot } from '../support/bot.ts'
import { recommend, routeOption, shown, window, windowText } from '../support/gestures.ts'

const bot = await testBot()
const { sql } = bot.database
const { unit, person } = bot.bank
const { deps } = bot
const administrator = bot.as('administrator')
const actor = { personId: person.administrator, source: 'form' as const, slackUserId: administrator.id }
const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)

afterEach(async () => {
  if (administrator.view()) await administrator.close(true)
})

async function begin(at: string) {
  await administrator.command(`/organisation ${at}`)
  const page = await window(bot, 'administrator', 'organisation_edit_open')
  await administrator.click(page, { action_id: 'organisation_edit_open' })
  return window(bot, 'administrator', '"region"')
}

const opened = (code: string) => sql`select id::int, name, level, parent_id::int parent, branch_id::int branch, region
  from units where code = ${code}`

test('a branch opens, then a sub-branch under it; it is found at once, staffed, and recommended at', async () => {
  const form = await begin('总行')
  expect(administrator.render()).toContain('在总行下开设机构')
  await administrator.type(form, { action_id: 'name' }, '成都分行')
  await administrator.type(form, { action_id: 'code' }, 'b4403')
  await administrator.type(form, { action_id: 'region' }, '四川')
  await administrator.type(form, { action_id: 'reason' }, '银发〔2026〕3号')
  await administrator.submit()
  const refused = await windowText(bot, 'administrator', '编号 B4403 已属于深圳分行')
  expect(refused).toContain('成都分行')
  await administrator.type(form, { action_id: 'code' }, 'b5101')
  await administrator.submit()
  await windowText(bot, 'administrator', '成都分行（B5101），地区：四川，今天开业', '没有变化')
  expect(await opened('B5101')).toHaveLength(0)
  await administrator.submit()
  await windowText(bot, 'administrator', '已办理', '成都分行', '上级：总行', '[开设支行]')
  const [branch] = await opened('B5101')
  expect(branch).toMatchObject({ level: 'branch', parent: unit.ho, branch: branch?.id, region: '四川' })
  const [audit] = await sql`select person_id::int who, subject_id::int subject, source, article, before, after
    from audit_entries where action = 'organisation_edited'`
  expect(audit).toEqual({
    who: person.administrator,
    subject: branch?.id,
    source: 'form',
    article: '2',
    before: null,
    after: {
      kind: 'open',
      unitId: unit.ho,
      name: '成都分行',
      code: 'B5101',
      region: '四川',
      reason: '银发〔2026〕3号',
    },
  })
  await administrator.close(true)

  const below = await begin('成都')
  await administrator.type(below, { action_id: 'name' }, '成都锦江支行')
  await administrator.type(below, { action_id: 'code' }, 'S510104')
  await administrator.submit()
  await windowText(bot, 'administrator', '成都锦江支行（S510104），地区：四川')
  await administrator.submit()
  const page = await windowText(bot, 'administrator', '已办理', '成都锦江支行', '上级：成都分行')
  expect(page).not.toContain('开设')
  const [sub] = await opened('S510104')
  expect(sub).toMatchObject({ level: 'sub_branch', parent: branch?.id, branch: branch?.id, region: '四川' })

  for (const [at, key, position] of [
    [sub?.id, 'dongchengManager', 'client_manager'],
    [sub?.id, 'dongchengPresident', 'sub_branch_president'],
  ] as const)
    await editOrganisation(
      deps,
      actor,
      { kind: 'appoint', unitId: at, personId: person[key], position, from: today },
      '',
    )
  await sql`update appointments set "to" = ${today} where unit_id = ${unit.dongcheng}`
  const number = await recommend(bot, 'dongchengManager', {
    client: '万科',
    route: routeOption.subBranchRecommends,
    category: 'regional_group',
  })
  await shown(bot, 'dongchengPresident', `R-${number}`, '成都锦江支行')
})

test('what was typed is there again where somebody took the code between the look and the word', async () => {
  const form = await begin('深圳分行')
  await administrator.type(form, { action_id: 'name' }, '深圳南山支行')
  await administrator.type(form, { action_id: 'code' }, 'S440305')
  await administrator.submit()
  await windowText(bot, 'administrator', '深圳南山支行（S440305），地区：深圳')
  const faster = { kind: 'open', unitId: unit.beijing, name: '北京海淀支行', code: 'ｓ440305', region: '北京' } as const
  expect(typeof (await editOrganisation(deps, actor, faster, ''))).toBe('number')
  await administrator.submit()
  await windowText(bot, 'administrator', '编号 S440305 已属于北京海淀支行', '深圳南山支行')
  const again = await window(bot, 'administrator', '"region"')
  await administrator.type(again, { action_id: 'code' }, 'S440306')
  await administrator.submit()
  await windowText(bot, 'administrator', '深圳南山支行（S440306）')
  await administrator.submit()
  await windowText(bot, 'administrator', '已办理', '深圳南山支行')
})

test('of two that open a unit of the same code at once, under two branches, one is refused', async () => {
  const at = (unitId: number, name: string) => ({ kind: 'open', unitId, name, code: 'S999', region: name }) as const
  const both = await Promise.all([
    editOrganisation(deps, actor, at(unit.shenzhen, '甲支行'), ''),
    editOrganisation(deps, actor, at(unit.beijing, '乙支行'), ''),
  ])
  expect(both.filter((one) => typeof one === 'number')).toHaveLength(1)
  expect(both.find((one) => typeof one !== 'number')).toMatchObject({ refused: 'unit_code_taken', field: 'code' })
})

test('what cannot be is said with what to do, and nothing is opened', async () => {
  await sql`update units set closed_on = '2026-01-05' where code = 'S999'`
  const right = { kind: 'open', unitId: unit.shenzhen, name: '深圳盐田支行', code: 'S440308', region: '深圳' } as const
  const count = async () => (await sql`select count(*)::int n from units`)[0]?.n
  const before = await count()
  expect(await rehearseEdit(deps, actor, right)).toMatchObject({ teams: 0, steps: 0 })
  const refusedEdits = [
    ['administrators_only', {}, person.president],
    ['nothing_below', { unitId: unit.futian }],
    ['unit_name_taken', { name: ' 深圳罗湖区支行 ' }],
    ['unit_name_taken', { name: '深圳分行' }],
    ['field_required', { name: ' ' }],
    ['field_required', { region: ' ' }],
    ['unit_code_wrong', { code: ' ' }],
    ['unit_code_wrong', { code: 'S 1' }],
    ['unit_code_wrong', { code: '1.23E+11' }],
    ['unit_code_taken', { code: 's440303' }],
    ['unit_code_taken', { code: 'S999' }],
  ] as const
  for (const [code, wrong, personId] of refusedEdits) {
    const who = personId ? { ...actor, personId } : actor
    expect(await rehearseEdit(deps, who, { ...right, ...wrong }), code).toMatchObject({ refused: code })
    expect(await editOrganisation(deps, who, { ...right, ...wrong }, ''), code).toMatchObject({ refused: code })
  }
  expect(await count()).toBe(before)
  await administrator.command('/organisation 福田')
  expect(await windowText(bot, 'administrator', '深圳福田区支行')).not.toContain('开设')
})
