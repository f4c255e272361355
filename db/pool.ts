import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import type postgres from 'postgres'
import { beginFenced, type Transaction } from './fence.ts'
import { asPrepared } from './prepared.ts'

interface Generation {
  client: postgres.Sql
  inFlight: number
}

/**
 * A drizzle pool that never uses a postgres.js client again after one of its connections was lost: new work goes to a
 * fresh client, and the old one ends with its last query. postgres.js 3.4.9 keeps unsent bytes and their cancelled
 * timer on a lost connection when a query meets the loss; the slot then fails every attempt to connect, some ten
 * seconds long, after the server is back.
 */
export function createPool(open: (onclose: () => void) => postgres.Sql): {
  db: PostgresJsDatabase<Record<string, never>>
  /** Its transactions can change nothing, and are answered as soon as their work is. */
  readOnly: PostgresJsDatabase<Record<string, never>>
  close(timeoutSeconds: number): Promise<void>
} {
  const living = new Set<Generation>()
  let current: Generation | undefined
  let closing = false

  function generation(): Generation {
    if (current) return current
    const fresh: Generation = { inFlight: 0, client: open(() => retire(fresh)) }
    // Called for what it does to the client's parsers; see "db" below.
    drizzle(fresh.client)
    living.add(fresh)
    current = fresh
    return fresh
  }

  function retire(lost: Generation): void {
    if (current === lost && !closing) current = undefined
    endIfIdle(lost)
  }

  function endIfIdle(old: Generation): void {
    if (old === current || old.inFlight > 0 || !living.delete(old)) return
    old.client.end({ timeout: 0 })
  }

  function track<T extends Promise<unknown>>(on: Generation, work: T): T {
    on.inFlight++
    const done = () => {
      on.inFlight--
      endIfIdle(on)
    }
    work.then(done, done)
    return work
  }

  const facade = {
    options: { parsers: {}, serializers: {} },
    unsafe(...query: Parameters<postgres.Sql['unsafe']>) {
      const on = generation()
      return track(on, on.client.unsafe(...asPrepared(query)))
    },
    begin(work: Parameters<typeof beginFenced>[1]) {
      const on = generation()
      return track(on, beginFenced(on.client, work))
    },
  }
  const readOnly = {
    ...facade,
    begin: <T>(work: (tx: Transaction) => Promise<T>) =>
      new Promise((resolve, reject) => {
        const on = generation()
        const answered = (tx: Transaction) => {
          const answer = work(tx)
          answer.then(resolve, reject)
          return answer
        }
        track(on, beginFenced(on.client, answered, 'read only')).catch(reject)
      }),
  }
  // drizzle 0.45 uses nothing else of a client.
  const around = (client: object) => drizzle(client as unknown as postgres.Sql, { casing: 'snake_case' })
  return {
    db: around(facade),
    readOnly: around(readOnly),
    async close(timeout) {
      generation()
      closing = true
      await Promise.all([...living].map(({ client }) => client.end({ timeout })))
    },
  }
}
