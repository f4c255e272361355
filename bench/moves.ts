/**
 * Organisation moves on virtual time with three workers: `npx tsx bench/moves.ts [CLIENTS]`. As many people change their
 * posts at once as there are strategic clients, 10,000 unless said. As soon as that is committed, a press of whoever held a post is
 * refused and one of the successor counts; teams and channels follow within what Slack lets pass.
 */
import { sql } from 'drizzle-orm'
import { connect, type Database } from '../db/connection.ts'
import { createLog } from '../src/log.ts'
import { importSampleBank } from '../src/sample/import-sample-bank.ts'
import { callsAMinute } from '../src/slack/rates.ts'
import { followOrganisation } from '../src/usecases/follow-organisation.ts'
import type { Workspace } from '../src/workspace/workspace.ts'
import { printMachine } from './support/figures.ts'
import { clientCodes, linesOf, pressApprove, submit } from './support/recommendations.ts'
import { type VirtualBot, withVirtualBot } from './support/virtual-bot.ts'

const clients = Number(process.argv[2] ?? 10_000)
const WORKERS = 3
/** Recommendations that wait for presidents of sub-branches, most of whom are about to hand over. */
const WAITING = 100
const log = createLog('warn')
const methods = ['conversations.kick', 'conversations.invite', 'chat.postMessage', 'chat.update', 'conversations.open']

/** Strategic clients of sub-branches, each with its whole team in an open channel. */
async function prepare(database: Database, workspace: Workspace): Promise<void> {
  await importSampleBank(database, { log })
  const { db } = database
  await db.execute(sql`alter table clients disable trigger clients_search`)
  await db.execute(sql`
    insert into clients (code, short_name, legal_name, region, industry, short_name_key, legal_name_key, state, tier, category,
      lead_unit_id, designated_at)
    select 'X' || n, '企业' || n, '企业' || n, '深圳', '制造', '企业' || n, '企业' || n, 'designated', 'regional',
      'regional_monopoly', (array(select id from units where level = 'sub_branch' order by id))[1 + n % 3000], now()
    from generate_series(1, ${clients}) n`)
  await db.execute(sql`insert into client_channels (client_id) select id from clients where state = 'designated'`)
  const people = await database.sql<{ id: string; email: string; name: string }[]>`select id, email, name from people`
  const users = workspace.addUsers(people.map(({ email, name }) => ({ email, realName: name })))
  const accounts = people.map(({ id }, no) => ({ person_id: Number(id), user_id: users[no]?.id ?? '' }))
  await database.sql`
    insert into slack_accounts (team_id, user_id, person_id, locale, seen_at)
    select ${workspace.teamId}, user_id, person_id, 'zh-CN', now()
    from jsonb_to_recordset(${JSON.stringify(accounts)}::text::jsonb) as a (person_id bigint, user_id text)`
  await db.execute(
    sql`insert into team_checks (client_id, asked_at) select id, now() from clients where state = 'designated'`,
  )
  await followOrganisation({ database, clock: { now: () => new Date() }, log })
  const channels = [...(await seated(database))].map(([client, members]) => {
    const channel = { name: `c${client}`, isPrivate: true, creator: members[0] ?? '' }
    return { client, channel: workspace.addChannel({ ...channel, members: [workspace.botUserId, ...members] }) }
  })
  const patient = connect({ ...database.options, statementTimeoutMs: 0 })
  await patient.sql`
    update client_channels set state = 'open', channel_id = channel, name = 'c' || client, opened_at = now()
    from jsonb_to_recordset(${JSON.stringify(channels)}::text::jsonb) as opened (client bigint, channel text)
    where client_id = client`
  await patient.sql`update team_seats set invitation = 'member'`
  await patient.sql`truncate effects cascade`
  await patient.close()
}

/** Recommendations of the first sub-branches; their cards are not what is measured. */
async function submitSome({ database, time }: VirtualBot): Promise<void> {
  const codes = await clientCodes(database)
  const lines = (await linesOf(database)).sort((a, b) => a.subBranchId - b.subBranchId)
  for (const [no, line] of lines.slice(0, WAITING).entries())
    await submit(depsOf(database, time), line.manager, line.subBranchId, codes[no] ?? '', 'sub_branch_recommends')
  await database.sql`truncate effects cascade`
}

function depsOf(database: Database, time: VirtualBot['time']) {
  return { database, clock: { now: () => new Date(time.now()) }, log }
}

/** Who sits in each client's team, by their Slack accounts. */
async function seated({ sql }: Database): Promise<Map<string, string[]>> {
  const rows = await sql<{ client: string; members: string }[]>`
    select client_id as client, string_agg(distinct user_id, ',') as members
    from team_seats join slack_accounts using (person_id) group by client_id`
  return new Map(rows.map(({ client, members }) => [client, members.split(',')]))
}

/**
 * As many moves as there are clients: people of sub-branches hand their post to somebody of another, one transaction each; once
 * all have, the first of them again.
 */
async function move(bot: VirtualBot, today: string): Promise<number> {
  let moved = 0
  while (moved < clients) moved += await moveSome(bot, today, clients - moved)
  return moved
}

