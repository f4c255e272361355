import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { RegisterEntry } from '../../../src/domain/register/register.ts'
import { structureOf } from '../../../src/domain/register/structure.ts'

function entry(clientId: number, region: string): RegisterEntry {
  return {
    clientId,
    code: `C${clientId}`,
    shortName: '客户',
    legalName: '客户有限公司',
    englishName: '',
    tier: 'regional',
    category: 'regional_group',
    industry: '制造',
    region,
    leadUnit: '深圳分行',
    leadClientManager: null,
    designatedOn: '2026-01-05',
    nextReviewOn: null,
    listedOn: null,
    reason: '',
  }
}

test('Art. 5: the most frequent value comes first, one that is gone is told with what it lost', () => {
  const before = [entry(1, '北京'), entry(2, '深圳')]
  const now = [entry(2, '深圳'), entry(3, '深圳'), entry(4, '上海')]
  expect(structureOf(now, before).region).toEqual([
    { value: '深圳', count: 2, change: 1 },
    { value: '上海', count: 1, change: 1 },
    { value: '北京', count: 0, change: -1 },
  ])
  expect(structureOf(now, null).region[0]).toEqual({ value: '深圳', count: 2, change: null })
})

const registers = fc
  .array(fc.constantFrom('深圳', '北京', '上海'), { maxLength: 20 })
  .map((regions) => regions.map((region, id) => entry(id, region)))

test('counts add up to the register, changes to its growth', () => {
  fc.assert(
    fc.property(registers, registers, (before, now) => {
      for (const shares of Object.values(structureOf(now, before))) {
        expect(shares.reduce((sum, { count }) => sum + count, 0)).toBe(now.length)
        expect(shares.reduce((sum, { change }) => sum + (change ?? 0), 0)).toBe(now.length - before.length)
      }
    }),
  )
})
