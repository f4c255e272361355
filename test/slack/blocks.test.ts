import { expect, test } from 'vitest'
import {
  bullets,
  button,
  clip,
  context,
  header,
  input,
  lines,
  literal,
  modal,
  option,
  quote,
  row,
  textField,
} from '../../src/slack/blocks.ts'
import { parseMrkdwn } from '../../src/workspace/mrkdwn.ts'
import { readAloud, readWindow } from './read-aloud.ts'

const hostile = ['<!channel> <@U012ABC3D> *b* _i_ ~s~ `c` :smile: <https://x.example|y> & > q', 'ST*甲', '甲 & 乙']

test('clip counts as Slack may and never cuts a character in two', () => {
  expect(clip('中集集团', 4)).toBe('中集集团')
  expect(clip('中集集团', 3)).toBe('中集…')
  expect(clip('ab😀', 3)).toBe('ab…')
  expect(clip('a😀b', 3)).toBe('a…')
})

test('a notification’s line is text and nothing else, whatever a name holds', () => {
  for (const name of hostile) {
    const kinds = new Set(parseMrkdwn(literal(name)).map((token) => token.type))
    expect([...kinds], name).toEqual(['text'])
  }
})

test('people’s own words are never markup in a block', () => {
  for (const name of hostile) {
    const blocks = [lines([name, { bold: name }, { faint: name }]), quote(name, [name]), bullets([[name]], [name])]
    expect(readAloud(blocks).split(name)).toHaveLength(7 + 1)
    expect(JSON.stringify(blocks)).not.toContain('mrkdwn')
  }
})

test('every text fits Slack’s limits, with emoji conversion off', () => {
  const long = '战略客户'.repeat(2000)
  const view = modal({
    callbackId: 'c',
    title: long,
    close: long,
    submit: long,
    blocks: [
      header(long),
      row(long, button('a', long, { value: 'v', confirm: { title: long, text: long, confirm: long, deny: long } })),
      context(long),
      input('i', long, textField('i'), { hint: long }),
      input('s', long, { type: 'static_select', action_id: 's', options: [option(long, 'v', long)] }),
    ],
  })
  expect(readWindow(view)).toContain('战略客户')
  expect(JSON.stringify(view)).not.toContain('"emoji":true')
})

test('nothing to say draws no empty text', () => {
  expect(JSON.stringify(lines(['', { bold: '' }, 'x']))).not.toContain('"text":""')
  expect(readAloud([quote('')])).toBe(' ')
})
