import { describe, expect, it } from 'vitest'
import type { Block, Element } from '../../src/workspace/block-kit/shape.ts'
import { commandsFor, matchingCommand } from '../../src/workspace/page/command-menu.tsx'
import { contentOf, type Draft, draftInputs, draftKey } from '../../src/workspace/page/elements/draft.ts'
import { messageRows } from '../../src/workspace/page/message-rows.ts'
import { clockText, dayText, type Reader, slackDate, wallSeconds, wallText } from '../../src/workspace/page/moment.ts'
import { oneAtATime } from '../../src/workspace/page/one-at-a-time.ts'
import { placeAddress, readPlace } from '../../src/workspace/page/place.ts'
import { withEmoji } from '../../src/workspace/page/text/emoji.ts'
import type { PageMessage } from '../../src/workspace/protocol.ts'

const zh: Reader = { language: 'zh', zone: 'Asia/Shanghai' }
const en: Reader = { language: 'en', zone: 'America/New_York' }
const noon = Date.UTC(2026, 10, 25, 4)

describe('times', () => {
  it('are written as each language writes them, in the reader’s zone', () => {
    expect([clockText(noon, zh), clockText(noon, en)]).toEqual(['12:00', '11:00 PM'])
    expect(dayText(noon, noon, zh)).toBe('今天')
    expect(dayText(noon - 86_400_000, noon, en)).toBe('Yesterday')
    expect(dayText(Date.UTC(2026, 9, 1, 4), noon, zh)).toBe('10月1日星期四')
    expect(dayText(Date.UTC(2025, 9, 1, 4), noon, en)).toBe('Wednesday, October 1, 2025')
  })

  it('fill Slack’s date formats, and give up on unknown ones', () => {
    const seconds = noon / 1000
    expect(slackDate(seconds, '{date_short_pretty} {time}', noon, zh)).toBe('今天 12:00')
    expect(slackDate(seconds, '{date_num} {time_secs}', noon, zh)).toBe('2026-11-25 12:00:00')
    expect(slackDate(seconds, '{date_long}', noon, en)).toBe('Tuesday, November 24, 2026')
    expect(slackDate(seconds - 7200, '{ago}', noon, zh)).toBe('2小时前')
    expect(slackDate(seconds, '{date} {moon}', noon, zh)).toBe(null)
  })

  it('turn wall clocks into seconds and back, on both sides of a change of the clocks', () => {
    for (const [wall, zone, utc] of [
      ['2026-11-25T12:00', 'Asia/Shanghai', '2026-11-25T04:00'],
      ['2026-03-08T01:30', 'America/New_York', '2026-03-08T06:30'],
      ['2026-03-08T03:30', 'America/New_York', '2026-03-08T07:30'],
      ['2026-11-01T03:30', 'America/New_York', '2026-11-01T08:30'],
    ] as const) {
      const seconds = wallSeconds(wall, zone)
      expect(seconds).toBe(Date.parse(`${utc}Z`) / 1000)
      expect(wallText(seconds as number, zone)).toBe(wall)
    }
    expect(wallSeconds('no date', 'Asia/Shanghai')).toBe(null)
  })
})

describe('drafts', () => {
  const element: Element = { type: 'static_select', action_id: 'a' }
  const block: Block = { type: 'input', block_id: 'b', element }
  const option = { text: { type: 'plain_text' as const, text: '甲' }, value: '1' }
  const state = { b: { a: { type: 'static_select', selected_option: option } } }
  const draft = (type: string): [string, Draft] => [draftKey('b', 'a'), { type, input: '2', options: [] }]

  it('stand before what the stand-in knows', () => {
    expect(contentOf(block, element, state, new Map())).toEqual({ input: '1', options: [option] })
    expect(contentOf(block, element, state, new Map([draft('static_select')])).input).toBe('2')
  })

  it('are void for another kind of element, and are sent only for what is still there', () => {
    const other = new Map([draft('users_select')])
    expect(contentOf(block, element, state, other).input).toBe('1')
    expect(draftInputs(other, [{ block, element }])).toEqual({})
    expect(draftInputs(new Map([draft('static_select')]), [])).toEqual({})
    expect(draftInputs(new Map([draft('static_select')]), [{ block, element }])).toEqual({ b: { a: '2' } })
  })

  it('read every kind of content', () => {
    const read = (type: string, value: object) =>
      contentOf(block, { type, action_id: 'a' }, { b: { a: { type, ...value } } }, new Map()).input
    expect(read('checkboxes', { selected_options: [option] })).toEqual(['1'])
    expect(read('multi_users_select', { selected_users: ['U1'] })).toEqual(['U1'])
    expect(read('datetimepicker', { selected_date_time: 1_800_000_000 })).toBe('1800000000')
    expect(read('plain_text_input', { value: null })).toBe(null)
  })
})

