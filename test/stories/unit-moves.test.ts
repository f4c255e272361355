import { afterEach, expect, test } from 'vitest'
import { decideStep } from '../../src/usecases/decide-step.ts'
import { importBank } from '../../src/usecases/import-bank.ts'
import { editOrganisation, rehearseEdit } from '../../src/usecases/organisation/edit-organisation.ts'
import type { SeenMessage } from '../../src/workspace/actor/contract.ts'
import type { PersonKey } from '../support/bank.ts'
import { testBot } from '../support/bot.ts'
import { approve, channelOf, recommend, routeOption, seen, shown, window } from '../support/gestures.ts'
import { csv } from '../usecases/import-bank-files.ts'

const bot = await testBot()
const { sql } = bot.database
const { unit, person } = bot.bank
const { deps } = bot
const actor = { personId: person.administrator, source: 'form' as const }
const positions = { branch: ['branch_president'], officer: ['branch_officer'] }

afterEach(async () => {
  for (const key of Object.keys(person) as PersonKey[]) if (bot.as(key).view()) await bot.as(key).close(true)
})

const bySubBranch = (client: string) => ({
  client,
  route: routeOption.subBranchRecommends,
  category: 'regional_group',
})

async function move(unitId: number, otherId: number) {
  expect(await editOrganisation(deps, actor, { kind: 'move', unitId, otherId }, '深银发〔2026〕12号')).toBe(unitId)
}

async function branchStep(table: 'recommendation' | 'review', id: number) {
  const [row] = await sql`
    select unit_id::int unit, state, taken_by -> 'positions' positions, raised_from, empty_since is not null empty
    from ${sql(`${table}_steps`)} where ${sql(`${table}_id`)} = ${id} and kind like 'branch_%' order by round desc limit 1`
  return row
}

/** The bank holds steps of empty posts for some days before they go up. */
const holdFor = (days: number) =>
  sql`update policy_versions set document = document || jsonb_build_object('emptyPostDays', ${days}::int)`

const audited = async (action: string, id: number) =>
  (
    await sql`select person_id::int, source, before, after from audit_entries
      where action = ${action} and subject_id = ${id} order by id desc limit 1`
  )[0]

const deciders = async (id: number) =>
  (
    await sql`select decided_by::int by from recommendation_decisions where recommendation_id = ${id} order by step_no`
  ).map(({ by }) => by)

const hasButton = (key: PersonKey, client: string) =>
  bot
    .as(key)
    .messages()
    .map((message) => bot.as(key).render(message))
    .some((text) => text.includes(client) && text.includes('[同意]'))

async function sayExit(key: PersonKey, card: SeenMessage) {
  await bot.as(key).click(card, { action_id: 'review_exit' })
  const form = await window(bot, key, '"reason"')
  await bot.as(key).type(form, { action_id: 'reason' }, '不再达标')
  await bot.as(key).submit()
}

test('a sub-branch moves to another branch: what waits for the old branch is the new branch’s, at once', async () => {
  const open = await recommend(bot, 'futianManager', bySubBranch('万科'))
  await approve(bot, 'futianPresident', '万科')
  const stale = await seen(bot, 'shenzhenPresident', 'recommendation_approve', '万科')
  const waiting = await recommend(bot, 'futianManager2', bySubBranch('中集'))
  await shown(bot, 'futianPresident', '中集集团', '分行认定（深圳分行）')

  const edit = { kind: 'move', unitId: unit.futian, otherId: unit.beijing } as const
  expect(await rehearseEdit(deps, actor, edit)).toMatchObject({ steps: 1 })
  expect((await branchStep('recommendation', open))?.unit).toBe(unit.shenzhen)
  await move(unit.futian, unit.beijing)

  await bot.as('shenzhenPresident').click(stale, { action_id: 'recommendation_approve' }, { confirm: true })
  await bot.service.idle()
  expect(await deciders(open)).toEqual([person.futianPresident])
  await bot.follow()
  await shown(bot, 'beijingPresident', '万科A', '分行认定（北京分行）', '[同意]')
  await shown(bot, 'futianManager', '「分行认定（北京分行）」现由beijingPresident办理')
  await expect.poll(() => hasButton('shenzhenPresident', '万科A'), { timeout: 15_000 }).toBe(false)
  expect(await audited('step_changed_branch', open)).toEqual({
    person_id: person.administrator,
    source: 'form',
    before: {
      steps: [{ step: 'branch_designates', unitId: unit.shenzhen, positions: positions.branch, raisedFrom: null }],
    },
    after: {
      steps: [{ step: 'branch_designates', unitId: unit.beijing, positions: positions.branch, raisedFrom: null }],
    },
  })
  await shown(bot, 'futianPresident', '中集集团', '分行认定（北京分行）', '[同意]')
  expect(await branchStep('recommendation', waiting)).toMatchObject({ unit: unit.beijing, state: 'waiting' })

  await approve(bot, 'futianPresident', '中集')
  await shown(bot, 'beijingPresident', '中集集团', '[同意]')
  await approve(bot, 'beijingPresident', '万科')
  await channelOf(bot, 'beijingPresident', '000002-sz')
  expect(await deciders(open)).toEqual([person.futianPresident, person.beijingPresident])
})

