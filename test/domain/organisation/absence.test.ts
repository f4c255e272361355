import { expect, test } from 'vitest'
import { saysAway } from '../../../src/domain/organisation/absence.ts'

const says = (text: string, emoji = '') => saysAway({ text, emoji })

test.each([
  ['休假至周五', ''],
  ['出差北京', ':airplane:'],
  ['Vacationing', ':palm_tree:'],
  ['', ':palm_tree:'],
  ['Out sick', ':face_with_thermometer:'],
  ['OOO until Monday', ''],
  ['out of the office', ''],
])('%s %s: away', (text, emoji) => {
  expect(says(text, emoji)).toBe(true)
})

test.each([
  ['', ''],
  ['开会', ':spiral_calendar_pad:'],
  ['In a meeting', ':spiral_calendar_pad:'],
  ['Commuting', ':bus:'],
  ['Working remotely', ':house_with_garden:'],
  ['look at the room', ''],
])('%s %s: at work', (text, emoji) => {
  expect(says(text, emoji)).toBe(false)
})
