import type { Tx } from '../../../db/connection.ts'
import { type FilingRow, waitingFilings } from '../../../db/queries/filing.ts'
import { askedToAcknowledge, registerCardsOf } from '../../../db/queries/register-card.ts'
import { policyInForce } from '../../../db/queries/settings.ts'
import { askable, standingOf } from '../../../db/queries/standing.ts'
import { headOfficeId } from '../../../db/queries/unit.ts'
import type { DomainEvent } from '../../domain/event.ts'
import type { Standing } from '../../domain/organisation/standing.ts'
import { isRefusal } from '../../domain/refusal.ts'
import { type Department, mayDecideFiling } from '../../domain/register/decide-filing.ts'
import { registerArticle } from '../../domain/register/register.ts'

/** The department to which registers are filed, with its people and their deputies as they stand today. */
interface Acknowledgers {
  readonly department: Department
  readonly people: readonly Standing[]
}

/** The posts that acknowledge what branches file, by the settings in force. */
export async function departmentNow(tx: Tx): Promise<Department> {
  return { unitId: await headOfficeId(tx), positions: (await policyInForce(tx)).registerAcknowledgers }
}

/** Reads who may acknowledge what branches file, by the settings in force. */
export async function acknowledgers(tx: Tx, today: string): Promise<Acknowledgers> {
  const department = await departmentNow(tx)
  const people: Standing[] = []
  for (const personId of await askable(tx, department.unitId, department.positions, today)) {
    const standing = await standingOf(tx, personId, today)
    if (standing) people.push(standing)
  }
  return { department, people }
}

/** Those of them who may acknowledge this filing. */
export function mayAcknowledge(row: FilingRow, { department, people }: Acknowledgers): number[] {
  return people
    .filter((standing) => !isRefusal(mayDecideFiling({ ...row, deciderName: null }, department, standing)))
    .map(({ personId }) => personId)
}

/** Filings that other people may acknowledge now than those who hold their cards, where head office is among the units. */
export async function movedFilings(tx: Tx, unitIds: readonly number[], today: string): Promise<DomainEvent[]> {
  if (!unitIds.includes(await headOfficeId(tx))) return []
  const waiting = await waitingFilings(tx)
  if (waiting.length === 0) return []
  const able = await acknowledgers(tx, today)
  const events: DomainEvent[] = []
  for (const { row } of waiting) {
    const before = askedToAcknowledge(await registerCardsOf(tx, row.id))
    const now = mayAcknowledge(row, able)
    if (before.length === now.length && before.every((personId) => now.includes(personId))) continue
    events.push({
      happening: { type: 'register_moved', filingId: row.id },
      article: registerArticle,
      before: { asked: before },
      after: { asked: now },
    })
  }
  return events
}
