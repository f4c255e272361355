/**
 * Posts with unknown outcomes against the stand-in: `npx tsx bench/outbox-unknown.ts [POSTS]`. One call in twenty loses its
 * answer: done and then cut, cut before it was done, or done only after the client has given up waiting, in half of these
 * cases even after the look. Time limits are a hundredth of the real ones.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '../db/embedded.ts'
import { migrate } from '../db/migrate.ts'
import { createLog } from '../src/log.ts'
import { fromRoot } from '../src/paths.ts'
import type { DeliverDeps } from '../src/slack/deliver/kind.ts'
import { postOnce } from '../src/slack/deliver/post-once.ts'
import { outgoing as twinLook } from '../src/slack/deliver/twin-look.ts'
import { createGateway } from '../src/slack/gateway.ts'
import { createLanguages } from '../src/slack/languages.ts'
import { createMarks } from '../src/slack/mark.ts'
import { createSlackClient } from '../src/slack/slack-client.ts'
import { startWorkspace, type Workspace } from '../src/workspace/workspace.ts'

const posts = Number(process.argv[2] ?? 10_000)
const people = Math.ceil(posts / 150)
const timeoutMs = 100
const lookAfterMs = 200
const hands = 8

const dataDir = await mkdtemp(join(tmpdir(), 'outbox-bench-'))
try {
  await measure()
} finally {
  await rm(dataDir, { recursive: true, force: true })
}

async function measure(): Promise<void> {
  const log = createLog('silent')
  const database = await openDatabase({ dataDir, log })
  await migrate(database, { folder: fromRoot('db', 'migrations') })
  const workspace = await startWorkspace({ seed: 1, keepLog: 100 })
  const users = workspace.addUsers(
    Array.from({ length: people }, (_, no) => ({ realName: `p${no}`, email: `p${no}@bank.example` })),
  )
  const { botToken: token, apiUrl, teamId, botUserId } = workspace
  const with_: DeliverDeps = {
    deps: { database, clock: { now: () => new Date() }, log },
    gateway: createGateway({ client: createSlackClient({ token, apiUrl, log, timeoutMs }), log }),
    archivist: null,
    languages: createLanguages([]),
    teamId,
    botUserId,
    timeZone: () => 'Asia/Shanghai',
    markOf: createMarks('bench'),
    lookAfterMs,
  }
  loseAnswers(workspace)
  const began = performance.now()
  let next = 0
  await Promise.all(Array.from({ length: hands }, () => work()))
  const seconds = (performance.now() - began) / 1_000
  workspace.faults.clear()
  await new Promise((resolve) => setTimeout(resolve, 1_000))
  const before = count(workspace, users)
  const looks = await lookForTwins(with_)
  const [sends] = await database.sql`
    select count(*)::int as subjects, count(*) filter (where state = 'sent')::int as sent,
      count(*) filter (where calls > 1)::int as called_again from sends`
  console.log(`Node ${process.version}, ${cpus().length} processors, load ${loadavg()[0]?.toFixed(1)}`)
  console.table({
    posts,
    ...sends,
    'messages before clean-up': before,
    looks,
    'messages at rest': count(workspace, users),
    'posts a second': Math.round(posts / seconds),
  })
  await workspace.stop()
  await database.stop()

  async function work(): Promise<void> {
    for (let no = next++; no < posts; no = next++) {
      for (;;) {
        const to = { person: users[no % people]?.id ?? '' }
        const sent = await postOnce(with_, `post/${no}`, no, to, { text: `No. ${no}`, blocks: [] })
        if (sent.ok) break
        await new Promise((resolve) => setTimeout(resolve, lookAfterMs + 10))
      }
    }
  }
}

function loseAnswers({ faults }: Workspace): void {
  const each = { method: 'chat.postMessage', count: Number.POSITIVE_INFINITY, probability: 0.0125 } as const
  faults.add({ ...each, kind: 'lost-answer' })
  faults.add({ ...each, kind: 'reset' })
  faults.add({ ...each, kind: 'delay', ms: timeoutMs + 30 })
  faults.add({ ...each, kind: 'delay', ms: timeoutMs + lookAfterMs + 100 })
}

function count(workspace: Workspace, users: readonly { id: string }[]): number {
  return users.reduce((sum, { id }) => sum + workspace.as(id).messages().length, 0)
}

async function lookForTwins(with_: DeliverDeps): Promise<number> {
  const rows = await with_.deps.database.sql<{ payload: Record<string, unknown> }[]>`
    select distinct payload from effects where kind = 'twin_look'`
  for (const [no, { payload }] of rows.entries()) {
    const effect = { id: no, lane: '', kind: 'twin_look', priority: 2, attempts: 0, fence: 1, firstTriedAt: new Date() }
    const came = await twinLook.deliver(with_, { ...effect, payload })
    if (came.kind !== 'done') throw new Error(`a look came to ${JSON.stringify(came)}`)
  }
  return rows.length
}
