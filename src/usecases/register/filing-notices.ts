import type { Tx } from '../../../db/connection.ts'
import type { NewEffect } from '../../../db/queries/effects.ts'
import { type FilingRow, filingById, versionBefore } from '../../../db/queries/filing.ts'
import { type RegisterCardRow, registerCardsOf, wantRegisterCards } from '../../../db/queries/register-card.ts'
import { policyInForce } from '../../../db/queries/settings.ts'
import { askable, holdersAnywhere } from '../../../db/queries/standing.ts'
import { headOfficeId } from '../../../db/queries/unit.ts'
import { isRefusal } from '../../domain/refusal.ts'
import { mayDecideFiling } from '../../domain/register/decide-filing.ts'
import { entitledTo } from '../entitled.ts'

/**
 * Every copy of a filing's card is redrawn, and of the version before, which it may have replaced or answered. Who filed has
 * a copy; who may decide has one while it waits; once it is sent back, everybody who may file anew.
 */
export async function registerCardNotices(tx: Tx, filingId: number, today: string): Promise<NewEffect[]> {
  const filing = await filingById(tx, filingId)
  if (!filing) return []
  const { row } = filing
  await wantRegisterCards(tx, filingId, 'branch', [row.filedBy, row.filedInNameOf])
  if (row.state === 'filed') await wantRegisterCards(tx, filingId, 'department', await deciders(tx, row, today))
  if (row.state === 'sent_back') await wantRegisterCards(tx, filingId, 'branch', await filers(tx, row, today))
  const before = await versionBefore(tx, row)
  const cards = [
    ...(before === null ? [] : await registerCardsOf(tx, before)),
    ...(await registerCardsOf(tx, filingId)),
  ]
  return cards.map((card) => cardNotice(row.branchId, card))
}

async function deciders(tx: Tx, row: FilingRow, today: string): Promise<readonly number[]> {
  const positions = (await policyInForce(tx)).registerAcknowledgers
  const department = { unitId: await headOfficeId(tx), positions }
  const asked = await entitledTo(tx, { kind: 'register_acknowledges', ...department }, today, (standing) => {
    return !isRefusal(mayDecideFiling({ ...row, deciderName: null }, department, standing))
  })
  // An empty post: the administrators have the card, so that nothing waits unseen.
  return asked.length > 0 ? asked : holdersAnywhere(tx, 'administrator', today)
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
