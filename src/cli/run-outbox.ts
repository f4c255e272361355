import type { Database } from '../../db/connection.ts'
import { givenUp, outboxStanding } from '../../db/queries/dead-effects.ts'
import type { Clock } from '../clock.ts'
import { isRefusal } from '../domain/refusal.ts'
import type { Log } from '../log.ts'
import { deliveryText } from '../slack/text/delivery.ts'
import { drop, type Handled, sendAgain } from '../usecases/given-up.ts'

/** What the command needs from outside. */
export interface OutboxEnvironment {
  out(line: string): void
  err(line: string): void
  /** Opens the migrated database; asked only once the command line is right. */
  open(): Promise<Database>
  readonly clock: Clock
  readonly log: Log
}

const usage = `npm run outbox -- list                  列出放弃发送的消息和操作 · what was given up, and why
npm run outbox -- retry NUMBER|all      重新发送 · send again
npm run outbox -- drop NUMBER|all       不再处理 · drop for good`

/** How many rows one run lists or takes. */
const most = 1_000

/** 0 = done; 1 = some number was not given up; 2 = wrong usage. */
export async function runOutbox(args: readonly string[], environment: OutboxEnvironment): Promise<0 | 1 | 2> {
  const [command, which, ...rest] = args
  const list = command === 'list' && which === undefined
  const change = (command === 'retry' || command === 'drop') && (which === 'all' || /^\d{1,15}$/.test(which ?? ''))
  if ((!list && !change) || rest.length > 0) {
    environment.err(usage)
    return 2
  }
  const database = await environment.open()
  if (list) {
    await printList(database, environment)
    return 0
  }
  const ids = which === 'all' ? (await givenUp(database.db, most)).map(({ id }) => id).reverse() : [Number(which)]
  if (ids.length === 0) environment.out('没有放弃发送的消息或操作。 · Nothing was given up.')
  const { clock, log } = environment
  const act = command === 'retry' ? sendAgain : drop
  const handled = await act({ database, clock, log }, { personId: null, source: 'operator' }, ids)
  if (isRefusal(handled)) throw new Error(handled.refused)
  return report(handled, environment)
}

function report(handled: Handled, { out, err }: OutboxEnvironment): 0 | 1 {
  const said = {
    ready: '已重新排队 · queued again',
    superseded: '已有更新的同类消息在排队 · a newer one that says the same is queued already',
    dropped: '已不再处理 · dropped',
  }
  for (const [id, came] of handled)
    if (came === 'not_dead') err(`#${id} 不在放弃之列 · was not given up`)
    else out(`#${id} ${said[came]}`)
  return [...handled.values()].includes('not_dead') ? 1 : 0
}

async function printList({ db }: Database, { out }: OutboxEnvironment): Promise<void> {
  const { waiting, sending, givenUp: count, doubtful } = await outboxStanding(db)
  out(`等待 ${waiting}，发送中 ${sending}，结果待查 ${doubtful}，已放弃 ${count}`)
  out(`waiting ${waiting}, being sent ${sending}, outcome to be looked up ${doubtful}, given up ${count}`)
  for (const row of await givenUp(db, most)) {
    const kind = `${deliveryText.zh.kind[row.kind] ?? row.kind} · ${deliveryText.en.kind[row.kind] ?? row.kind}`
    out(`#${row.id}  ${row.finishedAt?.toISOString() ?? ''}  ${kind}  ${row.lane}  ${row.error}`)
  }
}
