import { afterEach, expect, test } from 'vitest'
import type { PersonKey } from '../support/bank.ts'
import { testBot } from '../support/bot.ts'
import { approve, channelOf, recommend, routeOption, shown } from '../support/gestures.ts'

const bot = await testBot()
const { faults, log } = bot.workspace
const { sql } = bot.database
const patience = { timeout: 15_000 }

afterEach(() => {
  faults.clear()
  log.clear()
})

async function channelRow(client: string) {
  const [row] = await sql<{ id: string; welcome: string | null; bookmark: string | null }[]>`
    select channel_id as id, welcome_ts as welcome, bookmark_id as bookmark from client_channels
    join clients on clients.id = client_id where short_name like ${`${client}%`}`
  return row
}

async function seats(client: string): Promise<string[]> {
  const rows = await sql<{ came: string }[]>`
    select distinct coalesce(failure, invitation) as came from team_seats
    join clients on clients.id = client_id where short_name like ${`${client}%`}`
  return rows.map(({ came }) => came)
}

const notices = (key: PersonKey, client: string) =>
  bot
    .as(key)
    .messages()
    .map((message) => bot.as(key).render(message))
    .filter((text) => text.includes('请手动邀请') && text.includes(client))

test.each([
  ['万科', '000002-sz', 'restricted_action', '本工作区的设置不允许机器人邀请成员'],
  ['中集', '000039-sz', 'no_permission', '机器人没有邀请成员的权限'],
  ['京东方', '000725-sz', 'brand_new_error', 'Slack 拒绝，原因 brand_new_error'],
])(
  'B13 %s: %s %s refuses the whole invitation: a step by hand with Retry, and the card does not wait',
  async (client, code, error, words) => {
    faults.add({ method: 'conversations.invite', kind: 'error', error, count: Infinity })
    await recommend(bot, 'shenzhenOfficer', {
      client,
      route: routeOption.branchDesignates,
      category: 'regional_monopoly',
      leadUnit: '福田',
    })
    await approve(bot, 'shenzhenPresident', client)

    await expect.poll(async () => (await channelRow(client))?.bookmark ?? null, patience).not.toBeNull()
    await bot.service.idle()
    const { id = '', welcome = null } = (await channelRow(client)) ?? {}
    expect(log.calls('pins.add').some(({ args }) => args.channel === id && args.timestamp === welcome)).toBe(true)
    expect(await seats(client)).toEqual([error])
    for (const key of ['administrator', 'futianManager'] as const) {
      await shown(bot, key, client, `futianPresident：${words}`)
      expect(notices(key, client)).toHaveLength(1)
    }
    expect(await sql`select kind from effects where state = 'dead'`).toHaveLength(0)

    faults.clear()
    const step = await shown(bot, 'futianManager', client, `futianPresident：${words}`)
    await bot.as('futianManager').click(step, { action_id: 'delivery_seats' })
    await channelOf(bot, 'futianPresident', code)
    expect(await seats(client)).toEqual(['member'])
  },
)
