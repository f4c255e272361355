import { type Running, type UnderWay, underWay } from '../../db/queries/recommendation-running.ts'
import type { Tier } from '../domain/client/category.ts'
import { ask, type Deps } from './transact.ts'

export type { Running, UnderWay }

/** As many as one list of a form takes. */
const listed = 100

/** What is on its way and keeps its versions unless it is made to begin anew (B06); of one tier, or of both. */
export function readUnderWay(deps: Deps, tier: Tier | null): Promise<UnderWay> {
  return ask(deps, (tx) => underWay(tx, tier, listed))
}