test('an import that moves it back does the same, and what was decided stays as it was decided', async () => {
  const [{ id } = { id: 0 }] = await sql`select max(id)::int id from recommendations`
  const report = await importBank(deps, [csv('units', ['S440304,深圳福田区支行,支行,B4403,深圳'])], {
    force: { by: 'administrator', reason: '机构调整' },
  })
  expect(report).toMatchObject({ saved: true, faults: [] })
  await bot.follow()
  expect(await branchStep('recommendation', id)).toMatchObject({ unit: unit.shenzhen, state: 'open' })
  await shown(bot, 'shenzhenPresident', '中集集团', '分行认定（深圳分行）', '[同意]')
  expect(await audited('step_changed_branch', id)).toMatchObject({ person_id: null, source: 'import' })
  const [vanke] = await sql`select s.unit_id::int unit from recommendation_steps s
    join recommendations r on r.id = s.recommendation_id and r.client_id = ${bot.bank.client.vanke} where s.kind = 'branch_designates'`
  expect(vanke?.unit).toBe(unit.beijing)
})

test('a step that went up from the old branch’s empty post comes to the new branch', async () => {
  const [{ id } = { id: 0 }] = await sql`select max(id)::int id from recommendations`
  await holdFor(0)
  await sql`update people set left_on = '2020-06-01' where id = ${person.shenzhenPresident}`
  await bot.follow()
  await bot.follow()
  expect(await branchStep('recommendation', id)).toMatchObject({
    unit: unit.ho,
    raised_from: { unitId: unit.shenzhen, positions: positions.branch },
  })
  await move(unit.futian, unit.beijing)
  expect(await branchStep('recommendation', id)).toMatchObject({
    unit: unit.ho,
    raised_from: { unitId: unit.beijing, positions: positions.branch },
  })
  await bot.follow()
  expect(await branchStep('recommendation', id)).toMatchObject({ unit: unit.beijing, raised_from: null })
  await shown(bot, 'beijingPresident', '中集集团', '分行认定（北京分行）', '[同意]')
  await sql`update people set left_on = null where id = ${person.shenzhenPresident}`
  await bot.follow()
})

test('whoever took part already is not asked again: the step is held and alarmed', async () => {
  await holdFor(3)
  const id = await recommend(bot, 'luohuManager', bySubBranch('京东方'))
  await sql`insert into deputyships (principal_id, deputy_id, "from", "to", named_by, named_at)
    values (${person.luohuPresident}, ${person.shenzhenOfficer}, current_date - 1, current_date + 9, ${person.luohuPresident}, now())`
  await bot.follow()
  await approve(bot, 'shenzhenOfficer', '京东方')
  await shown(bot, 'shenzhenPresident', '京东方A', '[同意]')
  await sql`update appointments set "to" = current_date where person_id = ${person.beijingPresident}`
  await sql`insert into appointments (person_id, unit_id, position, "from")
    values (${person.shenzhenOfficer}, ${unit.beijing}, 'branch_president', current_date)`
  await bot.follow()
  await move(unit.luohu, unit.beijing)
  await bot.follow()
  expect(await branchStep('recommendation', id)).toMatchObject({ state: 'open', empty: true })
  await shown(bot, 'administrator', '京东方A的推荐停在「分行认定」：北京分行目前没有可以办理此步的在任人员')
  await holdFor(0)
  await bot.follow()
  expect(await branchStep('recommendation', id)).toMatchObject({ unit: unit.ho, raised_from: { unitId: unit.beijing } })
  await sql`delete from appointments where person_id = ${person.shenzhenOfficer} and position = 'branch_president'`
  await sql`update appointments set "to" = null where person_id = ${person.beijingPresident}`
  await bot.follow()
  await shown(bot, 'beijingPresident', '京东方A', '[同意]')
})

