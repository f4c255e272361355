import { addressOf } from '../../db/queries/account.ts'
import { seatsOf } from '../../db/queries/channel.ts'
import { ask, type Deps } from './transact.ts'

/** Slack accounts of the people in a client's team, by person. */
export function accountsOfTeam(deps: Deps, clientId: number): Promise<ReadonlyMap<number, string>> {
  return ask(deps, async (tx) => {
    const accounts = new Map<number, string>()
    for (const personId of new Set((await seatsOf(tx, clientId)).map((row) => row.personId))) {
      const address = await addressOf(tx, personId)
      if (address) accounts.set(personId, address.userId)
    }
    return accounts
  })
}
