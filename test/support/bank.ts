import { eq } from 'drizzle-orm'
import type { Database } from '../../db/connection.ts'
import { appointments } from '../../db/schema/appointments.ts'
import { clients } from '../../db/schema/clients.ts'
import { people } from '../../db/schema/people.ts'
import { units } from '../../db/schema/units.ts'
import { nameKey } from '../../src/domain/client/name.ts'
import type { Position } from '../../src/domain/organisation/position.ts'
import { seedDefaults } from '../../src/usecases/seed-defaults.ts'

/** A bank small enough to know by heart: two branches, three sub-branches, one or two people a post. */
export interface SmallBank {
  unit: Record<'ho' | 'shenzhen' | 'futian' | 'luohu' | 'beijing' | 'dongcheng', number>
  person: Record<PersonKey, number>
  client: Record<'cimc' | 'vanke' | 'boe', number>
}

const posts = {
  futianManager: ['futian', 'client_manager'],
  futianManager2: ['futian', 'client_manager'],
  futianPresident: ['futian', 'sub_branch_president'],
  luohuManager: ['luohu', 'client_manager'],
  luohuPresident: ['luohu', 'sub_branch_president'],
  shenzhenOfficer: ['shenzhen', 'branch_officer'],
  shenzhenPresident: ['shenzhen', 'branch_president'],
  dongchengManager: ['dongcheng', 'client_manager'],
  dongchengPresident: ['dongcheng', 'sub_branch_president'],
  beijingOfficer: ['beijing', 'branch_officer'],
  beijingPresident: ['beijing', 'branch_president'],
  corporateOfficer: ['ho', 'corporate_officer'],
  corporateOfficer2: ['ho', 'corporate_officer'],
  president: ['ho', 'head_office_president'],
  administrator: ['ho', 'administrator'],
} as const satisfies Record<string, readonly [keyof SmallBank['unit'], Position]>

export type PersonKey = keyof typeof posts

/** Everybody in the small bank. */
export const personKeys = Object.keys(posts) as PersonKey[]

/** A person's e-mail in the small bank: how Slack accounts are matched to them. */
export function emailOf(key: PersonKey): string {
  return `${key.toLowerCase()}@bank.example`
}

/** Puts the small bank into an empty database. */
export async function smallBank({ db }: Database): Promise<SmallBank> {
  return db.transaction(async (tx) => {
    await seedDefaults(tx, new Date('2026-01-05T01:00:00Z'))
    const add = async (
      code: string,
      name: string,
      level: 'head_office' | 'branch' | 'sub_branch',
      parentId: number | null,
      branchId: number | null,
    ) => {
      const [row] = await tx
        .insert(units)
        .values({ code, name, level, parentId, branchId, region: '深圳' })
        .returning({ id: units.id })
      return row?.id ?? 0
    }
    const branch = async (code: string, name: string, ho: number) => {
      const id = await add(code, name, 'branch', ho, null)
      await tx.update(units).set({ branchId: id }).where(eq(units.id, id))
      return id
    }
    const ho = await add('HO', '总行', 'head_office', null, null)
    const shenzhen = await branch('B4403', '深圳分行', ho)
    const beijing = await branch('B11', '北京分行', ho)
    const unit = {
      ho,
      shenzhen,
      beijing,
      futian: await add('S440304', '深圳福田区支行', 'sub_branch', shenzhen, shenzhen),
      luohu: await add('S440303', '深圳罗湖区支行', 'sub_branch', shenzhen, shenzhen),
      dongcheng: await add('S110101', '北京东城区支行', 'sub_branch', beijing, beijing),
    }
    const person: Partial<SmallBank['person']> = {}
    for (const key of personKeys) {
      const [row] = await tx
        .insert(people)
        .values({ employeeNo: key, name: key, email: emailOf(key) })
        .returning({ id: people.id })
      const personId = row?.id ?? 0
      person[key] = personId
      const [at, position] = posts[key]
      await tx.insert(appointments).values({ personId, unitId: unit[at], position, from: '2020-01-01' })
    }
    const company = async (code: string, shortName: string, legalName: string) => {
      const [row] = await tx
        .insert(clients)
        .values({
          code,
          shortName,
          legalName,
          region: '深圳',
          industry: '制造',
          shortNameKey: nameKey(shortName),
          legalNameKey: nameKey(legalName),
        })
        .returning({ id: clients.id })
      return row?.id ?? 0
    }
    return {
      unit,
      person: person as SmallBank['person'],
      client: {
        cimc: await company('000039.SZ', '中集集团', '中国国际海运集装箱(集团)股份有限公司'),
        vanke: await company('000002.SZ', '万科A', '万科企业股份有限公司'),
        boe: await company('000725.SZ', '京东方A', '京东方科技集团股份有限公司'),
      },
    }
  })
}
