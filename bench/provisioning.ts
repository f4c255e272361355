/**
 * Channels opened on virtual time by three workers, one call in twenty answered 429: `npx tsx bench/provisioning.ts
 * [CHANNELS]`, 10,000 unless said. Seven steps each: create, topic, purpose, invite, card, pin, bookmark.
 */
import { sql } from 'drizzle-orm'
import type { Database } from '../db/connection.ts'
import { queueEffects } from '../db/queries/effects.ts'
import { createLog } from '../src/log.ts'
import { importSampleBank } from '../src/sample/import-sample-bank.ts'
import { callsAMinute } from '../src/slack/rates.ts'
import { openNotices } from '../src/usecases/channel-notices.ts'
import type { Workspace } from '../src/workspace/workspace.ts'
import { printMachine } from './support/figures.ts'
import { type VirtualBot, withVirtualBot } from './support/virtual-bot.ts'

const channels = Number(process.argv[2] ?? 10_000)
const WORKERS = 3
const methods = [
  ...['conversations.create', 'conversations.setTopic', 'conversations.setPurpose'],
  ...['conversations.invite', 'chat.postMessage', 'pins.add', 'bookmarks.add'],
]

/** Designated clients with their team, as many as channels are wanted. */
async function prepare(database: Database, workspace: Workspace): Promise<void> {
  await importSampleBank(database, { log: createLog('warn') })
  const { db } = database
  await db.execute(sql`
    insert into clients (code, short_name, legal_name, region, industry, short_name_key, legal_name_key)
    select 'X' || n, '企业' || n, '企业' || n || '有限公司', '深圳', '制造', '企业' || n, '企业' || n
    from generate_series(1, greatest(0, ${channels}::int - (select count(*) from clients)::int)) n`)
  await db.execute(sql`
    with lead as (
      select u.id, row_number() over (order by u.id) - 1 as no, count(*) over () as n from units u where u.level = 'branch'
    ), chosen as (select id, row_number() over (order by id) as no from clients order by id limit ${channels})
    update clients c set state = 'designated', tier = 'regional', category = 'regional_monopoly',
      lead_unit_id = lead.id, designated_at = now()
    from chosen join lead on lead.no = chosen.no % lead.n where c.id = chosen.id`)
  await db.execute(sql`insert into client_channels (client_id) select id from clients where state = 'designated'`)
  await db.execute(sql`
    insert into team_seats (client_id, seat, person_id, seated_at)
    select distinct on (c.id) c.id, 'branch_president', a.person_id, now() from clients c
      join appointments a on a.unit_id = c.lead_unit_id and a.position = 'branch_president' where c.state = 'designated'`)
  const people = await database.sql<{ id: string; email: string; name: string }[]>`
    select id, email, name from people where id in (select person_id from team_seats)`
  const users = workspace.addUsers(people.map(({ email, name }) => ({ email, realName: name })))
  for (const [no, { id }] of people.entries()) {
    await database.sql`insert into slack_accounts (team_id, user_id, person_id, locale, seen_at)
      values (${workspace.teamId}, ${users[no]?.id ?? ''}, ${id}, 'zh-CN', now())`
  }
}

async function queueAll({ database, time }: VirtualBot): Promise<void> {
  const clients = await database.sql<{ id: string }[]>`select client_id as id from client_channels order by id`
  for (let from = 0; from < clients.length; from += 500) {
    const some = clients.slice(from, from + 500).flatMap(({ id }) => openNotices(Number(id)))
    await database.db.transaction((tx) => queueEffects(tx, some, new Date(time.now())))
  }
}

function figures({ workspace }: VirtualBot, minutes: number) {
  return methods.map((method) => {
    const { calls, done, limited, faults } = workspace.log.tally(method)
    const rate = callsAMinute(method)
    const share = (made: number) => (rate === null ? '' : `${((made / minutes / rate) * 100).toFixed(1)} %`)
    return {
      method,
      calls,
      done,
      '429 at random': faults,
      '429 of our own': limited,
      'calls of the rate': share(calls),
    }
  })
}

async function assertWhole({ database, workspace }: VirtualBot): Promise<void> {
  const [row] = await database.sql`
    select (select count(*)::int from effects where state <> 'done') as left_over,
      (select count(*)::int from client_channels where state = 'open' and channel_id is not null
        and welcome_ts is not null and bookmark_id is not null) as whole,
      (select count(distinct channel_id)::int from client_channels) as channels`
  const made = workspace.log.tally('conversations.create').done
  const cards = workspace.log.tally('chat.postMessage').done
  console.log({ ...row, 'channels in Slack': made, 'cards in Slack': cards })
  if (row?.left_over !== 0 || row?.whole !== channels || made !== channels || cards < channels)
    throw new Error('something was made twice, lost or left over')
}

await withVirtualBot({ prepare, stepMs: 1_000, pollMs: 3_000 }, async (bot) => {
  const { workspace, database, time } = bot
  await import('pinyin-pro')
  workspace.rules.rateLimits = true
  for (const method of methods)
    workspace.faults.add({ method, kind: '429', retryAfter: 1, count: Number.POSITIVE_INFINITY, probability: 0.05 })
  await queueAll(bot)
  const begins = time.now()
  const began = performance.now()
  for (let no = 0; no < WORKERS; no++) await bot.startProcess()
  let isOver = false
  const ask = setInterval(() => {
    void database.sql`select from effects where state in ('ready', 'sending') limit 1`.then((left) => {
      isOver = left.length === 0
    })
  }, 10_000)
  let lastCreate = begins
  await time.run(() => {
    if (workspace.log.tally('conversations.create').done < channels) lastCreate = time.now()
    return isOver
  })
  clearInterval(ask)
  const minutes = (time.now() - begins) / 60_000
  const seconds = (performance.now() - began) / 1_000
  printMachine()
  console.table(figures(bot, minutes))
  const creating = workspace.log.tally('conversations.create').calls / ((lastCreate - begins) / 60_000)
  console.log(
    `${minutes.toFixed(1)} virtual minutes in ${seconds.toFixed(0)} s; ${creating.toFixed(2)} creates a minute until the last one`,
  )
  await assertWhole(bot)
})
