import { expect, test } from 'vitest'
import { allPages, type Page } from '../../src/slack/pages.ts'
import type { SlackFailure, SlackResult } from '../../src/slack/slack-error.ts'

type Answer = SlackResult<Page<number>>
const page = (next: string, ...items: number[]): Answer => ({ ok: true, value: { items, next } })
const failed = (failure: SlackFailure): Answer => ({ ok: false, failure })
const limited = failed({ kind: 'retry', afterMs: 7_000, away: false, error: 'ratelimited' })
const passing = failed({ kind: 'retry', afterMs: null, away: true, error: 'network_ECONNRESET' })

/** Answers in turn, and what was asked and waited meanwhile. */
async function read(...answers: Answer[]) {
  const cursors: string[] = []
  const pauses: number[] = []
  const pages = allPages(
    async (cursor) => {
      cursors.push(cursor)
      const answer = answers.shift()
      if (!answer) throw new Error('asked for more than there is')
      return answer
    },
    async (ms) => pauses.push(ms),
  )
  const given = []
  for await (const one of pages) given.push(one.ok ? one.value : one.failure.error)
  return { given, cursors, pauses }
}

test('follows the cursor until it is empty, also past an empty page', async () => {
  const { given, cursors } = await read(page('x', 1), page('y'), page('', 2))
  expect(given).toEqual([[1], [], [2]])
  expect(cursors).toEqual(['', 'x', 'y'])
})

test('asks for the same page again when it is put off, after the time Slack says or a growing one', async () => {
  const { given, cursors, pauses } = await read(page('x', 1), limited, passing, page('', 2))
  expect(given).toEqual([[1], [2]])
  expect(cursors).toEqual(['', 'x', 'x', 'x'])
  expect(pauses).toEqual([7_000, 2_000])
})

test('does not wait for the first page of all: whoever reads comes back', async () => {
  expect(await read(limited)).toEqual({ given: ['ratelimited'], cursors: [''], pauses: [] })
})

test('a page put off again and again fails for good', async () => {
  const { given, cursors } = await read(page('x', 1), ...Array(5).fill(limited))
  expect(given).toEqual([[1], 'ratelimited'])
  expect(cursors).toHaveLength(6)
})

test('does not wait for an operator', async () => {
  const refused = failed({ kind: 'retry', afterMs: 60_000, away: true, error: 'invalid_auth' })
  expect(await read(page('x', 1), refused)).toEqual({ given: [[1], 'invalid_auth'], cursors: ['', 'x'], pauses: [] })
})

test('a page that leads to itself ends in a failure, not in a circle', async () => {
  const { given } = await read(page('x', 1), page('x', 2))
  expect(given).toEqual([[1], [2], 'invalid_cursor'])
})
