import { expect, test } from 'vitest'
import { reminderStage } from '../../../src/domain/register/filing-reminder.ts'

const period = { closingOn: '2026-09-30', dueOn: '2026-10-16' }
const between = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000
const days = { stepBefore: [3, 1], escalateAfter: [3, 10] }

test.each([
  ['open', '2026-10-12', null],
  ['open', '2026-10-13', 0],
  ['open', '2026-10-16', 0],
  ['late', '2026-10-17', 1],
  ['late', '2026-10-18', 1],
  ['late', '2026-10-19', 2],
  ['late', '2026-10-26', 3],
  ['late', '2027-01-01', 3],
] as const)('%s on %s: stage %s', (kind, today, stage) => {
  expect(reminderStage({ kind, period }, today, between, days)).toBe(stage)
})

test('who has filed is not reminded; without days nobody is before the due day', () => {
  expect(reminderStage({ kind: 'in_time' }, '2027-01-01', between, days)).toBeNull()
  const none = { stepBefore: [], escalateAfter: [] }
  expect(reminderStage({ kind: 'open', period }, '2026-10-16', between, none)).toBeNull()
  expect(reminderStage({ kind: 'late', period }, '2026-12-16', between, none)).toBe(1)
})
