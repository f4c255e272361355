import { readFile } from 'node:fs/promises'
import { createServer, type Socket } from 'node:net'
import { sql } from 'drizzle-orm'
import { describe, expect, it, onTestFinished } from 'vitest'
import { type ConnectOptions, connect, type Queryable } from '../../db/connection.ts'
import { readPidFile } from '../../db/embedded/cluster.ts'
import { startEmbedded } from '../../db/embedded.ts'
import { isDatabaseAway, isSerializationFailure } from '../../db/errors.ts'
import { createLog } from '../../src/log.ts'
import { testDatabase } from '../support/database.ts'
import { tempFolder } from '../support/temp-folder.ts'

const ANSWER_WITHIN_MS = 2_500
const database = await testDatabase({ applicationName: 'connection test' })
const { db } = database

async function errorOf(work: PromiseLike<unknown>): Promise<unknown> {
  try {
    await work
  } catch (error) {
    return error
  }
  throw new Error('expected an error')
}

describe('a session', () => {
  it('runs in UTC, under its name and within the limits', async () => {
    const [row] = await db.execute(sql`
      select current_setting('TimeZone') as zone, current_setting('application_name') as name,
        current_setting('statement_timeout') as statement, current_setting('lock_timeout') as lock,
        current_setting('idle_in_transaction_session_timeout') as idle`)
    expect(row).toEqual({ zone: 'UTC', name: 'connection test', statement: '8s', lock: '5s', idle: '10s' })
  })

  it('sends pgbouncer neither limits nor prepared statements', async () => {
    const behind = connect({ ...database.options, pgbouncer: true })
    onTestFinished(() => behind.close())
    const [row] = await behind.sql`select current_setting('statement_timeout') as statement, ${1}::int as one`
    const prepared = await behind.sql`select statement from pg_prepared_statements`
    expect(row).toEqual({ statement: '0', one: 1 })
    expect(prepared).toHaveLength(0)
  })

  it('gives raw SQL its own client, with dates and JSON converted', async () => {
    const [row] = await database.sql`select now() as now, ${database.sql.json({ a: 1 })}::jsonb as json`
    expect(row?.now).toBeInstanceOf(Date)
    expect(row?.json).toEqual({ a: 1 })
  })

  it('lets a question be asked in a transaction or outside one', async () => {
    const one = async (on: Queryable) => (await on.execute<{ one: number }>(sql`select 1 as one`))[0]?.one
    expect(await one(db)).toBe(1)
    expect(await db.transaction(one)).toBe(1)
  })
})

describe('transactions that meet', () => {
  it('are told apart from an absent database', async () => {
    await db.execute(sql`create table met (id int primary key, n int not null)`)
    await db.execute(sql`insert into met values (1, 0), (2, 0)`)
    const write = (first: number, second: number, met: () => Promise<void>) =>
      db.transaction(async (tx) => {
        await tx.execute(sql`update met set n = n + 1 where id = ${first}`)
        await met()
        await tx.execute(sql`update met set n = n + 1 where id = ${second}`)
      })
    const both = meeting(2)
    const results = await Promise.allSettled([write(1, 2, both), write(2, 1, both)])
    const failed = results.filter((result) => result.status === 'rejected')
    expect(failed).toHaveLength(1)
    expect(isSerializationFailure(failed[0]?.reason)).toBe(true)
    expect(isDatabaseAway(failed[0]?.reason)).toBe(false)
  })

  it('are known when serializable ones fail at COMMIT, where drizzle wraps nothing', async () => {
    await db.execute(sql`create table counted (n int not null)`)
    const both = meeting(2)
    const count = () =>
      db.transaction(
        async (tx) => {
          await tx.execute(sql`insert into counted select count(*) from counted`)
          await both()
        },
        { isolationLevel: 'serializable' },
      )
    const results = await Promise.allSettled([count(), count()])
    const failed = results.filter((result) => result.status === 'rejected')
    expect(failed).toHaveLength(1)
    expect(isSerializationFailure(failed[0]?.reason)).toBe(true)
  })

  it('do not include a statement that took too long', async () => {
    const impatient = connect({ ...database.options, statementTimeoutMs: 50 })
    onTestFinished(() => impatient.close())
    const error = await errorOf(impatient.db.execute(sql`select pg_sleep(5)`))
    expect(isDatabaseAway(error)).toBe(false)
    expect(isSerializationFailure(error)).toBe(false)
  })
})