describe('message rows', () => {
  const message = (seconds: number, id: string, more: Partial<PageMessage> = {}): PageMessage => ({
    ts: `${noon / 1000 + seconds}.000100`,
    author: { kind: 'person', id, name: id },
    text: '',
    blocks: [],
    attachments: [],
    files: [],
    ephemeral: false,
    edited: false,
    pinned: false,
    reactions: [],
    replyCount: 0,
    state: {},
    ...more,
  })
  const shape = (messages: PageMessage[]) =>
    messageRows(messages, 'Asia/Shanghai').map((row) => (row.kind === 'day' ? 'day' : row.compact ? 'compact' : 'full'))

  it('joins what one person says in a row, until something stands between', () => {
    expect(shape([message(0, 'A'), message(60, 'A'), message(90, 'B')])).toEqual(['day', 'full', 'compact', 'full'])
    expect(shape([message(0, 'A'), message(301, 'A')])).toEqual(['day', 'full', 'full'])
    expect(shape([message(0, 'A', { replyCount: 1 }), message(1, 'A')])).toEqual(['day', 'full', 'full'])
    expect(shape([message(0, 'A'), message(1, 'A', { ephemeral: true })])).toEqual(['day', 'full', 'full'])
  })

  it('begins a day with its name, in the reader’s zone', () => {
    const evening = 12 * 3600 - 60
    expect(shape([message(evening, 'A'), message(evening + 120, 'A')])).toEqual(['day', 'full', 'day', 'full'])
  })

  it('gives an ephemeral another key than a message of the same moment', () => {
    const rows = messageRows([message(0, 'A'), message(0, 'A', { ephemeral: true })], 'Asia/Shanghai')
    expect(new Set(rows.map((row) => row.key)).size).toBe(rows.length)
  })
})

describe('one at a time', () => {
  it('gives all who ask during a run the same next one, after a run that failed too', async () => {
    const ends: ((failed?: Error) => void)[] = []
    const ask = oneAtATime(
      () => new Promise((resolve, reject) => ends.push((failed) => (failed ? reject(failed) : resolve()))),
    )
    const first = ask()
    const [second, third] = [ask(), ask()]
    expect(ends.length).toBe(1)
    ends[0]?.(new Error('gone'))
    await expect(first).rejects.toThrow('gone')
    await expect.poll(() => ends.length).toBe(2)
    const fourth = ask()
    ends[1]?.()
    await Promise.all([second, third])
    await expect.poll(() => ends.length).toBe(3)
    ends[2]?.()
    await fourth
    expect(ends.length).toBe(3)
  })
})

describe('small things', () => {
  const commands = ['/client', '/recommend', '/register'].map((command) => ({
    command,
    description: '',
    usageHint: '',
  }))

  it('finds commands while their name is being typed, and the one that was', () => {
    expect(commandsFor(commands, '/RE').map((one) => one.command)).toEqual(['/recommend', '/register'])
    expect(commandsFor(commands, '/recommend x')).toEqual([])
    expect(commandsFor(commands, 'see /re')).toEqual([])
    expect(matchingCommand(commands, '/client 中集')?.command).toBe('/client')
    expect(matchingCommand(commands, '/client')).toBe(undefined)
  })

  it('keeps the place in the address', () => {
    const place = { as: 'U1', at: 'C1', thread: '1.2' }
    expect(readPlace(placeAddress(place))).toEqual(place)
    expect(readPlace('')).toEqual({ as: null, at: null, thread: null })
  })

  it('draws the emoji it knows and leaves other words alone', () => {
    expect(withEmoji(':tada: 9:30:15 :unknown_thing: :constructor:')).toBe('🎉 9:30:15 :unknown_thing: :constructor:')
  })
})
