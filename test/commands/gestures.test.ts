import { expect, test } from 'vitest'
import { loadGestures } from '../../src/service.ts'
import { clientActions } from '../../src/slack/cards/client-card.ts'
import { inboxActions } from '../../src/slack/cards/inbox.ts'
import { cardActions } from '../../src/slack/cards/recommendation-card.ts'

const gestures = await loadGestures()

function idsOf(kind: 'actions' | 'submits' | 'suggests'): string[] {
  return gestures.flatMap((gesture) => Object.keys(gesture[kind] ?? {}))
}

test('every button that a card draws has somebody who listens', () => {
  const drawn = [cardActions, inboxActions, clientActions].flatMap((ids) => Object.values(ids))
  expect(drawn.filter((id) => !idsOf('actions').includes(id))).toEqual([])
})

test('no id belongs to two gestures, and no two gestures share a word', () => {
  for (const ids of [
    idsOf('actions'),
    idsOf('submits'),
    idsOf('suggests'),
    gestures.flatMap((one) => one.slash?.word ?? []),
  ])
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
})

test('each word fits Slack’s manifest and says what it does in both languages', () => {
  const words = gestures.flatMap((gesture) => (gesture.slash ? [gesture.slash] : []))
  expect(words.map((slash) => slash.word)).toEqual(expect.arrayContaining(['/approvals', '/client', '/recommend']))
  for (const { word, description, usage } of words) {
    expect(word).toMatch(/^\/[a-z]{1,31}$/)
    for (const language of ['zh', 'en'] as const) {
      expect(description[language].length, word).toBeGreaterThan(2)
      expect(usage[language].length, word).toBeLessThanOrEqual(1000)
    }
    expect(description.zh).toMatch(/\p{Script=Han}/u)
  }
})
