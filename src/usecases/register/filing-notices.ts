import type { Tx } from '../../../db/connection.ts'
import type { NewEffect } from '../../../db/queries/effects.ts'
import { type FilingRow, filingById, versionBefore } from '../../../db/queries/filing.ts'
import {
  askDepartment,
  type RegisterCardRow,
  registerCardsOf,
  wantRegisterCards,
} from '../../../db/queries/register-card.ts'
import { policyInForce } from '../../../db/queries/settings.ts'
import { askable, holdersAnywhere } from '../../../db/queries/standing.ts'
import { acknowledgers, mayAcknowledge } from './acknowledgers.ts'

/**
 * Every copy of a filing's card is redrawn, and of the version before, which it may have replaced or answered. Who filed has
 * a copy; who may decide has one while it waits; once it is sent back, everybody who may file anew.
 */
export async function registerCardNotices(tx: Tx, filingId: number, today: string): Promise<NewEffect[]> {
  const filing = await filingById(tx, filingId)
  if (!filing) return []
  const { row } = filing
  await wantRegisterCards(tx, filingId, 'branch', [row.filedBy, row.filedInNameOf])
  if (row.state === 'filed') await askForAcknowledgement(tx, row, today)
  if (row.state === 'sent_back') await wantRegisterCards(tx, filingId, 'branch', await filers(tx, row, today))
  const before = await versionBefore(tx, row)
  const cards = [
    ...(before === null ? [] : await registerCardsOf(tx, before)),
    ...(await registerCardsOf(tx, filingId)),
  ]
  return cards.map((card) => cardNotice(row.branchId, card))
}

/** Every copy of a filing's card is redrawn, as others may acknowledge it now; who may has one. */
export async function departmentNotices(tx: Tx, filingId: number, today: string): Promise<NewEffect[]> {
  const row = (await filingById(tx, filingId))?.row
  if (row?.state !== 'filed') return []
  await askForAcknowledgement(tx, row, today)
  return (await registerCardsOf(tx, filingId)).map((card) => cardNotice(row.branchId, card))
}

async function askForAcknowledgement(tx: Tx, row: FilingRow, today: string): Promise<void> {
  const asked = mayAcknowledge(row, await acknowledgers(tx, today))
  // An empty post: the administrators have the card, so that nothing waits unseen.
  const seers = asked.length > 0 ? [] : await holdersAnywhere(tx, 'administrator', today)
  await askDepartment(tx, row.id, asked, seers)
}

async function filers(tx: Tx, row: FilingRow, today: string): Promise<number[]> {
  return askable(tx, row.branchId, (await policyInForce(tx)).registerFilers, today)
}

function cardNotice(branchId: number, { id, personId }: RegisterCardRow): NewEffect {
  return {
    lane: `register/${branchId}/person/${personId}`,
    kind: 'register_card',
    payload: { cardId: id },
    mergeKey: `register-card/${id}`,
    priority: 1,
  }
}
