import { addressOf, emailOf } from '../../../db/queries/account.ts'
import { noAccount } from '../../domain/organisation/unreached.ts'
import type { Delivery } from '../../outbox/delivery.ts'
import { linkAccount } from '../../usecases/link-accounts.ts'
import { ask } from '../../usecases/transact.ts'
import type { Reader } from '../cards/recommendation-lines.ts'
import { languageOf } from '../text/words.ts'
import { type DeliverDeps, dead, failed } from './kind.ts'

/** Where to write to a person, and how they read. */
export interface Address {
  readonly userId: string
  readonly reader: Reader
}

/** A person's Slack account in use: linked before, or looked up by e-mail now. A delivery where there is none. */
export async function addressFor(with_: DeliverDeps, personId: number): Promise<Address | Delivery> {
  const known = await addressOf(with_.deps.database.db, personId)
  const account = known ?? (await lookUp(with_, personId))
  if ('kind' in account) return account
  return { userId: account.userId, reader: { language: languageOf(account.locale), timeZone: with_.timeZone() } }
}

async function lookUp(with_: DeliverDeps, personId: number): Promise<{ userId: string; locale: string } | Delivery> {
  const email = await ask(with_.deps, (tx) => emailOf(tx, personId))
  if (email === null) return dead(`no such person: ${personId}`)
  const found = await with_.gateway.lookupByEmail(email)
  if (!found.ok) return failed(found.failure)
  if (!found.value || found.value.deactivated) return dead(noAccount)
  const locale = found.value.locale ?? 'zh-CN'
  await linkAccount(with_.deps, with_.teamId, { userId: found.value.id, email, locale, deactivated: false })
  return { userId: found.value.id, locale }
}

/** Tells an address from a delivery. */
export function isAddress(found: Address | Delivery): found is Address {
  return 'userId' in found
}
