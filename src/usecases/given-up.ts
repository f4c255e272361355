import type { Tx } from '../../db/connection.ts'
import {
  dropEffect,
  type GivenUp,
  givenUp,
  type OutboxStanding,
  outboxStanding,
  type Revival,
  reviveEffect,
} from '../../db/queries/dead-effects.ts'
import { type Refusal, refuse } from '../domain/refusal.ts'
import { isAdministrator } from './is-administrator.ts'
import { type Act, ask, type Deps, type Outcome, transact } from './transact.ts'

/** How the outbox stands, and a page of what was given up, newest first. */
export interface Outbox {
  readonly standing: OutboxStanding
  readonly rows: readonly GivenUp[]
}

/** What came of each row: what became of it, or that it was not given up. */
export type Handled = ReadonlyMap<number, Revival | 'dropped'>

/** Reads the outbox for an administrator. */
export function readOutbox(
  deps: Deps,
  personId: number,
  page: { readonly limit: number; readonly offset: number },
): Promise<Outbox | Refusal> {
  return ask(deps, async (tx, { today }) => {
    if (!(await isAdministrator(tx, personId, today))) return refuse('administrators_only')
    return { standing: await outboxStanding(tx), rows: await givenUp(tx, page.limit, page.offset) }
  })
}

/** Sends what was given up once more: for administrators, and for the operator at the command line. */
export function sendAgain(deps: Deps, by: Act, ids: readonly number[]): Promise<Handled | Refusal> {
  return handle(deps, by, ids, 'effects_sent_again', (tx, id, now) => reviveEffect(tx, id, now))
}

/** Ends what was given up for good. */
export function drop(deps: Deps, by: Act, ids: readonly number[]): Promise<Handled | Refusal> {
  return handle(deps, by, ids, 'effects_dropped', async (tx, id) =>
    (await dropEffect(tx, id)) ? 'dropped' : 'not_dead',
  )
}

function handle(
  deps: Deps,
  by: Act,
  ids: readonly number[],
  type: 'effects_sent_again' | 'effects_dropped',
  one: (tx: Tx, id: number, now: Date) => Promise<Revival | 'dropped'>,
): Promise<Handled | Refusal> {
  return transact<Handled | Refusal>(deps, by, async (tx, { now, today }): Promise<Outcome<Handled | Refusal>> => {
    if (by.personId !== null && !(await isAdministrator(tx, by.personId, today)))
      return { result: refuse('administrators_only'), events: [] }
    const handled = new Map<number, Revival | 'dropped'>()
    for (const id of ids) handled.set(id, await one(tx, id, now))
    const done = [...handled].filter(([, came]) => came !== 'not_dead').map(([id]) => id)
    return { result: handled, events: done.length > 0 ? [{ happening: { type }, after: { effects: done } }] : [] }
  })
}
