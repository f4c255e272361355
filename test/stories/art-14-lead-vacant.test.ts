import { beforeAll, expect, test } from 'vitest'
import { takeOn } from '../../src/usecases/handle-step.ts'
import { readRegister } from '../../src/usecases/register/read-register.ts'
import { findClients } from '../../src/usecases/search/find-clients.ts'
import { ask } from '../../src/usecases/transact.ts'
import type { PersonKey } from '../support/bank.ts'
import { testBot } from '../support/bot.ts'
import { shown } from '../support/gestures.ts'
import { setReviewDate } from '../support/small-bank-at.ts'
import { strategicVanke } from '../support/strategic.ts'

const patience = { timeout: 15_000 }
const bot = await testBot({ english: ['futianPresident'] })
const { deps, workspace } = bot
const { sql } = bot.database
const { vanke } = bot.bank.client
const person = (key: PersonKey) => bot.bank.person[key]
const visitor = workspace.addUser({ realName: '驻场顾问', email: 'visitor@client.example', kind: 'restricted' }).id
let channelId: string

beforeAll(async () => {
  channelId = await strategicVanke(bot)
  await bot.service.idle()
})

const end = async (...keys: readonly PersonKey[]) => {
  for (const key of keys)
    await sql`update appointments set "to" = current_date where person_id = ${person(key)} and "to" is null`
  await bot.follow()
}
const begin = async (key: PersonKey, position: string) => {
  await sql`insert into appointments (person_id, unit_id, position, "from")
    values (${person(key)}, ${bot.bank.unit.futian}, ${position}, current_date)`
  await bot.follow()
}
const lead = async () =>
  (await sql`select lead_client_manager_id::int as lead from clients where id = ${vanke}`)[0]?.lead as number | null
const registered = async () => {
  const view = await readRegister(deps, person('corporateOfficer'), '深圳')
  return 'entries' in view ? view.entries.map(({ leadClientManager }) => leadClientManager) : view
}
const found = () => ask(deps, (tx) => findClients(tx, 'futianManager', { limit: 5, offset: 0 }))
const told = (key: PersonKey) =>
  bot
    .as(key)
    .messages()
    .filter((message) => bot.as(key).render(message).includes('驻场顾问')).length
const card = () => {
  const reader = bot.as('shenzhenPresident')
  return reader.messages(channelId).map((message) => reader.render(message))
}

test('nobody is in charge of a client whose client managers’ posts have all ended, until somebody is again', async () => {
  await setReviewDate(bot.database, vanke, '2099-11-25')
  const [deadline] = await sql`select id::int from deadlines where kind = 'client_review' and item_id = ${vanke}`
  const takes = () => takeOn(deps, { personId: person('futianManager'), source: 'card' }, deadline?.id)
  expect(await takes()).toMatchObject({ kind: 'client_review' })
  expect(await lead()).toBe(person('futianManager'))
  expect(await registered()).toEqual(['futianManager'])
  expect((await found()).clients).toHaveLength(1)

  await end('futianManager', 'futianManager2')
  expect(await lead()).toBeNull()
  expect(await registered()).toEqual([null])
  expect((await found()).clients).toEqual([])
  expect(await takes()).toMatchObject({ refused: 'not_for_you' })
  await expect.poll(() => card().some((text) => text.includes('主办客户经理：空缺')), patience).toBe(true)

  await begin('futianManager2', 'client_manager')
  expect(await lead()).toBe(person('futianManager2'))
  expect(await registered()).toEqual(['futianManager2'])
})

test('a stranger who waits for an answer is told to whoever answers once the seat is vacant, each time once', async () => {
  bot.as('shenzhenPresident').changeChannel(channelId, { do: 'invite', user: visitor })
  await shown(bot, 'futianManager2', '驻场顾问', '[移出]')
  expect(told('futianPresident')).toBe(0)

  await end('futianManager2')
  await shown(bot, 'futianPresident', '驻场顾问', '[Remove]')
  expect(told('shenzhenPresident')).toBe(0)

  await end('futianPresident')
  await shown(bot, 'shenzhenPresident', '驻场顾问', '[移出]')
  expect(told('administrator')).toBe(0)

  await begin('futianPresident', 'sub_branch_president')
  await end('shenzhenPresident')
  await end('futianPresident')
  const notice = await shown(bot, 'administrator', '驻场顾问', '[移出]')
  for (const key of ['futianManager2', 'futianPresident', 'shenzhenPresident', 'administrator'] as const)
    expect(told(key)).toBe(1)
  await bot.as('administrator').click(notice, { action_id: 'stranger_remove' }, { confirm: true })
  await shown(bot, 'administrator', '驻场顾问', '已不在频道内')
})
