import { expect, test } from 'vitest'
import { type PersonKey, personKeys } from '../support/bank.ts'
import { testBot } from '../support/bot.ts'
import { approve, channelOf, recommend, routeOption, seen } from '../support/gestures.ts'

const bot = await testBot()
const { log, faults } = bot.workspace

/** The team of six: one who can join, and five whom Slack refuses or has already. */
const impossible = {
  futianManager: 'user_is_restricted',
  shenzhenPresident: 'cant_invite',
  corporateOfficer: 'ura_max_channels',
} as const satisfies Partial<Record<PersonKey, string>>

/** By Slack id; asked before anybody is deactivated, who cannot act any more. */
const keys = new Map(personKeys.map((key) => [bot.as(key).id, key]))
const membersOf = ({ members }: { members: readonly { id: string }[] }) =>
  members.flatMap(({ id }) => keys.get(id) ?? [])

async function seats() {
  const rows = await bot.database.sql<{ key: PersonKey; invitation: string; failure: string | null }[]>`
    select people.employee_no as key, invitation, failure from team_seats
    join people on people.id = team_seats.person_id order by people.id`
  return Object.fromEntries(rows.map(({ key, invitation, failure }) => [key, failure ?? invitation]))
}

function notices(key: PersonKey): string[] {
  const actor = bot.as(key)
  const texts = actor.messages().map((message) => actor.render(message))
  return texts.filter((text) => text.includes('请手动邀请'))
}

test('B13 the ordinary are in, each refusal is kept with its reason and told once, and Retry asks once more', async () => {
  await bot.service.idle()
  for (const [key, error] of Object.entries(impossible)) {
    const id = bot.as(key as PersonKey).id
    faults.add({
      method: 'conversations.invite',
      kind: 'error',
      error,
      count: 1_000,
      match: ({ users }) => String(users).split(',').includes(id),
    })
  }
  // The bot has not heard of it: a person known to be out of use has no seat at all.
  bot.workspace.deliveryFaults.add({ what: 'event:user_change', kind: 'lose', count: Infinity })
  bot.workspace.deactivateUser(bot.as('corporateOfficer2').id)
  await recommend(bot, 'shenzhenOfficer', {
    client: '万科',
    route: routeOption.branchDesignates,
    category: 'regional_monopoly',
    leadUnit: '福田',
  })
  await approve(bot, 'shenzhenPresident', '万科')
  const channel = await channelOf(bot, 'futianPresident', '000002-sz')
  expect(membersOf(channel)).toEqual(['futianPresident'])
  expect(await seats()).toMatchObject({ ...impossible, futianPresident: 'member' })
  expect((await seats()).corporateOfficer2).not.toBe('member')
  const calls = log.calls('conversations.invite')
  expect(calls.some(({ args }) => String(args.users).includes(bot.workspace.botUserId))).toBe(false)

  for (const key of ['administrator', 'futianManager'] as const) {
    const told = await seen(bot, key, 'delivery_seats')
    for (const name of ['futianManager', 'shenzhenPresident', 'corporateOfficer', 'corporateOfficer2'])
      expect(bot.as(key).render(told)).toContain(`${name}：`)
    expect(notices(key)).toHaveLength(1)
  }

  const told = await seen(bot, 'administrator', 'delivery_seats')
  faults.clear()
  await bot.as('administrator').click(told, { action_id: 'delivery_seats' })
  await expect.poll(() => seats().then((all) => all.shenzhenPresident), { timeout: 10_000 }).toBe('member')
  await bot.service.idle()
  expect(membersOf(bot.as('futianPresident').conversation(channel.id))).toContain('shenzhenPresident')
  // The deactivated one is refused again for the same reason: nobody hears of it twice.
  expect(notices('futianManager')).toHaveLength(1)
})
