import { expect, test } from 'vitest'
import { decideStep } from '../../src/usecases/decide-step.ts'
import { recognise } from '../../src/usecases/recognise.ts'
import type { PersonKey } from '../support/bank.ts'
import { testBot } from '../support/bot.ts'
import { readDirectory } from '../support/directory.ts'
import { approve, recommend, routeOption, seen, shown } from '../support/gestures.ts'

const bot = await testBot()
const { sql } = bot.database
const { deps } = bot

const sync = () => readDirectory(bot)

/** Taken at the start: nobody acts as a person whose account is out of use. */
const account = { shenzhenPresident: bot.as('shenzhenPresident').id, beijingPresident: bot.as('beijingPresident').id }

const deactivated = async (key: keyof typeof account) =>
  (await sql`select deactivated from slack_accounts where user_id = ${account[key]}`)[0]?.deactivated

const begins = (key: PersonKey, unit: keyof typeof bot.bank.unit, position: string) => sql`
  insert into appointments (person_id, unit_id, position, "from")
  values (${bot.bank.person[key]}, ${bot.bank.unit[unit]}, ${position}, current_date)`

test('B05 the account goes out of use by an event: within a minute the step is the successor’s, and the submitter is told', async () => {
  await bot.service.idle()
  const number = await recommend(bot, 'futianManager', {
    client: '万科',
    route: routeOption.subBranchRecommends,
    category: 'regional_group',
  })
  await approve(bot, 'futianPresident', '万科')
  await seen(bot, 'shenzhenPresident', 'recommendation_approve')
  await begins('beijingPresident', 'shenzhen', 'branch_president')
  bot.workspace.deactivateUser(account.shenzhenPresident)
  await expect.poll(() => deactivated('shenzhenPresident'), { timeout: 15_000 }).toBe(true)
  await bot.follow()
  await shown(bot, 'beijingPresident', `R-${number}`, '[同意]')
  await shown(bot, 'futianManager', '「分行认定（深圳分行）」现由beijingPresident办理')

  const sent = () =>
    bot.workspace.log.calls('chat.postMessage').filter(({ args }) => args.channel === account.shenzhenPresident).length
  const before = sent()
  await bot.follow()
  expect(sent()).toBe(before)

  // A press that was on its way.
  expect(await recognise(deps, bot.workspace.teamId, account.shenzhenPresident)).toMatchObject({
    refused: 'left_the_bank',
  })
  const request = { round: 1, stepNo: 2, verdict: 'approved', reason: null } as const
  const late = { personId: bot.bank.person.shenzhenPresident, source: 'card' } as const
  await decideStep(deps, late, number, request, String)
  const [row] = await sql`select state from recommendations where id = ${number}`
  expect(row?.state).toBe('submitted')
})

test('B05 the event is missed and nobody succeeds: after the next reading the step is the corporate department’s, never approved by itself', async () => {
  bot.workspace.deliveryFaults.add({ what: 'event:user_change', kind: 'lose', count: Infinity })
  bot.workspace.deactivateUser(account.beijingPresident)
  await bot.follow()
  expect(await deactivated('beijingPresident')).toBe(false)
  expect(await sync()).toMatchObject({ whole: true })
  expect(await deactivated('beijingPresident')).toBe(true)
  await bot.follow()
  await shown(bot, 'corporateOfficer', '岗位空缺，由上一级办理', '[同意]')
  await shown(bot, 'futianManager', '现由corporateOfficer、corporateOfficer2办理')
  const [row] = await sql`select state from recommendations where client_id = ${bot.bank.client.vanke}`
  expect(row?.state).toBe('submitted')
})

test('B05 earlier decisions keep the name of whoever left', async () => {
  bot.workspace.deactivateUser(bot.as('futianPresident').id)
  await approve(bot, 'corporateOfficer', '万科')
  const deciders = async () => {
    const rows = await sql`
      select p.name from recommendation_decisions d join people p on p.id = d.decided_by order by d.step_no`
    return rows.map(({ name }) => name)
  }
  await expect.poll(deciders, { timeout: 15_000 }).toEqual(['futianPresident', 'corporateOfficer'])
  await shown(bot, 'futianManager', '✓ 支行行长审核（深圳福田区支行） · 同意：futianPresident')
})
