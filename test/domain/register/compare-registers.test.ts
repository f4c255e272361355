import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareRegisters, isSameRegister } from '../../../src/domain/register/compare-registers.ts'
import type { RegisterEntry } from '../../../src/domain/register/register.ts'

function entry(clientId: number, facts: Partial<RegisterEntry> = {}): RegisterEntry {
  return {
    clientId,
    code: `C${String(clientId).padStart(6, '0')}`,
    shortName: `客户${clientId}`,
    legalName: `客户${clientId}有限公司`,
    englishName: '',
    tier: 'regional',
    category: 'regional_group',
    industry: '制造',
    region: '深圳',
    leadUnit: '深圳分行',
    leadClientManager: null,
    designatedOn: '2026-01-05',
    nextReviewOn: '2027-01-05',
    listedOn: null,
    reason: '',
    ...facts,
  }
}

test('what was added, changed and removed is told client by client, with what changed', () => {
  const before = [entry(1), entry(2), entry(3)]
  const after = [entry(1, { nextReviewOn: null, leadClientManager: '张伟' }), entry(3, { reason: '不比较' }), entry(4)]
  const difference = compareRegisters(before, after)
  expect(difference.added.map(({ clientId }) => clientId)).toEqual([4])
  expect(difference.removed.map(({ clientId }) => clientId)).toEqual([2])
  expect(difference.changed.map(({ after: { clientId }, facts }) => ({ clientId, facts }))).toEqual([
    { clientId: 1, facts: ['leadClientManager', 'nextReviewOn'] },
  ])
})

const registers = fc
  .uniqueArray(fc.nat(30), { maxLength: 20 })
  .chain((ids) => fc.tuple(...ids.map((id) => fc.constantFrom('深圳', '北京').map((region) => entry(id, { region })))))

test('a difference applied to the one gives the other; to itself a register has none', () => {
  fc.assert(
    fc.property(registers, registers, (before, after) => {
      const { added, changed, removed } = compareRegisters(before, after)
      const gone = new Set([...removed, ...changed.map((one) => one.before)].map(({ clientId }) => clientId))
      const made = [
        ...before.filter(({ clientId }) => !gone.has(clientId)),
        ...changed.map((one) => one.after),
        ...added,
      ]
      const byId = (a: RegisterEntry, b: RegisterEntry) => a.clientId - b.clientId
      expect(made.sort(byId)).toEqual([...after].sort(byId))
      expect(isSameRegister(compareRegisters(after, after))).toBe(true)
    }),
  )
})