describe('a server that is away', () => {
  it('is known when nothing listens, by port and by socket', async () => {
    const { port, close } = await listen(() => {})
    await close()
    await expectAway({ url: `postgres://somebody@127.0.0.1:${port}/bank` })
    await expectAway({ host: tempFolder(), port: 5432, user: 'postgres', database: 'postgres' })
  })

  it('is known when it accepts and never answers, however many wait', async () => {
    const { port, close } = await listen(() => {})
    onTestFinished(close)
    await expectAway({ url: `postgres://somebody@127.0.0.1:${port}/bank` })
  })

  it('is known when it accepts and hangs up', async () => {
    const { port, close } = await listen((socket) => socket.end())
    onTestFinished(close)
    await expectAway({ url: `postgres://somebody@127.0.0.1:${port}/bank` })
  })

  it('is known inside a transaction whose session it ended', async () => {
    const error = await errorOf(
      db.transaction(async (tx) => {
        const [row] = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`)
        await db.execute(sql`select pg_terminate_backend(${row?.pid}, 2000)`)
        await tx.execute(sql`select 1`)
      }),
    )
    expect(isDatabaseAway(error)).toBe(true)
    expect(await db.execute(sql`select 1 as one`)).toEqual([{ one: 1 }])
  })

  it('lets nothing of a lost transaction run elsewhere, whatever its callback does', async () => {
    await db.execute(sql`create table witnessed (what text not null)`)
    const callback = promised<unknown[]>()
    const outcome = await errorOf(
      db.transaction(async (tx) => {
        const [row] = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`)
        await db.execute(sql`select pg_terminate_backend(${row?.pid}, 2000)`)
        const attempts = []
        for (let attempt = 0; attempt < 5; attempt++) {
          await Promise.all(Array.from({ length: 10 }, () => db.execute(sql`select 1`)))
          const inner = () => tx.transaction((nested) => nested.execute(sql`insert into witnessed values ('nested')`))
          attempts.push(await errorOf(tx.execute(sql`insert into witnessed values ('stray')`)), await errorOf(inner()))
        }
        callback.resolve(attempts)
        throw new Error('the callback gives up')
      }),
    )
    expect(isDatabaseAway(outcome)).toBe(true)
    expect((await callback.promise).map(isDatabaseAway)).toEqual(Array(10).fill(true))
    expect(await db.execute(sql`select * from witnessed`)).toEqual([])
  })

  it('still rolls back and commits savepoints of a living transaction', async () => {
    await db.execute(sql`create table kept (what text not null)`)
    await db.transaction(async (tx) => {
      await tx.execute(sql`insert into kept values ('outer')`)
      await errorOf(
        tx.transaction(async (nested) => {
          await nested.execute(sql`insert into kept values ('undone')`)
          throw new Error('undo')
        }),
      )
      await tx.transaction((nested) => nested.execute(sql`insert into kept values ('nested')`))
    })
    await errorOf(db.transaction((tx) => tx.execute(sql`insert into kept values (${null})`)))
    expect(await db.execute(sql`select what from kept`)).toEqual([{ what: 'outer' }, { what: 'nested' }])
  })

  it('refuses a statement after the end of its transaction', async () => {
    const late = promised<Queryable>()
    await db.transaction(async (tx) => late.resolve(tx))
    const tx = await late.promise
    expect(await errorOf(tx.execute(sql`select 1`))).toMatchObject({ cause: { message: 'the transaction is over' } })
  })

  it('is known when killed under a live pool, which serves again when it is back', async () => {
    const dataDir = tempFolder()
    const log = createLog('silent')
    const first = await startEmbedded({ dataDir, log, durable: false })
    const live = connect({ server: first.server })
    onTestFinished(() => live.close())
    await Promise.all(Array.from({ length: 20 }, () => live.db.execute(sql`select pg_sleep(0.01)`)))

    const running = errorOf(live.db.execute(sql`select pg_sleep(7)`))
    process.kill(readPidFile(`${dataDir}/pg`).pid ?? 0, 'SIGKILL')
    expect(isDatabaseAway(await running)).toBe(true)
    for (let outage = 0; outage < 10; outage++) await failures(() => live.db.execute(sql`select 1`), 3)

    const second = await startEmbedded({ dataDir, log, durable: false })
    onTestFinished(() => second.stop())
    expect(await within(live.db.execute(sql`select 1 as one`))).toEqual([{ one: 1 }])
  })

  it('is not blamed for a missing file or another service', async () => {
    expect(isDatabaseAway(await errorOf(readFile('/nowhere')))).toBe(false)
    expect(isDatabaseAway(Object.assign(new Error('slack.com'), { code: 'ECONNREFUSED' }))).toBe(false)
    expect(isDatabaseAway('ECONNREFUSED')).toBe(false)
  })
})

/** Thirty at once on a pool of four, plain and in transactions: each fails in time, and so does the next round. */
async function expectAway(server: ConnectOptions['server']): Promise<void> {
  const away = connect({ server, max: 4 })
  onTestFinished(() => away.close())
  for (let round = 0; round < 2; round++) {
    await failures(
      () => away.db.execute(sql`select 1`),
      15,
      () => away.db.transaction(async (tx) => tx.execute(sql`select 1`)),
    )
  }
}

async function failures(
  ...[work, times, other = work]: [() => PromiseLike<unknown>, number, (() => PromiseLike<unknown>)?]
) {
  const all = Array.from({ length: times }, () => [errorOf(work()), errorOf(other())]).flat()
  const errors = await within(Promise.all(all))
  expect(errors.filter((error) => !isDatabaseAway(error))).toEqual([])
}

function within<T>(work: Promise<T>): Promise<T> {
  const late = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error(`no answer within ${ANSWER_WITHIN_MS} ms`)), ANSWER_WITHIN_MS).unref()
  })
  return Promise.race([work, late])
}

function promised<T>() {
  let resolve: (value: T) => void = () => {}
  const promise = new Promise<T>((fulfil) => {
    resolve = fulfil
  })
  return { promise, resolve }
}

/** Resolves for all when the last of `parties` has come. */
function meeting(parties: number): () => Promise<void> {
  let waiting = parties
  const met = promised<void>()
  return () => {
    if (--waiting === 0) met.resolve()
    return met.promise
  }
}

async function listen(greet: (socket: Socket) => void): Promise<{ port: number; close: () => Promise<void> }> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => {}))
    greet(socket)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = address && typeof address === 'object' ? address.port : 0
  const close = () =>
    new Promise<void>((resolve) => {
      for (const socket of sockets) socket.destroy()
      server.close(() => resolve())
    })
  return { port, close }
}
