import type { SourceRecord } from '../domain/organisation/import-columns.ts'
import type { UnitRow } from '../domain/organisation/import-row.ts'
import type { Position } from '../domain/organisation/position.ts'
import type { UnitLevel } from '../domain/organisation/unit.ts'
import { hashOf } from './hash-of.ts'

/** Raised whenever the generator gives other people than before: the sample bank is then imported again. */
export const staffVersion = 1

/** Posts of a unit of each level: position, letter in the employee number, how many people. */
const postsOf: Record<UnitLevel, readonly (readonly [Position, string, number])[]> = {
  head_office: [
    ['head_office_president', 'P', 1],
    ['corporate_officer', 'C', 6],
    ['product_officer', 'D', 10],
    ['administrator', 'A', 2],
  ],
  branch: [
    ['branch_president', 'P', 1],
    ['branch_officer', 'O', 4],
  ],
  sub_branch: [
    ['sub_branch_president', 'P', 1],
    ['client_manager', 'M', 1],
  ],
}

const since = '2020-01-01'
const poolSize = 2_000

/**
 * People for every post of the given units, as records of a people file. Employee number, address and name follow from
 * unit code and post alone, so that a unit more or less changes nobody else. Names come from faker's zh_CN locale; the
 * addresses are in a domain reserved for examples (RFC 2606).
 */
export async function sampleStaff(units: readonly Pick<UnitRow, 'code' | 'level'>[]): Promise<SourceRecord[]> {
  const nameOf = await createNames()
  const posts = units.flatMap((unit) =>
    postsOf[unit.level].flatMap(([position, letter, count]) =>
      Array.from({ length: count }, (_, index) => ({
        unit,
        position,
        employeeNo: `${unit.code}-${letter}${index + 1}`,
      })),
    ),
  )
  return posts.map(({ unit, position, employeeNo }, index) => {
    const name = nameOf(employeeNo)
    const email = `${employeeNo.toLowerCase()}@bank.example`
    const post = { unit_code: unit.code, position, from: since, to: '', left_on: '' }
    return { line: index + 2, values: { employee_no: employeeNo, name, email, ...post } }
  })
}

/**
 * Names by employee number. Two pools are drawn once and picked from (4-12 ms); seeding faker anew for each of 6,300
 * people took 300-450 ms.
 */
async function createNames(): Promise<(employeeNo: string) => string> {
  // Loaded here, because a program whose bank is imported already never needs it.
  const { faker } = await import('@faker-js/faker/locale/zh_CN')
  faker.seed(staffVersion)
  const last = Array.from({ length: poolSize }, () => faker.person.lastName())
  const first = Array.from({ length: poolSize }, () => faker.person.firstName())
  const pick = (pool: readonly string[], key: string) => pool[hashOf(key) % poolSize] ?? ''
  return (employeeNo) => pick(last, employeeNo) + pick(first, `first name of ${employeeNo}`)
}
