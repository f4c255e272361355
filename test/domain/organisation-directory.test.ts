import { expect, test } from 'vitest'
import { isDoubtful, isGone } from '../../src/domain/organisation/directory.ts'

test('a few go on any day; more than one in ten of those in use, and more than a few, are not believed', () => {
  expect(isDoubtful(6, 5)).toBe(false)
  expect(isDoubtful(6, 6)).toBe(true)
  expect(isDoubtful(2_350, 235)).toBe(false)
  expect(isDoubtful(2_350, 236)).toBe(true)
  expect(isDoubtful(0, 0)).toBe(false)
})

test('an account is gone when two readings half a day apart do not name it', () => {
  const now = new Date('2026-11-25T12:00:00Z')
  expect(isGone(null, now)).toBe(false)
  expect(isGone(new Date('2026-11-25T00:00:01Z'), now)).toBe(false)
  expect(isGone(new Date('2026-11-25T00:00:00Z'), now)).toBe(true)
})
