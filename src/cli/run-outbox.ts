import type { Database } from '../../db/connection.ts'
import { dropEffect, givenUp, outboxStanding, reviveEffect } from '../../db/queries/dead-effects.ts'
import type { Clock } from '../clock.ts'
import { deliveryText } from '../slack/text/delivery.ts'

/** What the command needs from outside. */
export interface OutboxEnvironment {
  out(line: string): void
  err(line: string): void
  /** Opens the migrated database; asked only once the command line is right. */
  open(): Promise<Database>
  readonly clock: Clock
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
  let missed = 0
  for (const id of ids) {
    const done = command === 'retry' ? await retry(database, id, environment) : await drop(database, id, environment)
    if (!done) missed += 1
  }
  if (ids.length === 0) environment.out('没有放弃发送的消息或操作。 · Nothing was given up.')
  return missed > 0 ? 1 : 0
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

async function retry({ db }: Database, id: number, { out, err, clock }: OutboxEnvironment): Promise<boolean> {
  const came = await reviveEffect(db, id, clock.now())
  if (came === 'not_dead') return notGivenUp(id, err)
  out(
    came === 'ready'
      ? `#${id} 已重新排队 · queued again`
      : `#${id} 已有更新的同类消息在排队 · a newer one that says the same is queued already`,
  )
  return true
}

async function drop({ db }: Database, id: number, { out, err }: OutboxEnvironment): Promise<boolean> {
  if (!(await dropEffect(db, id))) return notGivenUp(id, err)
  out(`#${id} 已不再处理 · dropped`)
  return true
}

function notGivenUp(id: number, err: (line: string) => void): false {
  err(`#${id} 不在放弃之列 · was not given up`)
  return false
}