test('an old president’s press and the move at once: what comes first counts, and the other is decided by it', async () => {
  const [{ id } = { id: 0 }] = await sql`select max(id)::int id from recommendations`
  const request = { round: 1, stepNo: 2, verdict: 'approved', reason: null } as const
  const held = () => {
    let release = () => {}
    const until = new Promise<void>((done) => {
      release = done
    })
    const over = sql.begin(async (tx) => {
      await tx`select 1 from recommendations where id = ${id} for update`
      await until
    })
    return { release, over }
  }
  const waiters = async () => {
    const [row] = await sql`
      select count(*)::int n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
    return row?.n
  }
  const queued = (n: number) => expect.poll(waiters).toBe(n)
  const first = held()
  const moving = move(unit.luohu, unit.shenzhen)
  await queued(1)
  const press = decideStep(deps, { personId: person.beijingPresident, source: 'slack' }, id, request, String)
  await queued(2)
  first.release()
  await Promise.all([moving, first.over])
  expect(await press).toMatchObject({ refused: 'may_not_decide' })

  const second = held()
  const counts = decideStep(deps, { personId: person.shenzhenPresident, source: 'slack' }, id, request, String)
  await queued(1)
  const movingBack = move(unit.luohu, unit.beijing)
  await queued(2)
  second.release()
  await Promise.all([movingBack, second.over])
  expect(await counts).toMatchObject({ state: 'approved' })
  expect(await branchStep('recommendation', id)).toMatchObject({ unit: unit.shenzhen, state: 'approved' })
  await bot.follow()
})

test('a review’s steps follow the unit that leads the client, also where it is merged away', async () => {
  await bot.as('corporateOfficer').command('/review open 万科')
  const form = await window(bot, 'corporateOfficer', '"evidence"')
  await bot.as('corporateOfficer').type(form, { action_id: 'evidence' }, '不再达标')
  await bot.as('corporateOfficer').submit()
  await shown(bot, 'futianPresident', '退出复审', '万科A', '北京分行')
  const [{ id } = { id: 0 }] = await sql`select max(id)::int id from reviews`
  await move(unit.futian, unit.shenzhen)
  expect(await branchStep('review', id)).toMatchObject({ unit: unit.shenzhen, state: 'waiting' })
  await bot.follow()
  await shown(bot, 'futianPresident', '退出复审', '万科A', '深圳分行')
  await sayExit('futianPresident', await seen(bot, 'futianPresident', 'review_exit', '万科'))
  const stale = await seen(bot, 'shenzhenPresident', 'review_exit', '万科')

  const merge = { kind: 'merge', unitId: unit.futian, otherId: unit.dongcheng } as const
  expect(await editOrganisation(deps, actor, merge, '')).toBe(unit.dongcheng)
  expect(await branchStep('review', id)).toMatchObject({ unit: unit.beijing, state: 'open' })
  expect(await audited('review_step_changed_branch', id)).toMatchObject({
    before: { steps: [{ step: 'branch_reviews', unitId: unit.shenzhen }] },
    after: { steps: [{ step: 'branch_reviews', unitId: unit.beijing }] },
  })
  await sayExit('shenzhenPresident', stale)
  await bot.service.idle()
  expect(await sql`select decided_by::int by from review_voices`).toEqual([{ by: person.futianPresident }])
  await bot.follow()
  await seen(bot, 'beijingPresident', 'review_exit', '万科')
})
