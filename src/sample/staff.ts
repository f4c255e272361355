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

/**
 * People for every post of the given units, as records of a people file. Employee number, address and name follow from
 * unit code and post alone, so that a unit more or less changes nobody else. Names come from faker's zh_CN locale; the
 * addresses are in a domain reserved for examples (RFC 2606).
 */
export async function sampleStaff(units: readonly Pick<UnitRow, 'code' | 'level'>[]): Promise<SourceRecord[]> {
  // Loaded here, because a program whose bank is imported already never needs it.
  const { faker } = await import('@faker-js/faker/locale/zh_CN')
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
    faker.seed(hashOf(employeeNo))
    const name = `${faker.person.lastName()}${faker.person.firstName()}`
    const email = `${employeeNo.toLowerCase()}@bank.example`
    const values = {
      employee_no: employeeNo,
      name,
      email,
      unit_code: unit.code,
      position,
      from: since,
      to: '',
      left_on: '',
    }
    return { line: index + 2, values }
  })
}
