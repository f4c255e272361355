import type postgres from 'postgres'
import { isConnectionLost } from './errors.ts'
import { asPrepared } from './prepared.ts'

/** What drizzle 0.45 uses of an open postgres.js transaction. */
export type Transaction = Pick<postgres.TransactionSql, 'unsafe' | 'savepoint'>

/**
 * `client.begin`, closed once its session is lost or the transaction is over. postgres.js 3.4.9 rejects a transaction
 * whose session was lost but lets its callback go on: its further statements, and the ROLLBACK sent for the callback's
 * error, then either run outside any transaction on the same, reconnected slot or end the process with
 * "Cannot read properties of null (reading 'write')" (porsager/postgres#1215, #1155).
 */
export function beginFenced<T>(
  client: postgres.Sql,
  work: (tx: Transaction) => Promise<T>,
  options = '',
): Promise<unknown> {
  const fence = createFence()
  const outcome = client.begin(options, (tx) => fence.run(() => work(fence.around(tx))))
  outcome.then(() => fence.close(new Error('the transaction is over')), fence.close)
  return outcome
}

function createFence() {
  let closed: { reason: unknown } | undefined
  let refuse: (reason: unknown) => void = () => {}
  const refused = new Promise<never>((_, reject) => {
    refuse = reject
  })
  refused.catch(() => {})

  function close(reason: unknown): void {
    closed ??= { reason }
    refuse(reason)
  }

  /** postgres.js answers the end of the work with COMMIT or ROLLBACK: on a lost session it must never see that end. */
  function run<T>(work: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      work().then(
        (value) => closed || resolve(value),
        (error) => closed || reject(error),
      )
    })
  }

  function around(tx: postgres.TransactionSql): Transaction {
    return {
      unsafe: ((...statement: Parameters<Transaction['unsafe']>) => {
        if (closed) return Object.assign(refused, { values: () => refused })
        const query = tx.unsafe(...asPrepared(statement))
        query.catch((error) => {
          if (isConnectionLost(error)) close(error)
        })
        return query
      }) as Transaction['unsafe'],
      savepoint: ((work: (tx: Transaction) => Promise<unknown>) =>
        Promise.race([refused, tx.savepoint((inner) => run(() => work(around(inner))))])) as Transaction['savepoint'],
    }
  }

  return { close, run, around }
}