async function moveSome({ database }: VirtualBot, today: string, most: number): Promise<number> {
  const held = await database.sql<{ id: string; person: string }[]>`
    select a.id, a.person_id as person from appointments a join units u on u.id = a.unit_id
    where u.level = 'sub_branch' and a."to" is null order by a.id limit ${most}`
  for (const [no, { id }] of held.entries()) {
    const { person } = held[(no + 2) % held.length] ?? { person: '' }
    await database.db.transaction(async (tx) => {
      await tx.execute(sql`
        with ended as (update appointments set "to" = ${today} where id = ${id} returning unit_id, position)
        insert into appointments (person_id, unit_id, position, "from") select ${person}, unit_id, position, ${today} from ended`)
    })
  }
  return held.length
}

/** Whoever may take a step before the organisation moves, and who took over afterwards. */
async function presidents({ database }: VirtualBot, today: string): Promise<Map<number, number[]>> {
  const rows = await database.sql<{ id: string; people: string }[]>`
    select s.recommendation_id as id, string_agg(a.person_id::text, ',') as people
    from recommendation_steps s join appointments a on a.unit_id = s.unit_id and a.position = 'sub_branch_president'
    where s.state = 'open' and a."from" <= ${today} and (a."to" is null or a."to" > ${today}) group by 1`
  return new Map(rows.map(({ id, people }) => [Number(id), people.split(',').map(Number)]))
}

/** Presses Approve for each predecessor, then for the successor, nothing having been followed yet. */
async function pressAll(bot: VirtualBot, before: ReadonlyMap<number, number[]>, after: ReadonlyMap<number, number[]>) {
  const deps = depsOf(bot.database, bot.time)
  const found = { handedOver: 0, predecessorsRefused: 0, successorsCounted: 0 }
  for (const [id, held] of before) {
    const holding = after.get(id) ?? []
    const [left] = held.filter((personId) => !holding.includes(personId))
    const [successor] = holding.filter((personId) => !held.includes(personId))
    if (left === undefined || successor === undefined) continue
    found.handedOver++
    if (await pressApprove(deps, left, id)) found.predecessorsRefused++
    if (!(await pressApprove(deps, successor, id))) found.successorsCounted++
  }
  return found
}

/** Channels whose members are not exactly their team and the bot. */
async function wrong({ database, workspace }: VirtualBot): Promise<number> {
  const channels = await database.sql<{ id: string; channel: string }[]>`
    select client_id as id, channel_id as channel from client_channels`
  const teams = await seated(database)
  workspace.rules.rateLimits = false
  let count = 0
  for (const { id, channel } of channels) {
    const answer = await workspace.fetch(`${workspace.apiUrl}conversations.members`, {
      method: 'POST',
      headers: { authorization: `Bearer ${workspace.botToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ channel, limit: 200 }),
    })
    const { members } = (await answer.json()) as { members: string[] }
    const present = members.filter((one) => one !== workspace.botUserId).sort()
    if (present.join() !== (teams.get(id) ?? []).sort().join()) count++
  }
  return count
}

function figures({ workspace }: VirtualBot) {
  return methods.map((method) => {
    const { calls, done, limited } = workspace.log.tally(method)
    const rate = callsAMinute(method)
    return {
      method,
      calls,
      done,
      '429': limited,
      'minutes at its rate': rate === null ? '' : (calls / rate).toFixed(1),
    }
  })
}

await withVirtualBot({ prepare, stepMs: 1_000, pollMs: 3_000 }, async (bot) => {
  const { workspace, database, time } = bot
  workspace.rules.rateLimits = true
  await submitSome(bot)
  for (let no = 0; no < WORKERS; no++) await bot.startProcess()
  const began = performance.now()
  const begins = time.now()
  const today = new Date(begins + 8 * 3_600_000).toISOString().slice(0, 10)
  const before = await presidents(bot, today)
  const moves = await move(bot, today)
  const pressed = await pressAll(bot, before, await presidents(bot, today))
  const moved = performance.now()
  let following = false
  let left = 1
  const wake = setInterval(() => {
    if (following) return
    following = true
    void followOrganisation(depsOf(database, time)).finally(() => {
      following = false
    })
  }, 60_000)
  const ask = setInterval(() => {
    void database.sql<{ n: number }[]>`
      select (select count(*) from effects where state in ('ready', 'sending'))::int
        + (select count(*) from unit_changes)::int + (select count(*) from team_checks)::int as n`.then(([row]) => {
      left = row?.n ?? 0
    })
  }, 10_000)
  await time.run(() => time.now() > begins + 90_000 && left === 0)
  clearInterval(wake)
  clearInterval(ask)
  printMachine()
  console.table(figures(bot))
  const minutes = (time.now() - begins) / 60_000
  const least = Math.max(...methods.map((method) => workspace.log.tally(method).calls / (callsAMinute(method) ?? 1e9)))
  console.log({
    moves,
    clients,
    'virtual minutes': Number(minutes.toFixed(1)),
    'least that the rates allow': Number(least.toFixed(1)),
    'presses at commit': pressed,
    'real s of moving': Math.round((moved - began) / 1_000),
    'real s': Math.round((performance.now() - began) / 1_000),
    'channels that differ from their team': await wrong(bot),
  })
})
