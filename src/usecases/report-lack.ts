import { type Lack, lackEvents, lackOf } from './lack.ts'
import { ask, type Deps, transact } from './transact.ts'

/** Looks whether the settings leave something to nobody, and has the administrators told once a version (B04). */
export function reportLack(deps: Deps): Promise<Lack | null> {
  return transact(deps, { personId: null, source: 'job' }, async (tx) => ({
    result: await lackOf(tx),
    events: await lackEvents(tx),
  }))
}

/** What the settings leave to nobody now. */
export function readLack(deps: Deps): Promise<Lack | null> {
  return ask(deps, lackOf)
}
