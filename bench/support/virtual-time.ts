import { createRequire, syncBuiltinESMExports } from 'node:module'
import type { Database } from '../../db/connection.ts'
import { createTimers, type Timers } from './virtual-timers.ts'

/**
 * Time that stands still while anything is being done and jumps to the next timer when nothing is. What is measured in it
 * does not depend on the machine, and hours pass in seconds.
 */
export interface VirtualTime {
  /** Milliseconds since 1970. */
  now(): number
  /** Lets time pass until the question is answered with yes; asked whenever everything is at rest. */
  run(isOver: () => boolean): Promise<void>
  /** Lets so many ms go by in which nobody did anything: what was due in them comes late. */
  skip(ms: number): Promise<void>
  /** From now on time stands still also while that program does anything, and passes for it as well. */
  lead(follower: Follower): void
  /** Gives the program its own timers back. */
  restore(): void
}

/** Another program that goes by this one's time. */
export interface Follower {
  /** When its next timer is due, as soon as it is at rest; null = none waits. */
  next(): Promise<number | null>
  /** It is this moment now: what is due there runs. */
  pass(now: number): void
}

export interface VirtualTimeOptions {
  /** Its schema gets a clock of its own; see `createDatabaseClock`. */
  database: Database
  startsAt: number
  /** Time jumps to whole multiples of this, as on a machine whose clock is that coarse: fewer jumps, later timers. */
  stepMs: number
}

/**
 * Makes time virtual for this whole program and its database. The product runs as it is: its timers are the platform's,
 * which are replaced, and its statements call `clock_timestamp()` and `statement_timestamp()`, for which the database's
 * search path finds others. Everything a call waits for must be in this program, in one that it leads, or in this database.
 */
export async function makeTimeVirtual(options: VirtualTimeOptions): Promise<VirtualTime> {
  const { database, startsAt, stepMs } = options
  let now = startsAt
  const atRest = watchStatements(database)
  const setDatabaseClock = (to: number) => database.sql`select setval('virtual_time.ms', ${to})`
  await setDatabaseClock(now)
  const timers = createTimers(() => now)
  const restore = replaceTimers(timers)
  const followers: Follower[] = []
  const nexts = async () => [...(await Promise.all(followers.map((one) => one.next()))), timers.next()]
  return {
    now: () => now,
    async run(isOver) {
      for (;;) {
        await atRest()
        const due = (await nexts()).filter((next) => next !== null)
        if (isOver()) return
        if (due.length === 0) throw new Error('nothing is going on, and nothing ever will')
        now = Math.max(now, Math.ceil(Math.min(...due) / stepMs) * stepMs)
        await setDatabaseClock(now)
        for (const follower of followers) follower.pass(now)
        timers.fire()
      }
    },
    async skip(ms) {
      await atRest()
      await nexts()
      now += ms
      await setDatabaseClock(now)
    },
    lead(follower) {
      followers.push(follower)
    },
    restore,
  }
}

/** Time of a program that is led by another one. */
export interface FollowedTime {
  now(): number
  /** It is this moment now: runs what is due, and tells when it is at rest again and when the next timer is due. */
  pass(to: number): Promise<number | null>
  /** As `fetch`, and the program is not at rest until the whole answer is there. */
  fetch: typeof fetch
  /** Gives the program its own timers back. */
  restore(): void
}

/** Makes time virtual for this program; whoever leads it sets the database's clock. */
export function followTime(database: Database, startsAt: number): FollowedTime {
  let now = startsAt
  const onTheirWay = new Set<Promise<unknown>>()
  const statementsAtRest = watchStatements(database)
  const timers = createTimers(() => now)
  const ask = globalThis.fetch
  const whole = async (...asked: Parameters<typeof fetch>): Promise<Response> => {
    const answer = await ask(...asked)
    const { status, headers } = answer
    return new Response(await answer.arrayBuffer(), { status, headers })
  }
  return {
    now: () => now,
    async pass(to) {
      now = to
      timers.fire()
      do {
        await Promise.all(onTheirWay)
        await statementsAtRest()
      } while (onTheirWay.size > 0)
      return timers.next()
    },
    fetch: (...asked) => {
      const answer = whole(...asked)
      const over: Promise<unknown> = answer
        .catch(() => undefined)
        .finally(() => {
          onTheirWay.delete(over)
        })
      onTheirWay.add(over)
      return answer
    },
    restore: replaceTimers(timers),
  }
}

/** Before anybody connects: sessions that are there already keep the real clock. Commits need not wait for the disk here. */
export async function createDatabaseClock({ sql }: Database): Promise<void> {
  const clock = (name: string) => `create function virtual_time.${name}() returns timestamptz language sql stable
    as 'select to_timestamp(last_value / 1000.0) from virtual_time.ms'`
  await sql.unsafe(`
    create schema virtual_time;
    create sequence virtual_time.ms;
    ${clock('clock_timestamp')};
    ${clock('statement_timestamp')};
    do $$ begin execute format(
      'alter database %I set search_path = virtual_time, pg_catalog, public', current_database());
    execute format('alter database %I set synchronous_commit = off', current_database()); end $$`)
}

/** Resolves when no statement is on its way and what the last one's answer set off has been done. */
function watchStatements(database: Database): () => Promise<void> {
  const query = Object.getPrototypeOf(database.sql`select 1`)
  const { handle } = query
  let onTheirWay = 0
  let sent = 0
  let lastEnded = () => {}
  const ended = () => {
    onTheirWay--
    if (onTheirWay === 0) lastEnded()
  }
  query.handle = function (this: Promise<unknown> & { executed: boolean }) {
    if (!this.executed) {
      onTheirWay++
      sent++
      Promise.prototype.then.call(this, ended, ended)
    }
    return handle.call(this)
  }
  return async () => {
    for (let quiet = 0, seen = sent; quiet < 3; ) {
      // Not looked for again and again: the processors are for those who work.
      if (onTheirWay > 0)
        await new Promise<void>((resolve) => {
          lastEnded = resolve
        })
      await new Promise((resolve) => setImmediate(resolve))
      quiet = onTheirWay === 0 && sent === seen ? quiet + 1 : 0
      seen = sent
    }
  }
}

function replaceTimers(timers: Timers): () => void {
  const promises = createRequire(import.meta.url)('node:timers/promises')
  const { setTimeout, setInterval, clearTimeout, clearInterval } = globalThis
  const own = { setTimeout, setInterval, clearTimeout, clearInterval }
  const sleep = promises.setTimeout
  const { timeout } = AbortSignal
  const clear = (real: (timer: never) => void) => (timer: unknown) => {
    if (!timers.cancel(timer)) real(timer as never)
  }
  const replaced = {
    // "At once" is no time: so are connections dialled.
    setTimeout: (run: (...args: unknown[]) => void, ms = 0, ...args: unknown[]) =>
      ms > 0 ? timers.at(ms, () => run(...args)) : own.setTimeout(run, 0, ...args),
    setInterval: (run: () => void, ms: number) => timers.at(ms, run, ms),
    clearTimeout: clear(own.clearTimeout),
    clearInterval: clear(own.clearInterval),
  }
  Object.assign(globalThis, replaced)
  promises.setTimeout = timers.sleep
  AbortSignal.timeout = (ms) => {
    const late = new AbortController()
    timers.at(ms, () => late.abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError')))
    return late.signal
  }
  syncBuiltinESMExports()
  return () => {
    Object.assign(globalThis, own)
    promises.setTimeout = sleep
    AbortSignal.timeout = timeout
    syncBuiltinESMExports()
  }
}
