import { accountsOf } from '../../db/queries/account.ts'
import { seatsOf } from '../../db/queries/channel.ts'
import { ask, type Deps } from './transact.ts'

/** Slack accounts of the people in a client's team, by person. */
export function accountsOfTeam(deps: Deps, clientId: number): Promise<ReadonlyMap<number, string>> {
  return ask(deps, async (tx) =>
    accountsOf(
      tx,
      (await seatsOf(tx, clientId)).map(({ personId }) => personId),
    ),
  )
}
