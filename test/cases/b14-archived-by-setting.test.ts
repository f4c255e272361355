import { desc, eq } from 'drizzle-orm'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { clients } from '../../db/schema/clients.ts'
import { recommendations } from '../../db/schema/recommendations.ts'
import { designateClient } from '../../src/usecases/designate-client.ts'
import { parkChannel } from '../../src/usecases/park-channel.ts'
import { transact } from '../../src/usecases/transact.ts'
import { testBot } from '../support/bot.ts'
import { approve, channelOf, membersOf, recommend, routeOption, shown } from '../support/gestures.ts'

const bot = await testBot({ archivist: 'administrator' })
const { log, rules } = bot.workspace
const { vanke } = bot.bank.client
const { deps } = bot
const act = { personId: null, source: 'job' } as const

let channelId: string

beforeAll(async () => {
  await bot.database.sql`
    insert into policy_versions (document, published_at, reason)
    select document || '{"exitedChannel": "archive"}', now(), '归档' from policy_versions order by id desc limit 1`
  await recommend(bot, 'shenzhenOfficer', {
    client: '万科',
    route: routeOption.branchDesignates,
    category: 'regional_monopoly',
    leadUnit: '福田',
  })
  await approve(bot, 'shenzhenPresident', '万科')
  channelId = (await channelOf(bot, 'futianPresident', '000002-sz')).id
  await bot.service.idle()
})

afterEach(() => {
  rules.mayArchive = true
  log.clear()
})

const exit = () =>
  transact(deps, act, async (tx, moment) => {
    await tx
      .update(clients)
      .set({ state: 'exited', tier: null, category: null, leadUnitId: null, designatedAt: null, nextReviewOn: null })
      .where(eq(clients.id, vanke))
    await parkChannel(tx, vanke, moment)
    return { result: null, events: [] }
  })

const again = () =>
  transact(deps, act, async (tx, moment) => {
    const [row] = await tx
      .select()
      .from(recommendations)
      .where(eq(recommendations.clientId, vanke))
      .orderBy(desc(recommendations.id))
      .limit(1)
    if (!row) throw new Error('no recommendation')
    return { result: null, events: await designateClient(tx, row, moment) }
  })

const reaches = (state: string) =>
  expect
    .poll(
      async () => (await bot.database.sql`select state from client_channels where client_id = ${vanke}`)[0]?.state,
      {
        timeout: 15_000,
      },
    )
    .toBe(state)

test('B14 by the setting an exited channel is archived, and its keeper brings it back without anybody’s hand', async () => {
  await exit()
  await reaches('parked')
  const keeper = bot.as('administrator')
  expect(keeper.conversation(channelId)).toMatchObject({ archived: true })
  expect(
    bot
      .as('futianPresident')
      .conversations()
      .map(({ id }) => id),
  ).not.toContain(channelId)

  await again()
  await reaches('open')
  await bot.service.idle()
  const back = bot.as('futianPresident').conversation(channelId)
  expect(back.archived).toBe(false)
  expect(back.name).not.toContain('exited')
  expect(membersOf(bot, back)).toEqual(
    expect.arrayContaining(['futianManager', 'futianPresident', 'shenzhenPresident']),
  )
  expect(membersOf(bot, back)).not.toContain('administrator')
})

test('B14 archiving refused by the workspace is one named step, with Retry', async () => {
  rules.mayArchive = false
  await exit()
  await reaches('parked')
  const told = await shown(bot, 'administrator', '请手动归档', '[重试]')
  rules.mayArchive = true
  await bot.as('administrator').click(told, { action_id: 'delivery_channel' })
  await expect.poll(() => bot.as('administrator').conversation(channelId).archived, { timeout: 15_000 }).toBe(true)
})
